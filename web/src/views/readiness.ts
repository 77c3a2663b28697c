// How far the pairs are: those with people in them, and which have not said that they are ready.
import type { Pair, Room } from "../protocol/messages";

export interface Readiness {
  readonly all: number;
  readonly ready: number;
  /** The pairs that have not said so, by territory then number. */
  readonly missing: readonly Pair[];
}

export function readiness(
  room: Pick<Room, "boards" | "pairs" | "participants" | "ready">,
): Readiness {
  // Nobody waits for a pair where nobody has arrived.
  const come = Object.values(room.participants).filter((each) => !each.expected);
  const peopled = new Set(come.map((each) => each.pair));
  const boards = Object.keys(room.boards);
  const pairs = Object.values(room.pairs)
    .filter((pair) => peopled.has(pair.id))
    .toSorted((a, b) => boards.indexOf(a.board) - boards.indexOf(b.board) || a.number - b.number);
  const missing = pairs.filter((pair) => !(pair.id in room.ready));
  return { all: pairs.length, ready: pairs.length - missing.length, missing };
}
