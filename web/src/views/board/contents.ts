// A board arranged for reading: what hangs on what, found in one pass when the board changes.
import type { Beneficiary, Board, DiscussionPoint, Note } from "../../protocol/messages";

export interface Contents {
  /** From the most direct to the most indirect, « Le territoire » last. */
  beneficiaries: Beneficiary[];
  notes: Map<string, Note[]>;
  /** Open and closed points, by the id of what they are about. */
  points: Map<string, DiscussionPoint[]>;
}

const NONE: never[] = [];

/** A group that is as it was `before` keeps its identity, so that its column is not drawn again. */
export function contents(board: Board, before: Contents | null = null): Contents {
  const ranked = board.order.flatMap((id) => board.beneficiaries[id] ?? []);
  const builtin = Object.values(board.beneficiaries).filter((each) => each.builtin);
  return {
    beneficiaries: [...ranked, ...builtin],
    notes: groupedBy(board.notes, (note) => note.beneficiary, before?.notes),
    points: groupedBy(board.points, (point) => point.target, before?.points),
  };
}

export function notesFor(all: Contents, beneficiary: string): Note[] {
  return all.notes.get(beneficiary) ?? NONE;
}

export function pointsOn(all: Contents, target: string): DiscussionPoint[] {
  return all.points.get(target) ?? NONE;
}

/** How much a board holds, for its own people and for those who only see its chits. */
export function counts(board: Board): { notes: number; beneficiaries: number; points: number } {
  const chits = Object.values(board.chits);
  const veiled = chits.length > 0;
  return {
    notes: veiled
      ? chits.filter((kind) => kind === "note").length
      : Object.keys(board.notes).length,
    beneficiaries: veiled
      ? chits.filter((kind) => kind === "beneficiary").length
      : board.order.length,
    points: Object.values(board.points).filter((point) => !point.closed).length,
  };
}

function groupedBy<T>(
  things: Readonly<Record<string, T>>,
  key: (thing: T) => string,
  before: ReadonlyMap<string, T[]> | undefined,
): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const id in things) {
    const thing = things[id] as T;
    const group = groups.get(key(thing));
    if (group) group.push(thing);
    else groups.set(key(thing), [thing]);
  }
  for (const [name, group] of groups) {
    const old = before?.get(name);
    if (old?.length === group.length && old.every((thing, at) => thing === group[at])) {
      groups.set(name, old);
    }
  }
  return groups;
}
