// What became of what a person sent after the end, from one telling to the next (SPEC T9).
import type { OwnLate } from "../protocol/messages.ts";

export interface Late {
  readonly id: string;
  readonly text: string;
  /** What it does, where that has no words: a command's type. */
  readonly act?: string;
  /** It waits for the facilitator, was added, or was left out. */
  readonly state: "waits" | "added" | "left_out";
  /** Whether its author has read of this state. */
  readonly read: boolean;
}

/** What is known now; `told` is null while the server has not said it. What is told no more was
 * admitted: nothing else takes it out of the tray and out of what was left out. What they took back
 * themselves is no news to anybody. */
export function lateNews(before: readonly Late[], told: readonly OwnLate[] | null): Late[] {
  if (told === null) return [...before];
  const known = new Map(before.map((each) => [each.id, each]));
  const now = told.flatMap((late) => (late.withdrawn ? [] : turned(known.get(late.id), late)));
  const there = new Set(told.map((each) => each.id));
  const gone = before.filter((each) => !there.has(each.id));
  return [...gone.map((each) => to(each, "added")), ...now];
}

/** All of it has been read; what was added is on the board, and needs no memory any more. */
export function allRead(lates: readonly Late[]): Late[] {
  return lates.filter((each) => each.state !== "added").map((each) => ({ ...each, read: true }));
}

function turned(known: Late | undefined, { id, text, act, aside }: OwnLate): Late {
  const state = aside ? "left_out" : "waits";
  return known ? to(known, state) : { id, text, act, state, read: false };
}

function to(late: Late, state: Late["state"]): Late {
  return late.state === state ? late : { ...late, state, read: false };
}
