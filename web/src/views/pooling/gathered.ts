/** Things by what is said of each, in the order in which that was first said. */
export function gathered<K, T>(things: Iterable<T>, key: (thing: T) => K): Map<K, T[]> {
  const by = new Map<K, T[]>();
  for (const each of things) {
    const of = key(each);
    const known = by.get(of);
    if (known) known.push(each);
    else by.set(of, [each]);
  }
  return by;
}
