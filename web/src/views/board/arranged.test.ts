import { expect, test } from "vitest";
import type { Beneficiary, Board, DiscussionPoint, Note } from "../../protocol/messages.ts";
import { Arranged } from "./arranged.svelte.ts";

const note = (id: string, beneficiary: string) => ({ id, beneficiary, text: id }) as Note;
const at = (id: string, builtin = false) => ({ id, label: id, builtin }) as Beneficiary;
const by = <T extends { id: string }>(...things: T[]) =>
  Object.fromEntries(things.map((each) => [each.id, each]));

const first = {
  order: ["b", "a"],
  beneficiaries: by(at("t", true), at("a"), at("b")),
  notes: by(note("1", "a"), note("2", "b"), note("3", "a")),
  points: by({ id: "p", target: "2" } as DiscussionPoint),
} as unknown as Board;

function ids(arranged: Arranged) {
  const groups = [...arranged.notes].map(([name, notes]) => [name, notes.map(({ id }) => id)]);
  return { of: arranged.beneficiaries.map(({ id }) => id), ...Object.fromEntries(groups) };
}

test("columns come in their order, the territory last, each with its notes", () => {
  const arranged = new Arranged();
  arranged.take(first);
  expect(ids(arranged)).toEqual({ of: ["b", "a", "t"], a: ["1", "3"], b: ["2"] });
  expect(arranged.points.get("2")).toEqual([first.points.p]);
});

test("what a change does not touch keeps its identity, and what it touches follows", () => {
  const arranged = new Arranged();
  arranged.take(first);
  const { beneficiaries } = arranged;
  const [a, points] = [arranged.notes.get("a"), arranged.points.get("2")];
  const notes = { ...first.notes, 2: note("2", "t") };
  arranged.take({ ...first, notes, order: [...first.order], points: { ...first.points } });
  expect(arranged.beneficiaries).toBe(beneficiaries);
  expect(arranged.notes.get("a")).toBe(a);
  expect(arranged.points.get("2")).toBe(points);
  expect(ids(arranged)).toEqual({ of: ["b", "a", "t"], a: ["1", "3"], t: ["2"] });
  arranged.take({ ...first, order: ["a", "b"], points: {} });
  expect(ids(arranged)).toEqual({ of: ["a", "b", "t"], a: ["1", "3"], b: ["2"] });
  expect(arranged.points.size).toBe(0);
});
