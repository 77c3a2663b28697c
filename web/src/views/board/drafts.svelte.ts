// What is half typed, kept on the device under the page and the place where it is typed. A draft leaves
// only when its text is sent or its author empties it, here or in another tab of theirs: the tabs of a
// page say the same, so that a text comes back once and is sent once.
import { SvelteMap, SvelteSet } from "svelte/reactivity";

/** Before the places of what other people have begun, each after the id of who it was. */
export const OTHERS = "other.";

export class Drafts {
  /** The places that hold a draft now: what is marked on the board. */
  readonly held = new SvelteSet<string>();
  // A page's address is one room's and one role's: who leads shares no box with who writes.
  readonly #prefix = `tablee.draft.${location.pathname}.`;
  /** Alone where the browser keeps nothing (private mode, storage refused). */
  readonly #texts = new SvelteMap<string, string>();

  constructor() {
    try {
      for (const key of Object.keys(localStorage)) this.#hear(key, localStorage.getItem(key));
    } catch {
      // Nothing is kept here.
    }
    // Told of what the other tabs write, never of its own.
    addEventListener("storage", ({ key, newValue }) => this.#hear(key, newValue));
  }

  /** Whose they are from now on. What somebody else has begun on this device is in none of their boxes:
   * it is kept at places of its own (`orphans`). */
  belongTo(person: string): void {
    try {
      const key = `tablee.drafts_of.${location.pathname}`;
      const before = localStorage.getItem(key);
      localStorage.setItem(key, person);
      if (before === null || before === person) return;
      for (const place of [...this.held].filter((each) => !each.startsWith(OTHERS))) {
        this.write(`${OTHERS}${before}.${place}`, this.read(place));
        this.write(place, "");
      }
    } catch {
      // Where nothing is kept, nobody has left anything.
    }
  }

  read(place: string): string {
    return this.#texts.get(place) ?? "";
  }

  write(place: string, text: string): void {
    this.#hold(place, text);
    const key = this.#prefix + place;
    try {
      if (text === "") localStorage.removeItem(key);
      else localStorage.setItem(key, text);
    } catch {
      // The page itself still holds it; the save light tells about the device.
    }
  }

  #hear(key: string | null, text: string | null): void {
    if (key?.startsWith(this.#prefix)) this.#hold(key.slice(this.#prefix.length), text ?? "");
  }

  #hold(place: string, text: string): void {
    this.#texts.set(place, text);
    if (text === "") this.held.delete(place);
    else this.held.add(place);
  }
}

let ofPage: Drafts | null = null;

/** Those of this page. */
export function draftsHere(): Drafts {
  ofPage ??= new Drafts();
  return ofPage;
}
