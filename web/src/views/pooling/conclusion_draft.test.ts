import { expect, test } from "vitest";
import type { Conclusion } from "../../protocol/messages";
import { begunOr, drop, keep, same, wordsOf } from "./conclusion_draft";

function device() {
  const kept = new Map<string, string>();
  return {
    kept,
    read: (place: string) => kept.get(place) ?? "",
    write(place: string, text: string) {
      if (text) kept.set(place, text);
      else kept.delete(place);
    },
  };
}

const STANDS = {
  id: "c1",
  kind: "orientation",
  text: "Aller voir les habitants",
  reservations: "",
  notes: ["n1"],
} as unknown as Conclusion;
const AGREED = {
  kind: "accord",
  text: "Un lieu",
  reservations: "Pas à tout prix",
  notes: ["n2"],
} as const;

test("a new conclusion is found again whole: its kind, its words, its reservations, its effects", () => {
  const typed = device();
  const { was } = begunOr(typed, undefined);
  keep(typed, null, { was, now: AGREED });
  expect(begunOr(typed, undefined)).toEqual({ was, now: AGREED });
  drop(typed, null);
  expect(begunOr(typed, undefined).now).toEqual(wordsOf(undefined));
});

test("each conclusion that is written again has a draft of its own, and knows what it began from", () => {
  const typed = device();
  const { was } = begunOr(typed, STANDS);
  keep(typed, STANDS.id, { was, now: { ...was, text: "Aller voir les voisins" } });
  expect(begunOr(typed, undefined).now.text).toBe("");
  const moved = { ...STANDS, text: "Aller voir les élus" };
  const found = begunOr(typed, moved);
  expect(found.now.text).toBe("Aller voir les voisins");
  expect(same(found.was, wordsOf(moved))).toBe(false);
  expect(same(found.was, wordsOf(STANDS))).toBe(true);
});

test("what was typed and taken away again is no draft, and what cannot be read is none", () => {
  const typed = device();
  const start = begunOr(typed, STANDS);
  keep(typed, STANDS.id, { was: start.was, now: AGREED });
  keep(typed, STANDS.id, start);
  expect(typed.kept.size).toBe(0);
  for (const broken of ["{", "null", "{}", '{"was":{},"now":{"kind":"vœu"}}']) {
    typed.write("conclusion.", broken);
    expect(begunOr(typed, undefined).now.text).toBe("");
  }
});
