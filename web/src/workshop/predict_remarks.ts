// What an own remark on the worked example will most likely give: a part of `predict`.
import type { RemarkCommand, Room, SeenEvent } from "../protocol/messages.ts";
import type { Me } from "./predict.ts";
import { clean, isBlank } from "./text.ts";

/** The events that a command gives; none where the server would refuse it. */
export function predictRemark(room: Room, command: RemarkCommand, me: Me): SeenEvent[] {
  const seat = me.participant === null ? undefined : room.participants[me.participant];
  const leads = me.role === "facilitator";
  if (!leads && (room.phase !== "presentation" || !seat?.pair)) return [];
  const pair = seat?.pair ?? null;
  const { remark: id } = command;
  const remark = room.remarks[id];
  switch (command.type) {
    case "LeaveRemark": {
      if (isBlank(command.text)) return [];
      const text = clean(command.text);
      if (remark) {
        const own = leads || remark.pair === pair;
        return own ? [{ type: "RemarkEdited", remark: id, text }] : [];
      }
      const { part, target = "" } = command;
      const left = { id, part, target, text, positions: [], pair, closed: false };
      return [{ type: "RemarkLeft", remark: left }];
    }
    case "AnswerRemark": {
      if (!remark || remark.closed || isBlank(command.text)) return [];
      const before = remark.positions.find((each) => each.id === command.position);
      if (before && !leads && before.pair !== pair) return [];
      const text = clean(command.text);
      const position = { id: command.position, text, pair: before?.pair ?? pair };
      return [{ type: "RemarkAnswered", remark: id, position }];
    }
    case "CloseRemark":
    case "ReopenRemark": {
      if (!remark || (!leads && remark.pair !== pair)) return [];
      const type = command.type === "CloseRemark" ? "RemarkClosed" : "RemarkReopened";
      return [{ type, remark: id }];
    }
  }
}
