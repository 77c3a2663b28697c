// A board arranged for reading, as state: each group tells only its own readers when it changes.
//
// A board is a new value at each change, fifty times a second when many write. What is on it is
// grouped in one pass; a group that is as it was keeps its identity, and nothing that reads it is
// so much as asked whether it has to be drawn again.

import { SvelteMap } from "svelte/reactivity";
import type { Beneficiary, Board, DiscussionPoint, Note } from "../../protocol/messages";
import { type Contents, same } from "./contents";

export class Arranged implements Contents {
  /** From the most direct to the most indirect, « Le territoire » last. */
  beneficiaries = $state.raw<readonly Beneficiary[]>([]);
  readonly notes = new SvelteMap<string, Note[]>();
  readonly points = new SvelteMap<string, DiscussionPoint[]>();
  #board: Board | null = null;

  /** Show this board; only what differs from the one before is set. */
  take(board: Board): void {
    const before = this.#board;
    this.#board = board;
    if (before?.order !== board.order || before.beneficiaries !== board.beneficiaries) {
      const ranked = board.order.flatMap((id) => board.beneficiaries[id] ?? []);
      const builtin = Object.values(board.beneficiaries).filter((each) => each.builtin);
      const now = [...ranked, ...builtin];
      if (!same(this.beneficiaries, now)) this.beneficiaries = now;
    }
    if (before?.notes !== board.notes) group(board.notes, (note) => note.beneficiary, this.notes);
    if (before?.points !== board.points) group(board.points, (point) => point.target, this.points);
  }
}

function group<T>(
  things: Readonly<Record<string, T>>,
  key: (thing: T) => string,
  into: SvelteMap<string, T[]>,
): void {
  const groups = new Map<string, T[]>();
  for (const id in things) {
    const thing = things[id] as T;
    const name = key(thing);
    const known = groups.get(name);
    if (known) known.push(thing);
    else groups.set(name, [thing]);
  }
  for (const name of [...into.keys()]) if (!groups.has(name)) into.delete(name);
  for (const [name, now] of groups) if (!same(into.get(name), now)) into.set(name, now);
}
