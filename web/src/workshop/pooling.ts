// Pooling: the mirror of `pooled` in `server/tablee/workshop/pooling.py` (SPEC G), held to it by
// `tests/traces/`. Derived from the decisions that stand: nothing here is stored.
import type { Beneficiary, Board, Room } from "../protocol/messages.ts";
import { table } from "./draft.ts";
import { codePoints } from "./text.ts";

/** A beneficiary of a board inside an actor, with its own words. */
export interface Member {
  readonly board: string;
  readonly beneficiary: string;
  readonly label: string;
}

/** A pooled beneficiary; `id` is that of its first member, `notes` are ids. */
export interface Actor {
  readonly id: string;
  readonly label: string;
  readonly also_named: readonly string[];
  readonly category: string;
  readonly builtin: boolean;
  readonly members: readonly Member[];
  readonly notes: readonly string[];
}

type Met = readonly [Board, Beneficiary];
type Roots = Map<string, string>;

/** [G1] Every live note of every board exactly once, by actor, from direct to indirect. */
export function pooled(room: Room): Actor[] {
  const met: Met[] = Object.values(room.boards).flatMap((board) =>
    byRank(board).map((each): Met => [board, each]),
  );
  const position = new Map(met.map(([, each], place) => [each.id, place]));
  const roots = joined(room, met, position);
  const groups = new Map<string, Met[]>();
  for (const one of met) {
    const root = find(roots, one[1].id);
    const group = groups.get(root);
    if (group) group.push(one);
    else groups.set(root, [one]);
  }
  const names = givenNames(room, roots, position);
  const notes = notesByBeneficiary(room);
  return [...groups]
    .map(([key, members]) => ({
      actor: actor(key, members, names.get(key), notes),
      rank: median(members.map(rank)),
      first: position.get(key) ?? 0,
    }))
    .sort(
      (a, b) =>
        Number(a.actor.builtin) - Number(b.actor.builtin) || a.rank - b.rank || a.first - b.first,
    )
    .map(({ actor }) => actor);
}

function byRank(board: Board): Beneficiary[] {
  const builtin = Object.values(board.beneficiaries).filter((each) => each.builtin);
  const ordered = board.order.flatMap((id) => board.beneficiaries[id] ?? []);
  return [...ordered, ...builtin];
}

function joined(room: Room, met: Met[], position: ReadonlyMap<string, number>): Roots {
  const roots: Roots = new Map(met.map(([, each]) => [each.id, each.id]));
  const joins = [met.filter(([, each]) => each.builtin).map(([, each]) => each.id)];
  for (const { choice } of Object.values(room.decisions)) {
    if (choice.type === "Same") joins.push(choice.beneficiaries.filter((id) => position.has(id)));
  }
  for (const [head, ...others] of joins) {
    for (const other of others) {
      const one = find(roots, head as string);
      const two = find(roots, other);
      if ((position.get(one) ?? 0) <= (position.get(two) ?? 0)) roots.set(two, one);
      else roots.set(one, two);
    }
  }
  return roots;
}

function find(roots: Roots, id: string): string {
  let each = id;
  for (let root = roots.get(each); root !== undefined && root !== each; root = roots.get(each)) {
    each = root;
  }
  return each;
}

/** The label that the last decision to give one gave to each actor. */
function givenNames(
  room: Room,
  roots: Roots,
  position: ReadonlyMap<string, number>,
): Map<string, string> {
  const names = new Map<string, string>();
  for (const { choice } of Object.values(room.decisions)) {
    if (choice.type === "Renamed") {
      if (position.has(choice.beneficiary)) {
        names.set(find(roots, choice.beneficiary), choice.label);
      }
    } else if (choice.label !== null) {
      const here = choice.beneficiaries.filter((id) => position.has(id));
      if (here.length > 1) names.set(find(roots, here[0] as string), choice.label);
    }
  }
  return names;
}

function notesByBeneficiary(room: Room): Record<string, string[]> {
  const notes = table<string[]>();
  for (const board of Object.values(room.boards)) {
    for (const note of Object.values(board.notes)) {
      notes[note.beneficiary] ??= [];
      notes[note.beneficiary]?.push(note.id);
    }
  }
  return notes;
}

function actor(
  key: string,
  members: Met[],
  given: string | undefined,
  notes: Record<string, string[]>,
): Actor {
  const labels = [...new Set(members.map(([, each]) => each.label))];
  const name = given ?? defaultLabel(members, labels);
  return {
    id: key,
    label: name,
    also_named: labels.filter((each) => each !== name),
    category: commonest(members.flatMap(([, each]) => each.category || [])),
    builtin: members.some(([, each]) => each.builtin),
    members: members.map(([board, each]) => ({
      board: board.id,
      beneficiary: each.id,
      label: each.label,
    })),
    notes: members.flatMap(([, each]) => notes[each.id] ?? []),
  };
}

/** The wording present in most territories, then the longest, then the first met. */
function defaultLabel(members: Met[], labels: string[]): string {
  const boards = (label: string) =>
    new Set(members.filter(([, each]) => each.label === label).map(([board]) => board.id)).size;
  return labels.reduce((best, label) => {
    const ahead = boards(label) - boards(best) || codePoints(label) - codePoints(best);
    return ahead > 0 ? label : best;
  });
}

function commonest(words: string[]): string {
  const count = new Map<string, number>();
  for (const word of words) count.set(word, (count.get(word) ?? 0) + 1);
  return [...count].reduce((best, each) => (each[1] > best[1] ? each : best), ["", 0])[0];
}

function rank([board, each]: Met): number {
  return each.builtin ? 1 : board.order.indexOf(each.id) / board.order.length;
}

function median(numbers: number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}
