// Texts whose place is gone: of a note or a beneficiary that somebody else deleted under the pen, or of a
// board where their author does not sit any more. They are shown where that person is, or nobody would
// find them.
import type { Board } from "../../protocol/messages";
import { textOfDraft } from "../kept_text";
import { type Drafts, OTHERS } from "./drafts.svelte";
import { halfNote, writeHalfNote } from "./half_note";
import { draftPlace, readDraft } from "./note_draft";

export interface Orphan {
  /** Where the draft is kept. */
  readonly place: string;
  /** The texts that are kept there: several where a note was being split. */
  readonly texts: readonly string[];
  /** Whether they would be effects, to be posted elsewhere. */
  readonly effects: boolean;
  /** What it was being written in, the board that was left, or who wrote it; what that is called, where
   * it is known. */
  readonly gone: "note" | "beneficiary" | "board" | "person";
  readonly label: string;
  /** The beneficiary of the board that is likely meant, or "". */
  readonly to: string;
}

const NOTE = draftPlace("");
/** What else is typed in a dialog has its place in that dialog: « point.p1 », « beneficiary.new ». */
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
  function ofNote(note: string): Pick<Orphan, "gone" | "label" | "to"> | null {
    if (written.some(({ notes }) => notes[note])) return null;
    const to = standing(board.removed_notes[note]?.beneficiary);
    return { ...(left(note) ?? { gone: "note", label: "" }), to };
  }
  return [...drafts.held].flatMap((place): Orphan[] => {
    if (place.startsWith(OTHERS)) {
      const [, , ...at] = place.split(".");
      const texts = [textOfDraft(drafts.read(place))];
      const effects = at.length === 1 || `${at[0]}.` === NOTE;
      return [{ place, texts, effects, gone: "person", label: "", to: standing(at[0]) }];
    }
    if (place.startsWith(NOTE)) {
      const note = place.slice(NOTE.length);
      const draft = readDraft(drafts, note);
      const lost = draft && ofNote(note);
      return lost ? [{ place, texts: [draft.text], effects: true, ...lost }] : [];
    }
    const half = halfNote(drafts, place, boards);
    if (half) {
      const { texts, effects, note } = half;
      const lost = texts.some((text) => text.trim() !== "") && ofNote(note);
      return lost ? [{ place, texts, effects, ...lost }] : [];
    }
    const text = drafts.read(place);
    if (DIALOG.test(place) || text.trim() === "") return [];
    if (written.some(({ beneficiaries }) => beneficiaries[place])) return [];
    const label = board.removed_beneficiaries[place]?.label ?? "";
    // One that was added twice lives on under its first id (B3).
    const to = standing(board.known_as[place]);
    const lost = left(place) ?? { gone: "beneficiary", label };
    return [{ place, texts: [text], effects: true, ...lost, to }];
  });
}

/** Where a kept text goes on being written, until it is posted or given up. */
export function writeOn(
  drafts: Pick<Drafts, "read" | "write">,
  place: string,
  at: number,
  text: string,
): void {
  const draft = place.startsWith(NOTE) ? readDraft(drafts, place.slice(NOTE.length)) : null;
  if (draft) drafts.write(place, JSON.stringify({ ...draft, text }));
  else if (place.startsWith(OTHERS)) drafts.write(place, text);
  else if (DIALOG.test(place)) writeHalfNote(drafts, place, at, text);
  else drafts.write(place, text);
}

/** The name of one of several boxes of a draft: what was typed in it goes on in its like. */
export const boxOf = (place: string, at: number) => (at === 0 ? place : `${place} ${at}`);
