// The ways to look at the pooling, each fetched when it is first looked at.
import type { Component } from "svelte";
import type { PoolingLook, Room } from "../../protocol/messages";
import { fetched } from "../later";

type Part = () => Promise<{ default: Component }>;

/** In the order in which they are offered. */
const PARTS: Readonly<Record<PoolingLook, Part>> = {
  matrix: () => import("./Matrix.svelte"),
  columns: () => import("./PoolColumns.svelte"),
  card: () => import("./Cards.svelte"),
  common: () => import("./Common.svelte"),
  ladder: () => import("./Ladder.svelte"),
  kinds: () => import("./Kinds.svelte"),
  discussion: () => import("./Discussion.svelte"),
  interested: () => import("./InterestedActors.svelte"),
  registers: () => import("./Registers.svelte"),
  gaps: () => import("./Gaps.svelte"),
  votes: () => import("./Leading.svelte"),
};

/** Those that draw actor after actor. */
export const BY_ACTOR: ReadonlySet<PoolingLook> = new Set([
  "matrix",
  "columns",
  "card",
  "ladder",
  "kinds",
  "votes",
]);

/** The looks that a room has: without registers in its template, there is nothing to put into them. */
export function looksOf(room: Pick<Room, "template">): PoolingLook[] {
  const looks = Object.keys(PARTS) as PoolingLook[];
  return looks.filter((each) => each !== "registers" || room.template.registers.length > 0);
}

const known = new Map<PoolingLook, Component>();

/** A look that was fetched already. */
export function lookAtHand(look: PoolingLook): Component | undefined {
  return known.get(look);
}

/** Fetch a look, however long the line is away; one that is at hand is not asked for again. */
export async function fetchLook(look: PoolingLook, part: Part = PARTS[look]): Promise<Component> {
  const before = known.get(look);
  if (before) return before;
  const { default: found } = await fetched(part);
  known.set(look, found);
  return found;
}
