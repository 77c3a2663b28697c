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
