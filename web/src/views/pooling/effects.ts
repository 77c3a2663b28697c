// What the looks of the pooling are made of: effects. An effect is a group of notes of one actor that
// say the same, with each wording and its territory; a note in no group is an effect by itself.
//
// What an effect is like is a distribution over its territories, never one forced value (R41).
import type { Directness, NoteKind } from "../../protocol/messages.ts";
import { distribution, type Source } from "../../workshop/distributions.ts";
import type { Group } from "../../workshop/effect_groups.ts";
import type { Actor } from "../../workshop/pooling.ts";
import { countShown } from "../board/contents.ts";

/** A note with where it comes from: its territory and the words of its own board. */
export interface Sourced extends Source {
  readonly id: string;
  readonly label: string;
}

/** What some territories say alike of an effect. */
export interface Share<T> {
  readonly is: T;
  readonly boards: readonly string[];
}

export interface Effect {
  /** That of its first note. */
  readonly id: string;
  readonly actor: string;
  readonly title: string;
  /** Several notes that were grouped, under a title of their own. */
  readonly grouped: boolean;
  /** Whether somebody gave it its title, and which of its notes was chosen to give its words (G10). */
  readonly given: boolean;
  readonly voice: string | null;
  /** In the order of the boards; those in sight, when something is looked for. */
  readonly wordings: readonly Sourced[];
  /** Whoever speaks of it where everybody reads it, whatever is in sight. */
  readonly boards: readonly string[];
  readonly kinds: readonly Share<NoteKind>[];
  readonly ways: readonly Share<Directness>[];
  readonly discussed: boolean;
  readonly register: string | null;
}

/** An actor as far as effects go. */
type Grouped = Pick<Actor, "id" | "notes" | "groups">;

/** Single notes keep their effect: what did not change is not drawn again. */
const alone = new WeakMap<Sourced, Effect>();

/** The effects of an actor, in the order of its notes; each of its notes is in exactly one. */
export function effectsOf(
  actor: Grouped,
  sourced: ReadonlyMap<string, Sourced>,
  registers: ReadonlyMap<string, string>,
): Effect[] {
  const group = new Map(
    actor.groups.flatMap((each) => each.notes.map((note) => [note, each] as const)),
  );
  const met = new Set<string>();
  return actor.notes.flatMap((id) => {
    const within = group.get(id);
    if (within && met.has(within.id)) return [];
    if (within) met.add(within.id);
    const wordings = (within?.notes ?? [id]).flatMap((note) => sourced.get(note) ?? []);
    const first = wordings[0];
    if (!first) return [];
    if (!within || wordings.length === 1) return [single(first, actor.id, registers)];
    return [effect(actor.id, within, wordings, registers)];
  });
}

function single(of: Sourced, actor: string, registers: ReadonlyMap<string, string>): Effect {
  const known = alone.get(of);
  const register = registers.get(of.id) ?? null;
  if (known && known.actor === actor && known.register === register) return known;
  const made = effect(actor, { title: of.note.text, given: false, voice: null }, [of], registers);
  alone.set(of, made);
  return made;
}

function effect(
  actor: string,
  { title, given, voice }: Pick<Group, "title" | "given" | "voice">,
  wordings: readonly Sourced[],
  registers: ReadonlyMap<string, string>,
): Effect {
  const placed = wordings.find((each) => registers.has(each.id));
  // What is hidden counts for nothing, as in what everybody else reads; hidden whole, an effect is
  // told as it is to who may show it again.
  const shown = wordings.filter(isShown);
  const { territories, kinds, directness, discussed } = distribution(
    shown.length > 0 ? shown : wordings,
  );
  // Called by a note, it is called by one that everybody reads (G10).
  const said = shown.find(({ id }) => id === voice) ?? shown[0];
  return {
    id: wordings[0]?.id ?? "",
    actor,
    title: given || !said ? title : said.note.text,
    grouped: wordings.length > 1,
    given,
    voice,
    wordings,
    boards: territories,
    kinds: shares(["visé", "externalité"], kinds),
    ways: shares(["direct", "indirect"], directness),
    discussed: discussed.length > 0,
    register: (placed && registers.get(placed.id)) ?? null,
  };
}

/** In one order everywhere, whichever note was first. */
function shares<T extends string>(
  values: readonly T[],
  said: Readonly<Partial<Record<T, readonly string[]>>>,
): Share<T>[] {
  return values.flatMap((is) => {
    const boards = said[is];
    return boards ? [{ is, boards }] : [];
  });
}

/** The effects with a wording in `sight`, and of their wordings those; `null` is all of them. */
export function inSight(
  effects: readonly Effect[],
  sight: ReadonlySet<string> | null,
): readonly Effect[] {
  if (!sight) return effects;
  return effects.flatMap((each) => {
    const wordings = each.wordings.filter(({ id }) => sight.has(id));
    if (wordings.length === each.wordings.length) return [each];
    return wordings.length > 0 ? [{ ...each, wordings }] : [];
  });
}

function isShown({ note }: Sourced): boolean {
  return !note.hidden;
}

/** How many of these notes everybody reads. */
export function countNotes(notes: Iterable<Sourced>): number {
  return countShown([...notes].map(({ note }) => note));
}

/** How many of these effects everybody reads. */
export function countEffects(effects: readonly Effect[]): number {
  return effects.filter(({ wordings }) => wordings.some(isShown)).length;
}

/** Words from which on they are somebody's: a text of fewer is the same as a title, or nothing. */
const A_QUOTATION = 3;

/** Whether the title that somebody gave an effect has the words of a hidden note of it, or is a piece
 * of them: they stay on every screen, and in no export, until it is called otherwise (V6). */
export function titleReveals({ given, title, wordings }: Effect): boolean {
  const said = plain(title);
  const hidden = wordings.filter((each) => !isShown(each)).map(({ note }) => plain(note.text));
  return given && hidden.some((text) => quotes(said, text) || quotes(text, said));
}

function quotes(longer: string, shorter: string): boolean {
  const some = shorter.split(" ").length >= A_QUOTATION;
  return longer === shorter || (some && ` ${longer} `.includes(` ${shorter} `));
}

function plain(text: string): string {
  return text.toLocaleLowerCase().split(/\s+/).filter(Boolean).join(" ");
}

/** Whether one territory means what comes to another as an externality. */
export function differs(effect: Effect): boolean {
  return effect.kinds.length > 1;
}

/** [R39] Whether at least two territories speak of it. */
export function shared(effect: Effect): boolean {
  return effect.boards.length > 1;
}

/** Those that are shared before the others, each in the order that they had: where only the first few
 * have room, every territory shows what it has in common. */
export function sharedFirst(effects: readonly Effect[]): readonly Effect[] {
  return [...effects.filter(shared), ...effects.filter((each) => !shared(each))];
}
