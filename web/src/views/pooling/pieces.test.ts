import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { inPieces } from "./pieces.ts";

let now = 0;
let frames: ((since: number) => void)[] = [];
let done = "";

/** A piece that takes so long, milliseconds. */
const piece = (name: string, takes: number) =>
  inPieces(() => {
    done += name;
    now += takes;
  });

/** One frame, begun `late` milliseconds after it should; what has been drawn by then. */
function frame(late = 0): string {
  const since = now;
  now += late;
  for (const each of frames.splice(0)) each(since);
  now += 16;
  return done;
}

beforeEach(() => {
  [now, frames, done] = [0, [], ""];
  vi.stubGlobal("requestAnimationFrame", (act: (since: number) => void) => frames.push(act));
  vi.spyOn(performance, "now").mockImplementation(() => now);
});

afterEach(() => {
  while (frames.length > 0) frame();
  vi.restoreAllMocks();
});

test("a frame draws what it has time for, in order, and the next ones draw the rest", () => {
  for (const name of ["a", "b", "c", "d"]) piece(name, 3);
  expect([frame(), frame(), frames.length]).toEqual(["ab", "abcd", 0]);
});

test("a piece that takes long is alone in its frame, and none is held back for ever", () => {
  for (const name of ["a", "b"]) piece(name, 50);
  expect([frame(), frame()]).toEqual(["a", "ab"]);
});

test("what was given up is not drawn, and what a piece asks for comes too", () => {
  const giveUp = piece("a", 1);
  inPieces(() => void piece("b", 1));
  giveUp();
  expect([frame(), frames.length]).toEqual(["b", 0]);
});

test("a frame that is late already draws nothing; the one after it does, late or not", () => {
  for (const name of ["a", "b"]) piece(name, 5);
  expect([frame(30), frame(30), frame(30), frame(30)]).toEqual(["", "a", "a", "ab"]);
});
