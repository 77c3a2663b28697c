// In which order the pooled boards are told to the room, and what comes next (SPEC M4).
import type { Room, Shown } from "../protocol/messages.ts";
import type { Actor } from "./pooling.ts";

/** By actor, by territory, or what was not told yet. */
export type TellingOrder = "actor" | "territory" | "untold";
export const TELLING_ORDERS: readonly TellingOrder[] = ["actor", "territory", "untold"];

/** Something to show to all: an actor, what one territory writes for it, or an effect by its first
 * note. */
export interface Turn {
  readonly kind: "actor" | "territory-actor" | "note";
  readonly target: string;
  readonly actor: string;
  /** The territory whose turn it is, if they go by territory. */
  readonly board: string | null;
  /** Its notes that were not told yet. */
  readonly left: number;
}

type Told = Pick<Room, "boards" | "told">;

/** Everything that is told in this order. What has no note that is shown is not in it. */
export function turns(room: Told, actors: readonly Actor[], order: TellingOrder): Turn[] {
  const shown = shownNotes(room);
  const left = (notes: readonly string[]) => notes.filter((id) => !(id in room.told)).length;
  const visible = actors.map((actor) => ({
    actor,
    notes: actor.notes.filter((id) => shown.has(id)),
  }));
  switch (order) {
    case "actor":
      return visible.flatMap(({ actor, notes }) => {
        const target = actor.members[0]?.beneficiary;
        if (target === undefined || notes.length === 0) return [];
        return [{ kind: "actor", target, actor: actor.id, board: null, left: left(notes) }];
      });
    case "territory":
      return Object.keys(room.boards).flatMap((board) =>
        visible.flatMap(({ actor, notes }) => {
          const here = notes.filter((id) => shown.get(id) === board);
          const target = actor.members.find((each) => each.board === board)?.beneficiary;
          if (target === undefined || here.length === 0) return [];
          const kind = "territory-actor";
          return [{ kind, target, actor: actor.id, board, left: left(here) } as const];
        }),
      );
    case "untold":
      return visible.flatMap(({ actor, notes }) =>
        effects(actor, notes).flatMap((said) => {
          const [target] = said.filter((id) => !(id in room.told));
          if (target === undefined) return [];
          return [
            { kind: "note", target, actor: actor.id, board: null, left: left(said) } as const,
          ];
        }),
      );
  }
}

/** Whether it is this one's turn that all screens show, by whichever of its beneficiaries. */
export function isTurn(
  { kind, target, actor, board }: Turn,
  shown: Shown,
  actors: ReadonlyMap<string, Actor>,
): boolean {
  if (kind !== shown.kind) return false;
  if (kind === "note") return target === shown.target;
  const members = actors.get(actor)?.members ?? [];
  const at = members.find((each) => each.beneficiary === shown.target)?.board;
  return at !== undefined && (board === null || board === at);
}

/** What « suivant » shows: the next one with something that was not told, first those after what
 * is `shown`; null once all is told. */
export function nextTurn(all: readonly Turn[], isShown: (turn: Turn) => boolean): Turn | null {
  const at = all.findLastIndex(isShown);
  const waits = (turn: Turn) => turn.left > 0 && !isShown(turn);
  return all.slice(at + 1).find(waits) ?? all.find(waits) ?? null;
}

/** The notes that everybody is shown, each with its territory. */
function shownNotes({ boards }: Told): ReadonlyMap<string, string> {
  return new Map(
    Object.values(boards).flatMap(({ id, notes }) =>
      Object.values(notes).flatMap((note) => (note.hidden ? [] : [[note.id, id] as const])),
    ),
  );
}

/** The notes of each effect of an actor, in the order of its first ones. */
function effects(actor: Actor, notes: readonly string[]): (readonly string[])[] {
  const group = new Map(
    actor.groups.flatMap((each) => each.notes.map((note) => [note, each.notes] as const)),
  );
  const shown = new Set(notes);
  const met = new Set<string>();
  return notes.flatMap((id) => {
    if (met.has(id)) return [];
    const together = (group.get(id) ?? [id]).filter((each) => shown.has(each));
    for (const each of together) met.add(each);
    return [together];
  });
}
