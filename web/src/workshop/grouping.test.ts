import { describe, expect, it } from "vitest";
import { completed, grouped } from "./grouping.ts";

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

describe("groups beside the pairs that are there", () => {
  const made = (people: number, size: number, ...there: number[]) =>
    completed(
      Array.from({ length: people }, (_, at) => at),
      there.map((count, at) => ({ id: `p${at}`, names: Array.from({ length: count }, String) })),
      size,
    );
  const shape = (...given: [number, number, ...number[]]) =>
    made(...given).map(({ id, there, people }) => [id, there.length, people.length]);

  it("[S3] [S4] complete a pair that waits before they make another", () => {
    expect(shape(1, 2, 1)).toEqual([["p0", 1, 1]]);
    expect(shape(3, 2, 2, 1)).toEqual([
      ["p0", 2, 0],
      ["p1", 1, 1],
      [null, 0, 2],
    ]);
    expect(shape(2, 3, 1, 2)).toEqual([
      ["p0", 1, 1],
      ["p1", 2, 1],
    ]);
  });

  it("[S4] [R4] make a trio rather than leave somebody alone", () => {
    expect(shape(1, 2, 2, 2)).toEqual([
      ["p0", 2, 1],
      ["p1", 2, 0],
    ]);
    expect(shape(1, 2)).toEqual([[null, 0, 1]]);
  });

  it("[S4] pass over a pair that everybody has left", () => {
    expect(shape(2, 2, 0)).toEqual([[null, 0, 2]]);
  });

  it("[S4] hold everybody once, and leave nobody alone beside others", () => {
    for (const size of [1, 2, 3, 5]) {
      for (let people = 0; people < 15; people++) {
        for (const there of [[], [1], [2, 1], [1, 1, 3], [4, 5]]) {
          const groups = made(people, size, ...there);
          const all = groups.flatMap((group) => group.people).sort((a, b) => a - b);
          expect(all).toEqual(Array.from({ length: people }, (_, at) => at));
          const joined = groups.filter((group) => group.people.length > 0);
          const alone = joined.filter((group) => group.there.length + group.people.length < 2);
          expect(alone.length > 0 && size > 1 && people + there.length > 1).toBe(false);
        }
      }
    }
  });
});
