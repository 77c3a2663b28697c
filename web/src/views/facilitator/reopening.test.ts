import { afterAll, describe, expect, test } from "vitest";
import english from "$text/en.json";
import french from "$text/fr.json";
import { spoken } from "../../text/spoken.svelte.ts";
import { roomAtWork } from "../../workshop/room_at_work.ts";
import { say } from "../sentence.ts";
import { reopening, type Way, wayWithoutTime } from "./reopening.ts";

const before = spoken.words;
afterAll(() => {
  spoken.words = before;
});

const WAYS: Way[] = ["time", "along", "free"];

test("[T8] without a time of its own, a board follows the timer that goes on", () => {
  expect(
    (["idle", "running", "paused", "ended"] as const).map((state) => wayWithoutTime({ state })),
  ).toEqual(["free", "along", "along", "free"]);
});

test("[T8] only the way that gives time has one", () => {
  const given = WAYS.map((way) => reopening(roomAtWork(), "nord", way, 5).command);
  expect(given).toEqual([
    { type: "ReopenBoards", board: "nord", for_ms: 300_000 },
    { type: "ReopenBoards", board: "nord", for_ms: null },
    { type: "ReopenBoards", board: "nord", for_ms: null },
  ]);
});

describe.each([
  ["fr", french],
  ["en", english],
] as const)("[T8] in %s", (_, words) => {
  test.each([null, "nord"])("each way has words of its own, for %s", (board) => {
    spoken.words = words;
    const room = roomAtWork();
    const said = WAYS.map((way) => {
      const { label, done } = reopening(room, board, way, 5);
      return { label, done: say(done, room) };
    });
    for (const part of ["label", "done"] as const) {
      expect(new Set(said.map((each) => each[part])).size).toBe(WAYS.length);
    }
    expect(said[0]?.label).toMatch(/5\smin/);
    expect(said[2]?.label).not.toContain("5");
  });
});
