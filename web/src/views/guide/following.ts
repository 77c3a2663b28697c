// Whether one person's page follows what the facilitator shows: a value, and how it goes on (SPEC Q).
//
// A page follows, looks elsewhere, or is held: somebody writes on it, and nothing is taken from
// under their hands; what was missed waits behind one press.
import type { Guidance, Shown } from "../../protocol/messages.ts";

export interface Following {
  /** The page shows `at`; otherwise what its person chose. */
  readonly follows: boolean;
  readonly at: Shown;
  /** Something was shown, or everybody was called, while this person was writing. */
  readonly held: boolean;
  /** What was known of the guidance, so that a call is answered once. */
  readonly leading: boolean;
  readonly summons: number;
}

export const ITS_PAGE: Shown = { kind: "phase", target: "" };

/** A page that has just been opened lands on what is shown. */
export function begin(guidance: Guidance): Following {
  const follows = guidance.leading;
  return { ...known(guidance), follows, at: follows ? guidance.shown : ITS_PAGE, held: false };
}

/** What becomes of a page when the guidance changes; `busy` while its person writes. */
export function hear(was: Following, guidance: Guidance, busy: boolean): Following {
  const now = { ...was, ...known(guidance) };
  const called = guidance.summons > was.summons || (guidance.leading && !was.leading);
  if (!called && was.leading && !guidance.leading) return leave(now);
  if (!called && !was.follows) return now;
  if (busy && !(was.follows && same(guidance.shown, was.at))) return { ...now, held: true };
  return comeBack(now, guidance);
}

/** « Regarder ailleurs » */
export function leave(was: Following): Following {
  return { ...was, follows: false, at: ITS_PAGE, held: false };
}

/** « Revenir à ce que montre l'animation » */
export function comeBack(was: Following, guidance: Guidance): Following {
  return { ...was, follows: true, at: guidance.shown, held: false };
}

export function same(one: Shown, other: Shown): boolean {
  return one.kind === other.kind && one.target === other.target;
}

function known({ leading, summons }: Guidance): Pick<Following, "leading" | "summons"> {
  return { leading, summons };
}
