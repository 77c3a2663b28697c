// A list that one works through stays where it is on the screen while the act of the same hand makes
// what stands above it grow: the next press is where the last one was.

/** Hold what is `held`, of which an `element` has the focus, at a place of the screen, in pixels from
 * its top; until the focus leaves the element or a hand is at the page again. To be called before the
 * page changes; it is told of each change of size in `within`. */
export function holdInPlace(
  element: HTMLElement,
  held: Element,
  place: () => number,
  within: Iterable<Element>,
): void {
  const { style } = document.documentElement;
  const sizes = new ResizeObserver(() => {
    const moved = held.isConnected ? held.getBoundingClientRect().top - place() : 0;
    if (moved !== 0) scrollBy({ top: moved, behavior: "instant" });
  });
  for (const each of within) sizes.observe(each);
  // The browser's own way of it holds what stands highest in sight, which may be what grows.
  style.overflowAnchor = "none";
  const release = new AbortController();
  release.signal.addEventListener("abort", () => {
    sizes.disconnect();
    style.overflowAnchor = "";
  });
  const end = () => release.abort();
  element.addEventListener("blur", end, { signal: release.signal });
  for (const kind of ["keydown", "pointerdown", "wheel", "touchmove"]) {
    document.addEventListener(kind, end, {
      capture: true,
      passive: true,
      signal: release.signal,
    });
  }
}
