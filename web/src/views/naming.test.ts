import { expect, test } from "vitest";
import catalogue from "$text/en.json";
import type { Board, Pair, Participant } from "../protocol/messages";
import { spoken } from "../text/spoken.svelte.ts";
import { pairHue, pairMark, withinSentence } from "./naming";

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

test("a pair is marked by a letter of each of its people, or by its number: never as one person", () => {
  const sits = (pair: string, ...ids: string[]) =>
    Object.fromEntries(ids.map((id) => [id, { id, pair } as Participant]));
  const participants = { ...sits("nord-1", "a", "b"), ...sits("nord-2", "c") };
  const people = { a: "Louise", b: " élodie" };
  expect(pairMark({ participants, pairs }, people, "nord-1")).toBe("L·É");
  expect(pairMark({ participants, pairs }, { a: "Louise" }, "nord-1")).toBe("L");
  expect(pairMark({ participants, pairs }, people, "nord-2")).toBe("2");
});

test("a name in another language than the sentence stands in it as it was typed, between quotes", () => {
  spoken.words = catalogue;
  expect(withinSentence("Les habitants", undefined)).toBe("les habitants");
  expect(withinSentence("Les habitants", "fr")).toBe("“Les habitants”");
});
