// How each pair is doing, told by what it has put on its board; never by person (R28).
import type { Pair, Room } from "../../protocol/messages";

import { membersOf } from "../naming.ts";

export interface Work {
  readonly notes: number;
  readonly points: number;
  /** When the latest effect was posted. */
  readonly last: number | null;
  readonly at: readonly number[];
}

/** Without anything new for so long while the timer runs, a pair is said to be at rest. */
const REST_MS = 5 * 60_000;
const BAR_MS = 2 * 60_000;

export function workOf(room: Room): ReadonlyMap<string, Work> {
  const all = new Map<
    string,
    { notes: number; points: number; last: number | null; at: number[] }
  >();
  const of = (pair: string | null) => {
    const found = all.get(pair ?? "") ?? { notes: 0, points: 0, last: null, at: [] };
    all.set(pair ?? "", found);
    return found;
  };
  for (const board of Object.values(room.boards)) {
    for (const note of Object.values(board.notes)) {
      const its = of(note.pair);
      // Hidden, it is in no count (V6); that the pair was at work when it posted it stays true.
      if (!note.hidden) its.notes += 1;
      its.at.push(note.at_ms);
      its.last = Math.max(its.last ?? 0, note.at_ms);
    }
    for (const point of Object.values(board.points)) {
      if (!point.closed && !board.notes[point.target]?.hidden) of(point.pair).points += 1;
    }
  }
  return all;
}

/** The pairs that have somebody, and those that everybody has left but that have effects or points on
 * the board: without these the figures would not add up to those of the territory. */
export function pairsListed(room: Room, work: ReadonlyMap<string, Work>): Pair[] {
  return Object.values(room.pairs).filter((pair) => {
    const { notes = 0, points = 0 } = work.get(pair.id) ?? {};
    return membersOf(room, pair.id).length > 0 || notes + points > 0;
  });
}

/** How many effects in each of the last five times two minutes, the latest at the end. */
export function lately(at: readonly number[], now: number): number[] {
  const bars = [0, 0, 0, 0, 0];
  for (const ms of at) {
    const bar = 4 - Math.max(0, Math.floor((now - ms) / BAR_MS));
    if (bar >= 0) bars[bar] = (bars[bar] ?? 0) + 1;
  }
  return bars;
}

export function rests(room: Room, work: Work | undefined, now: number): boolean {
  return room.timer.state === "running" && work?.last != null && now - work.last > REST_MS;
}
