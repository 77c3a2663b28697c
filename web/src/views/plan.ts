// How the phases of a room are called and which of them are on the way.
import type { PhaseKind, PhasePlan, Phrase, Room, Words } from "../protocol/messages";
import { language, phrase, t } from "../text/catalogue";

/** Code points that a step of the bar has room for. */
const SHORT = 24;

/** A phase in a few words: what this workshop calls it when that is short, else its usual name. */
export function phaseName(room: Pick<Room, "template">, kind: PhaseKind): string {
  const plan = room.template.phases.find((each) => each.kind === kind);
  const own = plan ? phrase(plan.label) : "";
  return own !== "" && [...own].length <= SHORT ? own : t(`phase.${kind}`);
}

/** The phases that are not skipped. */
export function planned(room: Pick<Room, "template">): PhasePlan[] {
  return room.template.phases.filter((plan) => !plan.skipped);
}

/** A phrase that has no words yet. */
export const UNSAID: Phrase = { fr: "", en: "" };

/** The phrase with what was typed in the page's language. A translation is somebody's work and stays
 * (`stale` tells that it may say something else by now); where there was none, the other language
 * goes on saying the same. */
export function retyped(words: Phrase, text: string): { words: Phrase; stale: boolean } {
  const [own, other] = language() === "fr" ? (["fr", "en"] as const) : (["en", "fr"] as const);
  const translated = words[other].trim() !== "" && words[other] !== words[own];
  const both = { ...words, [own]: text, ...(translated ? {} : { [other]: text }) };
  return { words: both, stale: translated && text !== words[own] };
}

/** The same phrase with its translation in the other language than the page's. */
export function translated(words: Phrase, text: string): Phrase {
  return language() === "fr" ? { ...words, en: text } : { ...words, fr: text };
}

export function phraseOf(words: Words): Phrase {
  return { fr: words.fr, en: words.en };
}
