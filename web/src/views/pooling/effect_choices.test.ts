import { describe, expect, test } from "vitest";
import type { Decision } from "../../protocol/messages";
import { decisionsOf, givenTitle, holdingIn } from "./effect_choices";
import type { Sourced } from "./effects";

const effect = (title: string, ...notes: string[]) => ({
  title,
  grouped: notes.length > 1,
  given: notes.length > 1,
  voice: null as string | null,
  register: null as string | null,
  wordings: notes.map((id) => ({ id, note: { text: `Text of ${id}` } }) as Sourced),
});
const form = { out: [], joined: [], title: "", register: null };
const group = effect("Moins seul", "a", "b", "c");

describe("an effect that the facilitator handles", () => {
  test("is left alone by a form that changes nothing", () => {
    expect(decisionsOf(group, form)).toEqual([]);
    expect(decisionsOf(group, { ...form, title: " Moins seul " })).toEqual([]);
    expect(decisionsOf(effect("Seul", "a"), { ...form, title: "Autre" })).toEqual([]);
  });

  test("[G8] is grouped with others, under a title if there is one", () => {
    const single = effect("Rompre la solitude", "a");
    expect(decisionsOf(single, { ...form, joined: ["x", "y"] })).toEqual([
      { type: "GroupEffects", notes: ["a", "x", "y"], title: null, titled_by: null },
    ]);
    expect(decisionsOf(group, { ...form, joined: ["x"], title: "" })).toEqual([
      { type: "GroupEffects", notes: ["a", "b", "c", "x"], title: "Moins seul", titled_by: null },
    ]);
  });

  test("[G10] does not make a title of what is a note's text", () => {
    const untitled = { ...effect("Text of a", "a", "b"), given: false };
    expect(decisionsOf(untitled, { ...form, joined: ["x"] })).toEqual([
      { type: "GroupEffects", notes: ["a", "b", "x"], title: null, titled_by: null },
    ]);
    expect([givenTitle(untitled), givenTitle(group)]).toEqual(["", "Moins seul"]);
    const called = { ...untitled, title: "Text of b", voice: "b" };
    expect(decisionsOf(called, { ...form, joined: ["x"] })).toEqual([
      { type: "GroupEffects", notes: ["a", "b", "x"], title: null, titled_by: "b" },
    ]);
    const left = decisionsOf(called, { ...form, out: ["b"], joined: ["x"] });
    expect(left.at(-1)).toMatchObject({ notes: ["a", "x"], titled_by: null });
  });

  test("[G9] lets go of a wording, which is not in what it is grouped with then", () => {
    expect(decisionsOf(group, { ...form, out: ["b"], joined: ["x"], title: "Lien" })).toEqual([
      { type: "TakeOutOfGroup", note: "b" },
      { type: "GroupEffects", notes: ["a", "c", "x"], title: "Lien", titled_by: null },
    ]);
  });

  test("[G9] is one after another taken apart, without asking for what is alone already", () => {
    const taken = decisionsOf(group, { ...form, out: ["a", "b", "c"], title: "Lien" });
    expect(taken.map((each) => ("note" in each ? each.note : each.type))).toEqual(["a", "b"]);
  });

  test("[G10] is called otherwise", () => {
    expect(decisionsOf(group, { ...form, out: ["a"], title: "Du lien" })).toEqual([
      { type: "TakeOutOfGroup", note: "a" },
      { type: "TitleGroup", note: "b", title: "Du lien" },
    ]);
  });

  test("[G11] is put into a register with all its wordings", () => {
    expect(decisionsOf(group, { ...form, out: ["c"], register: "liens" }).at(-1)).toEqual({
      type: "PutInRegister",
      notes: ["a", "b"],
      register: "liens",
    });
    expect(decisionsOf({ ...group, register: "liens" }, { ...form, register: "liens" })).toEqual(
      [],
    );
  });
});

test("[G11] an effect leaves its register when what put it there is about nothing else", () => {
  const into = (id: string, ...notes: string[]): Decision => ({
    id,
    at_ms: 0,
    choice: { type: "InRegister", notes, register: "liens" },
  });
  expect(holdingIn(group, [into("d", "a", "b"), into("e", "c"), into("f", "x")])).toEqual([
    "d",
    "e",
  ]);
  expect(holdingIn(group, [into("d", "a", "x")])).toEqual([]);
});
