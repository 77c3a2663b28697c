import { expect, test } from "vitest";
import type { Board } from "../../protocol/messages";
import { draftPlace } from "./note_draft";
import { orphans, writeOn } from "./orphans";

const board = (given: Partial<Board>) =>
  ({
    id: "t1",
    beneficiaries: {},
    notes: {},
    removed_beneficiaries: {},
    removed_notes: {},
    known_as: {},
    points: {},
    chits: {},
    ...given,
  }) as Board;
const called = (id: string, label: string) => ({ [id]: { id, label } }) as Board["beneficiaries"];
const holding = (kept: Record<string, string>) => ({
  held: new Set(Object.keys(kept)) as never,
  read: (place: string) => kept[place] ?? "",
});
const rewriting = JSON.stringify({ rev: 1, was: "Avant", text: "Après" });

test("a text for a beneficiary that was deleted is shown, under its name", () => {
  const here = board({ removed_beneficiaries: called("b1", "UGESS") });
  expect(orphans(holding({ b1: "Mieux manger" }), here, [here], false)).toEqual([
    {
      place: "b1",
      texts: ["Mieux manger"],
      effects: true,
      gone: "beneficiary",
      label: "UGESS",
      to: "",
    },
  ]);
});

test("a text for a beneficiary that the board had already is for the one that it had", () => {
  const here = board({ beneficiaries: called("b1", "UGESS"), known_as: { b9: "b1" } });
  const [found] = orphans(holding({ b9: "Mieux manger" }), here, [here], false);
  expect(found).toMatchObject({ gone: "beneficiary", texts: ["Mieux manger"], to: "b1" });
});

test("a text whose place stands is where it was typed: on a board that one writes on, or in a dialog", () => {
  const here = board({ beneficiaries: called("b1", "UGESS") });
  const there = board({ beneficiaries: called("b2", "Usagers"), notes: { n2: {} as never } });
  const kept = {
    b1: "A",
    b2: "B",
    [draftPlace("n2")]: rewriting,
    "beneficiary.new": "C",
    "point.p1": "D",
  };
  expect(orphans(holding(kept), here, [here, there], true)).toEqual([]);
});

test("a text for a board that its author has left is shown where they sit, in sight or not", () => {
  const here = board({ beneficiaries: called("b1", "UGESS") });
  const there = board({
    ...{ id: "t2", name: "Garonnelle" },
    ...{ beneficiaries: called("b2", "Usagers"), notes: { n2: {} as never } },
    chits: { b3: "beneficiary", n3: "note" },
  });
  const kept = {
    ...{ b1: "Ici", b2: "A", b3: "B" },
    ...{ [draftPlace("n2")]: rewriting, [draftPlace("n3")]: rewriting },
  };
  const found = orphans(holding(kept), here, [here, there], false);
  expect(found.flatMap(({ texts }) => texts)).toEqual(["A", "B", "Après", "Après"]);
  for (const each of found)
    expect(each).toMatchObject({ gone: "board", label: "Garonnelle", to: "" });
});

test("the rewriting of a note that is gone goes to its beneficiary, if that one stands", () => {
  const removed = { n1: { id: "n1", beneficiary: "b1" } as never };
  const kept = holding({ [draftPlace("n1")]: rewriting });
  const one = { place: draftPlace("n1"), texts: ["Après"], effects: true, gone: "note", label: "" };
  const here = board({ removed_notes: removed, beneficiaries: called("b1", "UGESS") });
  expect(orphans(kept, here, [here], false)).toEqual([{ ...one, to: "b1" }]);
  const without = board({ removed_notes: removed });
  expect(orphans(kept, without, [without], false)).toEqual([{ ...one, to: "" }]);
});

test("blanks alone are no text", () => {
  const here = board({ removed_beneficiaries: called("b1", "UGESS") });
  expect(orphans(holding({ b1: "  \n" }), here, [here], false)).toEqual([]);
});

const half = (was: object, now: object) => JSON.stringify({ was, now });
const split = half({ rev: 1, parts: ["A", ""] }, { rev: 1, parts: ["A", "B"] });
const via = half({ via: "", through: "" }, { via: "La gare", through: "" });
const common = half({ text: "Avant" }, { text: "Ensemble" });

test("what was typed in a dialog about a note that is gone is shown; only effects are to be posted", () => {
  const kept = holding({ "split.n1": split, "via.n1": via, "common.p1": common });
  const notes = { n1: { id: "n1", beneficiary: "b1" } as never };
  const points = { p1: { id: "p1", target: "n1" } as never };
  const there = board({ notes, points, beneficiaries: called("b1", "UGESS") });
  expect(orphans(kept, there, [there], false)).toEqual([]);
  const gone = board({ removed_notes: notes, points, beneficiaries: called("b1", "UGESS") });
  const about = { gone: "note", label: "", to: "b1" };
  expect(orphans(kept, gone, [gone], false)).toEqual([
    { place: "split.n1", texts: ["A", "B"], effects: true, ...about },
    { place: "via.n1", texts: ["La gare"], effects: false, ...about },
    { place: "common.p1", texts: ["Ensemble"], effects: true, ...about },
  ]);
});

test.each([
  ["b1", "Mieux manger", 0],
  [draftPlace("n1"), rewriting, 0],
  ["split.n1", split, 1],
  ["via.n1", via, 0],
  ["common.p1", common, 0],
])("the text kept at %s goes on there", (place, kept, at) => {
  const map: Record<string, string> = { [place]: kept };
  const device = {
    ...{ held: new Set([place]) as never, read: (where: string) => map[where] ?? "" },
    write(where: string, text: string) {
      map[where] = text;
    },
  };
  const here = board({});
  const [before] = orphans(device, here, [here], false);
  writeOn(device, place, at, "Encore");
  const [after] = orphans(device, here, [here], false);
  expect(after).toEqual({ ...before, texts: before?.texts.with(at, "Encore") });
});

test("what somebody else has begun on the device is told apart, out of whatever it was typed in", () => {
  const here = board({ beneficiaries: called("b1", "UGESS") });
  const named = JSON.stringify({ was: { rev: 0, label: "" }, now: { rev: 0, label: "Voisins" } });
  const kept = {
    "other.p1.b1": "Mieux manger",
    "other.p1.note.n1": rewriting,
    "other.p1.beneficiary.new": named,
    "other.p2.b1": "12",
  };
  const found = orphans(holding(kept), here, [here], false);
  expect(found.map(({ texts, effects, gone, to }) => [...texts, effects, gone, to])).toEqual([
    ["Mieux manger", true, "person", "b1"],
    ["Après", true, "person", ""],
    ["Voisins", false, "person", ""],
    ["12", true, "person", "b1"],
  ]);
  const written: Record<string, string> = {};
  const write = (place: string, text: string) => {
    written[place] = text;
  };
  const drafts = { ...holding(kept), write };
  writeOn(drafts, "other.p1.note.n1", 0, "Encore après");
  expect(written).toEqual({ "other.p1.note.n1": "Encore après" });
});
