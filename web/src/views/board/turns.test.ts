import { afterEach, expect, test, vi } from "vitest";
import { inTurn } from "./turns.ts";

afterEach(() => {
  vi.unstubAllGlobals();
});

test("each frame has one turn, in order, without those that were given up", () => {
  const frames: (() => void)[] = [];
  vi.stubGlobal("requestAnimationFrame", (act: () => void) => frames.push(act));
  const done: string[] = [];
  const say = (word: string) => () => void done.push(word);
  const ends = ["a", "b", "c", "d"].map((word) => inTurn(say(word)));
  ends[2]?.();
  const seen = [];
  while (frames.length > 0) {
    frames.shift()?.();
    seen.push(done.join(""));
    if (seen.length === 1) inTurn(say("e"));
  }
  expect(seen).toEqual(["a", "ab", "abd", "abde"]);
  ends[1]?.();
  const alone = inTurn(say("f"));
  alone();
  while (frames.length > 0) frames.shift()?.();
  inTurn(say("g"));
  while (frames.length > 0) frames.shift()?.();
  expect(done.join("")).toBe("abdeg");
});
