// A form that is half typed: what it says now, and what it began from, kept on the device until it is
// sent or given up. Escape, a click beside the dialog and a reload keep it; « Annuler » gives it up.
import type { Keeping } from "./pooling/conclusion_draft.ts";

/** One such form, as long as its dialog is open. */
export class HalfForm<T extends object> {
  /** What it opens with. */
  readonly now: T;
  /** Something that was begun earlier is here again. */
  readonly again: boolean;
  readonly #keeping: Keeping;
  readonly #place: string;
  #was: T;

  constructor(keeping: Keeping, place: string, stands: T) {
    const { was, now } = begun(keeping, place, stands);
    this.#was = was;
    this.now = now;
    this.again = was !== now;
    this.#keeping = keeping;
    this.#place = place;
  }

  /** What its writer had before their eyes when they began, or where they touched nothing, last. */
  get was(): T {
    return this.#was;
  }

  keep(now: T): void {
    keepHalf(this.#keeping, this.#place, { was: this.#was, now });
  }

  /** What its writer has not touched follows what others save; the answer is what the form says then. */
  follow(now: T, stands: Partial<T>): T {
    const fields = Object.keys(stands) as (keyof T)[];
    const followed = fields.filter((field) => same(now[field], this.#was[field]));
    const theirs = Object.fromEntries(followed.map((field) => [field, stands[field]]));
    this.#was = { ...this.#was, ...theirs };
    return { ...now, ...theirs };
  }

  /** It was sent, or given up. */
  drop(): void {
    this.#keeping.write(this.#place, "");
  }
}

/** Of the places that a thing may have had, that at which something was begun; else the first one. */
export function begunAmong(keeping: Keeping, [first, ...others]: readonly [string, ...string[]]) {
  return [first, ...others].find((place) => keeping.read(place) !== "") ?? first;
}

export interface HalfKept<T> {
  readonly was: T;
  readonly now: T;
}

/** What was begun on this device at a place, or a new beginning from what stands there. */
function begun<T extends object>(keeping: Keeping, place: string, stands: T): HalfKept<T> {
  return halfAt(keeping, place, stands) ?? { was: stands, now: stands };
}

/** What was begun on this device at a place, if it has the fields of `like`. */
export function halfAt<T extends object>(
  keeping: Pick<Keeping, "read">,
  place: string,
  like: T,
): HalfKept<T> | null {
  try {
    const { was, now } = JSON.parse(keeping.read(place)) as Partial<HalfKept<T>>;
    if (isLike(was, like) && isLike(now, like)) return { was, now };
  } catch {
    // Nothing was begun, or an earlier version of the pages kept it otherwise.
  }
  return null;
}

/** Keep it; one that says what it began from is nothing to keep. */
export function keepHalf<T>(keeping: Keeping, place: string, { was, now }: HalfKept<T>): void {
  keeping.write(place, same(was, now) ? "" : JSON.stringify({ was, now }));
}

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

function isLike<T extends object>(found: T | undefined, stands: T): found is T {
  return (
    typeof found === "object" &&
    found !== null &&
    Object.entries(stands).every(([name, value]) => kind((found as never)[name]) === kind(value))
  );
}

/** A length may be missing. */
const kind = (value: unknown) =>
  Array.isArray(value)
    ? "list"
    : value === null || typeof value === "number"
      ? "figure"
      : typeof value;
