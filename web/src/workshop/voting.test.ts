import { beforeAll, describe, expect, test } from "vitest";
import type { Command, Note, Room, SeenEvent } from "../protocol/messages.ts";
import { evolve } from "./evolve.ts";
import { isOnBoard, learnPooling, withPending } from "./predict.ts";
import { predictInPooling } from "./predict_pooling.ts";
import { roomAtWork } from "./room_at_work.ts";
import { missingVoters, ownVotes } from "./voting.ts";

const anne = { role: "participant", participant: "anne" } as const;

const added: SeenEvent = {
  type: "NoteAdded",
  board: "nord",
  note: { id: "n1", beneficiary: "t", text: "Un", hidden: false } as Note,
};
const opened: SeenEvent = { type: "PhaseOpened", phase: "mise-en-commun", at_ms: 0 };
const voting: SeenEvent = { type: "VotingOpened", mark: "compte", votes_each: 3 };
const counted: SeenEvent = { type: "VotersCounted", mark: "compte", voters: 4 };
const room = evolve(roomAtWork(), [added, opened, voting, counted]);

function shown(...commands: Command[]): Room {
  const given = commands.map((command) => ({ command, at_ms: 9 }));
  return withPending(room, given, anne);
}

beforeAll(() => learnPooling(predictInPooling));

describe("one's own ballot", () => {
  const cast = (...notes: string[]): Command => ({ type: "CastVotes", mark: "compte", notes });

  test("[O3] is what waits to be sent, or else what the server last told", () => {
    const told = { compte: ["n1"] };
    expect(ownVotes("compte", told, [])).toEqual(["n1"]);
    expect(ownVotes("tient", told, [])).toEqual([]);
    expect(ownVotes("compte", told, [cast("n1", "n1"), cast("n2")])).toEqual(["n2"]);
    expect(ownVotes("tient", told, [cast("n2")])).toEqual([]);
    expect(ownVotes("compte", told, [cast()])).toEqual([]);
  });

  test("[O3] counts nobody before the server does, and is no act on a board", () => {
    expect(shown(cast("n1"))).toBe(room);
    expect(room.votings.compte).toMatchObject({ voters: 4, ballots: {} });
    expect(isOnBoard(cast("n1"))).toBe(false);
    expect(isOnBoard({ type: "DeleteNote", note: "n1" })).toBe(true);
  });
});

test("[O7] votes are in the order in which each was last opened or closed", () => {
  const other: SeenEvent = { type: "VotingOpened", mark: "tient", votes_each: 3 };
  const closed: SeenEvent = { type: "VotingClosed", mark: "compte", voters: 4, results: [] };
  const told: SeenEvent = { type: "VotersCounted", mark: "tient", voters: 1 };
  const both = evolve(room, [other, counted]);
  expect(Object.keys(both.votings)).toEqual(["compte", "tient"]);
  const after = evolve(both, [closed, told]);
  expect(Object.keys(after.votings)).toEqual(["tient", "compte"]);
  expect(Object.keys(evolve(after, [other]).votings)).toEqual(["compte", "tient"]);
});

describe("« ma note est mal rendue »", () => {
  const say: Command = { type: "SayMisrendered", note: "n1", text: "Non" };

  test("[M1] is shown at once, and taken back", () => {
    expect(shown(say).misrendered.n1).toEqual({ text: "Non", pair: "p1", at_ms: 9 });
    const back: Command = { type: "WithdrawMisrendered", note: "n1" };
    expect({ ...shown(say, back).misrendered }).toEqual({});
  });

  test("[M1] changes nothing for a facilitator, who is of no pair", () => {
    const lead = { role: "facilitator", participant: null } as const;
    expect(withPending(room, [{ command: say, at_ms: 9 }], lead)).toBe(room);
  });

  test("[M1] is not, of a note that is not there or that another pair spoke of", () => {
    expect(shown({ type: "SayMisrendered", note: "ghost" })).toBe(room);
    const misrendered = { text: "Si", pair: "p2", at_ms: 1 };
    const theirs = evolve(room, [{ type: "MisrenderedSaid", note: "n1", misrendered }]);
    expect(withPending(theirs, [{ command: say, at_ms: 9 }], anne)).toBe(theirs);
  });
});

test("[O2] who may vote and has not is counted, and whoever of all is away", () => {
  const seat = (id: string, board: string | null, expected = false) =>
    ({ id, board, expected }) as unknown as Room["participants"][string];
  const seats = [seat("p1", "nord"), seat("p2", "nord"), seat("p3", "est"), seat("p4", null)];
  const all = [...seats, seat("p5", "est", true)];
  const room = { participants: Object.fromEntries(all.map((each) => [each.id, each])) };
  expect(missingVoters(room, { p1: 1, p2: 2, p3: 0, p4: 1 }, 1)).toEqual({ left: 2, away: 1 });
  expect(missingVoters(room, { p1: 1, p2: 1, p3: 1 }, 3)).toEqual({ left: 0, away: 0 });
});
