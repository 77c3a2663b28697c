// What was asked and is not in the store yet, held where a page can write at once.
//
// Between the key that sends and the store's disk there are some milliseconds in which a reload
// would lose the text: it is out of its writing box and nowhere else. The session's own storage
// belongs to one tab and survives its reload. What an earlier page has left is asked again under the
// same ids, so that what had arrived after all is recognised.
import type { Command, Role } from "../protocol/messages.ts";

/** The part of a browser's storage that is used. */
export type Slots = Pick<Storage, "length" | "key" | "getItem" | "setItem" | "removeItem">;

const PREFIX = "tablee.asked.";

export class Asked {
  readonly #prefix: string;
  readonly #slots: Slots | null;
  /** What an earlier page has left, in order, each with the way to let go of it. */
  readonly left: readonly { command: Command; letGo: () => void }[];
  #next: number;

  constructor(room: string, role: Role, slots: Slots | null) {
    this.#prefix = `${PREFIX}${room}.${role}.`;
    this.#slots = slots;
    const places = this.#places();
    this.#next = 1 + Math.max(0, ...places.map((each) => each.at));
    this.left = places.flatMap(({ place }) => this.#read(place));
  }

  /** Hold a command; the answer lets go of it. */
  hold(command: Command): () => void {
    const place = `${this.#prefix}${this.#next}`;
    this.#next += 1;
    this.#try((slots) => slots.setItem(place, JSON.stringify(command)));
    return () => this.#try((slots) => slots.removeItem(place));
  }

  #read(place: string) {
    const letGo = () => this.#try((slots) => slots.removeItem(place));
    try {
      return { command: JSON.parse(this.#slots?.getItem(place) ?? "") as Command, letGo };
    } catch {
      letGo();
      return [];
    }
  }

  #places(): { place: string; at: number }[] {
    const found: { place: string; at: number }[] = [];
    this.#try((slots) => {
      for (let index = 0; index < slots.length; index += 1) {
        const place = slots.key(index) ?? "";
        if (place.startsWith(this.#prefix)) {
          found.push({ place, at: Number(place.slice(this.#prefix.length)) });
        }
      }
    });
    return found.sort((one, other) => one.at - other.at);
  }

  /** A browser without storage, or with a full one, goes on without this. */
  #try(act: (slots: Slots) => void): void {
    try {
      if (this.#slots) act(this.#slots);
    } catch {
      // Then only the milliseconds before the store has it are at risk.
    }
  }
}
