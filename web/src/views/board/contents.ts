// What hangs on what on a board, found by the id of what it hangs on.
import type { Board, DiscussionPoint, Note } from "../../protocol/messages";

export interface Contents {
  /** By the beneficiary that they are written at. */
  readonly notes: ReadonlyMap<string, Note[]>;
  /** Open and closed points, by the id of what they are about. */
  readonly points: ReadonlyMap<string, DiscussionPoint[]>;
}

const NONE: never[] = [];

export function notesFor(all: Contents, beneficiary: string): Note[] {
  return all.notes.get(beneficiary) ?? NONE;
}

export function pointsOn(all: Contents, target: string): DiscussionPoint[] {
  return all.points.get(target) ?? NONE;
}

/** Whether a point says nothing: no words, and nobody took a position. */
export function isBlank(point: DiscussionPoint): boolean {
  return point.text === "" && point.positions.length === 0;
}

/** The points that there is something to read of: a mark that was taken away said nothing. */
export function toldOf(points: readonly DiscussionPoint[]): DiscussionPoint[] {
  return points.filter((point) => !(point.closed && isBlank(point)));
}

/** How many of these everybody reads: a hidden note is in no count, not even for who leads (V6). */
export function countShown(notes: Iterable<Pick<Note, "hidden">>): number {
  let count = 0;
  for (const { hidden } of notes) if (!hidden) count += 1;
  return count;
}

/** How much a board holds, for its own people and for those who only see its chits: the beneficiaries
 * that its people have named, which « Le territoire » is none of, and the notes that everybody reads. */
export function counts(board: Board): { notes: number; beneficiaries: number } {
  const chits = Object.values(board.chits);
  const veiled = chits.length > 0;
  return {
    notes: veiled
      ? chits.filter((kind) => kind === "note").length
      : countShown(Object.values(board.notes)),
    beneficiaries: veiled
      ? chits.filter((kind) => kind === "beneficiary").length
      : board.order.length,
  };
}

/** A way to keep a list that is made anew with the same things in it: what reads it is not asked. */
export function asBefore<T>(): (now: readonly T[]) => readonly T[] {
  let before: readonly T[] = [];
  return (now) => {
    if (!same(before, now)) before = now;
    return before;
  };
}

export function same<T>(one: readonly T[] | undefined, other: readonly T[]): boolean {
  return one?.length === other.length && one.every((thing, at) => thing === other[at]);
}
