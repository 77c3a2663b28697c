import { describe, expect, test } from "vitest";
import type { Board, SeenEvent } from "../../protocol/messages";
import { change } from "./changes";

const board = {
  id: "nord",
  beneficiaries: { users: { label: "Usagers" }, farms: { label: "Fermes" } },
  notes: { n: { beneficiary: "users" } },
} as unknown as Board;

function told(event: object, on = "nord") {
  const found = change({ board: on, ...event } as unknown as SeenEvent, board);
  return found && [found.kind, found.id, found.label];
}

describe("what is told of an event", () => {
  test("a note came, was rewritten, moved, went", () => {
    const note = { id: "m", beneficiary: "farms" };
    expect(told({ type: "NoteAdded", note })).toEqual(["added", "m", "Fermes"]);
    expect(told({ type: "NoteEdited", note: "n" })).toEqual(["rewritten", "n", "Usagers"]);
    const moved = { type: "NoteMoved", note: "n", beneficiary: "farms" };
    expect(told(moved)).toEqual(["moved", "n", "Fermes"]);
    expect(told({ type: "NoteDeleted", note: "n" })).toEqual(["removed", "n", ""]);
  });

  test("a beneficiary came, or went", () => {
    const beneficiary = { id: "b", label: "Voisins" };
    expect(told({ type: "BeneficiaryAdded", beneficiary })).toEqual(["named", "b", "Voisins"]);
    expect(told({ type: "BeneficiaryDeleted", beneficiary: "users" })).toEqual([
      "gone",
      "users",
      "",
    ]);
  });

  test("nothing of another board, of a classification or of a rank", () => {
    const note = { id: "m", beneficiary: "farms" };
    expect(told({ type: "NoteAdded", note }, "sud")).toBeNull();
    expect(told({ type: "NoteClassified", note: "n" })).toBeNull();
    expect(told({ type: "BeneficiaryRanked", beneficiary: "users" })).toBeNull();
  });
});
