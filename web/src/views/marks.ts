// The last minutes as they pass: each mark once, whatever the clock does meanwhile.
//
// What is left comes from the server's clock, which is corrected by a little now and then: a mark
// that has passed counts again only once the time is well above it, as after « + 5 min ». The first
// reading of a page passes none, so that a reload repeats nothing.

import type { Timer } from "../protocol/messages.ts";

/** Minutes that are left; 0 is the end. */
export type Mark = 10 | 5 | 1 | 0;

const MARKS: readonly Mark[] = [10, 5, 1, 0];
const MINUTE_MS = 60_000;
/** More than any correction of the clock, less than any time that is added. */
const SLACK_MS = 2_000;
/** A page that wakes up later than this does not say what was true then. */
const STALE_MS = 20_000;
/** What is « about » the middle: this share of the whole time. */
const ABOUT = 0.1;

type Timed = Pick<Timer, "state" | "reopened" | "duration_ms">;

export class Marks {
  #ahead: Set<Mark> | null = null;

  /** The mark that has passed since the last reading, if any; `left` in ms, null without a timer. */
  pass(left: number | null): Mark | null {
    if (left === null) {
      this.#ahead = null;
      return null;
    }
    if (this.#ahead === null) {
      this.#ahead = new Set(MARKS.filter((mark) => left > mark * MINUTE_MS));
      return null;
    }
    const passed = MARKS.filter((mark) => this.#ahead?.has(mark) && left <= mark * MINUTE_MS);
    for (const mark of passed) this.#ahead.delete(mark);
    for (const mark of MARKS) if (left > mark * MINUTE_MS + SLACK_MS) this.#ahead.add(mark);
    const last = passed.at(-1);
    if (last === undefined || (last > 0 && left < last * MINUTE_MS - STALE_MS)) return null;
    return last;
  }
}

/** The middle of the planned time, once, for whoever shares one keyboard: none in minutes that closed
 * boards are given once more. */
export class Middle {
  #before: number | null = null;

  /** Whether the middle has just passed; `left` in ms, null without a timer. */
  pass(timer: Timed, left: number | null): boolean {
    const before = this.#before;
    const now = isPlanned(timer) ? left : null;
    this.#before = now;
    if (before === null || now === null) return false;
    const middle = timer.duration_ms / 2;
    // Of a short time, what a minute less leaves at its very end is no middle.
    const stale = Math.min(STALE_MS, timer.duration_ms * ABOUT);
    return before > middle && now <= middle && now > middle - stale;
  }
}

/** Whether what was said in the middle may still stand there: not in the last quarter, nor after. */
export function stillHalfway(timer: Timed, left: number | null): boolean {
  return isPlanned(timer) && left !== null && left > timer.duration_ms / 4;
}

function isPlanned({ state, reopened, duration_ms }: Timed): boolean {
  return (state === "running" || state === "paused") && !reopened && duration_ms > 0;
}
