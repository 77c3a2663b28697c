import { expect, test } from "vitest";
import type { Command, RejectionCode } from "../protocol/messages.ts";
import { lateBallots } from "./late_ballots.ts";

const refused = (n: number, command: Command, code: RejectionCode = "voting_closed") => ({
  n,
  command,
  code,
});
const ballot = (mark: "compte" | "tient", ...notes: string[]) =>
  ({ type: "CastVotes", mark, notes }) as const;

test("of each vote it is told once that the last choice came too late, however often one pressed", () => {
  const late = lateBallots([
    refused(1, ballot("compte", "a")),
    refused(2, ballot("tient", "a")),
    refused(3, ballot("compte", "a", "b")),
    refused(4, ballot("compte", "a", "b", "c"), "too_many_votes"),
    refused(5, { type: "CloseVoting", mark: "compte" }),
  ]);
  expect([...late]).toEqual([
    ["compte", [1, 3]],
    ["tient", [2]],
  ]);
});
