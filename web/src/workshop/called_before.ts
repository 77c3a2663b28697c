// What the actors that a decision is about were called when it was taken: a decision is told by what
// was said then, whatever was united or named since (SPEC G3).
import type { PoolingChoice, Room } from "../protocol/messages.ts";
import { defaultLabel, type Met, read } from "./pooling.ts";

/** Beneficiaries that are one actor, live ones in the order of boards and ranks; `name` is the last
 * that they were given, by the `at`th decision. */
interface Party {
  members: readonly (readonly [number, Met])[];
  name: string | null;
  at: number;
}

/** A wording of an actor, and the territories that tell it from others of the same words. */
export interface Called {
  readonly label: string;
  readonly boards: readonly string[];
}

/** Of each standing decision about actors: what each of these was called by the decisions before it,
 * by the beneficiary that stands for it there; for what a decision unites these beneficiaries' own
 * words. A deleted beneficiary, which nothing else is with, is not called anything. */
export function calledBefore(
  room: Pick<Room, "boards" | "decisions">,
): Map<string, ReadonlyMap<string, Called>> {
  const parties = new Map<string, Party>();
  const builtin: string[] = [];
  const own = new Map<string, Met>();
  /** Who has ever been called so. */
  const alike = new Map<string, Set<string>>();
  const isCalled = (id: string, label: string) => {
    const others = alike.get(label);
    if (others) others.add(id);
    else alike.set(label, new Set([id]));
  };
  let met = 0;
  for (const one of Object.values(room.boards).flatMap(read)) {
    parties.set(one.each.id, { members: [[met++, one]], name: null, at: -1 });
    own.set(one.each.id, one);
    isCalled(one.each.id, one.each.label);
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
    isCalled(id, label);
  }

  /** With its territory where `others` are called so too. */
  function called(id: string, label: string, others: (one: string) => boolean): Called {
    const one = own.get(id);
    const shared = [...(alike.get(label) ?? [])].some(others);
    return { label, boards: shared && one ? [one.board.name] : [] };
  }

  /** What an actor is called by now. */
  function then(id: string): readonly (readonly [string, Called])[] {
    const { name: given, members } = partyOf(id);
    if (given === null && members.length === 0) return [];
    const label = given ?? defaultLabel(members.map(([, one]) => one));
    return [[id, called(id, label, (other) => find(other) !== find(id))]];
  }

  /** What is united is told by its own words; the same words once, with all that say them. */
  function united(ids: readonly string[]): readonly (readonly [string, Called])[] {
    const roots = new Set(ids.map(find));
    const labels = ids.map((id) => own.get(id)?.each.label);
    return ids.flatMap((id, at) => {
      const label = labels[at];
      if (label === undefined) return [];
      const twice = labels.filter((each) => each === label).length > 1;
      return [[id, called(id, label, (other) => twice || !roots.has(find(other)))] as const];
    });
  }

  join(builtin);
  const found = new Map<string, ReadonlyMap<string, Called>>();
  for (const [at, { id, choice }] of Object.values(room.decisions).entries()) {
    if (choice.type === "Same") {
      const [first] = choice.beneficiaries;
      found.set(id, new Map(united(choice.beneficiaries)));
      join(choice.beneficiaries);
      if (first && choice.label !== null) name(first, choice.label, at);
      continue;
    }
    const about = actorsOf(choice);
    if (about.length > 0) found.set(id, new Map(about.flatMap(then)));
    if (choice.type === "Renamed") name(choice.beneficiary, choice.label, at);
  }
  return found;
}

/** The beneficiaries that stand for the actors of a decision. */
export function actorsOf(choice: PoolingChoice): readonly string[] {
  switch (choice.type) {
    case "Same":
      return choice.beneficiaries;
    case "Renamed":
    case "Categorised":
      return [choice.beneficiary];
    case "PartOf":
      return [choice.child, choice.parent];
    case "Different":
    case "Later":
      return [choice.one, choice.other];
    default:
      return [];
  }
}
