import type { Component } from "svelte";
import { expect, test, vi } from "vitest";
import { fetchLook, lookAtHand } from "./looks";

test("a look that is at hand is given as it is, and not asked for again", async () => {
  const part = vi.fn(async () => ({ default: (() => {}) as unknown as Component }));
  const first = await fetchLook("votes", part);
  expect(lookAtHand("votes")).toBe(first);
  expect(await fetchLook("votes", part)).toBe(first);
  expect(part).toHaveBeenCalledTimes(1);
});
