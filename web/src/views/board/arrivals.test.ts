import { expect, test } from "vitest";
import { Arrivals } from "./arrivals.ts";

test("a card that has just arrived is new, for a moment", () => {
  const arrivals = new Arrivals(["old"]);
  arrivals.meet(["old", "new"], 10_000);
  expect(arrivals.isNew("new", 10_016)).toBe(true);
  expect(arrivals.isNew("new", 12_000)).toBe(false);
});

test("a card that was there is not new when it is scrolled to", () => {
  const arrivals = new Arrivals(["old"]);
  expect(arrivals.isNew("old", 5)).toBe(false);
  arrivals.meet(["old", "out of sight"], 10_000);
  arrivals.meet(["old", "out of sight", "newer"], 20_000);
  expect(arrivals.isNew("old", 20_001)).toBe(false);
  expect(arrivals.isNew("out of sight", 20_001)).toBe(false);
  expect(arrivals.isNew("newer", 20_001)).toBe(true);
});

test("a card that left and comes back arrives again", () => {
  const arrivals = new Arrivals(["moved"]);
  arrivals.meet([], 10_000);
  arrivals.meet(["moved"], 20_000);
  expect(arrivals.isNew("moved", 20_001)).toBe(true);
});
