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

/** The same of a map of such values. */
export function steadyMap<K, V>(was: ReadonlyMap<K, V>, now: ReadonlyMap<K, V>): ReadonlyMap<K, V> {
  return was.size === now.size && [...now].every(([key, value]) => same(was.get(key), value))
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
