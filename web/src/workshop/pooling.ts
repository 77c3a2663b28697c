// Pooling: the mirror of `pooled` in `server/tablee/workshop/pooling.py` (SPEC G), held to it by
// `tests/traces/`. Derived from the decisions that stand: nothing here is stored.
import type { Beneficiary, Board, PhaseKind, Room } from "../protocol/messages.ts";
import { closure, type Roots, rootOf } from "./closure.ts";
import { type Group, grouped, groupings } from "./effect_groups.ts";
import { codePoints } from "./text.ts";

/** Whether what is made of the pooled boards may change (SPEC P2). */
export function mayPool(phase: PhaseKind): boolean {
  return phase === "mise-en-commun" || phase === "prochaine-session";
}

/** A beneficiary of a board inside an actor, with its own words. */
export interface Member {
  readonly board: string;
  readonly beneficiary: string;
  readonly label: string;
}

/** A pooled beneficiary; `id` is that of its first member, `notes` are ids, each in one of the
 * `groups` or `ungrouped` (« non classée »). `parent` is the actor that this one is part of. */
export interface Actor {
  readonly id: string;
  readonly label: string;
  readonly also_named: readonly string[];
  readonly category: string;
  readonly builtin: boolean;
  readonly members: readonly Member[];
  readonly notes: readonly string[];
  readonly parent: string | null;
  readonly groups: readonly Group[];
  readonly ungrouped: readonly string[];
}

/** `rank`: from 0 for the most direct of its board to 1 for « Le territoire ». */
export interface Met {
  readonly board: Board;
  readonly each: Beneficiary;
  readonly member: Member;
  readonly notes: readonly string[];
  readonly rank: number;
}
/** The live members of each actor, by its root, in the order of boards and ranks. */
type ByRoot = ReadonlyMap<string, readonly Met[]>;

/** [G1] Every live note of every board exactly once, by actor, from direct to indirect. */
export function pooled(room: Room): Actor[] {
  const roots = closure(room);
  const met = meet(room, roots);
  const above = parents(room, roots, met);
  const given = givenBy(room, roots);
  const found = groupings(room, roots);
  return [...met]
    .map(([root, members]) => {
      const { actor, rank } = alone(members, given.names.get(root), given.categories.get(root));
      const parent = idOf(met.get(above.get(root) ?? "")) || null;
      const { groups, ungrouped } = grouped(found, actor.notes, (note) => textOf(members, note));
      const same = parent === null && groups.length === 0;
      return { actor: same ? actor : { ...actor, parent, groups, ungrouped }, rank };
    })
    .sort((a, b) => Number(a.actor.builtin) - Number(b.actor.builtin) || a.rank - b.rank)
    .map(({ actor }) => actor);
}

/** An actor that is part of nothing and has no groups, and what it was made of. */
interface Made {
  readonly members: readonly Met[];
  readonly name: string | undefined;
  readonly kind: string | undefined;
  readonly actor: Actor;
  readonly rank: number;
}

/** By the first member: a decision is about a few actors, and the others stay the same values. */
const made = new WeakMap<Met, Made>();

/** An actor of these members, with the label and the category that decisions gave it, if any. */
function alone(members: readonly Met[], name: string | undefined, kind: string | undefined): Made {
  const first = members[0];
  const before = first && made.get(first);
  const same =
    before?.name === name &&
    before?.kind === kind &&
    before?.members.length === members.length &&
    before.members.every((each, at) => each === members[at]);
  if (before && same) return before;
  const notes = notesOf(members);
  const labels = [...new Set(members.map(({ each }) => each.label))];
  const label = name ?? defaultLabel(members, labels);
  const actor: Actor = {
    id: idOf(members),
    label,
    also_named: labels.filter((each) => each !== label),
    category: kind ?? commonest(members),
    builtin: members.some(({ each }) => each.builtin),
    members: members.map(({ member }) => member),
    notes,
    parent: null,
    groups: [],
    ungrouped: notes,
  };
  const now = { members, name, kind, actor, rank: median(members.map(({ rank }) => rank)) };
  if (first) made.set(first, now);
  return now;
}

/** [G13] The boards that no live note is on. */
export function missing(room: Room): string[] {
  const boards = Object.values(room.boards);
  return boards.filter((board) => !Object.keys(board.notes).length).map((board) => board.id);
}

/** [G7] As `decidedParents`, else the group that a member has on its own board. */
function parents(room: Room, roots: Roots, met: ByRoot): ReadonlyMap<string, string> {
  const above = new Map(decidedParents(room, roots, met));
  for (const [child, members] of met) {
    if (above.has(child)) continue;
    const parent = members
      .flatMap(({ each }) => (each.parent === null ? [] : rootOf(roots, each.parent)))
      .find((root) => met.has(root) && !isUnder(above, root, child));
    if (parent !== undefined) above.set(child, parent);
  }
  return above;
}

