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

/** What was typed in the page's language. Somebody who reads the other one is shown it too: a
 * translation of what was there before would say something else. */
export function retyped(text: string): Phrase {
  return { fr: text, en: text };
}

/** The same phrase with its translation in the other language than the page's. */
export function translated(words: Phrase, text: string): Phrase {
  return language() === "fr" ? { ...words, en: text } : { ...words, fr: text };
}

export function phraseOf(words: Words): Phrase {
  return { fr: words.fr, en: words.en };
}
