// Texts that were refused: kept on the device, with the reason, until somebody lets them go.
// Each has a name of its own, `n`: that of its command, or a negative number.
import type { Role } from "../protocol/messages.ts";
import type { BoxStore, Refusal } from "./store.ts";

/** `handle` is its place in the store, null when it could not be kept. */
export type ShownRefusal = Refusal & { readonly handle: number | null };

/** Beyond every handle: the names of those that have none. */
const UNKEPT = 1_000_000_000;

export class Refusals {
  readonly #store: BoxStore;
  readonly #changed: () => void;
  #unkept = 0;
  #all: readonly ShownRefusal[] = [];

  constructor(store: BoxStore, changed: () => void) {
    this.#store = store;
    this.#changed = changed;
  }

  get all(): readonly ShownRefusal[] {
    return this.#all;
  }

  /** A refusal that is already kept under a handle, or that could not be kept. */
  add(refusal: Refusal, handle: number | null): void {
    if (handle !== null && this.#all.some((each) => each.handle === handle)) return;
    this.#all = [
      ...this.#all.map((each) => this.#renamed(each, refusal.n)),
      { ...refusal, handle },
    ];
    this.#changed();
  }

  /** A number is given again when a box is numbered again: it is the newest one's. */
  #renamed(old: ShownRefusal, taken: number): ShownRefusal {
    if (old.n !== taken) return old;
    this.#unkept += 1;
    return { ...old, n: old.handle === null ? -UNKEPT - this.#unkept : -old.handle };
  }

  /** Bring back those that an earlier page, or a closed tab, has left. */
  async recall(room: string, role: Role): Promise<void> {
    const known = new Set(this.#all.map((each) => each.handle));
    const kept = await this.#store.refusals(room, role);
    const back = kept.filter((each) => !known.has(each.handle));
    this.#all = [...back.map((each) => ({ ...each, n: -each.handle })), ...this.#all];
    this.#changed();
  }

  async dismiss(n: number): Promise<void> {
    const gone = this.#all.filter((each) => each.n === n);
    this.#all = this.#all.filter((each) => each.n !== n);
    this.#changed();
    for (const { handle } of gone) if (handle !== null) await this.#store.dismiss(handle);
  }
}
