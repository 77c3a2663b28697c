// What is still to be decided of what the server proposes, and how a list of it keeps still.
import type {
  ActorProposal,
  Decision,
  Double,
  EffectProposal,
  Found,
  Reason,
} from "../../protocol/messages";
import type { Group } from "../../workshop/effect_groups";
import type { Actor } from "../../workshop/pooling";
import { fold } from "../board/filter.svelte";

/** Two actors that may be one. `ones` are the beneficiaries that were compared. */
export interface Pair {
  readonly key: string;
  readonly one: Actor;
  readonly other: Actor;
  readonly ones: readonly [string, string];
  readonly reasons: readonly Reason[];
  readonly later: boolean;
  readonly exact: boolean;
}

/** The actor of each beneficiary. */
export function byMember(actors: readonly Actor[]): ReadonlyMap<string, Actor> {
  return new Map(
    actors.flatMap((actor) => actor.members.map((member) => [member.beneficiary, actor] as const)),
  );
}

/** The pairs that nobody has decided yet, each pair of actors once, the most likely first and what
 * was put off last. A decision tells at once: the server's next list is only a moment away. */
export function undecided(
  proposed: readonly (ActorProposal | Double)[],
  actorOf: ReadonlyMap<string, Actor>,
  decisions: readonly Decision[],
): Pair[] {
  const met = new Map<string, Pair>();
  const of = (one: string, other: string) =>
    [actorOf.get(one)?.id, actorOf.get(other)?.id].sort().join(" ");
  const [apart, putOff] = [new Set<string>(), new Set<string>()];
  for (const { choice } of decisions) {
    if (choice.type === "Different") apart.add(of(choice.one, choice.other));
    if (choice.type === "PartOf") apart.add(of(choice.child, choice.parent));
    if (choice.type === "Later") putOff.add(of(choice.one, choice.other));
  }
  for (const each of proposed) {
    const [one, other] = [actorOf.get(each.one), actorOf.get(each.other)];
    if (!one || !other || one === other) continue;
    const key = of(each.one, each.other);
    if (met.has(key) || apart.has(key)) continue;
    met.set(key, {
      key: [each.one, each.other].sort().join(" "),
      one,
      other,
      ones: [each.one, each.other],
      reasons: each.reasons,
      later: putOff.has(key),
      exact: each.exact,
    });
  }
  return [...met.values()].sort((one, other) => Number(one.later) - Number(other.later));
}

/** Whether neither their names nor a third one speak for it, and one close effect at most. Over nine
 * corpora 4 in 63 of these were one actor while nothing was decided, and none in 675 at the end, when
 * they are nearly all that is left. What was put off was worth a look, and stays with the others. */
export function isWeak({ reasons, later }: Pick<Pair, "reasons" | "later">): boolean {
  const little = ({ kind, params }: Reason) =>
    kind === "category" || (kind === "close_effects" && params.count === 1);
  return !later && reasons.every(little);
}

/** Those of `others` that are not among `pairs` already: a double may be met in another territory. */
export function beside(pairs: readonly Pair[], others: readonly Pair[]): Pair[] {
  const actors = ({ one, other }: Pair) => [one.id, other.id].sort().join(" ");
  const met = new Set(pairs.map(actors));
  return others.filter((each) => !met.has(actors(each)));
}

/** Everybody else: first those that are proposed to be one with `actor`, in the order of `pairs`. */
export function likelyFirst(
  actor: Actor,
  actors: readonly Actor[],
  pairs: readonly Pair[],
): Actor[] {
  const likely = pairs.flatMap(({ one, other }) =>
    one.id === actor.id ? [other.id] : other.id === actor.id ? [one.id] : [],
  );
  const place = ({ id }: Actor) => (likely.includes(id) ? likely.indexOf(id) : likely.length);
  return actors
    .filter((each) => each.id !== actor.id)
    .sort((one, other) => place(one) - place(other));
}

/** Whether an actor is called so, in one of its wordings: each word of `text` is in it. */
export function named(actor: Pick<Actor, "label" | "also_named">, text: string): boolean {
  const name = fold([actor.label, ...actor.also_named].join(" "));
  return fold(text)
    .split(/\s+/u)
    .every((word) => name.includes(word));
}

/** Effects of one actor that may say the same. */
export interface Alike {
  readonly key: string;
  readonly actor: Actor;
  readonly notes: readonly string[];
  /** What somebody has called a group that some of them are in already: that stays its title. */
  readonly title: string | null;
  /** The most central one, whose words the group would be called by. */
  readonly titled_by: string;
  readonly reasons: readonly Reason[];
}

/** What may still be grouped: live notes of one actor that are not in one group already. */
export function ungrouped(
  proposed: readonly EffectProposal[],
  actorOf: ReadonlyMap<string, Actor>,
): Alike[] {
  return proposed.flatMap(({ actor: member, notes: all, titled_by, reasons }) => {
    const actor = actorOf.get(member);
    const notes = all.filter((note) => actor?.notes.includes(note));
    const done = actor?.groups.some((group) => notes.every((note) => group.notes.includes(note)));
    if (!actor || notes.length < 2 || done) return [];
    const grows = (group: Group) => group.given && notes.some((note) => group.notes.includes(note));
    const title = actor.groups.find(grows)?.title ?? null;
    return [{ key: [...notes].sort().join(" "), actor, notes, title, titled_by, reasons }];
  });
}

/** Actors of the same name, by name: each is one act. */
export function ofOneName(pairs: readonly Pair[]): Actor[][] {
  const groups: Set<Actor>[] = [];
  for (const { one, other, exact, later } of pairs) {
    if (!exact || later) continue;
    const [here, there] = [one, other].map((each) => groups.find((group) => group.has(each)));
    if (here && there && here !== there) {
      for (const each of there) here.add(each);
      groups.splice(groups.indexOf(there), 1);
    } else {
      const group = here ?? there ?? new Set();
      group.add(one).add(other);
      if (!here && !there) groups.push(group);
    }
  }
  return groups.map((group) => [...group]);
}

/** `fresh` in the order to show: down to what somebody is at (`held`) the list stays as it was, so
 * that nothing moves under their hand; the rest is as the server ranks it now. What is held stays
 * in its place as long as it is `open`, proposed or not. */
export function steady<T extends { key: string }>(
  before: readonly T[],
  fresh: readonly T[],
  held: string | null,
  open: (each: T) => boolean,
): T[] {
  const at = before.findIndex((each) => each.key === held);
  const now = new Map(fresh.map((each) => [each.key, each]));
  const kept = before.slice(0, at + 1).flatMap((each) => {
    const found = now.get(each.key) ?? (each.key === held && open(each) ? each : undefined);
    return found ? [found] : [];
  });
  const shown = new Set(kept.map((each) => each.key));
  return [...kept, ...fresh.filter((each) => !shown.has(each.key))];
}

/** Below this share of known words, proposals are poor and the page says so. */
const LITTLE = 0.5;
const WORDS = 12;

/** The words that the lexicon misses, when it misses too many. */
export function missingWords(found: Found): readonly string[] {
  return found.coverage < LITTLE ? found.unknown_words.slice(0, WORDS) : [];
}

/** The words of a line, parted by commas or by « = »; each once. */
export function parted(line: string): string[] {
  return [...new Set(line.split(/[,;=\n]/).map((word) => word.trim()))].filter(Boolean);
}
