// « Ma note est mal rendue », as it will most likely be kept: a part of `predict_pooling`. What only
// facilitators do with the pooling's conclusions is not predicted, so that a phone need not fetch it,
// nor is a ballot: `ownVotes` says what one has voted, and nobody is counted in advance.
import type { Command, Room, SeenEvent } from "../protocol/messages.ts";
import { boardWithNote } from "./lookup.ts";
import { clean } from "./text.ts";

/** [M1] The events that a command of this person gives; none where the server would refuse it. */
export function predictMisrendered(
  room: Room,
  command: Command,
  participant: string | null,
  at_ms: number,
): SeenEvent[] {
  if (command.type !== "SayMisrendered" && command.type !== "WithdrawMisrendered") return [];
  const { note } = command;
  const seat = room.participants[participant ?? ""];
  const said = room.misrendered[note];
  if (!seat?.pair || (said && said.pair !== seat.pair)) return [];
  if (command.type === "WithdrawMisrendered") {
    return said ? [{ type: "MisrenderedWithdrawn", note }] : [];
  }
  if (boardWithNote(room, note)?.id !== seat.board) return [];
  const misrendered = { text: clean(command.text ?? ""), pair: seat.pair, at_ms };
  return [{ type: "MisrenderedSaid", note, misrendered }];
}
