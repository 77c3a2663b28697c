// Which of several things that a page tells stands in front of the others.

/** They ask for something, or tell of a loss; the others may wait. */
const URGENT = ".under-bar, .kept, .notices li";

/** Among those that stand: where somebody is at, else the newest of those that are urgent. */
export function inFront(): (standing: readonly HTMLElement[]) => HTMLElement | undefined {
  const came = new WeakMap<Element, number>();
  let next = 1;
  const urgent = (each: Element) => Number(each.matches(URGENT));
  return (standing) => {
    for (const each of standing) if (!came.has(each)) came.set(each, next++);
    const order = (each: Element) => came.get(each) ?? 0;
    return (
      standing.find((each) => each.contains(document.activeElement)) ??
      [...standing].sort((a, b) => urgent(b) - urgent(a) || order(b) - order(a))[0]
    );
  };
}
