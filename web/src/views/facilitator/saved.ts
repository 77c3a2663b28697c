// What became of a text that a facilitator saved.
import type { RoomSession } from "../../live/room_session.svelte";
import type { Command } from "../../protocol/messages";
import { refusedText } from "../refused";

/** `changed`: somebody else was faster, and the text is merged or chosen where it was typed. */
export type Saved = "taken" | "refused" | "changed";

/** Save, and say what became of it; `refuse` is told why, or nothing when it was taken. A refusal that
 * its field deals with is kept nowhere else. */
export async function save(
  session: RoomSession,
  command: Command,
  refuse: (why: string) => void,
): Promise<Saved> {
  const outcome = await session.do(command);
  if (outcome.type !== "Rejected") {
    refuse("");
    return "taken";
  }
  session.dismiss(outcome.n);
  if (outcome.code === "changed") return "changed";
  refuse(refusedText(outcome));
  return "refused";
}
