// What is said aloud of the session: its phase, its timer, what others put on one's board.
import { many, t } from "../text/catalogue";
import { announcer } from "./announcer.svelte";
import { change } from "./board/changes";
import type { Place } from "./board/place.svelte";
import { useSession, useTicker } from "./context";
import { Marks } from "./marks";
import { phaseName } from "./plan";
import { company } from "./remembered.svelte";
import { signals } from "./signals.svelte";
import { reading } from "./time";

/** The phase when it changes, not when the page opens. */
export function announcePhase(): void {
  const session = useSession();
  let before: string | null = null;
  $effect(() => {
    const now = session.room?.phase;
    if (!now) return;
    if (before !== null && before !== now) {
      const phase = session.room ? phaseName(session.room, now) : "";
      announcer.sayNow(t("announce.phase", { phase }));
    }
    before = now;
  });
}

/** The last minutes and the end, as they pass: said once where somebody listens, and rung. */
export function announceTimer(aloud: boolean): void {
  const session = useSession();
  const ticker = useTicker();
  const marks = new Marks();
  $effect(() => {
    const room = session.room;
    if (!room) return;
    const mark = marks.pass(reading(room.timer, ticker.now).left);
    // Leaving the work ends the timer too: that is said as the change of phase that it is.
    if (mark === null || room.phase !== "travail") return;
    if (aloud) announcer.sayNow(mark === 0 ? t("timer.ended_long") : many("announce.left", mark));
    signals.ring(mark);
  });
}

/** What others do to this board, summed up, unless the person wants quiet; one's own is confirmed. */
export function announceChanges(place: Place): void {
  $effect(() =>
    place.session.follow((news) => {
      for (const { event } of news) {
        const found = change(event, place.board);
        if (!found) continue;
        const { kind, id, label } = found;
        const own = kind === "added" ? place.own.has(id) : place.own.delete(id);
        if (own ? kind !== "added" : !company.on) continue;
        const key = own ? "announce.posted" : (`announce.${kind}` as const);
        announcer.count(`${key} ${label}`, (count) => many(key, count, { label }));
      }
    }),
  );
}
