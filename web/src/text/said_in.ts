// What a page writes into a room by itself is in the room's language, whoever has it written: the few
// sentences of both catalogues that `page_words.ts` finds to be said so, in a part of their own.
import english from "$text/en.json?written";
import french from "$text/fr.json?written";
import type { Key, Language } from "./catalogue";

const WORDS: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  fr: french,
  en: english,
};

/** The sentence under `key`, given as it is, in a language that this page may not speak. */
export function saidIn(language: Language, key: Key): string {
  return WORDS[language][key] ?? key;
}
