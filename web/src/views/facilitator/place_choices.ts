// Where somebody can be seated: by territory, their own first, the pair that waits for a partner first.
import type { Board, Pair, Room } from "../../protocol/messages.ts";
import { membersOf, pairName } from "../naming.ts";
import type { Sentence } from "../sentence.ts";

export interface Choice {
  readonly board: Board;
  readonly pairs: readonly Pair[];
}

export function placeChoices(room: Room, person: string): Choice[] {
  const { board: own = null, pair: from = null } = room.participants[person] ?? {};
  const boards = Object.values(room.boards);
  return [...boards.filter(({ id }) => id === own), ...boards.filter(({ id }) => id !== own)].map(
    (board) => ({
      board,
      pairs: Object.values(room.pairs)
        .filter((pair) => pair.board === board.id && pair.id !== from)
        .map((pair) => ({ pair, size: membersOf(room, pair.id).length }))
        .filter(({ size }) => size > 0)
        .toSorted((a, b) => a.size - b.size)
        .map(({ pair }) => pair),
    }),
  );
}

/** What seating somebody there has done: the territory is told where it is another one. */
export function movedWords(
  room: Room,
  people: Record<string, string>,
  person: string,
  board: string,
  pair: string,
): Sentence {
  const name = people[person] ?? "";
  if (room.participants[person]?.board !== board) {
    return { key: "acts.moved", with: { name, territory: room.boards[board]?.name ?? "" } };
  }
  const known = room.pairs[pair];
  if (!known) return { key: "acts.moved_new_pair", with: { name } };
  const named = membersOf(room, pair).some((id) => people[id]);
  const title: Sentence = named
    ? { key: "pair.of", with: { names: pairName(room, people, pair) } }
    : { key: "pair.numbered", with: { number: known.number } };
  return { key: "acts.moved_pair", with: { name, pair: title } };
}
