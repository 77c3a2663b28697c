import { expect, test } from "vitest";
import { goneOn, type Stage } from "./elsewhere.ts";

const PRESENTATION: Stage = { phase: "presentation", open: false };
const WORK: Stage = { phase: "travail", open: true };
const CLOSED: Stage = { phase: "travail", open: false };
const POOLING: Stage = { phase: "mise-en-commun", open: false };
const THERE = { kind: "presentation", missed: false } as const;

test("[P5] a phase that opens brings whoever looks elsewhere, the second time too", () => {
  expect(goneOn(THERE, WORK, POOLING, "presentation", false)).toBeNull();
  expect(goneOn(null, POOLING, WORK, "mise-en-commun", false)).toBeNull();
});

test("whoever is in the middle of a text stays where it is, and is told", () => {
  const held = { kind: "presentation", missed: true };
  expect(goneOn(null, PRESENTATION, WORK, "presentation", true)).toEqual(held);
  expect(goneOn(THERE, WORK, POOLING, "presentation", true)).toEqual(held);
  expect(goneOn(THERE, WORK, PRESENTATION, "presentation", true)).toBeNull();
});

test("[T8] whoever looks elsewhere is told when the work opens again, and not when it closes", () => {
  expect(goneOn(THERE, CLOSED, WORK, "presentation", false)).toEqual({ ...THERE, missed: true });
  expect(goneOn(THERE, WORK, CLOSED, "presentation", false)).toBe(THERE);
  expect(goneOn(THERE, WORK, WORK, "presentation", true)).toBe(THERE);
  expect(goneOn(null, CLOSED, WORK, "travail", true)).toBeNull();
});
