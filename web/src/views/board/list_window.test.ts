import { expect, test } from "vitest";
import { ListWindow, STEP } from "./list_window.ts";

const ids = Array.from({ length: 200 }, (_, at) => `n${at}`);

test("a long column is drawn around what is in sight, at both ends of it and between", () => {
  const list = new ListWindow();
  const whole = list.between(ids, 0);
  for (const top of [0, 3_000, 11_000, whole - 600]) {
    const span = list.span(ids, top, top + 600, 8);
    const seen = [Math.floor(top / 112), Math.min(199, Math.floor((top + 599) / 112))];
    expect(span.from).toBeLessThanOrEqual(seen[0] as number);
    expect(span.to).toBeGreaterThan(seen[1] as number);
    expect(span.to - span.from).toBeLessThan(40);
    expect(span.before + span.after + list.between(ids, span.from, span.to)).toBe(whole);
  }
  expect(list.span(ids, 0, 600, 8).from).toBe(0);
  expect(list.span(ids, whole - 600, whole, 8)).toMatchObject({ to: 200, after: 0 });
});

test("the blank for cards that were seen is as high as they were", () => {
  const list = new ListWindow();
  list.learn("n0", 50);
  list.learn("n1", 70);
  expect(list.between(ids, 0, 3)).toBe(50 + 70 + 112);
  const span = list.span(ids, 8_000, 8_600, 8);
  expect(span.before).toBe(50 + 70 + 112 * (span.from - 2));
});

test("a short column comes to be whole, a long one never does, and an empty one is nothing", () => {
  const list = new ListWindow();
  const short = ids.slice(0, 40);
  for (const top of [0, 3_000]) {
    const span = list.span(short, top, top + 600, list.most(short));
    expect(span).toEqual({ from: 0, to: 40, before: 0, after: 0 });
  }
  expect(list.span(ids, 0, 600, list.most(ids)).to).toBeLessThan(20);
  expect(list.span([], 0, 600, 40)).toEqual({ from: 0, to: 0, before: 0, after: 0 });
});

test("those in sight come first, and a few more on either side with each step", () => {
  const list = new ListWindow();
  let before = list.span(ids, 11_648, 12_248, 0);
  expect([before.from, before.to]).toEqual([104, 112]);
  for (let margin = STEP; margin <= list.most(ids); margin += STEP) {
    const span = list.span(ids, 11_648, 12_248, margin);
    expect([before.from - span.from, span.to - before.to]).toEqual([STEP, STEP]);
    before = span;
  }
});

test("what is scrolled beyond the last card shows the last ones", () => {
  const list = new ListWindow();
  const span = list.span(ids, 90_000, 90_600, 8);
  expect(span.to).toBe(200);
  expect(span.from).toBeLessThan(200);
});
