// What is half typed on a page and not yet sent, kept on the device like any other draft: closing its
// sheet or the page loses nothing, and what was begun is found again where it was typed.
import { SvelteMap } from "svelte/reactivity";
import { Drafts } from "./board/drafts.svelte";

class Typed {
  // The address is one room's: its drafts are found again by it.
  readonly #drafts = new Drafts(location.pathname.split("/")[2] ?? "");
  readonly #now = new SvelteMap<string, string>();

  /** The places that hold a text now. */
  get held(): ReadonlySet<string> {
    return this.#drafts.held;
  }

  read(place: string): string {
    return this.#now.get(place) ?? this.#drafts.read(place);
  }

  write(place: string, text: string): void {
    this.#now.set(place, text);
    this.#drafts.write(place, text);
  }
}

export const typed = new Typed();
