// Texts whose place is gone: of a note or a beneficiary that somebody else deleted under the pen, or of a
// board where their author does not sit any more. They are shown where that person is, or nobody would
// find them.
import type { Board } from "../../protocol/messages";
import type { Drafts } from "./drafts.svelte";
import { draftPlace, readDraft } from "./note_draft";

export interface Orphan {
  /** Where the draft is kept. */
  readonly place: string;
  readonly text: string;
  /** What it was being written in, or the board that was left; what that is called, where it is known. */
  readonly gone: "note" | "beneficiary" | "board";
  readonly label: string;
  /** The beneficiary of the board that is likely meant, or "". */
  readonly to: string;
}

const NOTE = draftPlace("");
/** What is typed in a dialog has its place in that dialog: « point.p1 », « beneficiary.new ». */
const DIALOG = /\./;

/** Those of the drafts that have no place on any of the boards where this person writes, which are
 * `board` alone for who sits at it, and all `boards` for who leads. */
export function orphans(
  drafts: Pick<Drafts, "held" | "read">,
  board: Board,
  boards: readonly Board[],
  leads: boolean,
): Orphan[] {
  const standing = (id: string | undefined) => (id && board.beneficiaries[id] ? id : "");
  const written = leads ? boards : [board];
  /** On a board that was left: what is on it may be out of sight. */
  function left(id: string): Pick<Orphan, "gone" | "label"> | null {
    const other = boards.find(
      (each) => each !== board && (each.beneficiaries[id] || each.notes[id] || each.chits[id]),
    );
    return other ? { gone: "board", label: other.name } : null;
  }
  return [...drafts.held].flatMap((place): Orphan[] => {
    if (place.startsWith(NOTE)) {
      const note = place.slice(NOTE.length);
      const draft = readDraft(drafts, note);
      if (!draft || written.some(({ notes }) => notes[note])) return [];
      const to = standing(board.removed_notes[note]?.beneficiary);
      return [{ place, text: draft.text, ...(left(note) ?? { gone: "note", label: "" }), to }];
    }
    const text = drafts.read(place);
    if (DIALOG.test(place) || text.trim() === "") return [];
    if (written.some(({ beneficiaries }) => beneficiaries[place])) return [];
    const label = board.removed_beneficiaries[place]?.label ?? "";
    // One that was added twice lives on under its first id (B3).
    const to = standing(board.known_as[place]);
    return [{ place, text, ...(left(place) ?? { gone: "beneficiary", label }), to }];
  });
}

/** Where a kept text goes on being written, until it is posted or given up. */
export function writeOn(drafts: Pick<Drafts, "read" | "write">, place: string, text: string): void {
  const draft = place.startsWith(NOTE) ? readDraft(drafts, place.slice(NOTE.length)) : null;
  drafts.write(place, draft ? JSON.stringify({ ...draft, text }) : text);
}
