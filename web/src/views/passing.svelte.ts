// Refusals of orders without a word of anybody's in them: said for a moment, and not kept.
import type { Refusal } from "../live/room_session.svelte.ts";
import { textOf } from "./kept_text.ts";
import { isLateBallot } from "./late_ballots.ts";
import { refusedWords } from "./refused.ts";
import { toasts } from "./toasts.svelte.ts";
import { isUndeleted } from "./undeleted.ts";

/** What is needed of the session. */
export interface Refused {
  readonly refusals: readonly Refusal[];
  dismiss(n: number): void;
}

const told = new WeakSet<Refusal>();

/** Say each refusal that has no text, once, and let go of it: there is nothing to keep. A vote that
 * was not counted is told until its voter has read it, and a note that was not deleted until whoever
 * asked has decided again. */
export function passWordless({ refusals, dismiss }: Refused): void {
  for (const refusal of refusals) {
    if (told.has(refusal) || textOf(refusal.command)) continue;
    if (isLateBallot(refusal) || isUndeleted(refusal)) continue;
    told.add(refusal);
    toasts.show(refusedWords(refusal));
    dismiss(refusal.n);
  }
}

/** Now and from now on, as long as the component that calls it is there. */
export function letPassWordless(session: Refused): void {
  $effect(() => passWordless({ refusals: session.refusals, dismiss: (n) => session.dismiss(n) }));
}
