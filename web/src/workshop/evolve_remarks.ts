// Folding an event into the remarks on the worked example: the mirror of
// `server/tablee/workshop/evolve_remarks.py`. One about a remark that is not there changes nothing.
import type {
  Position,
  Remark,
  RemarkAnswered,
  RemarkClosed,
  RemarkEdited,
  RemarkLeft,
  RemarkReopened,
} from "../protocol/messages.ts";
import type { Draft } from "./draft.ts";

type RemarkEvent = RemarkLeft | RemarkEdited | RemarkAnswered | RemarkClosed | RemarkReopened;

export function evolveRemarks(draft: Draft, event: RemarkEvent): void {
  switch (event.type) {
    case "RemarkLeft":
      draft.table("remarks")[event.remark.id] = event.remark;
      break;
    case "RemarkEdited":
      change(draft, event.remark, { text: event.text });
      break;
    case "RemarkAnswered": {
      const positions = draft.room.remarks[event.remark]?.positions ?? [];
      change(draft, event.remark, { positions: taken(positions, event.position) });
      break;
    }
    case "RemarkClosed":
    case "RemarkReopened":
      change(draft, event.remark, { closed: event.type === "RemarkClosed" });
  }
}

/** The positions with one more, or with that one rewritten where it stands. */
export function taken(positions: readonly Position[], position: Position): readonly Position[] {
  return positions.some((each) => each.id === position.id)
    ? positions.map((each) => (each.id === position.id ? position : each))
    : [...positions, position];
}

function change(draft: Draft, id: string, to: Partial<Remark>): void {
  const remark = draft.room.remarks[id];
  if (remark) draft.table("remarks")[id] = { ...remark, ...to };
}
