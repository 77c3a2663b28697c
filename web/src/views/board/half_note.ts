// What is half typed in a dialog about a note, kept under a place of its own: what it holds of texts, and
// how one of them is put otherwise. When the note goes, the dialog goes with it; these do not.
import type { Board } from "../../protocol/messages";
import { halfAt, keepHalf } from "../half_kept";
import type { Drafts } from "./drafts.svelte";

export interface HalfNote {
  /** The note that it is about, "" where that is not known any more. */
  readonly note: string;
  readonly texts: readonly string[];
  /** Whether each of them would be an effect; else they are words about one. */
  readonly effects: boolean;
}

export const splitPlace = (note: string) => `split.${note}`;
export const viaPlace = (note: string) => `via.${note}`;
export const commonPlace = (point: string) => `common.${point}`;

const LIKE = {
  split: { rev: 0, parts: [] as string[] },
  via: { via: "", through: "" },
  common: { text: "" },
};

type Reading = Pick<Drafts, "read">;

/** What a place holds, or null where it is the place of something else. */
export function halfNote(
  drafts: Reading,
  place: string,
  boards: readonly Board[],
): HalfNote | null {
  const [kind, id] = parted(place);
  if (kind === "split") {
    const half = halfAt(drafts, place, LIKE.split);
    return half && { note: id, texts: half.now.parts, effects: true };
  }
  if (kind === "via") {
    const half = halfAt(drafts, place, LIKE.via);
    return half && { note: id, texts: [half.now.via], effects: false };
  }
  if (kind !== "common") return null;
  const half = halfAt(drafts, place, LIKE.common);
  const note = boards.flatMap(({ points }) => points[id]?.target ?? [])[0] ?? "";
  return half && { note, texts: [half.now.text], effects: true };
}

/** Put one of its texts otherwise. */
export function writeHalfNote(
  drafts: Pick<Drafts, "read" | "write">,
  place: string,
  at: number,
  text: string,
): void {
  const [kind] = parted(place);
  if (kind === "split") {
    const half = halfAt(drafts, place, LIKE.split);
    if (!half) return;
    const parts = half.now.parts.map((part, index) => (index === at ? text : part));
    keepHalf(drafts, place, { was: half.was, now: { ...half.now, parts } });
  } else if (kind === "via") {
    const half = halfAt(drafts, place, LIKE.via);
    if (half) keepHalf(drafts, place, { was: half.was, now: { ...half.now, via: text } });
  } else {
    const half = halfAt(drafts, place, LIKE.common);
    if (half) keepHalf(drafts, place, { was: half.was, now: { text } });
  }
}

function parted(place: string): [kind: string, id: string] {
  const dot = place.indexOf(".");
  return [place.slice(0, dot), place.slice(dot + 1)];
}
