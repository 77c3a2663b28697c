// Which notes say the same inside one actor, and their registers: the mirror of
// `server/tablee/workshop/effect_groups.py` (SPEC G8–G11).
import type { PoolingChoice, Room } from "../protocol/messages.ts";
import { find, joinAll, type Roots, rootOf } from "./closure.ts";

/** Notes of one actor that say the same, in its order; `id` is that of the first one. */
export interface Group {
  readonly id: string;
  readonly title: string;
  /** Whether somebody gave it that title: else it is the words of a note. */
  readonly given: boolean;
  /** The note that was chosen to give its words; null for the first one. */
  readonly voice: string | null;
  readonly notes: readonly string[];
}

export type Held = "whole" | "part" | "none";

/** Of each note that is grouped the one that stands for its group; of each of these the title that
 * was given, or the note whose words it is. */
export interface Groupings {
  readonly roots: Roots;
  readonly titles: ReadonlyMap<string, string>;
  readonly voices: ReadonlyMap<string, string>;
}

const NONE: Groupings = { roots: new Map(), titles: new Map(), voices: new Map() };

/** What the standing decisions group, in the actors that a closure gives. */
export function groupings(room: Room, actors: Roots): Groupings {
  const choices = Object.values(room.decisions).map(({ choice }) => choice);
  if (!choices.some((choice) => choice.type === "Grouped")) return NONE;
  const since = takenOut(choices);
  const counts = (note: string, place: number) => (since.get(note) ?? -1) < place;
  const actor = (note: string) => actorOf(room, actors, note);
  const parts = choices.map((choice, place) =>
    choice.type === "Grouped"
      ? partsOf(
          choice.notes.filter((note) => counts(note, place)),
          actor,
        )
      : [],
  );
  const roots = new Map<string, string>();
  for (const part of parts.flat()) joinAll(roots, part);
  for (const id of roots.keys()) roots.set(id, find(roots, id));
  return { roots, ...named(choices, parts, roots, counts) };
}

/** An actor's groups, of two live notes or more, and its notes that are « non classées ».
 * [G10] A group without a title is called by the note whose words it was decided to have, else by
 * its first one. */
export function grouped(
  found: Groupings,
  notes: readonly string[],
  text: (note: string) => string,
): { groups: Group[]; ungrouped: readonly string[] } {
  if (found.roots.size === 0) return { groups: [], ungrouped: notes };
  const together = new Map<string, string[]>();
  for (const note of notes) {
    const root = found.roots.get(note);
    if (root === undefined) continue;
    const own = together.get(root);
    if (own) own.push(note);
    else together.set(root, [note]);
  }
  const groups: Group[] = [];
  const placed = new Set<string>();
  for (const [root, own] of together) {
    const [id, second] = own;
    if (id === undefined || second === undefined) continue;
    const title = found.titles.get(root);
    const chosen = found.voices.get(root);
    const voice = title === undefined && chosen && own.includes(chosen) ? chosen : null;
    const given = title !== undefined;
    groups.push({ id, title: title ?? text(voice ?? id), given, voice, notes: own });
    for (const note of own) placed.add(note);
  }
  return { groups, ungrouped: notes.filter((note) => !placed.has(note)) };
}

/** [G8] How much of a grouping of these notes holds: all that is `live` of it is in one group, or only
 * a part, or none is together. Undoing a merge or taking a note out leaves a part. */
export function held(
  notes: readonly string[],
  groups: readonly Pick<Group, "notes">[],
  live: (note: string) => boolean,
): Held {
  const own = notes.filter(live);
  const together = groups.map((group) => own.filter((note) => group.notes.includes(note)).length);
  const most = Math.max(0, ...together);
  if (most < 2) return "none";
  return most === own.length ? "whole" : "part";
}

/** [G11] The register of each live note that has one: what the last standing decision says. */
export function registers(room: Room): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const boards = Object.values(room.boards);
  for (const { choice } of Object.values(room.decisions)) {
    if (choice.type !== "InRegister") continue;
    for (const note of choice.notes) {
      if (boards.some((board) => board.notes[note])) found.set(note, choice.register);
    }
  }
  return found;
}

/** [G9] The place after which a grouping counts for a note that was taken out. */
function takenOut(choices: readonly PoolingChoice[]): ReadonlyMap<string, number> {
  const since = new Map<string, number>();
  choices.forEach((choice, place) => {
    if (choice.type === "Apart") since.set(choice.note, place);
  });
  return since;
}

/** The actor that a note belongs to now; a note that was deleted still holds its group together. */
function actorOf(room: Room, actors: Roots, note: string): string | undefined {
  for (const id in room.boards) {
    const board = room.boards[id];
    const found = board?.notes[note] ?? board?.removed_notes[note];
    if (found) return rootOf(actors, found.beneficiary);
  }
  return undefined;
}

/** [G8] The notes of a grouping, by the actor that they belong to now. */
function partsOf(notes: readonly string[], actor: (note: string) => string | undefined) {
  const parts = new Map<string, string[]>();
  for (const note of notes) {
    const owner = actor(note);
    if (owner === undefined) continue;
    const part = parts.get(owner);
    if (part) part.push(note);
    else parts.set(owner, [note]);
  }
  return [...parts.values()].filter((part) => part.length > 1);
}

/** [G10] The last title of each group, or the note whose words it is. One that was given through a
 * note that has been taken out since stays with the notes that it was with. */
function named(
  choices: readonly PoolingChoice[],
  parts: readonly (readonly string[])[][],
  roots: ReadonlyMap<string, string>,
  counts: (note: string, place: number) => boolean,
): Pick<Groupings, "titles" | "voices"> {
  const titles = new Map<string, string>();
  const voices = new Map<string, string>();
  const rootOf = (note: string | undefined) => roots.get(note ?? "") ?? "";
  choices.forEach((choice, place) => {
    if (choice.type === "Grouped") {
      for (const part of parts[place] ?? []) {
        const root = rootOf(part[0]);
        if (choice.title !== null) {
          titles.set(root, choice.title);
        } else if (choice.titled_by !== null && part.includes(choice.titled_by)) {
          titles.delete(root);
          voices.set(root, choice.titled_by);
        }
      }
    } else if (choice.type === "Titled") {
      const holders = [choice.note, ...choice.others];
      const holder = holders.find((note) => roots.has(note) && counts(note, place));
      if (holder !== undefined) titles.set(rootOf(holder), choice.title);
    }
  });
  return { titles, voices };
}
