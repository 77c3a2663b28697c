// The acts of leading as sentences: what happened to the timer and the locks, when, and by whom.
import type { Event, Role, Room } from "../../protocol/messages";
import { many, t } from "../../text/catalogue";
import { clock } from "../time";

/** One act as the server tells it: its place in the journal, its instant, the role that did it. */
export interface LedAct {
  readonly seq: number;
  readonly at_ms: number;
  readonly role: Role;
  readonly event: Event;
}

export interface Line {
  readonly seq: number;
  readonly at_ms: number;
  readonly words: string;
  readonly by: string;
}

/** The timer's own lines, the latest last; the acts come in the order of the journal. */
export function timerLines(acts: readonly LedAct[], room: Pick<Room, "boards">): Line[] {
  const lines: Line[] = [];
  let duration = 0;
  let going = false;
  for (const act of acts) {
    const words = sentence(act.event, duration, going, room);
    going = goesOn(act.event, going);
    if ("duration_ms" in act.event && act.event.duration_ms > 0) duration = act.event.duration_ms;
    if (words === null) continue;
    lines.push({ seq: act.seq, at_ms: act.at_ms, words, by: by(act) });
  }
  return lines;
}

/** Whether a timer runs or waits after this event. */
function goesOn(event: Event, before: boolean): boolean {
  if (event.type === "TimerStarted") return true;
  if (event.type === "BoardsReopened") return before || event.deadline_ms !== null;
  return event.type === "BoardsLocked" ? false : before;
}

function sentence(
  event: Event,
  duration: number,
  going: boolean,
  room: Pick<Room, "boards">,
): string | null {
  const name = (board: string) => room.boards[board]?.name ?? t("journal.gone_territory");
  switch (event.type) {
    case "PhaseOpened":
      return t("journal.phase", { phase: t(`phase.${event.phase}`) });
    case "TimerStarted":
      return t("journal.started", { left: clock(event.duration_ms) });
    case "TimerPaused":
      return t("journal.paused", { left: clock(event.remaining_ms) });
    case "TimerResumed":
      return t("journal.resumed");
    case "DeadlineMoved": {
      const by_ms = event.duration_ms - duration;
      const minutes = clock(Math.abs(by_ms));
      return by_ms < 0 ? t("journal.shortened", { minutes }) : t("journal.extended", { minutes });
    }
    case "GraceSet":
      return t("journal.grace", { seconds: event.grace_ms / 1000 });
    case "BoardsLocked":
      return t(`journal.locked.${event.reason}`);
    case "BoardClosed":
      return t("journal.closed", { name: name(event.board) });
    case "BoardsReopened": {
      const which =
        event.boards.length === 1
          ? name(event.boards[0] ?? "")
          : many("journal.boards", event.boards.length);
      const left = clock(event.duration_ms);
      const way = event.deadline_ms !== null ? "time" : going ? "along" : "free";
      return t(`journal.reopened.${way}`, { which, left });
    }
    default:
      return null;
  }
}

/** When each hidden note was last hidden, and by whom. */
export function hidings(
  acts: readonly LedAct[],
): ReadonlyMap<string, { at_ms: number; by: string }> {
  const all = new Map<string, { at_ms: number; by: string }>();
  for (const act of acts) {
    if (act.event.type === "NoteHidden") all.set(act.event.note, { at_ms: act.at_ms, by: by(act) });
  }
  return all;
}

function by(act: LedAct): string {
  return act.role === "system" ? t("journal.by_clock") : t("journal.by_lead");
}
