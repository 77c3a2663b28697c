// What the pooling brings together, in two figures.
import type { Room } from "../../protocol/messages";
import type { Actor } from "../../workshop/pooling";

/** How many beneficiaries the boards name, and how many actors those are. « Le territoire », which is
 * on every board by itself, is one of them only where somebody's own was united with it. */
export function sums(
  room: Pick<Room, "boards">,
  actors: readonly Pick<Actor, "members">[],
): { beneficiaries: number; actors: number } {
  const boards = Object.values(room.boards);
  const named = new Set(boards.flatMap((board) => board.order));
  const holds = ({ members }: Pick<Actor, "members">) =>
    members.some(({ beneficiary }) => named.has(beneficiary));
  return { beneficiaries: named.size, actors: actors.filter(holds).length };
}
