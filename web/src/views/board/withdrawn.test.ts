import { expect, test } from "vitest";
import type { Board, Change } from "../../protocol/messages";
import { withdrawnOf } from "./withdrawn";

const board = {
  notes: {
    n1: { id: "n1", pair: "p1", text: "Mieux manger" },
    n2: { id: "n2", pair: "p2", text: "Se retrouver" },
    n3: { id: "n3", pair: null, text: "De l'animateur" },
    n4: { id: "n4", pair: "p1", text: "Moins de bruit" },
  },
} as unknown as Board;
const gone = (note: string, type = "NoteWithdrawn") =>
  ({ seq: 1, event: { type, board: "t1", note, hidden: 1 } }) as unknown as Change;
const isOwn = (note: string) => note === "n4";

test("[V6] the pair that wrote a note is told that it was hidden, and no other", () => {
  const news = [gone("n1"), gone("n2"), gone("n3"), gone("unknown")];
  expect(withdrawnOf(news, board, "p1", isOwn)).toEqual([{ text: "Mieux manger", own: false }]);
  expect(withdrawnOf(news, board, null, isOwn)).toEqual([]);
});

test("one's own is told from a partner's", () => {
  const told = withdrawnOf([gone("n1"), gone("n4")], board, "p1", isOwn);
  expect(told.map(({ own }) => own)).toEqual([false, true]);
});

test("a note that somebody deletes is not said to be hidden", () => {
  expect(withdrawnOf([gone("n1", "NoteDeleted")], board, "p1", isOwn)).toEqual([]);
});
