// A ballot as it is filled in: a note's id for each vote, several perhaps for the same one (SPEC O2).
// A vote for a note of a group is one for the group, by whichever of its notes it was given.
import type { Mark, Room } from "../../protocol/messages";

export const MARKS: readonly Mark[] = ["compte", "tient"];

/** What a mark is called. */
export const MARK_NAMES = { compte: "voting.compte", tient: "voting.tient" } as const;

/** [O7] What stands on the screen from its first page on: what was just closed, what is open, and what
 * was closed before; of the closed ones the last comes first. */
export function onScreen(votings: Room["votings"]): Record<"first" | "open" | "before", Mark[]> {
  const lastFirst = (Object.keys(votings) as Mark[]).reverse();
  const isOpen = (mark: Mark) => votings[mark]?.state === "open";
  const newest = lastFirst.findIndex(isOpen);
  const first = lastFirst.slice(0, Math.max(0, newest));
  const before = lastFirst.slice(first.length).filter((mark) => !isOpen(mark));
  return { first, open: MARKS.filter(isOpen), before };
}

/** Of each vote that is open, how many of one's own votes are left to give. */
export function calls(
  votings: Room["votings"],
  own: (mark: Mark) => readonly string[],
): { mark: Mark; given: number; left: number }[] {
  return MARKS.flatMap((mark) => {
    const voting = votings[mark];
    if (voting?.state !== "open") return [];
    const given = own(mark).length;
    return [{ mark, given, left: voting.votes_each - given }];
  });
}

/** How many of a ballot's votes go to an effect that these notes say. */
export function votesFor(ballot: readonly string[], notes: readonly string[]): number {
  return ballot.filter((each) => notes.includes(each)).length;
}

/** The votes that are on nothing one is shown any more: hidden or deleted since, they count still (O4). */
export function onNothingShown(
  ballot: readonly string[],
  isShown: (note: string) => boolean,
): readonly string[] {
  return ballot.filter((each) => !isShown(each));
}

/** The ballot with one vote more for this note; null where every vote is given already. */
export function oneMore(
  ballot: readonly string[],
  note: string,
  votes_each: number,
): readonly string[] | null {
  return ballot.length < votes_each ? [...ballot, note] : null;
}

/** The ballot with one vote less for the effect of these notes, as it is where that one has none. */
export function oneLess(ballot: readonly string[], notes: readonly string[]): readonly string[] {
  const at = ballot.findLastIndex((each) => notes.includes(each));
  return at < 0 ? ballot : ballot.toSpliced(at, 1);
}