/** [G7] Of each actor that was decided to be part of another one: that one, both as roots. The last
 * decision of an actor counts; in the order of decisions, one that closes a circle is ignored. */
export function decidedParents(
  room: Room,
  roots: Roots,
  met: ByRoot = meet(room, roots),
): ReadonlyMap<string, string> {
  const last = new Map<string, string>();
  for (const { choice } of Object.values(room.decisions)) {
    if (choice.type !== "PartOf") continue;
    const child = rootOf(roots, choice.child);
    const parent = rootOf(roots, choice.parent);
    if (child === parent || !met.has(child) || !met.has(parent)) continue;
    last.delete(child);
    last.set(child, parent);
  }
  const above = new Map<string, string>();
  for (const [child, parent] of last) if (!isUnder(above, parent, child)) above.set(child, parent);
  return above;
}

/** Whether an actor is another one, or part of it at whatever distance. */
export function isUnder(above: ReadonlyMap<string, string>, one: string, other: string): boolean {
  let each: string | undefined = one;
  while (each !== undefined && each !== other) each = above.get(each);
  return each !== undefined;
}

function meet(room: Room, roots: Roots): ByRoot {
  const met = new Map<string, Met[]>();
  for (const board of Object.values(room.boards)) {
    for (const one of read(board)) {
      const root = rootOf(roots, one.each.id);
      const members = met.get(root);
      if (members) members.push(one);
      else met.set(root, [one]);
    }
  }
  return met;
}

/** A board is a value: it is read once, however many decisions are taken about it. */
const known = new WeakMap<Board, readonly Met[]>();

/** What one board brings, from direct to indirect. */
export function read(board: Board): readonly Met[] {
  let found = known.get(board);
  if (!found) {
    found = byRank(board);
    known.set(board, found);
  }
  return found;
}

function byRank(board: Board): Met[] {
  const notes = notesByBeneficiary(board);
  const met = (each: Beneficiary, rank: number): Met => ({
    board,
    each,
    member: { board: board.id, beneficiary: each.id, label: each.label },
    notes: notes.get(each.id) ?? [],
    rank: each.builtin ? 1 : rank,
  });
  const builtin = Object.values(board.beneficiaries).filter((each) => each.builtin);
  const ordered = board.order.flatMap((id, at) => {
    const each = board.beneficiaries[id];
    return each ? met(each, at / board.order.length) : [];
  });
  return [...ordered, ...builtin.map((each) => met(each, 1))];
}

function notesByBeneficiary(board: Board): ReadonlyMap<string, readonly string[]> {
  const notes = new Map<string, string[]>();
  for (const id in board.notes) {
    const { beneficiary } = board.notes[id] as { beneficiary: string };
    const own = notes.get(beneficiary);
    if (own) own.push(id);
    else notes.set(beneficiary, [id]);
  }
  return notes;
}

/** Of one alone the very list of its board: what did not change is then known at a glance. */
function notesOf([first, ...others]: readonly Met[]): readonly string[] {
  if (!first) return [];
  return others.length > 0 ? [first, ...others].flatMap(({ notes }) => notes) : first.notes;
}

function idOf(members: readonly Met[] | undefined): string {
  return members?.[0]?.each.id ?? "";
}

function textOf(members: readonly Met[], note: string): string {
  for (const { board } of members) if (board.notes[note]) return board.notes[note].text;
  return "";
}

/** [G3] [G5] The last label, and the last category, that a decision gave to each actor. */
function givenBy(room: Room, roots: Roots) {
  const names = new Map<string, string>();
  const categories = new Map<string, string>();
  for (const { choice } of Object.values(room.decisions)) {
    if (choice.type === "Same") {
      const [first] = choice.beneficiaries;
      if (choice.label !== null && first) names.set(rootOf(roots, first), choice.label);
    } else if (choice.type === "Renamed") {
      names.set(rootOf(roots, choice.beneficiary), choice.label);
    } else if (choice.type === "Categorised") {
      categories.set(rootOf(roots, choice.beneficiary), choice.category);
    }
  }
  return { names, categories };
}

/** The wording present in most territories, then the longest, then the first met. */
export function defaultLabel(
  members: readonly Met[],
  labels: readonly string[] = [...new Set(members.map(({ each }) => each.label))],
): string {
  const boards = (label: string) =>
    new Set(members.filter(({ each }) => each.label === label).map(({ board }) => board.id)).size;
  return labels.reduce((best, label) => {
    const ahead = boards(label) - boards(best) || codePoints(label) - codePoints(best);
    return ahead > 0 ? label : best;
  });
}

function commonest(members: readonly Met[]): string {
  const count = new Map<string, number>();
  for (const {
    each: { category },
  } of members) {
    if (category) count.set(category, (count.get(category) ?? 0) + 1);
  }
  return [...count].reduce((best, each) => (each[1] > best[1] ? each : best), ["", 0])[0];
}

function median(numbers: number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}
