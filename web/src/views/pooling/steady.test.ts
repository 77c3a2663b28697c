import { expect, test } from "vitest";
import { steady, steadyItems, steadyMap } from "./steady.ts";

test("what says the same is the very same value, and what does not is the new one", () => {
  const was = { id: "a", notes: ["n1"], deep: [{ more: 1 }] };
  expect(steady(was, { id: "a", notes: ["n1"], deep: [{ more: 1 }] })).toBe(was);
  for (const now of [
    { id: "a", notes: ["n1", "n2"], deep: [{ more: 1 }] },
    { id: "a", notes: ["n1"], deep: [{ more: 2 }] },
    { id: "a", notes: ["n1"], deep: [{ more: 1 }], also: null },
  ]) {
    expect(steady(was, now as typeof was)).toBe(now);
  }
  expect(steady(undefined, was)).toBe(was);
});

test("in a list each is compared with the one of its key, wherever it went", () => {
  const [a, b] = [
    { id: "a", is: 1 },
    { id: "b", is: 2 },
  ];
  const now = steadyItems(
    [a, b],
    [
      { id: "b", is: 2 },
      { id: "a", is: 3 },
    ],
    (each) => each.id,
  );
  expect(now[0]).toBe(b);
  expect(now[1]).toEqual({ id: "a", is: 3 });
});

test("a map that says the same of the same is the one of before", () => {
  const was = new Map([["a", "x"]]);
  expect(steadyMap(was, new Map([["a", "x"]]))).toBe(was);
  for (const entries of [[["a", "y"]], [["b", "x"]], []] as [string, string][][]) {
    expect(steadyMap(was, new Map(entries)).size).toBe(entries.length);
    expect(steadyMap(was, new Map(entries))).not.toBe(was);
  }
});
