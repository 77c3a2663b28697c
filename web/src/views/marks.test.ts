import { describe, expect, test } from "vitest";
import { Marks, Middle, stillHalfway } from "./marks.ts";

const MINUTE = 60_000;

function passing(...minutes: (number | null)[]) {
  const marks = new Marks();
  return minutes.map((each) => marks.pass(each === null ? null : each * MINUTE));
}

describe("the last minutes", () => {
  test("each mark passes once, and the end", () => {
    expect(passing(45, 10.01, 10, 9.99, 5, 4.9, 1, 0.5, 0, 0)).toEqual([
      ...[null, null, 10, null, 5, null, 1, null, 0, null],
    ]);
  });

  test("a page that was just opened repeats nothing", () => {
    expect(passing(9.9, 9.8, 5)).toEqual([null, null, 5]);
    expect(passing(0, 0)).toEqual([null, null]);
  });

  test("a clock that is corrected by a second says nothing twice", () => {
    expect(passing(5.01, 4.999, 5.015, 4.99, 0.001, 0, 0.015, 0)).toEqual([
      ...[null, 5, null, null, null, 0, null, null],
    ]);
  });

  test("a pause says nothing, and time that is added lets a mark pass again", () => {
    expect(passing(5.1, 5, 5, 5, 10, 5)).toEqual([null, 5, null, null, null, 5]);
  });

  test("a page that slept says what is true now, or nothing", () => {
    expect(passing(45, 3)).toEqual([null, null]);
    expect(passing(45, 4.9)).toEqual([null, 5]);
    expect(passing(45, 0)).toEqual([null, 0]);
  });

  test("the end of the timer forgets, a new one begins anew", () => {
    expect(passing(6, 0, 45, 10, null, 9, 5)).toEqual([null, 0, null, 10, null, null, 5]);
  });
});

describe("[R27] the middle of the planned time", () => {
  const planned = (minutes: number) =>
    ({ state: "running", reopened: false, duration_ms: minutes * MINUTE }) as const;

  test("passes once, not for a page that was opened after it", () => {
    const middle = new Middle();
    const all = [40, 22.6, 22.5, 22.4, 22.6, 10].map((each) =>
      middle.pass(planned(45), each * MINUTE),
    );
    expect(all.indexOf(true)).toBe(2);
    expect(new Middle().pass(planned(45), 10 * MINUTE)).toBe(false);
    const slept = new Middle();
    slept.pass(planned(45), 40 * MINUTE);
    expect(slept.pass(planned(45), 5 * MINUTE)).toBe(false);
  });

  test("is not at 0:01, where a minute less has led a short time", () => {
    const middle = new Middle();
    middle.pass(planned(1.5), 61_000);
    expect(middle.pass(planned(0.5), 1_000)).toBe(false);
  });

  test("is none in minutes that are given once more, nor after the end", () => {
    for (const other of [
      { ...planned(10), reopened: true },
      { ...planned(0.25), state: "ended" },
    ] as const) {
      const middle = new Middle();
      middle.pass(other, 6 * MINUTE);
      expect(middle.pass(other, other.state === "ended" ? 0 : 5 * MINUTE)).toBe(false);
      expect(stillHalfway(other, 5 * MINUTE)).toBe(false);
    }
  });

  test("is no longer said in the last quarter", () => {
    expect(stillHalfway(planned(40), 19 * MINUTE)).toBe(true);
    expect(stillHalfway({ ...planned(40), state: "paused" }, 19 * MINUTE)).toBe(true);
    expect(stillHalfway(planned(40), 10 * MINUTE)).toBe(false);
    expect(stillHalfway(planned(40), null)).toBe(false);
  });
});
