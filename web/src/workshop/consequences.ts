// What would change if a decision of the pooling were taken back: data, which the page says in
// words. The one place where it is worked out: the pooling as it is, beside the pooling without it.
import type { Decision, Room } from "../protocol/messages.ts";
import { closure, rootOf } from "./closure.ts";
import { type Group, registers } from "./effect_groups.ts";
import { type Actor, pooled } from "./pooling.ts";

/** One of the actors that another one comes apart into. */
export interface Piece {
  readonly id: string;
  readonly label: string;
  readonly notes: number;
}

/** Something of an actor or a group, known by the id that it has now, as it is and as it would be. */
export interface Change<T> {
  readonly id: string;
  readonly label: string;
  readonly from: T;
  readonly to: T;
}

/** `label` is the actor's, or the group's title; `into` how many of its notes would be together in
 * each group that is left of it, none when they would all be « non classées ». */
export interface GroupSplit {
  readonly id: string;
  readonly label: string;
  readonly actor: string;
  readonly notes: number;
  readonly into: readonly number[];
}

export interface Consequences {
  /** Actors that come apart, and what into, with how many notes each. */
  readonly actors: readonly (Piece & { readonly into: readonly Piece[] })[];
  readonly names: readonly Change<string>[];
  readonly categories: readonly Change<string>[];
  /** Labels of the actors that they are part of, null for none. */
  readonly parents: readonly Change<string | null>[];
  readonly groups: readonly GroupSplit[];
  readonly titles: readonly Change<string>[];
  /** Groups that would hold together what is not together now. */
  readonly regrouped: readonly { id: string; label: string; actor: string; notes: number }[];
  /** How many notes each register would lose or gain. */
  readonly registers: readonly { register: string; lost: number; gained: number }[];
}

/** What taking back standing decisions would change; empty lists when others say the same. */
export function consequences(room: Room, ...taken: readonly string[]): Consequences {
  const without = withoutThem(room, taken);
  const before = pooled(room);
  const after = pooled(without);
  const apart = before.flatMap((actor) => comesApart(actor, after));
  const kept = pairsOf(before, after);
  return {
    actors: apart,
    names: changes(kept, ({ label }) => label),
    categories: changes(kept, ({ category }) => category),
    parents: changedParents(before, after, kept),
    ...changedGroups(before, after),
    registers: changedRegisters(room, without),
  };
}

/** [G7] What actors would be part of by being united, and others with them; nothing where it stays the
 * same, or is the united actor itself. */
export function parentsOfUnited(
  room: Room,
  ...united: readonly Actor[]
): readonly Change<string | null>[] {
  // Nothing is carried along by actors that are part of nothing.
  if (united.every(({ parent }) => parent === null)) return [];
  const [before, after] = [pooled(room), pooled(withUnited(room, united))];
  const now = new Map(before.map((actor) => [actor.id, actor]));
  const then = new Map(after.map((actor) => [actor.id, actor]));
  const home = new Map(
    after.flatMap((actor) => actor.members.map((each) => [each.beneficiary, actor])),
  );
  return before.flatMap((actor) => {
    const from = now.get(actor.parent ?? "");
    const kept = from && home.get(from.id);
    const own = home.get(actor.id);
    const to = then.get(own?.parent ?? "");
    if (kept === to || kept === own) return [];
    return [{ id: actor.id, label: actor.label, from: from?.label ?? null, to: to?.label ?? null }];
  });
}

/** [G3] What actors would be called by being united without a name for it. */
export function nameOfUnited(room: Room, ...united: readonly Actor[]): string {
  const own = united[0]?.members[0]?.beneficiary;
  const holds = ({ members }: Actor) => members.some(({ beneficiary }) => beneficiary === own);
  return pooled(withUnited(room, united)).find(holds)?.label ?? "";
}

function withUnited(room: Room, united: readonly Actor[]): Room {
  const beneficiaries = united.flatMap(({ members }) => members[0]?.beneficiary ?? []);
  const choice = { type: "Same", beneficiaries, label: null } as const;
  return { ...room, decisions: { ...room.decisions, "": { id: "", at_ms: 0, choice } } };
}

/** [G4] The other decisions that join what a « same actor » joins, all that have to be taken back too
 * before it comes apart; none when it does by itself. */
