// What an open dialog of a board is about, and what is said when somebody else takes that away.
import type { Board } from "../../protocol/messages";
import type { Act } from "./history.svelte";
import type { Sheet } from "./place.svelte";

/** Enough of it to know it by. */
const FEW = 60;

/** The note or the beneficiary without which a dialog has nothing to say; null for any other. */
export function subjectOf(sheet: Sheet, board: Board): string | null {
  switch (sheet.kind) {
    case "move":
    case "split":
    case "via":
      return sheet.note;
    case "versions":
      // Its point may be on its way still.
      return board.points[sheet.point]?.target ?? null;
    case "beneficiary":
    case "delete-beneficiary":
      return sheet.id;
    default:
      return null;
  }
}

export function isThere(subject: string, board: Board): boolean {
  return subject in board.notes || subject in board.beneficiaries;
}

/** What it was called, where somebody else took it from the board; « » after one's own split. */
export function takenAway(subject: string, board: Board, done: readonly Act[]): string {
  const own = done.some(({ command }) => command.type === "SplitNote" && command.note === subject);
  if (own) return "";
  const gone = board.removed_notes[subject]?.text ?? board.removed_beneficiaries[subject]?.label;
  return gone?.slice(0, FEW) ?? "";
}
