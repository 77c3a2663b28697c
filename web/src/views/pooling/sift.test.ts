import { expect, test } from "vitest";
import type { Note } from "../../protocol/messages.ts";
import type { Sourced } from "./effects.ts";
import {
  ALL,
  alike,
  asked,
  type Criteria,
  criteriaOf,
  NO_REGISTER,
  sifted,
  siftOf,
} from "./sift.ts";

interface Said {
  text: string;
  board?: string;
  more?: Partial<Note>;
  discussed?: boolean;
}

function room(...actors: { label: string; said: Said[] }[]) {
  const sourced = new Map<string, Sourced>();
  const named = actors.map(({ label, said }) => ({
    label,
    notes: said.map(({ text, board = "nord", more = {}, discussed = false }) => {
      const id = `n${sourced.size + 1}`;
      const note = { id, text, kind: "visé", directness: "direct", via: "", ...more } as Note;
      sourced.set(id, { id, note, board, label: "Les élus", discussed });
      return id;
    }),
  }));
  return { named, sourced };
}
const { named, sourced } = room(
  {
    label: "Habitants",
    said: [
      { text: "Créer du lien" },
      { text: "L’École et ses élèves", more: { kind: "externalité" }, board: "sud" },
      { text: "Moins de crues", more: { directness: "indirect", via: "la forêt" } },
    ],
  },
  { label: "Élus du canton", said: [{ text: "Du lien, encore", discussed: true, board: "est" }] },
);
const registers = new Map([["n1", "federer"]]);

function found(criteria: Partial<Criteria>): string[] | null {
  const ids = sifted(named, sourced, registers, { ...ALL, ...criteria });
  return ids && [...ids];
}

test("nothing asked is all of them, and blanks ask nothing", () => {
  expect(found({})).toBeNull();
  expect(found({ text: "  " })).toBeNull();
  expect(asked(ALL)).toBe(0);
});

test("words are found whatever their capitals, accents and apostrophes, and all of them", () => {
  expect(found({ text: "LIEN creer" })).toEqual(["n1"]);
  expect(found({ text: "l'ecole" })).toEqual(["n2"]);
  expect(found({ text: "e\u0301le\u0300ves" })).toEqual(["n2"]);
  expect(found({ text: "foret" })).toEqual(["n3"]);
  expect(found({ text: "rien de tel" })).toEqual([]);
});

test("whom an effect is for is looked through as well, by the board's word and the actor's", () => {
  expect(found({ text: "canton" })).toEqual(["n4"]);
  expect(found({ text: "canton lien" })).toEqual(["n4"]);
  expect(found({ text: "habitants crues" })).toEqual(["n3"]);
  expect(found({ text: "les elus" })).toEqual(["n1", "n2", "n3", "n4"]);
});

test("each question narrows what the others have left", () => {
  expect(found({ kind: "externalité" })).toEqual(["n2"]);
  expect(found({ directness: "indirect" })).toEqual(["n3"]);
  expect(found({ discussed: true })).toEqual(["n4"]);
  expect(found({ boards: new Set(["sud", "est"]) })).toEqual(["n2", "n4"]);
  expect(found({ boards: new Set(["sud", "est"]), kind: "visé" })).toEqual(["n4"]);
  expect(found({ register: "federer" })).toEqual(["n1"]);
  expect(found({ register: NO_REGISTER })).toEqual(["n2", "n3", "n4"]);
  expect(found({ register: "federer", text: "crues" })).toEqual([]);
});

test("how many things are asked for is counted", () => {
  const some = { ...ALL, text: "lien", kind: "visé", boards: new Set(["nord", "sud"]) } as const;
  expect(asked(some)).toBe(3);
  expect(asked({ ...ALL, register: NO_REGISTER, discussed: true })).toBe(2);
});

test("[Q7] what the screen is sifted by is what was asked for here, and nothing is none", () => {
  expect(siftOf({ ...ALL, text: "  " })).toBeNull();
  expect(criteriaOf(null)).toBe(ALL);
  const here: Criteria = { ...ALL, kind: "visé", boards: new Set(["sud", "est"]) };
  const there = siftOf(here);
  expect(there).toMatchObject({ kind: "visé", boards: ["sud", "est"], register: null });
  expect(criteriaOf(there)).toEqual(here);
  expect(alike(there, siftOf({ ...here, boards: new Set(["est", "sud"]) }))).toBe(true);
  expect(alike(there, siftOf({ ...here, boards: new Set(["est"]) }))).toBe(false);
  expect(alike(there, null) || alike(null, there)).toBe(false);
  expect(alike(null, null)).toBe(true);
});
