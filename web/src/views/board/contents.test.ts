import { expect, test } from "vitest";
import type { DiscussionPoint } from "../../protocol/messages";
import { asBefore, toldOf } from "./contents";

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

test("a list made anew with the same things in it is the one of before", () => {
  const kept = asBefore<string>();
  const first = kept(["a", "b"]);
  expect(kept(["a", "b"])).toBe(first);
  expect(kept(["b", "a"])).toEqual(["b", "a"]);
  expect(kept(["b"])).toEqual(["b"]);
  expect(kept([])).toEqual([]);
});
