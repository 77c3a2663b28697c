// A note that is being rewritten: the text under the pen, and the one that it started from.
import type { Note } from "../../protocol/messages";
import type { Drafts } from "./drafts.svelte";

export interface NoteDraft {
  /** The revision and the text that its author had before their eyes when they began. */
  readonly rev: number;
  readonly was: string;
  readonly text: string;
}

const PLACE = "note.";

export function draftPlace(note: string): string {
  return `${PLACE}${note}`;
}

/** What was begun on this device, or a new beginning from the note as it stands. */
export function begunOr(drafts: Drafts, note: Note): NoteDraft {
  return readDraft(drafts, note.id) ?? { rev: note.rev, was: note.text, text: note.text };
}

export function readDraft(drafts: Pick<Drafts, "read">, note: string): NoteDraft | null {
  try {
    const found = JSON.parse(drafts.read(draftPlace(note))) as Partial<NoteDraft>;
    const { rev, was, text } = found;
    if (typeof text !== "string" || typeof was !== "string") return null;
    return { rev: Number(rev), was, text };
  } catch {
    return null;
  }
}

export function writeDraft(drafts: Drafts, note: string, draft: NoteDraft): void {
  const same = draft.text === draft.was;
  drafts.write(draftPlace(note), same ? "" : JSON.stringify(draft));
}
