// The words of the pages, in the person's language: the server's own catalogue, in the parts that
// `page_words.ts` makes of it.
import type french from "$text/fr.json";
import { type Language, spoken } from "./spoken.svelte";

export type { Language };

/** What only the server says is left out of the pages by the build (`vite.config.ts`). */
type ServerKey = `${"export" | "http" | "error" | "refused" | "statement"}.${string}`;
/** A key of the catalogue; a plural is asked for without its `.one` or `.other`. */
export type Key = Exclude<keyof typeof french, ServerKey>;
export type PluralKey = Key extends infer K
  ? K extends `${infer Stem}.other`
    ? Stem
    : never
  : never;
export type Params = Record<string, string | number>;

/** English here is written as in Europe: the day before the month, twenty-four hours. */
const LOCALES = { fr: "fr-FR", en: "en-GB" } as const;
const PLURALS = { fr: new Intl.PluralRules("fr"), en: new Intl.PluralRules("en") };
const NUMBERS = { fr: new Intl.NumberFormat("fr-FR"), en: new Intl.NumberFormat("en-GB") };

const NOTHING = { default: {} };
/** Whether this page says what only leading, the doors and the screen say. */
let leads = true;

/** A participant's page, which fetches no words of the others; said before the first `speak`. */
export function speakAsParticipant(): void {
  leads = false;
}

/** Whether this page begins with the words of a board's first sight, and fetches the rest later. */
export function beginsWithLess(): boolean {
  return !leads;
}

/**
 * Fetch the catalogue and speak it: awaited once before a page is mounted, and again to switch,
 * which changes the words in place. Rejects when it cannot be fetched: nothing changes. `sight`:
 * only what a board says at first sight.
 */
export async function speak(language: Language, sight = false): Promise<void> {
  const english = language === "en";
  const parts = await Promise.all([
    english ? import("$text/en.json") : import("$text/fr.json"),
    sight ? NOTHING : english ? import("$text/en.json?later") : import("$text/fr.json?later"),
    leads ? (english ? import("$text/en.json?lead") : import("$text/fr.json?lead")) : NOTHING,
  ]);
  spoken.words = Object.assign({}, ...parts.map((part) => part.default));
  spoken.language = language;
  document.documentElement.lang = language;
}

export function language(): Language {
  return spoken.language;
}

/** The language of what people wrote, where it is another one than the page's: for `lang`. */
export function tongue(written: Language): Language | undefined {
  return written === spoken.language ? undefined : written;
}

/** The sentence under `key`, with its {placeholders} filled; the text of a person stays verbatim. */
export function t(key: Key, params: Params = {}): string {
  return fill(spoken.words[key] ?? key, params);
}

/** The sentence for `count` things: `{count}` is filled in, written as the language writes it. */
export function many(key: PluralKey, count: number, params: Params = {}): string {
  const { language, words } = spoken;
  const category = PLURALS[language].select(count);
  const sentence = words[`${key}.${category}`] ?? words[`${key}.other`] ?? key;
  return fill(sentence, { count: NUMBERS[language].format(count), ...params });
}

function fill(sentence: string, params: Params): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}

/** A template's phrase, which exists in both languages; no French sign begins a line by itself. */
export function phrase(words: { fr: string; en: string }): string {
  const said = words[spoken.language];
  return spoken.language === "fr" ? said.replace(/ (?=[:;!?»])|(?<=«) /g, "\u00a0") : said;
}

/** A day as people write it, from the server's instant in milliseconds. */
export function day(ms: number): string {
  return new Intl.DateTimeFormat(LOCALES[spoken.language], { dateStyle: "long" }).format(ms);
}

/** A time of the day, hours and minutes. */
export function hour(ms: number): string {
  return new Intl.DateTimeFormat(LOCALES[spoken.language], { timeStyle: "short" }).format(ms);
}

/** « A, B et C », as the language joins them. */
export function listed(things: string[]): string {
  return new Intl.ListFormat(LOCALES[spoken.language], { type: "conjunction" }).format(things);
}
