// Which of one's own pair's notes were taken out of sight just now.
import type { Board, Change } from "../../protocol/messages";

export interface Gone {
  /** The beginning of its text, as the board had it before. */
  readonly text: string;
  /** Whether it is known to be one's own, and not a partner's. */
  readonly own: boolean;
}

/** Those of `pair`, as `board` had them before these changes; `isOwn` is asked of each. */
export function withdrawnOf(
  news: readonly Change[],
  board: Board,
  pair: string | null,
  isOwn: (note: string) => boolean,
): Gone[] {
  if (pair === null) return [];
  return news.flatMap(({ event }) => {
    const note = event.type === "NoteWithdrawn" ? board.notes[event.note] : undefined;
    return note?.pair === pair ? [{ text: note.text.slice(0, 60), own: isOwn(note.id) }] : [];
  });
}
