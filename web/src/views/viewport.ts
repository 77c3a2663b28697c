// The part of the page that is seen when an on-screen keyboard covers the rest.
//
// Some browsers make the page smaller for the keyboard (`interactive-widget` in the page's head), the
// others lay it over: there the page is made as high as what is seen, and follows it, so that the time
// left and the save light stay in sight while somebody types.

/** Keep `--seen-height` and `--seen-top` on the root; the answer ends that. */
export function followViewport(
  seen: VisualViewport | null = window.visualViewport,
  root: HTMLElement = document.documentElement,
): () => void {
  if (!seen) return () => {};
  const follow = () => {
    // A page that is pinched is bigger than what is seen on purpose.
    const whole = seen.scale > 1.01;
    root.style.setProperty("--seen-height", whole ? "100dvh" : `${seen.height}px`);
    root.style.setProperty("--seen-top", whole ? "0px" : `${Math.max(0, seen.offsetTop)}px`);
  };
  follow();
  seen.addEventListener("resize", follow);
  seen.addEventListener("scroll", follow);
  return () => {
    seen.removeEventListener("resize", follow);
    seen.removeEventListener("scroll", follow);
    root.style.removeProperty("--seen-height");
    root.style.removeProperty("--seen-top");
  };
}
