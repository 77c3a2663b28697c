// Looking for notes on a board: by their words, their kind, what is discussed.
//
// Words are compared without capitals and accents, and each must be there. A note that one posts
// while looking stays in sight, or it would seem lost.

import { SvelteSet } from "svelte/reactivity";
import type { Note } from "../../protocol/messages";

const MARKS = /\p{M}/gu;
/** Folded texts, kept as long as their notes: 500 of them are folded once, not at each letter. */
const folded = new WeakMap<Note, string>();

export type Kind = Note["kind"] | null;
export type Directness = Note["directness"] | null;

export class Filter {
  text = $state("");
  kind = $state<Kind>(null);
  directness = $state<Directness>(null);
  discussed = $state(false);
  /** Whether the ways to look are shown. */
  shown = $state(false);
  /** One's own notes since the looking began. */
  readonly kept = new SvelteSet<string>();

  readonly #words: readonly string[] = $derived(fold(this.text).split(/\s+/u).filter(Boolean));

  get on(): boolean {
    return (
      this.#words.length > 0 || this.kind !== null || this.directness !== null || this.discussed
    );
  }

  clear(): void {
    this.text = "";
    this.kind = null;
    this.directness = null;
    this.discussed = false;
    this.kept.clear();
  }

  /** Which of these are looked for; the very same list when nothing is. */
  of(notes: Note[], isDiscussed: (note: string) => boolean): Note[] {
    return this.on ? notes.filter((note) => this.#wants(note, isDiscussed)) : notes;
  }

  #wants(note: Note, isDiscussed: (note: string) => boolean): boolean {
    if (this.kept.has(note.id)) return true;
    if (this.kind !== null && note.kind !== this.kind) return false;
    if (this.directness !== null && note.directness !== this.directness) return false;
    if (this.discussed && !isDiscussed(note.id)) return false;
    const text = foldedOf(note);
    return this.#words.every((word) => text.includes(word));
  }
}

function foldedOf(note: Note): string {
  const known = folded.get(note);
  if (known !== undefined) return known;
  const text = fold(`${note.text} ${note.via}`);
  folded.set(note, text);
  return text;
}

/** Without capitals, accents and the two ways to write an apostrophe. */
export function fold(text: string): string {
  return text.normalize("NFKD").replace(MARKS, "").replaceAll("’", "'").toLowerCase();
}
