import { expect, test } from "vitest";
import type { DiscussionPoint, SeenEvent } from "../../protocol/messages";
import { evolve } from "../../workshop/evolve";
import { roomAtWork } from "../../workshop/room_at_work";
import { asBefore, counts, toldOf } from "./contents";

const point = (id: string, given: Partial<DiscussionPoint> = {}) =>
  ({ id, text: "", positions: [], closed: false, ...given }) as unknown as DiscussionPoint;

test("[D3] a mark that was taken away without a word is not told of; all else is", () => {
  const position = { id: "q", pair: null, text: "Oui", at_ms: 0 };
  const all = [
    point("marked"),
    point("taken-away", { closed: true }),
    point("worded", { closed: true, text: "Pour qui ?" }),
    point("answered", { closed: true, positions: [position] }),
  ];
  expect(toldOf(all).map(({ id }) => id)).toEqual(["marked", "worded", "answered"]);
});

test("[V6] a board counts what its people named, and what everybody reads of it", () => {
  const label = { aliases: [], category: "", parent: null, builtin: false, rev: 0 };
  const note = { beneficiary: "h", text: "Lien", kind: null, directness: null, rev: 0 };
  const written = ["n1", "n2"].map(
    (id): SeenEvent =>
      ({
        type: "NoteAdded",
        board: "nord",
        note: { ...note, id, pair: "p1", author: "anne", at_ms: 1, hidden: false },
      }) as unknown as SeenEvent,
  );
  const named = { id: "h", label: "Les habitants", ...label };
  const room = evolve(roomAtWork(), [
    { type: "BeneficiaryAdded", board: "nord", beneficiary: named } as unknown as SeenEvent,
    ...written,
  ]);
  const of = (now: typeof room) => now.boards.nord && counts(now.boards.nord);
  expect(of(room)).toEqual({ notes: 2, beneficiaries: 1 });
  const hidden = evolve(room, [
    { type: "NoteHidden", board: "nord", note: "n1", hidden: 1 } as unknown as SeenEvent,
  ]);
  expect(of(hidden)).toEqual({ notes: 1, beneficiaries: 1 });
});

test("a list made anew with the same things in it is the one of before", () => {
  const kept = asBefore<string>();
  const first = kept(["a", "b"]);
  expect(kept(["a", "b"])).toBe(first);
  expect(kept(["b", "a"])).toEqual(["b", "a"]);
  expect(kept(["b"])).toEqual(["b"]);
  expect(kept([])).toEqual([]);
});
