import { expect, test } from "vitest";
import type { Note } from "../../protocol/messages.ts";
import {
  countEffects,
  countNotes,
  differs,
  effectsOf,
  inSight,
  type Sourced,
  shared,
  sharedFirst,
  titleReveals,
} from "./effects.ts";

function said(id: string, board: string, more: Partial<Note> = {}): Sourced {
  const note = { id, text: `texte ${id}`, kind: "visé", directness: "direct", via: "" };
  return { id, board, label: "", discussed: false, note: { ...note, ...more } as Note };
}
const all = new Map(
  [
    said("n1", "nord"),
    said("n2", "sud", { kind: "externalité", directness: "indirect" }),
    said("n3", "nord"),
    said("n4", "est"),
  ].map((each) => [each.id, each]),
);
const notes = [...all.keys()];
const given = { given: true, voice: null };
const group = { id: "n1", title: "Le lien", ...given, notes: ["n1", "n2"] };
const none = new Map<string, string>();

test("a note in no group is an effect by itself, under its own words", () => {
  const effects = effectsOf({ id: "a", notes, groups: [] }, all, none);
  expect(effects.map((each) => each.title)).toEqual([
    "texte n1",
    "texte n2",
    "texte n3",
    "texte n4",
  ]);
  expect(effects.some(shared)).toBe(false);
});

test("a group is one effect, with every wording, and what its territories say differently", () => {
  const [one, ...others] = effectsOf({ id: "a", notes, groups: [group] }, all, none);
  expect(one?.title).toBe("Le lien");
  expect(one?.wordings.map((each) => each.id)).toEqual(["n1", "n2"]);
  expect(one?.boards).toEqual(["nord", "sud"]);
  expect(one?.kinds).toEqual([
    { is: "visé", boards: ["nord"] },
    { is: "externalité", boards: ["sud"] },
  ]);
  expect(one && shared(one) && differs(one)).toBe(true);
  expect(others.map((each) => each.id)).toEqual(["n3", "n4"]);
});

test("what several territories say comes before what one says, each in the order that it had", () => {
  const late = { id: "n3", title: "Le lien", ...given, notes: ["n3", "n4"] };
  const own = { id: "n1", title: "Deux fois ici", ...given, notes: ["n1", "n5"] };
  const more = new Map([...all, ["n5", said("n5", "nord")], ["n6", said("n6", "sud")]]);
  const groups = [own, late, { id: "n6", title: "Encore", ...given, notes: ["n6", "n7"] }];
  more.set("n7", said("n7", "est"));
  const effects = effectsOf({ id: "a", notes: [...more.keys()], groups }, more, none);
  expect(effects.map(({ id }) => id)).toEqual(["n1", "n2", "n3", "n6"]);
  expect(sharedFirst(effects).map(({ id }) => id)).toEqual(["n3", "n6", "n1", "n2"]);
});

test("every note is in exactly one effect, whatever the groups", () => {
  const groups = [group, { id: "n3", title: "Seul", ...given, notes: ["n3"] }];
  const effects = effectsOf({ id: "a", notes, groups }, all, none);
  expect(effects.flatMap((each) => each.wordings.map(({ id }) => id)).sort()).toEqual(notes);
});

test("what is looked for takes wordings out of sight, never out of what an effect is", () => {
  const effects = effectsOf({ id: "a", notes, groups: [group] }, all, none);
  const [one, ...others] = inSight(effects, new Set(["n2"]));
  expect(one?.wordings.map((each) => each.id)).toEqual(["n2"]);
  expect(one?.boards).toEqual(["nord", "sud"]);
  expect(others).toEqual([]);
  expect(inSight(effects, null)).toEqual(effects);
});

test("what is hidden counts for nothing, and stands where it can be shown again", () => {
  const hidden = { ...said("n2", "sud", { kind: "externalité", hidden: true }), discussed: true };
  const now = new Map([...all, ["n2", hidden], ["n4", said("n4", "est", { hidden: true })]]);
  const effects = effectsOf({ id: "a", notes, groups: [group] }, now, none);
  const [one, , whole] = effects;
  expect(one?.wordings.map((each) => each.id)).toEqual(["n1", "n2"]);
  expect(one?.boards).toEqual(["nord"]);
  expect(one?.kinds).toEqual([{ is: "visé", boards: ["nord"] }]);
  expect(one && (shared(one) || differs(one) || one.discussed)).toBe(false);
  expect(whole?.boards).toEqual(["est"]);
  expect(countNotes(now.values())).toBe(2);
  expect(countEffects(effects)).toBe(2);
});

test("[G10] a group that nobody named is called by a note that everybody reads", () => {
  const called = (voice: string | null, ...hidden: string[]) => {
    const now = notes.map((id) => {
      const { note, ...rest } = all.get(id) as Sourced;
      return [id, { ...rest, note: { ...note, hidden: hidden.includes(id) } }] as const;
    });
    const untitled = { ...group, title: "texte n1", given: false, voice };
    return effectsOf({ id: "a", notes, groups: [untitled] }, new Map(now), none)[0]?.title;
  };
  expect([called(null), called(null, "n1"), called("n2"), called("n2", "n2")]).toEqual([
    "texte n1",
    "texte n2",
    "texte n2",
    "texte n1",
  ]);
  expect(called(null, "n1", "n2")).toBe("texte n1");
});

test.each([
  ["Texte  N2", true],
  ["Ils ont un toit enfin à eux, et le sauront", true],
  ["un toit enfin", true],
  ["un toit", false],
  ["Le lien", false],
])("[V6] whether « %s » says a note of the group that is hidden", (title, reveals) => {
  const text = title.startsWith("Texte") ? "texte n2" : "un toit enfin à eux,";
  const titled = (of: Sourced, given = true) =>
    effectsOf(
      { id: "a", notes, groups: [{ ...group, title, given }] },
      new Map([...all, ["n2", of]]),
      none,
    )[0];
  const hidden = said("n2", "sud", { text, hidden: true });
  const effects = [titled(hidden), titled(hidden, false), titled(said("n2", "sud", { text }))];
  expect(effects.map((each) => each && titleReveals(each))).toEqual([reveals, false, false]);
});

test("an effect is in the register that one of its notes is in", () => {
  const registers = new Map([
    ["n1", "federer"],
    ["n3", "autre"],
  ]);
  const effects = effectsOf({ id: "a", notes, groups: [group] }, all, registers);
  expect(effects.map((each) => each.register)).toEqual(["federer", "autre", null]);
});

test("a note that did not change is the very same effect, until its register does", () => {
  const [before] = effectsOf({ id: "a", notes, groups: [] }, all, none);
  expect(effectsOf({ id: "a", notes, groups: [] }, all, none)[0]).toBe(before);
  expect(effectsOf({ id: "a", notes, groups: [] }, all, new Map([["n1", "r"]]))[0]?.register).toBe(
    "r",
  );
});
