// Votes: the mirror of what a page needs of `server/tablee/workshop/voting.py` (SPEC O), held to it
// by `tests/traces/`.
import type { Command, Mark, OwnVotes, Room, VoteCount } from "../protocol/messages.ts";
import { pooled } from "./pooling.ts";

/** What a note stands for now: the notes of its effect, and the beneficiaries of their actor. */
interface Effect {
  readonly notes: readonly string[];
  readonly actor: readonly string[];
}

/** [O3] One's own votes: what waits to be sent, or else what the server last told. */
export function ownVotes(
  mark: Mark,
  told: OwnVotes["ballots"],
  waiting: readonly Command[],
): readonly string[] {
  const own = waiting.findLast((each) => each.type === "CastVotes" && each.mark === mark);
  return own?.type === "CastVotes" ? own.notes : (told[mark] ?? []);
}

/** [O5] The counts whose effect has been merged, split, moved, deleted or hidden since a vote went
 * to it. */
export function toReview(room: Room, results: readonly VoteCount[]): VoteCount[] {
  if (results.length === 0) return [];
  const now = effects(room);
  return results.filter((count) => {
    const effect = now.get(count.notes[0] ?? "");
    return (
      count.changed ||
      !effect ||
      !same(count.notes, effect.notes) ||
      !same(count.actor, effect.actor)
    );
  });
}

/** The effect of every note that is shown. */
function effects(room: Room): Map<string, Effect> {
  const hidden = new Set(
    Object.values(room.boards).flatMap((board) =>
      Object.values(board.notes).flatMap((note) => (note.hidden ? note.id : [])),
    ),
  );
  const found = new Map<string, Effect>();
  for (const one of pooled(room)) {
    const actor = one.members.map((member) => member.beneficiary);
    for (const note of one.notes) if (!hidden.has(note)) found.set(note, { notes: [note], actor });
  }
  return found;
}

function same(one: readonly string[], other: readonly string[]): boolean {
  const known = new Set(one);
  return known.size === new Set(other).size && other.every((each) => known.has(each));
}
