// Votes: the mirror of what a page needs of `server/tablee/workshop/voting.py` (SPEC O), held to it
// by `tests/traces/`.
import type { Command, Decision, Mark, OwnVotes, Room, VoteCount } from "../protocol/messages.ts";
import { table } from "./draft.ts";
import { pooled } from "./pooling.ts";
import { withoutNote } from "./seen_decisions.ts";

/** What a note stands for now: the notes of its effect, and the beneficiaries of their actor, which
 * is called so. */
interface Effect {
  readonly notes: readonly string[];
  readonly actor: readonly string[];
  readonly label: string;
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

/** [O2] Who may vote and is not known to have: how many are left, and how many of all are away.
 * Who has voted is nobody's business, so those who are away may be among those who have. */
export function missingVoters(
  room: Pick<Room, "participants">,
  devices: Readonly<Record<string, number>>,
  voters: number,
): { left: number; away: number } {
  const may = Object.values(room.participants).filter((each) => each.board && !each.expected);
  const away = may.filter(({ id }) => !devices[id]).length;
  return { left: Math.max(0, may.length - voters), away };
}

/** [O5] The counts whose effect is another one since a vote went to it: other notes, other words of
 * them, or told for another actor. */
export function toReview(room: Room, results: readonly VoteCount[]): VoteCount[] {
  if (results.length === 0) return [];
  const now = effects(room);
  const revs = new Map(
    Object.values(room.boards).flatMap(({ notes }) =>
      Object.values(notes).map(({ id, rev }) => [id, rev] as const),
    ),
  );
  return results.filter((count) => {
    const effect = now.get(count.notes[0] ?? "");
    if (count.changed || !effect || !same(count.notes, effect.notes)) return true;
    if (count.revs.some((rev, at) => revs.get(count.notes[at] ?? "") !== rev)) return true;
    // An actor with more or fewer wordings that is called as it was is the one that was read.
    const known = count.label !== "" && count.label === effect.label;
    return !same(count.actor, effect.actor) && !known;
  });
}

/** The effect of every note that is shown: its group, or itself alone. */
function effects(room: Room): Map<string, Effect> {
  const found = new Map<string, Effect>();
  for (const one of pooled(withoutHidden(room))) {
    const actor = one.members.map((member) => member.beneficiary);
    const { label } = one;
    for (const note of one.ungrouped) found.set(note, { notes: [note], actor, label });
    for (const { notes } of one.groups) {
      for (const note of notes) found.set(note, { notes, actor, label });
    }
  }
  return found;
}

/** The room that groups are read from, the same for those who see all and for the others. */
function withoutHidden(room: Room): Room {
  const all = Object.values(room.boards).flatMap((board) =>
    [board.notes, board.removed_notes].flatMap((notes) => Object.values(notes)),
  );
  const hidden = all.filter((note) => note.hidden);
  if (hidden.length === 0) return room;
  const boards = table(room.boards);
  for (const board of Object.values(room.boards)) {
    const notes = table(board.notes);
    const removed_notes = table(board.removed_notes);
    for (const { id } of hidden) {
      delete notes[id];
      delete removed_notes[id];
    }
    boards[board.id] = { ...board, notes, removed_notes };
  }
  let seen: readonly Decision[] = Object.values(room.decisions);
  for (const { id } of hidden) seen = seen.flatMap((decision) => withoutNote(decision, id) ?? []);
  const decisions = table<Decision>();
  for (const decision of seen) decisions[decision.id] = decision;
  return { ...room, boards, decisions };
}

function same(one: readonly string[], other: readonly string[]): boolean {
  const known = new Set(one);
  return known.size === new Set(other).size && other.every((each) => known.has(each));
}
