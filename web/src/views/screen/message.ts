// Which message the projector shows.
import type { Message, Room } from "../../protocol/messages.ts";

/** [H3] The last one to everybody that stands, once it was sent in the phase that is open. */
export function onScreen(room: Pick<Room, "messages" | "phases">): Message | null {
  const last = Object.values(room.messages).findLast((each) => each.pair === null);
  const opened_ms = room.phases.at(-1)?.at_ms ?? 0;
  return last && last.at_ms >= opened_ms ? last : null;
}
