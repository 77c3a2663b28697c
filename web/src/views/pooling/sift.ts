// Looking for effects in the pooling: one filter for every look (R42). Nothing is taken out of the
// pooling: what is not looked for is only out of sight.
//
// Words are compared without capitals and accents; each must be in the text, the « via » or the name
// of whom it is for.
import type { Directness, NoteKind, Sift } from "../../protocol/messages.ts";
import type { Actor } from "../../workshop/pooling.ts";
import { fold } from "../board/filter.svelte.ts";
import type { Sourced } from "./effects.ts";

export interface Criteria {
  readonly text: string;
  readonly kind: NoteKind | null;
  readonly directness: Directness | null;
  readonly discussed: boolean;
  /** Those looked at; none is all of them. */
  readonly boards: ReadonlySet<string>;
  /** A register of the template, `NO_REGISTER`, or null for any. */
  readonly register: string | null;
}

/** What is in no register. */
export const NO_REGISTER = "";

export const ALL: Criteria = {
  text: "",
  kind: null,
  directness: null,
  discussed: false,
  boards: new Set(),
  register: null,
};

/** What the screen is sifted by (SPEC Q7). */
export function criteriaOf(sift: Sift | null): Criteria {
  return sift ? { ...sift, boards: new Set(sift.boards) } : ALL;
}

/** The same for the screen; null where nothing is asked for. */
export function siftOf(criteria: Criteria): Sift | null {
  return asked(criteria) > 0 ? { ...criteria, boards: [...criteria.boards] } : null;
}

/** Whether both look for the same effects, in whatever order the territories were chosen. */
export function alike(one: Sift | null, other: Sift | null): boolean {
  const plain = ({ text, kind, directness, discussed, boards, register }: Sift) =>
    JSON.stringify([text, kind, directness, discussed, boards.toSorted(), register]);
  return one === other || (one !== null && other !== null && plain(one) === plain(other));
}

/** How many things are asked for: nothing is looked for when it is 0. */
export function asked(criteria: Criteria): number {
  const { kind, directness, register } = criteria;
  return (
    [kind, directness, register].filter((each) => each !== null).length +
    Number(criteria.discussed) +
    Number(criteria.boards.size > 0) +
    Number(wordsOf(criteria).length > 0)
  );
}

/** The notes that are looked for, by id; null when all of them are in sight. */
export function sifted(
  actors: readonly Pick<Actor, "label" | "notes">[],
  sourced: ReadonlyMap<string, Sourced>,
  registers: ReadonlyMap<string, string>,
  criteria: Criteria,
): ReadonlySet<string> | null {
  if (asked(criteria) === 0) return null;
  const words = wordsOf(criteria);
  const found = new Set<string>();
  for (const { label, notes } of actors) {
    const name = fold(label);
    const left = words.filter((word) => !name.includes(word));
    for (const id of notes) {
      const each = sourced.get(id);
      if (!each || !wants(each, registers.get(id) ?? NO_REGISTER, criteria)) continue;
      if (left.length === 0 || says(each, left)) found.add(id);
    }
  }
  return found;
}

function wordsOf({ text }: Criteria): string[] {
  return fold(text).split(/\s+/u).filter(Boolean);
}

function wants({ note, board, discussed }: Sourced, register: string, asks: Criteria): boolean {
  if (asks.kind !== null && note.kind !== asks.kind) return false;
  if (asks.directness !== null && note.directness !== asks.directness) return false;
  if (asks.discussed && !discussed) return false;
  if (asks.boards.size > 0 && !asks.boards.has(board)) return false;
  return asks.register === null || register === asks.register;
}

/** Folded once for each note, not at each letter that is typed. */
const folded = new WeakMap<Sourced, string>();

function says(each: Sourced, words: readonly string[]): boolean {
  let text = folded.get(each);
  if (text === undefined) {
    text = fold(`${each.note.text} ${each.note.via} ${each.label}`);
    folded.set(each, text);
  }
  return words.every((word) => text.includes(word));
}
