import { expect, test } from "vitest";
import type { ActorProposal, Decision } from "../../protocol/messages";
import type { Actor } from "../../workshop/pooling";
import {
  beside,
  byMember,
  isWeak,
  likelyFirst,
  missingWords,
  named,
  ofOneName,
  parted,
  steady,
  undecided,
  ungrouped,
} from "./proposed";

const actor = (...members: string[]) =>
  ({
    id: members[0],
    label: members[0],
    members: members.map((beneficiary) => ({ board: "b", beneficiary, label: beneficiary })),
  }) as unknown as Actor;
const proposal = (
  one: string,
  other: string,
  more: Partial<ActorProposal> = {},
): ActorProposal => ({
  one,
  other,
  reasons: [],
  later: false,
  exact: false,
  ...more,
});
const decided = (choice: Decision["choice"]): Decision => ({ id: "d", at_ms: 0, choice });
const later = (one: string, other: string) => decided({ type: "Later", one, other });
const keys = (list: readonly { key: string }[]) => list.map(({ key }) => key).join();
const list = (letters: string) => [...letters].map((key) => ({ key }));

test("a pair is weak when a close effect and a category are all there is, and nobody put it off", () => {
  const close = (count: number) => ({ kind: "close_effects", params: { count } }) as const;
  const category = { kind: "category", params: { category: "public" } } as const;
  const third = { kind: "third", params: { beneficiary: "b" } } as const;
  const word = { kind: "word", params: { word: "lieu" } } as const;
  const weak = (...reasons: ActorProposal["reasons"]) => isWeak({ reasons, later: false });
  expect([weak(close(1)), weak(), weak(category, close(1))]).toEqual([true, true, true]);
  expect([close(2), third, word].map((each) => weak(close(1), each))).toEqual([
    false,
    false,
    false,
  ]);
  expect(isWeak({ reasons: [close(1)], later: true })).toBe(false);
});

test("what was united is no longer proposed, nor what is gone", () => {
  const actorOf = byMember([actor("a", "b"), actor("c")]);
  expect(undecided([proposal("a", "b"), proposal("a", "gone")], actorOf, [])).toEqual([]);
  expect(undecided([proposal("a", "c")], actorOf, [])).toHaveLength(1);
});

test("two actors are proposed once, whoever of their members is alike", () => {
  const actorOf = byMember([actor("a", "b"), actor("c")]);
  const pairs = undecided(
    [proposal("b", "c"), proposal("c", "a"), proposal("a", "c")],
    actorOf,
    [],
  );
  expect(pairs.map((each) => each.ones)).toEqual([["b", "c"]]);
});

test("what was decided is not proposed; what was put off comes last", () => {
  const actorOf = byMember([..."abcd"].map((each) => actor(each)));
  const proposed = [proposal("a", "b"), proposal("b", "c"), proposal("c", "d")];
  const left = (...decisions: Decision[]) =>
    undecided(proposed, actorOf, decisions).map(({ ones }) => ones.join(""));
  expect(left(decided({ type: "Different", one: "b", other: "a" }))).toEqual(["bc", "cd"]);
  expect(left(decided({ type: "PartOf", child: "c", parent: "d" }))).toEqual(["ab", "bc"]);
  expect(left(later("b", "a"))).toEqual(["bc", "cd", "ab"]);
});

test("effects are proposed until they are one group, without those that are gone", () => {
  const notes = ["n1", "n2", "n3"];
  const group = (...ids: string[]) => [
    { id: ids[0] as string, title: "", given: false, voice: null, notes: ids },
  ];
  const some = (groups: Actor["groups"], here = notes) =>
    byMember([{ ...actor("a"), notes: here, groups }]);
  const effects = [{ actor: "a", notes, reasons: [], titled_by: "n2" }];
  const left = (actorOf: ReadonlyMap<string, Actor>) =>
    ungrouped(effects, actorOf).map((each) => each.notes.join());
  expect(left(some([]))).toEqual(["n1,n2,n3"]);
  expect(left(some(group("n1", "n2")))).toEqual(["n1,n2,n3"]);
  expect(left(some(group(...notes)))).toEqual([]);
  expect(left(some([], ["n1", "n3"]))).toEqual(["n1,n3"]);
  expect(left(some([], ["n1"]))).toEqual([]);
});

