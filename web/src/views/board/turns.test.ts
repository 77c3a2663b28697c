import { afterEach, expect, test, vi } from "vitest";
import { inTurn } from "./turns.ts";

afterEach(() => {
  vi.unstubAllGlobals();
});

function stubFrames(): FrameRequestCallback[] {
  const frames: FrameRequestCallback[] = [];
  vi.stubGlobal("requestAnimationFrame", (act: FrameRequestCallback) => frames.push(act));
  return frames;
}

test("a frame that is late already has none, and the one after it has, late or not", () => {
  const frames = stubFrames();
  const done: string[] = [];
  inTurn(() => void done.push("a"));
  const late = performance.now() - 50;
  frames.shift()?.(late);
  expect(done).toEqual([]);
  frames.shift()?.(late);
  expect(done).toEqual(["a"]);
  expect(frames).toEqual([]);
});

test("each frame has one turn, in order, without those that were given up", () => {
  const frames = stubFrames();
  const done: string[] = [];
  const say = (word: string) => () => void done.push(word);
  const ends = ["a", "b", "c", "d"].map((word) => inTurn(say(word)));
  ends[2]?.();
  const seen = [];
  while (frames.length > 0) {
    frames.shift()?.(performance.now());
    seen.push(done.join(""));
    if (seen.length === 1) inTurn(say("e"));
  }
  expect(seen).toEqual(["a", "ab", "abd", "abde"]);
  ends[1]?.();
  const alone = inTurn(say("f"));
  alone();
  while (frames.length > 0) frames.shift()?.(performance.now());
  inTurn(say("g"));
  while (frames.length > 0) frames.shift()?.(performance.now());
  expect(done.join("")).toBe("abdeg");
});
