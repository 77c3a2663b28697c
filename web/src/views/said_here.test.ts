import { afterEach, beforeEach, expect, test, vi } from "vitest";
import french from "$text/fr.json";
import { spoken } from "../text/spoken.svelte.ts";
import { saidHere, sayHere, signed } from "./said_here.ts";

beforeEach(() => {
  spoken.words = french;
  vi.stubGlobal("location", { pathname: "/r/room/plateau" });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

test("[V7] what was said on this device is signed « vous » before the pair, and nothing else", () => {
  sayHere("mine");
  const pair = "Awa et Bruno";
  expect(signed(["mine"], pair)).toBe(french["signed.you"].replace("{pair}", pair));
  expect(signed(["theirs"], pair)).toBe(pair);
  expect(signed(["p.mine", "mine"], pair)).toContain(pair);
});

test("another room's or role's page in the same browser knows nothing of it", () => {
  sayHere("mine-2");
  expect(saidHere("mine-2")).toBe(true);
  vi.stubGlobal("location", { pathname: "/r/room/animer" });
  expect(saidHere("mine-2")).toBe(false);
});

test("the oldest is forgotten first", () => {
  for (let at = 0; at <= 300; at += 1) sayHere(`n${at}`);
  expect(saidHere("n0")).toBe(false);
  expect(saidHere("n1")).toBe(true);
  expect(saidHere("n300")).toBe(true);
});
