import { beforeAll, expect, test } from "vitest";
import catalogue from "$text/fr.json";
import { spoken } from "../text/spoken.svelte.ts";
import { lasts } from "./time.ts";

beforeAll(() => {
  spoken.words = catalogue;
});

test.each([
  [0, "0 s"],
  [39_600, "40 s"],
  [59_999, "1 min"],
  [80_000, "1 min 20 s"],
  [119_600, "2 min"],
  [2_700_000, "45 min"],
])("[T1] %i ms are said to the second", (ms, said) => {
  expect(lasts(ms).replaceAll("\u00a0", " ")).toBe(said);
});
