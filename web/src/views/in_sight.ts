// A line of choices that scrolls sideways where it has no room: the chosen one is brought into sight.

/** What stays in sight of the choice before it, so that one sees that the line goes on. */
const BEFORE_PX = 24;

/** An attachment: keeps the choice that `selector()` finds in sight, when another is chosen and when
 * the line gets narrower. The line is its own offset parent. */
export function inSight(selector: () => string) {
  return (line: HTMLElement) => {
    const wanted = selector();
    const sizes = new ResizeObserver(() => {
      const chosen = line.querySelector<HTMLElement>(wanted);
      if (chosen) line.scrollTo({ left: chosen.offsetLeft - BEFORE_PX });
    });
    sizes.observe(line);
    return () => sizes.disconnect();
  };
}
