import { expect, test } from "vitest";
import type { Board } from "../../protocol/messages";
import { begunOn } from "./begun";
import { draftPlace } from "./note_draft";

const holding = (kept: Record<string, string>) => ({
  held: new Set(Object.keys(kept)) as never,
  read: (place: string) => kept[place] ?? "",
});
const rewriting = JSON.stringify({ rev: 1, was: "Avant", text: "Après" });
const split = (...parts: string[]) =>
  JSON.stringify({ was: { rev: 1, parts: ["A", ""] }, now: { rev: 1, parts } });
const BOARD = { notes: { n1: {} }, beneficiaries: { b1: {} }, points: {} } as unknown as Board;

test("what waits on a board is what is half typed in its boxes, its notes and the dialogs about them", () => {
  const kept = { b1: "Un effet", [draftPlace("n1")]: rewriting, "split.n1": split("A", " ", "B") };
  expect(begunOn(holding(kept), BOARD)).toEqual(["Un effet", "Après", "A", "B"]);
});

test("nothing waits there of another board, of what is gone, of other dialogs, nor blanks", () => {
  const elsewhere = { b2: "Un effet", [draftPlace("n2")]: rewriting, "split.n2": split("A", "B") };
  const kept = { ...elsewhere, "beneficiary.new": "{}", "remark.": "Une remarque", b1: " " };
  expect(begunOn(holding(kept), BOARD)).toEqual([]);
});