export function heldToo(room: Room, { id, choice }: Decision): readonly Decision[] {
  if (choice.type !== "Same") return [];
  const [one = "", ...others] = choice.beneficiaries;
  const apart = (taken: readonly Decision[]) => {
    const roots = closure(withoutThem(room, [id, ...taken.map((each) => each.id)]));
    return others.some((other) => rootOf(roots, other) !== rootOf(roots, one));
  };
  const roots = closure(room);
  let held = Object.values(room.decisions).filter(
    (each) =>
      each.id !== id &&
      each.choice.type === "Same" &&
      each.choice.beneficiaries.some((joined) => rootOf(roots, joined) === rootOf(roots, one)),
  );
  if (!apart(held)) return [];
  // Whatever can stand does, the oldest first.
  for (const each of held) {
    const fewer = held.filter((other) => other !== each);
    if (apart(fewer)) held = fewer;
  }
  return held;
}

function withoutThem(room: Room, taken: readonly string[]): Room {
  const decisions = Object.entries(room.decisions).filter(([id]) => !taken.includes(id));
  return { ...room, decisions: Object.fromEntries(decisions) };
}

type Kept = readonly (readonly [Actor, Actor])[];

function comesApart(actor: Actor, after: readonly Actor[]) {
  const own = new Set(actor.members.map(({ beneficiary }) => beneficiary));
  const into = after.filter(({ members }) => members.some((one) => own.has(one.beneficiary)));
  return into.length > 1 ? [{ ...piece(actor), into: into.map(piece) }] : [];
}

function piece({ id, label, notes }: Actor): Piece {
  return { id, label, notes: notes.length };
}

/** The actors whose members stay the same. */
function pairsOf(before: readonly Actor[], after: readonly Actor[]): Kept {
  const later = new Map(after.map((actor) => [actor.id, actor]));
  return before.flatMap((actor) => {
    const then = later.get(actor.id);
    return then && then.members.length === actor.members.length ? [[actor, then] as const] : [];
  });
}

function changes<T>(kept: Kept, of: (actor: Actor) => T): Change<T>[] {
  return kept.flatMap(([now, then]) => {
    const [from, to] = [of(now), of(then)];
    return from === to ? [] : [{ id: now.id, label: now.label, from, to }];
  });
}

/** By what the actor above is called, where it is not the same members any more that it is made of. */
function changedParents(before: readonly Actor[], after: readonly Actor[], kept: Kept) {
  const now = new Map(before.map((actor) => [actor.id, actor]));
  const then = new Map(after.map((actor) => [actor.id, actor]));
  return kept.flatMap(([one, other]): Change<string | null>[] => {
    if (one.parent === other.parent) return [];
    const from = one.parent === null ? null : (now.get(one.parent)?.label ?? null);
    const to = other.parent === null ? null : (then.get(other.parent)?.label ?? null);
    return [{ id: one.id, label: one.label, from, to }];
  });
}

function changedGroups(before: readonly Actor[], after: readonly Actor[]) {
  const [homes, later] = [homesOf(before), homesOf(after)];
  const groups: GroupSplit[] = [];
  const titles: Change<string>[] = [];
  for (const { id, title, actor, notes } of new Set(homes.values())) {
    const into = new Set(notes.flatMap((note) => later.get(note) ?? []));
    const [only] = into;
    if (only === undefined || !within(notes, only)) {
      const sizes = [...into].map((left) => notes.filter((n) => left.notes.includes(n)).length);
      groups.push({ id, label: title, actor, notes: notes.length, into: sizes });
    } else if (only.title !== title) {
      titles.push({ id, label: title, from: title, to: only.title });
    }
  }
  const regrouped = [...new Set(later.values())].flatMap(({ id, title, actor, notes }) => {
    const from = homes.get(notes[0] ?? "");
    if (from && within(notes, from)) return [];
    return [{ id, label: title, actor, notes: notes.length }];
  });
  return { groups, titles, regrouped };
}

type Home = Group & { readonly actor: string };

/** The group of each note that is in one. */
function homesOf(actors: readonly Actor[]): ReadonlyMap<string, Home> {
  const homes = new Map<string, Home>();
  for (const actor of actors) {
    for (const group of actor.groups) {
      const home = { ...group, actor: actor.id };
      for (const note of group.notes) homes.set(note, home);
    }
  }
  return homes;
}

function within(notes: readonly string[], group: Group): boolean {
  return notes.every((note) => group.notes.includes(note));
}

function changedRegisters(room: Room, without: Room) {
  const [before, after] = [registers(room), registers(without)];
  const found = new Map<string, { register: string; lost: number; gained: number }>();
  const of = (register: string) => {
    const known = found.get(register) ?? { register, lost: 0, gained: 0 };
    found.set(register, known);
    return known;
  };
  for (const note of new Set([...before.keys(), ...after.keys()])) {
    const [from, to] = [before.get(note), after.get(note)];
    if (from === to) continue;
    if (from !== undefined) of(from).lost += 1;
    if (to !== undefined) of(to).gained += 1;
  }
  return [...found.values()];
}
