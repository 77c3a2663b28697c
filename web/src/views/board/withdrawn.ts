// Which of one's own pair's notes were taken out of sight just now.
import type { Board, Change } from "../../protocol/messages";

/** The beginnings of their texts, as `board` had them before these changes. */
export function withdrawnOf(news: readonly Change[], board: Board, pair: string | null): string[] {
  if (pair === null) return [];
  return news.flatMap(({ event }) => {
    const note = event.type === "NoteWithdrawn" ? board.notes[event.note] : undefined;
    return note?.pair === pair ? [note.text.slice(0, 60)] : [];
  });
}
