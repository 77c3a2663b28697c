// Remarks that are half typed: where each is kept (`typed`), and what a kept one is about.
//
// The box that they are typed in is there in one phase only; what was begun in it is found again from
// any page (`BegunRemarks`), and never thrown away by a phase.
import type { About } from "./reading.svelte";

const REMARK = "remark.";
const POSITION = "position.";
const REWORDED = "reworded.";

/** Where a remark on the example, or on a beneficiary of it, is typed. */
export const remarkPlace = (about: About) => `${REMARK}${about.beneficiary ?? ""}`;
/** Where a position beside a remark is typed, and where a remark is typed anew. */
export const positionPlace = (remark: string) => `${POSITION}${remark}`;
export const rewordedPlace = (remark: string) => `${REWORDED}${remark}`;

/** What a place that holds a draft is about: an actor of the example, or a remark. */
export function begunAt(place: string): { beneficiary: string | null } | { remark: string } | null {
  if (place.startsWith(REMARK)) return { beneficiary: place.slice(REMARK.length) || null };
  for (const kind of [POSITION, REWORDED]) {
    if (place.startsWith(kind)) return { remark: place.slice(kind.length) };
  }
  return null;
}

class Sought {
  /** The dialog that somebody asked for from another page. */
  wanted = $state.raw<About | null>(null);
}

export const sought = new Sought();
