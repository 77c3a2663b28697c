// How people, pairs and territories are called and coloured, the same on every page.
import type { Board, Room } from "../protocol/messages";
import { type Language, listed, phrase, t } from "../text/catalogue";

type People = Record<string, string>;

/** The colour class of a territory, by its place in the room; always shown with its name. */
export function hue(room: Room, board: string): string {
  const place = Object.keys(room.boards).indexOf(board);
  return `t${(Math.max(0, place) % 8) + 1}`;
}

/** The colour class of a pair: the first of a territory has the territory's, its neighbours the next
 * ones. A facilitator, who is of no pair, has none. */
export function pairHue(room: Pick<Room, "boards" | "pairs">, pair: string | null): string {
  const known = pair === null ? undefined : room.pairs[pair];
  if (!known) return "";
  const place = Object.keys(room.boards).indexOf(known.board) + known.number - 1;
  return `t${(Math.max(0, place) % 8) + 1}`;
}

/** The names of every pair, worked out once for all the notes that show one. */
export function pairNames(room: Pick<Room, "participants" | "pairs">, people: People) {
  return new Map(Object.keys(room.pairs).map((pair) => [pair, pairName(room, people, pair)]));
}

/** The people of a pair, in the order in which they sat down. */
export function membersOf(room: Pick<Room, "participants">, pair: string): string[] {
  return Object.values(room.participants)
    .filter((each) => each.pair === pair)
    .map((each) => each.id);
}

/** « Louise et Jonathan », or « binôme 2 » when nobody gave a name. */
export function pairName(
  room: Pick<Room, "participants" | "pairs">,
  people: People,
  pair: string | null,
): string {
  if (pair === null) return t("pair.facilitator");
  const names = membersOf(room, pair)
    .map((id) => people[id] ?? "")
    .filter((name) => name !== "");
  if (names.length > 0) return listed(names);
  return t("pair.numbered", { number: room.pairs[pair]?.number ?? "?" });
}

/** « binôme Louise et Jonathan », or « binôme 2 » when nobody gave a name: never « binôme binôme ». */
export function pairTitle(
  room: Pick<Room, "participants" | "pairs">,
  people: People,
  pair: string | null,
): string {
  const named = pair !== null && membersOf(room, pair).some((id) => people[id]);
  const name = pairName(room, people, pair);
  return named ? t("pair.of", { names: name }) : name;
}

/** A person's first name, or « quelqu'un ». */
export function personName(people: People, participant: string | null): string {
  return (participant && people[participant]) || t("person.someone");
}

/** One or two letters that stand for a name. */
export function initials(name: string): string {
  return [...name.trim()].slice(0, 2).join("").toLocaleUpperCase();
}

/** What stands for a pair where there is little room: a letter of each of its people, or its number. */
export function pairMark(
  room: Pick<Room, "participants" | "pairs">,
  people: People,
  pair: string,
): string {
  const letters = membersOf(room, pair).flatMap((id) => [...(people[id] ?? "").trim()][0] ?? []);
  return letters.join("·").toLocaleUpperCase() || `${room.pairs[pair]?.number ?? "?"}`;
}

/** How many connected devices a pair has. */
export function devicesOf(room: Room, devices: Record<string, number>, pair: string): number {
  return membersOf(room, pair).reduce((sum, id) => sum + (devices[id] ?? 0), 0);
}

const reworded = new WeakMap<Board, Board>();

/** The room as this person reads it: « Le territoire » is a word of the template, not of the people,
 * whatever the language the workshop was created in. A board that did not change stays the same. */
export function inOwnWords(room: Room): Room {
  const label = phrase(room.template.labels.territory_itself);
  const entries = Object.entries(room.boards);
  const foreign = ([, board]: [string, Board]) => itself(board)?.label !== label;
  if (!entries.some(foreign)) return room;
  const boards = Object.fromEntries(entries.map(([id, board]) => [id, withItself(board, label)]));
  return { ...room, boards: Object.assign(Object.create(null), boards) };
}

function itself(board: Board) {
  return Object.values(board.beneficiaries).find((each) => each.builtin);
}

function withItself(board: Board, label: string): Board {
  const builtin = itself(board);
  const known = reworded.get(board);
  if (!builtin) return board;
  if (known && itself(known)?.label === label) return known;
  const beneficiaries = Object.assign(Object.create(null), board.beneficiaries, {
    [builtin.id]: { ...builtin, label },
  });
  const own = { ...board, beneficiaries };
  reworded.set(board, own);
  return own;
}

/** « Pour le territoire »: within a sentence, an article at the head of a label has no capital. Where
 * the sentence is in another language than the one that people write in, `foreign`, their words stand
 * in it between quotation marks, as they typed them. */
export function withinSentence(label: string, foreign: Language | undefined): string {
  if (foreign) return t("common.quoted", { text: label });
  return label.replace(/^(?:(?:Le|La|Les|The)(?=\s)|L(?=['’]))/u, (article) =>
    article.toLowerCase(),
  );
}
