// Which cards of a long column are in the page: those in sight and some on either side. The others
// are a blank of the height that they had, or are likely to have, and come when they are scrolled to.

/** Cards that are drawn before and after those in sight, once there was time for them. */
const MARGIN = 8;
/** The window moves by so many at a time, not with every card: to lay out and paint a page again
 * costs as much as eight cards do. */
export const STEP = 8;
/** Cards beside those in sight come so many at a time on either side. */
export const GROWS = 4;
/** What is not longer becomes whole and stays so: a blank would save nothing. */
const WHOLE = 40;
/** What an unseen card is taken to be high, gap included, pixels. */
const LIKELY_PX = 112;

export interface Span {
  /** The first card that is drawn, and the one after the last. */
  readonly from: number;
  readonly to: number;
  /** Pixels that stand for the cards before and after. */
  readonly before: number;
  readonly after: number;
}

export class ListWindow {
  readonly #heights = new Map<string, number>();

  /** How high a card is that is drawn now, gap included. */
  learn(id: string, height: number): void {
    this.#heights.set(id, height);
  }

  /** How many cards beside those in sight to come to, a few at a time. */
  most(ids: readonly string[]): number {
    return this.long(ids) ? MARGIN : WHOLE;
  }

  /** Whether this is never drawn whole. */
  long(ids: readonly string[]): boolean {
    return ids.length > WHOLE;
  }

  /** What to draw of these cards when `top` to `bottom` of them, pixels, is in sight, with `margin`
   * cards on either side. */
  span(ids: readonly string[], top: number, bottom: number, margin: number): Span {
    let [first, last, y] = [ids.length, 0, 0];
    for (const [at, id] of ids.entries()) {
      const end = y + this.#height(id);
      if (end > top && first === ids.length) first = at;
      if (y < bottom) last = at + 1;
      y = end;
    }
    const from = Math.max(0, Math.floor((Math.min(first, last) - margin) / STEP) * STEP);
    const to = Math.min(ids.length, Math.ceil((last + margin) / STEP) * STEP);
    return { from, to, before: this.between(ids, 0, from), after: this.between(ids, to) };
  }

  /** The height of some of the cards, pixels. */
  between(ids: readonly string[], from: number, to = ids.length): number {
    let sum = 0;
    for (let at = from; at < to; at += 1) sum += this.#height(ids[at] as string);
    return sum;
  }

  #height(id: string): number {
    return this.#heights.get(id) ?? LIKELY_PX;
  }
}
