// What is said aloud of the session: its phase, its timer, what others put on one's board.
import { many, t } from "../text/catalogue";
import { announcer } from "./announcer.svelte";
import type { Place } from "./board/place.svelte";
import { useSession, useTicker } from "./context";
import { pairName } from "./naming";
import { reading } from "./time";

/** Said once each, when so many minutes are left. */
const MARKS = [10, 5, 1];

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

/** The last minutes and the end, as they pass. */
export function announceTimer(): void {
  const session = useSession();
  const ticker = useTicker();
  let before: number | null = null;
  $effect(() => {
    const timer = session.room?.timer;
    if (!timer) return;
    const left = reading(timer, ticker.now).left;
    const last = before;
    before = left;
    if (last === null || left === null || left >= last) return;
    const mark = MARKS.find((minutes) => left <= minutes * 60_000 && last > minutes * 60_000);
    if (left === 0) announcer.sayNow(t("timer.ended_long"));
    else if (mark !== undefined) announcer.sayNow(many("announce.left", mark));
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
