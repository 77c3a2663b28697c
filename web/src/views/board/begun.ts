// What is half typed on a board, in its boxes, in its notes and in the dialogs about these: for who is
// led away from it, and would find it only by going back.
import type { Board } from "../../protocol/messages";
import type { Drafts } from "./drafts.svelte";
import { halfNote } from "./half_note";
import { draftPlace, readDraft } from "./note_draft";

const NOTE = draftPlace("");

/** The texts that wait on it; what has lost its place is told apart (`orphans`). */
export function begunOn(drafts: Pick<Drafts, "held" | "read">, board: Board): string[] {
  return [...drafts.held]
    .flatMap((place): readonly string[] => {
      if (place.startsWith(NOTE)) {
        const note = place.slice(NOTE.length);
        return note in board.notes ? [readDraft(drafts, note)?.text ?? ""] : [];
      }
      const half = halfNote(drafts, place, [board]);
      if (half) return half.note in board.notes ? half.texts : [];
      return place in board.beneficiaries ? [drafts.read(place)] : [];
    })
    .filter((text) => text.trim() !== "");
}
