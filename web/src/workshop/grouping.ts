// Pairs for people who are awaited: of the template's size, and nobody alone (R4).

/** `people` in groups of `size`, in order. What is left over makes groups one larger, never a lone
 * person; only a territory with fewer people than that has a smaller group. */
export function grouped<T>(people: readonly T[], size: number): T[][] {
  if (people.length === 0) return [];
  const groups = Math.max(1, Math.floor(people.length / Math.max(1, size)));
  const even = Math.floor(people.length / groups);
  const larger = people.length % groups;
  const made: T[][] = [];
  let from = 0;
  for (let at = 0; at < groups; at++) {
    // The last groups take what is left over: the first lines of a list stay together.
    const count = at >= groups - larger ? even + 1 : even;
    made.push(people.slice(from, from + count));
    from += count;
  }
  return made;
}

/** A pair of a board, and the names of who sits or is awaited in it. */
export interface PairThere {
  readonly id: string;
  readonly names: readonly string[];
}

/** Who is listed for one board: into a pair that is there (`id`), or into a new one (null). */
export interface Group<T> {
  readonly id: string | null;
  readonly there: readonly string[];
  readonly people: T[];
}

/** `people` of one board beside who is there: the pairs that wait for a partner are completed first,
 * the fullest before the others; who would be left alone joins the smallest pair. Every pair that is
 * there is given, also one that nobody joins. */
export function completed<T>(
  people: readonly T[],
  pairs: readonly PairThere[],
  size: number,
): Group<T>[] {
  const waiting = [...people];
  const there = pairs
    .filter((pair) => pair.names.length > 0)
    .map(({ id, names }) => ({ id, there: names, people: [] as T[] }));
  for (const pair of there.toSorted((a, b) => b.there.length - a.there.length)) {
    pair.people.push(...waiting.splice(0, Math.max(0, size - pair.there.length)));
  }
  if (waiting.length < size && there.length > 0) {
    for (const person of waiting.splice(0)) {
      const count = (pair: Group<T>) => pair.there.length + pair.people.length;
      there
        .reduce((least, pair) => (count(pair) < count(least) ? pair : least))
        .people.push(person);
    }
  }
  return [
    ...there,
    ...grouped(waiting, size).map((group) => ({ id: null, there: [], people: group })),
  ];
}
