// Which beneficiaries are one actor: the mirror of `server/tablee/workshop/closure.py` (SPEC G2, G6).
//
// Every decision that stands counts, those about beneficiaries that were deleted meanwhile too.
import type { Decision, Room } from "../protocol/messages.ts";

/** Of each that is joined to another one: the one that stands for all of them. */
export type Roots = ReadonlyMap<string, string>;

/** [G2] What the standing decisions join, and `more`; « Le territoire » of every board by identity.
 * A beneficiary that is in no join is left out, and stands for itself. */
export function closure(room: Room, more: readonly string[] = []): Roots {
  const roots = new Map<string, string>();
  joinAll(roots, territories(room));
  for (const { choice } of Object.values(room.decisions)) {
    if (choice.type === "Same") joinAll(roots, choice.beneficiaries);
  }
  joinAll(roots, more);
  for (const id of roots.keys()) roots.set(id, find(roots, id));
  return roots;
}

/** [G6] The first « different » decision whose two are one actor in this closure. */
export function keptApart(room: Room, roots: Roots): Decision | undefined {
  return Object.values(room.decisions).find(
    ({ choice }) =>
      choice.type === "Different" && rootOf(roots, choice.one) === rootOf(roots, choice.other),
  );
}

export function rootOf(roots: Roots, id: string): string {
  return roots.get(id) ?? id;
}

/** Join the first with each of the others, in a forest that is being built. */
export function joinAll(roots: Map<string, string>, [head, ...others]: readonly string[]): void {
  if (head === undefined) return;
  for (const other of others) {
    for (const each of [head, other]) if (!roots.has(each)) roots.set(each, each);
    roots.set(find(roots, other), find(roots, head));
  }
}

export function find(roots: Map<string, string>, id: string): string {
  let each = id;
  for (let root = roots.get(each); root !== undefined && root !== each; root = roots.get(each)) {
    const above = roots.get(root) ?? root;
    roots.set(each, above);
    each = above;
  }
  return each;
}

function territories(room: Room): string[] {
  const found: string[] = [];
  for (const board of Object.values(room.boards)) {
    for (const id in board.beneficiaries) if (board.beneficiaries[id]?.builtin) found.push(id);
  }
  return found;
}
