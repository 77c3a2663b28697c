// A form that is half typed: what it says now, and what it began from, kept on the device until it is
// sent or given up. Escape, a click beside the dialog and a reload keep it; « Annuler » gives it up.
import type { Keeping } from "./pooling/conclusion_draft.ts";

/** One such form, as long as its dialog is open. */
export class HalfForm<T extends object> {
  /** What its writer had before their eyes when they began. */
  readonly was: T;
  /** What it opens with. */
  readonly now: T;
  /** Something that was begun earlier is here again. */
  readonly again: boolean;
  readonly #keeping: Keeping;
  readonly #place: string;

  constructor(keeping: Keeping, place: string, stands: T) {
    const { was, now } = begun(keeping, place, stands);
    this.was = was;
    this.now = now;
    this.again = was !== now;
    this.#keeping = keeping;
    this.#place = place;
  }

  keep(now: T): void {
    keepHalf(this.#keeping, this.#place, { was: this.was, now });
  }

  /** It was sent, or given up. */
  drop(): void {
    this.#keeping.write(this.#place, "");
  }
}

interface HalfKept<T> {
  readonly was: T;
  readonly now: T;
}

/** What was begun on this device at a place, or a new beginning from what stands there. */
function begun<T extends object>(keeping: Keeping, place: string, stands: T): HalfKept<T> {
  try {
    const { was, now } = JSON.parse(keeping.read(place)) as Partial<HalfKept<T>>;
    if (isLike(was, stands) && isLike(now, stands)) return { was, now };
  } catch {
    // Nothing was begun, or an earlier version of the pages kept it otherwise.
  }
  return { was: stands, now: stands };
}

/** Keep it; one that says what it began from is nothing to keep. */
function keepHalf<T>(keeping: Keeping, place: string, { was, now }: HalfKept<T>): void {
  const [before, after] = [JSON.stringify(was), JSON.stringify(now)];
  keeping.write(place, before === after ? "" : `{"was":${before},"now":${after}}`);
}

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
