// The words of the pages, in the person's language: the server's own catalogue, one file fetched.
import type french from "$text/fr.json";

export type Language = "fr" | "en";
/** What only the server says is left out of the pages by the build (`vite.config.ts`). */
type ServerKey = `${"export" | "http" | "error" | "refused"}.${string}`;
/** A key of the catalogue; a plural is asked for without its `.one` or `.other`. */
export type Key = Exclude<keyof typeof french, ServerKey>;
export type PluralKey = Key extends infer K
  ? K extends `${infer Stem}.other`
    ? Stem
    : never
  : never;
export type Params = Record<string, string | number>;

let words: Record<string, string> = {};
let current: Language = "fr";
let plurals = new Intl.PluralRules("fr");

/** Fetch one catalogue; to be awaited once, before a page is mounted. */
export async function speak(language: Language): Promise<void> {
  const chosen = language === "en" ? await import("$text/en.json") : await import("$text/fr.json");
  words = chosen.default;
  current = language;
  plurals = new Intl.PluralRules(language);
}

export function language(): Language {
  return current;
}

/** The sentence under `key`, with its {placeholders} filled; the text of a person stays verbatim. */
export function t(key: Key, params: Params = {}): string {
  return fill(words[key] ?? key, params);
}

/** The sentence for `count` things: `{count}` is filled in, written as the language writes it. */
export function many(key: PluralKey, count: number, params: Params = {}): string {
  const category = plurals.select(count);
  const sentence = words[`${key}.${category}`] ?? words[`${key}.other`] ?? key;
  return fill(sentence, { count: new Intl.NumberFormat(current).format(count), ...params });
}

function fill(sentence: string, params: Params): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}

/** A template's phrase, which exists in both languages. */
export function phrase(words: { fr: string; en: string }): string {
  return words[current];
}

/** A day as people write it, from the server's instant in milliseconds. */
export function day(ms: number): string {
  return new Intl.DateTimeFormat(current, { dateStyle: "long" }).format(ms);
}

/** A time of the day, hours and minutes. */
export function hour(ms: number): string {
  return new Intl.DateTimeFormat(current, { timeStyle: "short" }).format(ms);
}

/** « A, B et C », as the language joins them. */
export function listed(things: string[]): string {
  return new Intl.ListFormat(current, { type: "conjunction" }).format(things);
}
