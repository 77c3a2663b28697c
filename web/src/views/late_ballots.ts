// Ballots that reached the room after the vote was closed: they were not counted, and whoever gave
// them is told until they have read it. Where the line was away, that is long after the press.
import type { Refusal } from "../live/room_session.svelte.ts";
import type { Mark } from "../protocol/messages.ts";

type Given = Pick<Refusal, "n" | "code" | "command">;

export function isLateBallot({ code, command }: Omit<Given, "n">): boolean {
  return command.type === "CastVotes" && code === "voting_closed";
}

/** Of each vote that was closed too soon: the refusals to let go of once it has been read. */
export function lateBallots(refusals: readonly Given[]): ReadonlyMap<Mark, readonly number[]> {
  const found = new Map<Mark, number[]>();
  for (const { n, code, command } of refusals) {
    if (command.type !== "CastVotes" || !isLateBallot({ code, command })) continue;
    found.set(command.mark, [...(found.get(command.mark) ?? []), n]);
  }
  return found;
}
