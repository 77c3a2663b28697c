// Remarks that are half typed, kept on the device like any other draft, and followed by the page.
import { SvelteMap } from "svelte/reactivity";
import { Drafts } from "../board/drafts.svelte";

class HalfTyped {
  // The address is one room's: its drafts are found again by it.
  readonly #drafts = new Drafts(location.pathname.split("/")[2] ?? "");
  readonly #now = new SvelteMap<string, string>();

  read(place: string): string {
    return this.#now.get(place) ?? this.#drafts.read(place);
  }

  write(place: string, text: string): void {
    this.#now.set(place, text);
    this.#drafts.write(place, text);
  }
}

export const typed = new HalfTyped();
