// How people, pairs and territories are called and coloured, the same on every page.
import type { Room } from "../protocol/messages";
import { listed, t } from "../text/catalogue";

type People = Record<string, string>;

/** The colour class of a territory, by its place in the room; always shown with its name. */
export function hue(room: Room, board: string): string {
  const place = Object.keys(room.boards).indexOf(board);
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

/** How many connected devices a pair has. */
export function devicesOf(room: Room, devices: Record<string, number>, pair: string): number {
  return membersOf(room, pair).reduce((sum, id) => sum + (devices[id] ?? 0), 0);
}
