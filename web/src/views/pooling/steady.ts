// Values that are worked out anew at each change, and are mostly what they were: the same value is
// given back, so that what shows it is not drawn again.

/** `now`, or `was` where it says the same: plain values, arrays and objects of those. */
export function steady<T>(was: T | undefined, now: T): T {
  return was !== undefined && same(was, now) ? was : now;
}

/** The same, item by item, by what `key` says of each. */
export function steadyItems<T>(
  was: readonly T[],
  now: readonly T[],
  key: (item: T) => string,
): T[] {
  const known = new Map(was.map((each) => [key(each), each]));
  return now.map((each) => steady(known.get(key(each)), each));
}

/** The same of a map of plain words. */
export function steadyMap<K>(
  was: ReadonlyMap<K, string>,
  now: ReadonlyMap<K, string>,
): ReadonlyMap<K, string> {
  return was.size === now.size && [...now].every(([key, word]) => was.get(key) === word)
    ? was
    : now;
}

function same(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((each, at) => same(each, other[at]));
  }
  if (!isPlain(one) || !isPlain(other)) return false;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length && keys.every((key) => same(one[key], other[key]))
  );
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
