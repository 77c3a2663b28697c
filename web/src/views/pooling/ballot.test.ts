import { expect, test } from "vitest";
import type { Mark, Voting } from "../../protocol/messages.ts";
import { calls, oneLess, oneMore, onNothingShown, onScreen, votesFor } from "./ballot.ts";

test("[O2] several votes may go to one note, and none beyond what each person has", () => {
  const one = oneMore([], "n1", 3) ?? [];
  const three = oneMore(oneMore(one, "n2", 3) ?? [], "n1", 3) ?? [];
  expect(three).toEqual(["n1", "n2", "n1"]);
  expect(["n1", "n2", "n3"].map((note) => votesFor(three, [note]))).toEqual([2, 1, 0]);
  expect(oneMore(three, "n2", 3)).toBeNull();
});

test("[O2] a vote is taken back from the note that has it, and from no other", () => {
  const ballot = ["n1", "n2", "n1"];
  expect(oneLess(ballot, ["n1"])).toEqual(["n1", "n2"]);
  expect(oneLess(ballot, ["n3"])).toBe(ballot);
  expect(oneMore(oneLess(ballot, ["n2"]), "n3", 3)).toEqual(["n1", "n1", "n3"]);
});

test("[O2] votes that went to notes of one group are the group's, and are taken back from it", () => {
  const group = ["n1", "n2"];
  const ballot = ["n2", "n3", "n1"];
  expect(votesFor(ballot, group)).toBe(2);
  const less = oneLess(ballot, group);
  expect(less).toEqual(["n2", "n3"]);
  expect(oneLess(less, group)).toEqual(["n3"]);
});

test("[O2] votes on a note that is shown no more are told from the others, each of them", () => {
  const ballot = ["n1", "n2", "n1", "n3"];
  const hides = (gone: string) => onNothingShown(ballot, (note) => note !== gone);
  expect([hides("n1"), hides("n3"), hides("n4")]).toEqual([["n1", "n1"], ["n3"], []]);
});

const voting = (state: "open" | "closed", votes_each: number) =>
  ({ state, votes_each, voters: 0, ballots: {}, results: [] }) as unknown as Voting;

test("[O7] on the screen what was opened or closed last comes first", () => {
  const [open, closed] = [voting("open", 3), voting("closed", 3)];
  const shown = (...votings: [Mark, Voting][]) => onScreen(Object.fromEntries(votings));
  expect(shown()).toEqual({ first: [], open: [], before: [] });
  // The other one was open before, or was opened since.
  const earlier = shown(["tient", open], ["compte", closed]);
  expect(earlier).toEqual({ first: ["compte"], open: ["tient"], before: [] });
  const since = shown(["compte", closed], ["tient", open]);
  expect(since).toEqual({ first: [], open: ["tient"], before: ["compte"] });
  const both = shown(["tient", open], ["compte", open]);
  expect(both).toEqual({ first: [], open: ["compte", "tient"], before: [] });
  const none = shown(["compte", closed], ["tient", closed]);
  expect(none).toEqual({ first: [], open: [], before: ["tient", "compte"] });
});

test("of each vote that is open it is told how many are left, of the others nothing", () => {
  const own = { compte: ["a", "a", "b"], tient: ["c"] };
  const votings = { compte: voting("open", 3), tient: voting("open", 2) };
  expect(calls(votings, (mark) => own[mark])).toEqual([
    { mark: "compte", given: 3, left: 0 },
    { mark: "tient", given: 1, left: 1 },
  ]);
  expect(calls({ tient: voting("closed", 2) }, () => [])).toEqual([]);
});
