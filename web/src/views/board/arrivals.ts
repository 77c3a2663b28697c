// Which cards of a column have just arrived: they land. A card that is only drawn anew, because it was
// scrolled to, its column was turned to or a search was ended, was there all along.

/** A card that is not drawn by then is out of sight: it is met later, where it lies. */
const JUST_MS = 600;

export class Arrivals {
  #since = new Map<string, number>();

  /** These cards were there before anybody looked. */
  constructor(ids: readonly string[]) {
    this.meet(ids, Number.NEGATIVE_INFINITY);
  }

  /** The column has these cards at `now`, milliseconds; what it had no longer is forgotten. */
  meet(ids: readonly string[], now: number): void {
    this.#since = new Map(ids.map((id) => [id, this.#since.get(id) ?? now]));
  }

  isNew(id: string, now: number): boolean {
    return now - (this.#since.get(id) ?? Number.NEGATIVE_INFINITY) < JUST_MS;
  }
}
