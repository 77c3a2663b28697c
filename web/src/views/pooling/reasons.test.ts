import { expect, test } from "vitest";
import english from "$text/en.json";
import french from "$text/fr.json";
import type { Reason } from "../../protocol/messages";
import { spoken } from "../../text/spoken.svelte";
import { alikeInWords, inWords } from "./reasons";

const label = (id: string) => ({ b1: "Habitants", b2: "Voisins" })[id] ?? "?";
const REASONS: readonly (readonly [Reason, string, string])[] = [
  [
    { kind: "word", params: { word: "épiceries" } },
    "mot commun « épiceries »",
    "shared word “épiceries”",
  ],
  [
    { kind: "concept", params: { one: "élus", other: "mairie" } },
    "« élus » ≈ « mairie »",
    "“élus” ≈ “mairie”",
  ],
  [
    { kind: "acronym", params: { acronym: "UCS", expansion: "union des centres" } },
    "« UCS » est le sigle de « union des centres »",
    "“UCS” stands for “union des centres”",
  ],
  [{ kind: "same_name", params: { name: "habitants" } }, "même nom", "same name"],
  [{ kind: "close_effects", params: { count: 4 } }, "4 effets proches", "4 close effects"],
  [{ kind: "close_effects", params: { count: 1 } }, "1 effet proche", "1 close effect"],
  [
    { kind: "learned", params: { one: "b1", beneficiary: "b2" } },
    "« Habitants » est déjà réuni avec « Voisins », qui ressemble à l'autre",
    "“Habitants” is already brought together with “Voisins”, which resembles the other",
  ],
  [
    { kind: "learned", params: { one: "gérant", other: "patron" } },
    "« gérant » et « patron » : déjà réunis ailleurs",
    "“gérant” and “patron”: already brought together elsewhere",
  ],
  [
    { kind: "third", params: { beneficiary: "b2" } },
    "tous deux proches de « Voisins »",
    "both close to “Voisins”",
  ],
  [
    { kind: "category", params: { category: "Public" } },
    "même catégorie « Public »",
    "same category “Public”",
  ],
];

// The spaces that a sign must not be parted from count as spaces here.
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, " ");

function speak(language: "fr" | "en"): void {
  spoken.words = language === "fr" ? french : english;
  spoken.language = language;
}

for (const [at, language] of (["fr", "en"] as const).entries()) {
  test(`every reason is said in ${language}`, () => {
    speak(language);
    for (const [reason, ...said] of REASONS) {
      expect(plain(inWords([reason], label))).toBe(said[at]);
    }
  });
}

test("words are said together, in the place of the first, and reasons follow one another", () => {
  speak("fr");
  const reasons: Reason[] = [
    { kind: "word", params: { word: "maison" } },
    { kind: "word", params: { word: "jeunes" } },
    { kind: "close_effects", params: { count: 2 } },
  ];
  expect(plain(inWords(reasons, label))).toBe(
    "mots communs « maison », « jeunes » ; 2 effets proches",
  );
  expect(inWords([], label)).toBe("");
});

test.each([
  [french, "proches par l'ensemble de leurs mots", "mot commun «\u00a0épiceries\u00a0»"],
  [english, "close by all their words taken together", "shared word “épiceries”"],
])("effects that no word of theirs brings together alone say so", (catalogue, whole, one) => {
  spoken.words = catalogue;
  spoken.language = catalogue === french ? "fr" : "en";
  const word = REASONS[0]?.[0] as Reason;
  expect([alikeInWords([]), alikeInWords([word])]).toEqual([whole, one]);
});
