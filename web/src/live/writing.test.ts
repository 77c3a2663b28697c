import { expect, test } from "vitest";
import type { SomeoneWriting, Writing } from "../protocol/messages.ts";
import { ManualScheduler } from "./manual_scheduler.ts";
import { Saying, Writers } from "./writing.ts";

const someone: SomeoneWriting = {
  type: "SomeoneWriting",
  board: "nord",
  participant: "anne",
  beneficiary: "b1",
  note: null,
  moving: false,
  stopped: false,
};

test("[R1] « écrit… » is forgotten when nothing more is heard", async () => {
  const scheduler = new ManualScheduler();
  const writers = new Writers(scheduler, () => {});
  writers.hear(someone);
  await scheduler.tick(4_000);
  writers.hear(someone);
  await scheduler.tick(4_900);
  expect(writers.now.size).toBe(1);
  await scheduler.tick(200);
  expect(writers.now.size).toBe(0);
  writers.hear(someone);
  writers.hear({ ...someone, stopped: true });
  expect(writers.now.size).toBe(0);
});

test("[R1] is said at most twice a second, and a stop at once", async () => {
  const scheduler = new ManualScheduler();
  const said: Writing[] = [];
  const saying = new Saying(scheduler, (message) => said.push(message));
  for (let i = 0; i < 30; i += 1) {
    saying.say("b1", null);
    await scheduler.tick(100);
  }
  expect(said.length).toBe(2);
  saying.say("b2", null);
  saying.say("b3", null);
  await scheduler.tick(1_000);
  expect(said.map((message) => message.beneficiary)).toEqual(["b1", "b1", "b2", "b3"]);
  saying.say("too soon", null);
  saying.say(null, null);
  saying.say(null, null);
  await scheduler.tick(5_000);
  expect(said.map((message) => message.beneficiary)).toEqual(["b1", "b1", "b2", "b3", null]);
});
