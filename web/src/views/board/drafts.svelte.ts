// What is half typed, kept on the device under the page and the place where it is typed. A draft leaves
// only when its text is sent or its author empties it, here or in another tab of theirs: the tabs of a
// page say the same, so that a text comes back once and is sent once.
import { SvelteMap, SvelteSet } from "svelte/reactivity";

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
