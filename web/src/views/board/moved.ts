// « L'animation vous a placé·e… » : told to whom a facilitator seats elsewhere, at once and in words.
import { untrack } from "svelte";
import type { Change, Participant } from "../../protocol/messages";
import { t } from "../../text/catalogue";
import { pairTitle } from "../naming";
import { toasts } from "../toasts.svelte";
import type { Place } from "./place.svelte";

type Seat = Pick<Participant, "id" | "board" | "pair">;

/** Whether somebody else brought a person from one seat to the other; `news` may lack what happened
 * while the page was away. */
export function seatedElsewhere(
  before: Seat | undefined,
  now: Seat | undefined,
  news: readonly Pick<Change, "role" | "event">[],
): boolean {
  if (!before?.board || !now?.board) return false;
  if (before.board === now.board && before.pair === now.pair) return false;
  const seated = news.filter(
    ({ event }) => event.type === "ParticipantSeated" && event.participant === now.id,
  );
  return seated.at(-1)?.role !== "participant";
}

/** Now and from now on; the answer ends it. */
export function tellMoved(place: Place): () => void {
  const { session } = place;
  const seat = () => session.room?.participants[session.you?.participant ?? ""];
  let before = untrack(seat);
  return session.follow((news) => {
    const now = seat();
    const { room } = session;
    if (before?.board && now?.board !== before.board) place.history.forget();
    // Asked for here: a page that was away is not told by whom.
    const asked = place.own.delete(`seat ${now?.pair}`);
    if (room && now && seatedElsewhere(before, now, news) && !asked) {
      const board = room.boards[now.board ?? ""]?.name ?? "";
      toasts.show(t("seat.moved", { board, pair: pairTitle(room, session.people, now.pair) }));
    }
    before = now;
  });
}
