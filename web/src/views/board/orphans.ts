// Texts whose place is gone: of a note or a beneficiary that somebody else deleted under the pen. They
// are shown on the board, or nobody would find them.
import type { Board } from "../../protocol/messages";
import type { Drafts } from "./drafts.svelte";
import { draftPlace, readDraft } from "./note_draft";

export interface Orphan {
  /** Where the draft is kept. */
  readonly place: string;
  readonly text: string;
  /** What it was being written in, and what that is called where it is known. */
  readonly gone: "note" | "beneficiary";
  readonly label: string;
  /** The beneficiary of the board that is likely meant, or "". */
  readonly to: string;
}

const NOTE = draftPlace("");
/** What is typed in a dialog has its place in that dialog: « point.p1 », « beneficiary.new ». */
const DIALOG = /\./;

/** Those of the drafts that no place of any of `boards` holds, seen from one of them. */
export function orphans(
  drafts: Pick<Drafts, "held" | "read">,
  board: Board,
  boards: readonly Board[],
): Orphan[] {
  const standing = (id: string | undefined) => (id && board.beneficiaries[id] ? id : "");
  return [...drafts.held].flatMap((place): Orphan[] => {
    if (place.startsWith(NOTE)) {
      const note = place.slice(NOTE.length);
      const draft = readDraft(drafts, note);
      if (!draft || boards.some(({ notes }) => notes[note])) return [];
      const to = standing(board.removed_notes[note]?.beneficiary);
      return [{ place, text: draft.text, gone: "note", label: "", to }];
    }
    const text = drafts.read(place);
    if (DIALOG.test(place) || text.trim() === "") return [];
    if (boards.some(({ beneficiaries }) => beneficiaries[place])) return [];
    const label = board.removed_beneficiaries[place]?.label ?? "";
    // One that was added twice lives on under its first id (B3).
    return [{ place, text, gone: "beneficiary", label, to: standing(board.known_as[place]) }];
  });
}

/** Where a kept text goes on being written, until it is posted or given up. */
export function writeOn(drafts: Pick<Drafts, "read" | "write">, place: string, text: string): void {
  const draft = place.startsWith(NOTE) ? readDraft(drafts, place.slice(NOTE.length)) : null;
  drafts.write(place, draft ? JSON.stringify({ ...draft, text }) : text);
}
