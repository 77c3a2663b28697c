import { afterEach, beforeEach, expect, test, vi } from "vitest";
import english from "$text/en.json";
import { spoken } from "../text/spoken.svelte";
import { announcer } from "./announcer.svelte";

const added = (label: string) => (count: number) => `${count} for ${label}`;

beforeEach(() => {
  vi.useFakeTimers();
  spoken.words = english;
  spoken.language = "en";
  announcer.said = "";
});
afterEach(() => {
  vi.runAllTimers();
  vi.useRealTimers();
});

test("what is alike is one sentence, said once, some seconds later", () => {
  for (let times = 0; times < 3; times++) announcer.count("users", added("users"));
  announcer.count("farms", added("farms"));
  vi.advanceTimersByTime(3_900);
  expect(announcer.said).toBe("");
  vi.advanceTimersByTime(200);
  expect(announcer.said).toBe("3 for users 1 for farms");
});

test("a storm is three sentences and a count, not more than once every four seconds", () => {
  const heard: string[] = [];
  for (let at = 0; at < 12_000; at += 100) {
    announcer.count(`kind ${at % 700}`, added(`kind ${at % 700}`));
    vi.advanceTimersByTime(100);
    if (heard.at(-1) !== announcer.said) heard.push(announcer.said);
  }
  expect(heard.length).toBeLessThanOrEqual(4);
  expect(heard.at(-1)).toMatch(/^(\d+ for kind \d+ ){3}And \d+ other changes\.$/);
});

test("the phase and the timer do not wait", () => {
  announcer.sayNow("The session moves on.");
  expect(announcer.said).toBe("The session moves on.");
});
