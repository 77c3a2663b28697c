// Which modules of the pages travel in one file. A participant's first sight is some forty small
// modules: apart, each is compressed without what the others taught, and asked for on its own.
import type { Rolldown } from "vite";

/** The doors and the board share one file, the rest of the board is another; what is fetched later
 * stays apart, and so does what only other pages need. */
export function fileOf(board: string, door: string): Rolldown.CodeSplittingNameFunction {
  let shared: ReadonlySet<string> | null = null;
  let own: ReadonlySet<string> = new Set();
  return (id, context) => {
    if (shared === null) {
      own = reached(board, context);
      const atTheDoor = reached(door, context);
      shared = new Set([...own].filter((each) => atTheDoor.has(each)));
    }
    // An entry runs where it is loaded, so it stays alone.
    if (id === board || id === door) return null;
    return shared.has(id) ? "base" : own.has(id) ? "room" : null;
  };
}

/** A module and all that it imports before it runs. */
function reached(entry: string, context: Rolldown.ChunkingContext): Set<string> {
  const met = new Set([entry]);
  for (const id of met) {
    for (const next of context.getModuleInfo(id)?.importedIds ?? []) met.add(next);
  }
  return met;
}
