import { expect, test } from "vitest";
import { steady, steadyItems } from "./steady.ts";

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
