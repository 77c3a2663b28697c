// Which actors are part of which others, by what they are called (SPEC G7).
import type { Actor } from "../../workshop/pooling.ts";

export interface Family {
  /** What an actor is part of. */
  readonly of: string | null;
  /** What is part of it. */
  readonly parts: readonly string[];
}

/** By actor; one that is part of nothing and has no parts is not in it. */
export function families(
  actors: readonly Pick<Actor, "id" | "label" | "parent">[],
): ReadonlyMap<string, Family> {
  const names = new Map(actors.map(({ id, label }) => [id, label] as const));
  const found = new Map<string, { of: string | null; parts: string[] }>();
  const own = (id: string) => {
    const known = found.get(id) ?? { of: null, parts: [] };
    found.set(id, known);
    return known;
  };
  for (const { id, label, parent } of actors) {
    if (parent === null) continue;
    own(id).of = names.get(parent) ?? null;
    own(parent).parts.push(label);
  }
  return found;
}
