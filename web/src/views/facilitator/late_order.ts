// What reached the server after the end, as it is decided of: the oldest first, each with whether it
// was written before its board closed, which is what there is to know; what was taken back, as one.
import type { LateCommand } from "../../protocol/messages.ts";
import { many, t } from "../../text/catalogue.ts";
import { gathered } from "../pooling/gathered.ts";
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
  if (Math.abs(late.written_ms - closed) < 1_000) return t("late.written_then");
  const off = Math.round((late.written_ms - closed) / 1_000);
  const away = Math.abs(off);
  const span =
    away < 120
      ? t("timer.seconds", { seconds: away })
      : many("common.minutes", Math.round(away / 60));
  return t(off < 0 ? "late.written_before" : "late.written_after", { span });
}

/** What is decided of at once, as it came: one command, or all that was asked about a note which
 * whoever posted it took back before it came. */
export interface Decided {
  /** What it is told by. */
  readonly late: LateCommand;
  /** In the order in which they can be done; nothing is left of them where it was taken back. */
  readonly all: readonly LateCommand[];
  readonly takenBack: boolean;
}

/** [T12] A note that was taken back is one thing: one half of it, admitted, would put it back. */
export function together(lates: readonly LateCommand[]): Decided[] {
  const about = (late: LateCommand) =>
    "note" in late.command ? `${late.by.participant} ${late.command.note}` : late.id;
  const acts = gathered(lates, about);
  return lates.flatMap((late): Decided[] => {
    const all = acts.get(about(late)) ?? [];
    const posted = all.find(({ command }) => command.type === "AddNote");
    const stands = all.findLast(({ command }) => /^(Delete|Restore)Note$/.test(command.type));
    if (!posted || stands?.command.type !== "DeleteNote") {
      return [{ late, all: [late], takenBack: false }];
    }
    const others = all.filter((each) => each !== posted);
    return late === posted ? [{ late, all: [posted, ...others], takenBack: true }] : [];
  });
}
