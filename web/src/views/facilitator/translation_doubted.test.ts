import { afterEach, beforeEach, expect, test } from "vitest";
import { spoken } from "../../text/spoken.svelte.ts";
import { doubt, isDoubted, settle } from "./translation_doubted.ts";

const kept = new Map<string, string>();
const device = {
  read: (place: string) => kept.get(place) ?? "",
  write: (place: string, text: string) => void kept.set(place, text),
};
const FITS = { fr: "Restez concrets", en: "Be concrete" };
const TYPED = { fr: "Soyez brefs", en: FITS.en };

beforeEach(() => kept.clear());
afterEach(() => {
  spoken.language = "fr";
});

test("a translation is doubted once the words beside it are others, and each in its place", () => {
  expect(isDoubted(device, "intention", TYPED)).toBe(false);
  doubt(device, "intention", FITS);
  expect(isDoubted(device, "intention", FITS), "refused, or given up").toBe(false);
  expect(isDoubted(device, "intention", TYPED)).toBe(true);
  expect(isDoubted(device, "question", TYPED)).toBe(false);
});

test("it is doubted whatever else is typed, until its words are again those that it was made of", () => {
  doubt(device, "intention", FITS);
  doubt(device, "intention", TYPED);
  expect(isDoubted(device, "intention", { ...TYPED, fr: "Soyez très brefs" })).toBe(true);
  expect(isDoubted(device, "intention", FITS)).toBe(false);
});

test("another translation, whoever made it, is doubted no more; nor is one that was read again", () => {
  doubt(device, "intention", FITS);
  expect(isDoubted(device, "intention", { ...TYPED, en: "Be brief" })).toBe(false);
  settle(device, "intention");
  expect(isDoubted(device, "intention", TYPED)).toBe(false);
});

test("on a page in English it is the French that is read again", () => {
  spoken.language = "en";
  doubt(device, "intention", FITS);
  expect(isDoubted(device, "intention", { ...FITS, en: "Be brief" })).toBe(true);
  expect(isDoubted(device, "intention", TYPED)).toBe(false);
});

test("what cannot be read doubts nothing", () => {
  for (const broken of ["{", "null", "{}", '{"fr":1,"en":"Be concrete"}']) {
    kept.set("translation.intention", broken);
    expect(isDoubted(device, "intention", TYPED)).toBe(false);
  }
});
