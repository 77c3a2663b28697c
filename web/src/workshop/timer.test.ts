import { expect, test } from "vitest";
import type { SeenEvent, Step, Template } from "../protocol/messages.ts";
import { evolve } from "./evolve.ts";
import { roomAtWork } from "./room_at_work.ts";
import { currentStep, openWithoutTimer, stepParts } from "./timer.ts";

const MINUTE = 60_000;
const step = (minutes: number) => ({ duration_s: minutes * 60 }) as Step;
const template = {
  phases: [{ kind: "travail", duration_s: 45 * 60, steps: [step(10), step(35)] }],
} as unknown as Template;
const started: SeenEvent = {
  type: "TimerStarted",
  duration_ms: 45 * MINUTE,
  deadline_ms: 45 * MINUTE,
  steps_ms: null,
};
/** The end, moved after so many minutes so that so many are left. */
const moved = (passed: number, left: number): SeenEvent => ({
  type: "DeadlineMoved",
  duration_ms: (passed + left) * MINUTE,
  deadline_ms: (passed + left) * MINUTE,
  remaining_ms: null,
});

/** The lengths in minutes, and the shares that are over, so many minutes after the start. */
function parts(now: number, ...events: SeenEvent[]): [number[], number[]] {
  const all = stepParts(template, evolve(roomAtWork(), events).timer, now * MINUTE);
  return [
    all.map((each) => each.length_ms / MINUTE),
    all.map((each) => each.over_ms / each.length_ms),
  ];
}

test("[T1] the steps are as planned until the timer says otherwise", () => {
  expect(parts(0)).toEqual([
    [10, 35],
    [0, 0],
  ]);
  expect(parts(5, started)).toEqual([
    [10, 35],
    [0.5, 0],
  ]);
});

test.each([
  [4, [53 / 60, 4 - 53 / 60]],
  [9, [2, 7]],
  [60, [13, 47]],
])("[T1] a timer started for %i minutes shares them out among the steps", (minutes, lengths) => {
  const for_ms = minutes * MINUTE;
  expect(
    parts(0, { type: "TimerStarted", duration_ms: for_ms, deadline_ms: for_ms, steps_ms: null }),
  ).toEqual([lengths, [0, 0]]);
});

test("[T1] [T3] the end of a short timer moves the end of its last step alone", () => {
  const short: SeenEvent = {
    type: "TimerStarted",
    duration_ms: 9 * MINUTE,
    deadline_ms: 9 * MINUTE,
    steps_ms: null,
  };
  expect(parts(4, short, moved(4, 10))[0]).toEqual([2, 12]);
  expect(parts(4, short, moved(4, 1))[0]).toEqual([2, 3]);
});

test("[T3] what is added lengthens the last step, what is taken away shortens the last ones", () => {
  expect(parts(10, started, moved(10, 40))).toEqual([
    [10, 40],
    [1, 0],
  ]);
  expect(parts(20, started, moved(20, 20))).toEqual([
    [10, 30],
    [1, 1 / 3],
  ]);
});

test("[T3] a step that nothing is left of is no part any more", () => {
  expect(parts(4, started, moved(4, 4))).toEqual([[8], [0.5]]);
});

test("[T2] a pause keeps the lengths and what is over", () => {
  const paused: SeenEvent = { type: "TimerPaused", remaining_ms: 40 * MINUTE };
  expect(parts(30, started, paused)).toEqual([
    [10, 35],
    [0.5, 0],
  ]);
});

test("[T8] what is given once more is in no step", () => {
  const locked: SeenEvent = { type: "BoardsLocked", reason: "deadline" };
  const reopened: SeenEvent = {
    type: "BoardsReopened",
    boards: ["nord"],
    duration_ms: 5 * MINUTE,
    deadline_ms: 50 * MINUTE,
  };
  expect(parts(46, started, locked, reopened)).toEqual([[], []]);
});

test("[T8] [P5] boards that were opened again after the end are open without a timer", () => {
  const locked: SeenEvent = { type: "BoardsLocked", reason: "facilitator" };
  const free: SeenEvent = {
    type: "BoardsReopened",
    boards: ["nord"],
    duration_ms: 0,
    deadline_ms: null,
  };
  const open = (...events: SeenEvent[]) =>
    openWithoutTimer(evolve(roomAtWork(), events)).map((board) => board.id);
  const pooling: SeenEvent = { type: "PhaseOpened", phase: "mise-en-commun", at_ms: 1 };
  expect(open()).toEqual([]);
  expect(open(started)).toEqual([]);
  expect(open(started, locked)).toEqual([]);
  expect(open(started, locked, free)).toEqual(["nord"]);
  expect(open(started, locked, free, pooling)).toEqual([]);
  expect(open(started, locked, free, { type: "BoardClosed", board: "nord" })).toEqual([]);
});

test("the parts end where the current step does, wherever the end was moved", () => {
  for (const left of [1, 5, 20, 44, 90]) {
    const { timer } = evolve(roomAtWork(), [started, moved(1, left)]);
    for (let now = 1; now < 1 + left; now += 1) {
      const current = currentStep(template, timer, now * MINUTE);
      const all = stepParts(template, timer, now * MINUTE);
      const part = all[current?.index ?? -1];
      const rest = (part?.length_ms ?? 0) - (part?.over_ms ?? 0);
      expect(rest).toBe(current?.remaining_ms);
      expect(rest).toBeLessThanOrEqual((1 + left - now) * MINUTE);
    }
    const whole = stepParts(template, timer, MINUTE).reduce((sum, each) => sum + each.length_ms, 0);
    expect(whole).toBe(timer.duration_ms);
  }
});
