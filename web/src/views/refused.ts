// What is said of a refused text: the server's sentence, or ours where it had none to give.
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
