// What is said of what was refused: the server's sentence, or ours where it had none to give.
import type { Refusal } from "../live/room_session.svelte";
import { t } from "../text/catalogue";

export function refusedWords(refusal: Pick<Refusal, "message" | "code" | "params">): string {
  if (refusal.message) return refusal.message;
  switch (refusal.code) {
    case "malformed":
    case "forgotten":
    case "other_person":
      return t(`kept.${refusal.code}`);
    default:
      return t(`rejection.${refusal.code}`, refusal.params);
  }
}

/** Of these it is said in the sentence itself. */
const SAYS_KEPT = new Set(["changed", "forgotten", "malformed", "other_person"]);

/** Of something that holds a text, which stays where it was written: that it is kept, too. */
export function refusedText(refusal: Pick<Refusal, "message" | "code" | "params">): string {
  const why = refusedWords(refusal);
  return SAYS_KEPT.has(refusal.code) ? why : `${why} ${t("kept.yours")}`;
}
