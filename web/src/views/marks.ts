// The last minutes as they pass: each mark once, whatever the clock does meanwhile.
//
// What is left comes from the server's clock, which is corrected by a little now and then: a mark
// that has passed counts again only once the time is well above it, as after « + 5 min ». The first
// reading of a page passes none, so that a reload repeats nothing.

/** Minutes that are left; 0 is the end. */
export type Mark = 10 | 5 | 1 | 0;

const MARKS: readonly Mark[] = [10, 5, 1, 0];
const MINUTE_MS = 60_000;
/** More than any correction of the clock, less than any time that is added. */
const SLACK_MS = 2_000;
/** A page that wakes up later than this does not say what was true then. */
const STALE_MS = 20_000;

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

/** The middle of the timer, once: for whoever shares one keyboard. */
export class Middle {
  #before: number | null = null;

  pass(left: number | null, duration: number): boolean {
    const before = this.#before;
    this.#before = left;
    if (before === null || left === null || duration <= 0) return false;
    const middle = duration / 2;
    return before > middle && left <= middle && left > middle - STALE_MS;
  }
}
