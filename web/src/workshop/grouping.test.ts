import { describe, expect, it } from "vitest";
import { grouped } from "./grouping.ts";

const sizes = (people: number, size: number) =>
  grouped(
    Array.from({ length: people }, (_, at) => at),
    size,
  ).map((group) => group.length);

describe("groups of people who are awaited", () => {
  it("[S4] [R4] are pairs, and one trio when somebody would be left alone", () => {
    expect(sizes(0, 2)).toEqual([]);
    expect(sizes(1, 2)).toEqual([1]);
    expect(sizes(2, 2)).toEqual([2]);
    expect(sizes(3, 2)).toEqual([3]);
    expect(sizes(8, 2)).toEqual([2, 2, 2, 2]);
    expect(sizes(9, 2)).toEqual([2, 2, 2, 3]);
  });

  it("[S4] [R4] hold everybody once, in order, whatever the template's size", () => {
    for (const size of [1, 2, 3, 5, 12]) {
      for (let people = 1; people < 60; people++) {
        const groups = grouped(
          Array.from({ length: people }, (_, at) => at),
          size,
        );
        expect(groups.flat()).toEqual(Array.from({ length: people }, (_, at) => at));
        const lengths = groups.map((group) => group.length);
        if (people >= size) expect(Math.min(...lengths)).toBeGreaterThanOrEqual(size);
      }
    }
  });
});
