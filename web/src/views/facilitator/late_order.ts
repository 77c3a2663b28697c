// What reached the server after the end, as it is decided of: the oldest first, each with whether it
// was written before its board closed, which is what there is to know.
import type { LateCommand } from "../../protocol/messages.ts";
import { many, t } from "../../text/catalogue.ts";
import type { LedAct } from "./timer_journal.ts";

/** The earliest written first; of one instant, the one that came first. */
export function oldestFirst(lates: readonly LateCommand[]): LateCommand[] {
  const at = (late: LateCommand) => late.written_ms ?? late.received_ms;
  return lates.toSorted((a, b) => at(a) - at(b));
}

/** When the board of a late command closed, the last time before it came; null when the journal of
 * leading, which reaches back 300 acts, does not say. */
export function closedBefore(acts: readonly LedAct[], late: LateCommand): number | null {
  const closing = acts.findLast(
    ({ at_ms, event }) =>
      at_ms <= late.received_ms &&
      (event.type === "BoardsLocked" ||
        (event.type === "BoardClosed" && event.board === late.board)),
  );
  return closing?.at_ms ?? null;
}

/** « Écrit 40 s avant la fermeture, d'après l'appareil » ; « » when one of the two is not known. */
export function writtenWords(acts: readonly LedAct[], late: LateCommand): string {
  const closed = closedBefore(acts, late);
  if (closed === null || late.written_ms === null) return "";
  const off = Math.round((late.written_ms - closed) / 1_000);
  const away = Math.abs(off);
  const span =
    away < 120
      ? t("timer.seconds", { seconds: away })
      : many("common.minutes", Math.round(away / 60));
  return t(off < 0 ? "late.written_before" : "late.written_after", { span });
}
