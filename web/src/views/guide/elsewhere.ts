// Where somebody looks who follows nobody: their own choice, until the room goes on.
//
// Opening a phase brings everybody to its page, the second time as the first, but for whoever is in
// the middle of a text: they stay, and what they miss waits behind one press.
import type { PhaseKind } from "../../protocol/messages.ts";

/** Looking at another page than that of the phase that is open. */
export interface Elsewhere {
  readonly kind: PhaseKind;
  /** The room went on, or the work began again, since this page was chosen. */
  readonly missed: boolean;
}

/** What of the room calls people to its page: its phase, and whether one may write there. */
export interface Stage {
  readonly phase: PhaseKind;
  readonly open: boolean;
}

/** What becomes of it when the room goes on; `saw` is the page that was looked at, `writes` whether
 * there is a text under the person's hands. */
export function goneOn(
  was: Elsewhere | null,
  before: Stage,
  now: Stage,
  saw: PhaseKind,
  writes: boolean,
): Elsewhere | null {
  if (now.phase !== before.phase) {
    return writes && saw !== now.phase ? { kind: saw, missed: true } : null;
  }
  return was && now.open && !before.open ? { ...was, missed: true } : was;
}
