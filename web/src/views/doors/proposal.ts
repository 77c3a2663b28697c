// Which pair to propose: the one that waits for a partner, a trio rather than a lone person.
import type { Invitation } from "../boot";

/** The id of the pair to propose on a board, or null for a new one. */
export function proposedPair(pairs: Invitation["pairs"], board: string): string | null {
  const here = pairs.filter((pair) => pair.board === board && pair.members.length > 0);
  return here.find((pair) => pair.members.length === 1)?.id ?? null;
}
