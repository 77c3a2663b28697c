// What an actor was called before a decision gave it another name (SPEC G3).
import type { Room } from "../protocol/messages.ts";
import { defaultLabel, type Met, read } from "./pooling.ts";

/** Beneficiaries that are one actor, live ones in the order of boards and ranks; `name` is the last
 * that they were given, by the `at`th decision. */
interface Party {
  members: readonly (readonly [number, Met])[];
  name: string | null;
  at: number;
}

/** Of each standing decision that names an actor by itself: what it was called by those before it. A
 * deleted beneficiary, which nothing else is with, is not called anything. */
export function calledBefore(room: Pick<Room, "boards" | "decisions">): Map<string, string> {
  const parties = new Map<string, Party>();
  const builtin: string[] = [];
  let met = 0;
  for (const one of Object.values(room.boards).flatMap(read)) {
    parties.set(one.each.id, { members: [[met++, one]], name: null, at: -1 });
    if (one.each.builtin) builtin.push(one.each.id);
  }
  const root = new Map<string, string>();
  const find = (id: string): string => {
    let at = id;
    for (let up = root.get(at); up !== undefined; up = root.get(at)) at = up;
    if (at !== id) root.set(id, at);
    return at;
  };
  const partyOf = (id: string): Party =>
    parties.get(find(id)) ?? { members: [], name: null, at: -1 };

  function join([head, ...others]: readonly string[]): void {
    if (head === undefined) return;
    for (const other of others) {
      const [one, two] = [find(head), find(other)];
      if (one === two) continue;
      const [kept, taken] = [partyOf(one), partyOf(two)];
      const last = kept.at > taken.at ? kept : taken;
      const members = [...kept.members, ...taken.members].sort(([a], [b]) => a - b);
      parties.set(one, { members, name: last.name, at: last.at });
      root.set(two, one);
    }
  }

  function name(id: string, label: string, at: number): void {
    parties.set(find(id), { ...partyOf(id), name: label, at });
  }

  join(builtin);
  const found = new Map<string, string>();
  for (const [at, { id, choice }] of Object.values(room.decisions).entries()) {
    if (choice.type === "Same") {
      const [first] = choice.beneficiaries;
      join(choice.beneficiaries);
      if (first && choice.label !== null) name(first, choice.label, at);
    } else if (choice.type === "Renamed") {
      const { name: given, members } = partyOf(choice.beneficiary);
      const was =
        given ?? (members.length > 0 ? defaultLabel(members.map(([, one]) => one)) : null);
      if (was !== null) found.set(id, was);
      name(choice.beneficiary, choice.label, at);
    }
  }
  return found;
}