test("a group that more effects are proposed for keeps the title that somebody gave it", () => {
  const group = (given: boolean) => ({
    id: "n1",
    title: "Bien manger",
    given,
    voice: null,
    notes: ["n1", "n2"],
  });
  const effects = [{ actor: "a", notes: ["n2", "n3"], reasons: [], titled_by: "n3" }];
  const titles = [true, false].map((given) => {
    const one = { ...actor("a"), notes: ["n1", "n2", "n3"], groups: [group(given)] };
    return ungrouped(effects, byMember([one]))[0]?.title;
  });
  expect(titles).toEqual(["Bien manger", null]);
});

test("a double is not listed twice when its actor is met in another territory", () => {
  const actorOf = byMember([actor("a", "c"), actor("b"), actor("d")]);
  const pairs = undecided([proposal("b", "c")], actorOf, []);
  const doubles = undecided([proposal("a", "b"), proposal("b", "d")], actorOf, []);
  expect(beside(pairs, doubles).map(({ ones }) => ones.join(""))).toEqual(["bd"]);
});

test("actors of one name are one act, but not those that were put off", () => {
  const actorOf = byMember([..."abcdefg"].map((each) => actor(each)));
  const exact = { exact: true };
  const pairs = undecided(
    [
      proposal("a", "b", exact),
      proposal("c", "d", exact),
      proposal("b", "c", exact),
      proposal("e", "f", exact),
      proposal("f", "g"),
      proposal("g", "a", exact),
    ],
    actorOf,
    [later("g", "a")],
  );
  expect(ofOneName(pairs).map((group) => group.map((each) => each.id).join(""))).toEqual([
    "abcd",
    "ef",
  ]);
});

test("nothing moves down to the card that somebody is at", () => {
  const open = () => true;
  expect(keys(steady(list("abcde"), list("edcba"), null, open))).toBe("e,d,c,b,a");
  expect(keys(steady(list("abcde"), list("edcba"), "c", open))).toBe("a,b,c,e,d");
  expect(keys(steady(list("abcde"), list("xdba"), "c", open))).toBe("a,b,c,x,d");
  expect(keys(steady(list("abcde"), list("dc"), "c", open))).toBe("c,d");
  expect(keys(steady(list("abc"), list("ab"), "c", () => false))).toBe("a,b");
  expect(keys(steady(list("abc"), list("cab"), "gone", open))).toBe("c,a,b");
});

test("the card that is held is shown as it is now", () => {
  const [before, now] = [
    { key: "a", reason: "old" },
    { key: "a", reason: "new" },
  ];
  expect(steady([before], [now], "a", () => true)).toEqual([now]);
});

test("words are asked for when less than half are known", () => {
  const found = { actors: [], effects: [], doubles: [], coverage: 0.49, unknown_words: ["flup"] };
  expect(missingWords(found)).toEqual(["flup"]);
  expect(missingWords({ ...found, coverage: 0.5 })).toEqual([]);
});

test("a line of words is parted, each word once", () => {
  expect(parted(" gérant, patron = gérant ,; chef de file ")).toEqual([
    "gérant",
    "patron",
    "chef de file",
  ]);
  expect(parted(" , ")).toEqual([]);
});

test("whoever is proposed with an actor comes first among those to unite it with", () => {
  const actors = [..."abcd"].map((each) => actor(each));
  const pairs = undecided([proposal("d", "b"), proposal("c", "d")], byMember(actors), []);
  const others = likelyFirst(actor("d"), actors, pairs);
  expect(others.map(({ id }) => id).join("")).toBe("bca");
});

test("an actor is found by any of its names, without accents, when each word is there", () => {
  const found = { label: "Gérants", also_named: ["Les dirigeants des épiceries"] };
  expect(["", "gerant", "EPICERIES les "].every((text) => named(found, text))).toBe(true);
  expect(named(found, "épiceries sociales")).toBe(false);
});
