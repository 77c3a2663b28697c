// Whether a translation may say something else by now: from the moment that the words beside it are
// typed anew, until it is itself, or somebody has read that it still says the same. Kept on the device
// of whoever typed, like a draft: it is theirs to read again.
import type { Phrase } from "../../protocol/messages.ts";
import { language } from "../../text/catalogue.ts";
import type { Keeping } from "../pooling/conclusion_draft.ts";

const placeOf = (place: string) => `translation.${place}`;

/** These words are about to be typed anew: what they say is what the translation was made of. */
export function doubt(keeping: Keeping, place: string, { fr, en }: Phrase): void {
  if (isDoubted(keeping, place, { fr, en })) return;
  keeping.write(placeOf(place), JSON.stringify({ fr, en }));
}

/** Not where the translation is another one, nor where its words are what they were: a change that
 * was refused or given up doubts nothing. */
export function isDoubted(keeping: Keeping, place: string, words: Phrase): boolean {
  const fitted = readPhrase(keeping.read(placeOf(place)));
  if (!fitted) return false;
  const [own, other] = language() === "fr" ? (["fr", "en"] as const) : (["en", "fr"] as const);
  return words[other] === fitted[other] && words[own] !== fitted[own];
}

/** Somebody has typed the translation anew, or read it again. */
export function settle(keeping: Keeping, place: string): void {
  keeping.write(placeOf(place), "");
}

function readPhrase(kept: string): Phrase | null {
  try {
    const { fr, en } = JSON.parse(kept) as Partial<Phrase>;
    return typeof fr === "string" && typeof en === "string" ? { fr, en } : null;
  } catch {
    return null;
  }
}
