import { expect, test } from "vitest";
import type { Board, Pair } from "../protocol/messages";
import { pairHue } from "./naming";

const boards = Object.fromEntries(["nord", "sud"].map((id) => [id, { id } as Board])) as Record<
  string,
  Board
>;
const pairs: Record<string, Pair> = Object.fromEntries(
  ["nord", "sud"].flatMap((board) =>
    Array.from({ length: 9 }, (_, at) => {
      const id = `${board}-${at + 1}`;
      return [id, { id, board, number: at + 1 }];
    }),
  ),
);

test("the first pair of a territory has the colour of the territory", () => {
  expect(pairHue({ boards, pairs }, "nord-1")).toBe("t1");
  expect(pairHue({ boards, pairs }, "sud-1")).toBe("t2");
});

test("eight pairs of one territory have eight colours", () => {
  const eight = Array.from({ length: 8 }, (_, at) => pairHue({ boards, pairs }, `sud-${at + 1}`));
  expect(new Set(eight).size).toBe(8);
});

test("neighbours differ still where the colours begin again", () => {
  expect(pairHue({ boards, pairs }, "nord-9")).not.toBe(pairHue({ boards, pairs }, "nord-8"));
});

test("who is of no pair has the colour of none", () => {
  expect(pairHue({ boards, pairs }, null)).toBe("");
});
