import { afterEach, describe, expect, test } from "vitest";
import { spoken } from "../text/spoken.svelte.ts";
import { retyped, UNSAID } from "./plan.ts";

const words = { fr: "Restez concrets", en: "Be concrete" };
afterEach(() => {
  spoken.language = "fr";
});

describe("[C4] retyping a phrase", () => {
  test("keeps its translation, which may be out of date by now", () => {
    expect(retyped(words, "Soyez brefs")).toEqual({
      words: { fr: "Soyez brefs", en: "Be concrete" },
      stale: true,
    });
    spoken.language = "en";
    expect(retyped(words, "Be brief")).toEqual({
      words: { fr: "Restez concrets", en: "Be brief" },
      stale: true,
    });
  });

  test.each([UNSAID, { fr: "Restez concrets", en: "Restez concrets" }, { fr: "Restez", en: " " }])(
    "is shown to both where there is no translation: %j",
    (untranslated) => {
      expect(retyped(untranslated, "Soyez brefs")).toEqual({
        words: { fr: "Soyez brefs", en: "Soyez brefs" },
        stale: false,
      });
    },
  );

  test("as it was takes nothing away and doubts nothing", () => {
    expect(retyped(words, words.fr)).toEqual({ words, stale: false });
  });
});
