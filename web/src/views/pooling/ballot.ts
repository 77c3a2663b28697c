// A ballot as it is filled in: a note's id for each vote, several perhaps for the same one (SPEC O2).
import type { Mark } from "../../protocol/messages";

export const MARKS: readonly Mark[] = ["compte", "tient"];

/** What a mark is called. */
export const MARK_NAMES = { compte: "voting.compte", tient: "voting.tient" } as const;

/** How many of a ballot's votes go to this note. */
export function votesFor(ballot: readonly string[], note: string): number {
  return ballot.filter((each) => each === note).length;
}

/** The ballot with one vote more for this note; null where every vote is given already. */
export function oneMore(
  ballot: readonly string[],
  note: string,
  votes_each: number,
): readonly string[] | null {
  return ballot.length < votes_each ? [...ballot, note] : null;
}

/** The ballot with one vote less for this note, as it is where the note has none. */
export function oneLess(ballot: readonly string[], note: string): readonly string[] {
  const at = ballot.lastIndexOf(note);
  return at < 0 ? ballot : ballot.toSpliced(at, 1);
}
