// What is said aloud of the session: its phase, its timer, what others put on one's board.
import { many, t } from "../text/catalogue";
import { announcer } from "./announcer.svelte";
import type { Place } from "./board/place.svelte";
import { useSession, useTicker } from "./context";
import { Marks } from "./marks";
import { pairName } from "./naming";
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
      announcer.sayNow(t("announce.phase", { phase: t(`phase.${now}`) }));
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

/** The effects that others post on this board; one's own are seen being written. */
export function announceArrivals(place: Place): void {
  $effect(() =>
    place.session.follow((news) => {
      for (const { event } of news) {
        if (event.type !== "NoteAdded" || event.board !== place.board.id) continue;
        const { id, beneficiary, pair, text } = event.note;
        if (place.own.has(id)) continue;
        const label = place.board.beneficiaries[beneficiary]?.label ?? "";
        const name = pairName(place.room, place.session.people, pair);
        announcer.say(t("announce.note", { name, label, text: text.slice(0, 80) }));
      }
    }),
  );
}
