// What is half typed, kept on the device under the room and the place where it is typed.
// A draft leaves only when its text is sent or its author empties it.
import { SvelteSet } from "svelte/reactivity";

const PREFIX = "tablee.draft.";

export class Drafts {
  /** The places that hold a draft now: what is marked on the board. */
  readonly held = new SvelteSet<string>();
  readonly #prefix: string;
  /** Used where the browser keeps nothing (private mode, storage refused). */
  readonly #memory = new Map<string, string>();

  constructor(room: string) {
    this.#prefix = `${PREFIX}${room}.`;
    try {
      for (let index = 0; index < localStorage.length; index += 1) {
        const key = localStorage.key(index) ?? "";
        if (key.startsWith(this.#prefix)) this.held.add(key.slice(this.#prefix.length));
      }
    } catch {
      // Nothing is kept here.
    }
  }

  read(place: string): string {
    const key = this.#prefix + place;
    try {
      return localStorage.getItem(key) ?? this.#memory.get(key) ?? "";
    } catch {
      return this.#memory.get(key) ?? "";
    }
  }

  write(place: string, text: string): void {
    const key = this.#prefix + place;
    this.#memory.set(key, text);
    if (text === "") this.held.delete(place);
    else this.held.add(place);
    try {
      if (text === "") localStorage.removeItem(key);
      else localStorage.setItem(key, text);
    } catch {
      // The page itself still holds it; the save light tells about the device.
    }
  }
}
