import { describe, expect, test } from "vitest";
import type { PhaseKind, Room, SeenEvent } from "../../protocol/messages.ts";
import { PHASES } from "../../protocol/messages.ts";
import { evolve } from "../../workshop/evolve.ts";
import { roomAtWork } from "../../workshop/room_at_work.ts";
import { leaving } from "./leaving.ts";

const MINUTE = 60_000;
const started: SeenEvent = {
  type: "TimerStarted",
  duration_ms: 45 * MINUTE,
  deadline_ms: 45 * MINUTE,
  steps_ms: null,
};
const closed: SeenEvent = { type: "BoardClosed", board: "nord" };
const ready: SeenEvent = { type: "PairReady", pair: "p1", at_ms: 1 };
const presented: SeenEvent = { type: "PhaseOpened", phase: "presentation", at_ms: 1 };
const pooled: SeenEvent = { type: "PhaseOpened", phase: "mise-en-commun", at_ms: 1 };
const paused: SeenEvent = { type: "TimerPaused", remaining_ms: 20 * MINUTE };

function room(...events: SeenEvent[]): Room {
  return evolve(roomAtWork(), events);
}

const elsewhere = PHASES.filter((phase) => phase !== "travail");

describe("leaving the work", () => {
  test.each(elsewhere)("[P5] [T1] for %s says that the timer ends, whatever else is over", (to) => {
    const going = leaving(room(started, closed, ready), to);
    expect([going.timer, going.closes, going.missing, going.asks]).toEqual([
      "running",
      false,
      [],
      true,
    ]);
    expect(leaving(room(started, paused, closed, ready), to).timer).toBe("paused");
  });

  test.each(elsewhere)("[P5] for %s says which boards close and who is not ready", (to) => {
    const { closes, timer, missing, asks } = leaving(room(), to);
    expect([closes, timer, missing.map((pair) => pair.id), asks]).toEqual([
      true,
      null,
      ["p1"],
      true,
    ]);
  });

  test.each(elsewhere)("[P5] [T8] for %s says that minutes given once more end", (to) => {
    const locked: SeenEvent = { type: "BoardsLocked", reason: "deadline" };
    const deadline_ms = 50 * MINUTE;
    const given: SeenEvent = {
      type: "BoardsReopened",
      boards: ["nord"],
      duration_ms: 5 * MINUTE,
      deadline_ms,
    };
    expect(leaving(room(started, locked, given), to).timer).toBe("given");
    expect(leaving(room(started, locked, given, paused), to).timer).toBe("given");
  });

  test("says which phases everybody is led back to, whatever is over", () => {
    const over = room(started, { type: "BoardsLocked", reason: "deadline" }, ready);
    const back = leaving(over, "accueil");
    expect([back.timer, back.closes, back.back, back.asks]).toEqual([null, false, true, true]);
  });

  test("for what comes after asks nothing when nothing is lost", () => {
    const over = room(started, { type: "BoardsLocked", reason: "deadline" }, ready);
    const { timer, back, asks } = leaving(over, "prochaine-session");
    expect([timer, back, asks]).toEqual([null, false, false]);
  });

  test.each(elsewhere)(
    "[P5] for %s waits for nobody once the time has closed every board",
    (to) => {
      const over = room(started, { type: "BoardsLocked", reason: "deadline" });
      expect(leaving(over, to)).toMatchObject({
        closes: false,
        missing: [],
        asks: to !== "prochaine-session",
      });
    },
  );
});

describe("from another phase", () => {
  const before = room(started, presented);
  const after = room({ type: "BoardsLocked", reason: "phase" }, pooled);

  test("[P1] a timer goes on, and only the pooling and going back are asked about", () => {
    const asked = (to: PhaseKind) => leaving(before, to).asks;
    expect(PHASES.filter(asked)).toEqual(["accueil", "mise-en-commun"]);
  });

  test("[P5] going back to the work says that the boards open again", () => {
    expect(leaving(after, "travail")).toMatchObject({ back: true, opens: true, asks: true });
    expect(leaving(after, "presentation")).toMatchObject({ back: true, opens: false, asks: true });
    // On the way: nobody is led back, whatever is closed.
    const locked = room({ type: "BoardsLocked", reason: "phase" }, presented);
    expect(leaving(locked, "travail")).toMatchObject({ back: false, opens: false, asks: false });
  });
});

test("[O4] going on to the next session says that a vote is open, going nowhere else does", () => {
  const voting: SeenEvent = { type: "VotingOpened", mark: "compte", votes_each: 3 };
  const told = leaving(room(pooled, voting), "prochaine-session");
  expect([told.votes, told.asks]).toEqual([true, true]);
  expect(leaving(room(pooled), "prochaine-session").asks).toBe(false);
  expect(leaving(room(pooled, voting), "travail").votes).toBe(false);
  const over: SeenEvent = { type: "VotingClosed", mark: "compte", voters: 0, results: [] };
  expect(leaving(room(pooled, voting, over), "prochaine-session").votes).toBe(false);
});
