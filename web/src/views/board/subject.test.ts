import { expect, test } from "vitest";
import type { Board } from "../../protocol/messages";
import { isThere, subjectOf, takenAway } from "./subject";

const BOARD = {
  notes: { n1: {} },
  beneficiaries: { b1: {} },
  points: { p1: { target: "n1" } },
  removed_notes: { n2: { text: "Du calme + du bruit" } },
  removed_beneficiaries: { b2: { label: "UGESS" } },
} as unknown as Board;
const splitting = { before: BOARD, command: { type: "SplitNote", note: "n2" } } as never;

test("a dialog about a note or a beneficiary goes with it; any other stays", () => {
  expect(subjectOf({ kind: "split", note: "n1" }, BOARD)).toBe("n1");
  expect(subjectOf({ kind: "beneficiary", id: "b1" }, BOARD)).toBe("b1");
  expect(subjectOf({ kind: "versions", point: "p1" }, BOARD)).toBe("n1");
  expect(subjectOf({ kind: "versions", point: "to-come" }, BOARD)).toBeNull();
  expect(subjectOf({ kind: "add-beneficiary" }, BOARD)).toBeNull();
  expect(subjectOf({ kind: "points", target: "board", id: "t1" }, BOARD)).toBeNull();
  expect(["n1", "b1", "n2", "b2", ""].filter((id) => isThere(id, BOARD))).toEqual(["n1", "b1"]);
});

test("what others took away is called by its words; one's own split needs no telling", () => {
  expect(takenAway("n2", BOARD, [])).toBe("Du calme + du bruit");
  expect(takenAway("b2", BOARD, [splitting])).toBe("UGESS");
  expect(takenAway("n2", BOARD, [splitting])).toBe("");
  expect(takenAway("elsewhere", BOARD, [])).toBe("");
});
