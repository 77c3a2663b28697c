import { expect, test } from "vitest";
import { ManualScheduler } from "./manual_scheduler.ts";
import { Pace } from "./pace.ts";

/** A device that takes so long to draw a picture; `at` says when each was begun. */
function device(costs: number) {
  const scheduler = new ManualScheduler();
  const at: number[] = [];
  const pace = new Pace(scheduler, () => {
    at.push(scheduler.now());
    scheduler.sleep(costs);
  });
  return { scheduler, at, pace };
}

test("what is cheap to draw is drawn in the next frame, once however often it is asked", async () => {
  const { scheduler, at, pace } = device(2);
  for (let frame = 0; frame < 5; frame += 1) {
    pace.ask();
    pace.ask();
    await scheduler.tick(16);
  }
  expect(at.length).toBe(5);
});

test("what is dear leaves three times as much free, within bounds, and more under a moving hand", async () => {
  for (const [costs, most, moves] of [
    [20, 60, false],
    [40, 300, false],
    [20, 450, true],
    [2, 0, true],
  ] as const) {
    const { scheduler, at, pace } = device(costs);
    while (scheduler.now() < 3_000) {
      if (moves) pace.moved();
      pace.ask();
      await scheduler.tick(4);
    }
    const rests = at.slice(1).map((begun, place) => begun - (at[place] as number) - costs);
    expect(Math.min(...rests)).toBeGreaterThanOrEqual(most);
    expect(Math.max(...rests)).toBeLessThan(most + 20);
  }
});

test("one's own act does not wait, and what was asked before is drawn with it", async () => {
  const { scheduler, at, pace } = device(80);
  pace.ask();
  await scheduler.tick(4);
  await scheduler.tick(4);
  pace.ask();
  await scheduler.tick(4);
  expect(at.length).toBe(1);
  pace.ask(true);
  await scheduler.tick(4);
  expect(at.length).toBe(2);
  await scheduler.tick(500);
  expect(at.length).toBe(2);
});

test("a picture waits for a frame in which nothing else is drawn, a few frames, unless it is one's own", async () => {
  const { scheduler, at, pace } = device(20);
  pace.ask();
  pace.drew();
  await scheduler.tick(4);
  expect(at.length).toBe(0);
  await scheduler.tick(16);
  expect(at.length).toBe(1);
  await scheduler.tick(500);
  pace.ask();
  for (let frame = 0; frame < 4; frame += 1) {
    pace.drew();
    await scheduler.tick(4);
  }
  expect(at.length).toBe(1);
  pace.drew();
  await scheduler.tick(4);
  expect(at.length).toBe(2);
  pace.ask(true);
  pace.drew();
  await scheduler.tick(4);
  expect(at.length).toBe(3);
});
