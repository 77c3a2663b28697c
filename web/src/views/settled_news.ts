// « C'est réglé »: told to those who found their note misrendered, wherever they look by then.
import { untrack } from "svelte";
import type { RoomSession } from "../live/room_session.svelte.ts";
import type { Change, Room } from "../protocol/messages.ts";
import { t } from "../text/catalogue.ts";
import { toasts } from "./toasts.svelte.ts";

/** Enough of a note to know it by. */
const FEW = 80;

/** The notes of which this pair said so, and that were settled just now; not those of which it, or
 * another device of it, took that back. */
export function settledNotes(
  news: readonly Pick<Change, "event">[],
  before: Room["misrendered"],
  pair: string | null,
): string[] {
  return news.flatMap(({ event }) =>
    event.type === "MisrenderedSettled" && pair !== null && before[event.note]?.pair === pair
      ? [event.note]
      : [],
  );
}

/** Now and from now on; the answer ends it. */
export function tellSettled(session: RoomSession): () => void {
  let before = untrack(() => session.room?.misrendered) ?? {};
  return session.follow((news) => {
    const { room, you } = session;
    if (!room) return;
    const pair = room.participants[you?.participant ?? ""]?.pair ?? null;
    for (const note of settledNotes(news, before, pair)) {
      const boards = Object.values(room.boards);
      const text = boards.flatMap(({ notes }) => notes[note]?.text ?? [])[0] ?? "";
      toasts.show(t("misrendered.settled_told", { text: text.slice(0, FEW) }));
    }
    before = room.misrendered;
  });
}
