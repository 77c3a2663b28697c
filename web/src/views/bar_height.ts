// How high the bar is that stays above a page, for what stays in sight under it: `--bar`, pixels.

/** To attach to what holds the bar, there or not. */
export const barHeight = heightAs("--bar");

/** To attach to what stays in sight: its height, pixels, is given to the page under this name. */
export function heightAs(name: `--${string}`) {
  return (holder: HTMLElement): (() => void) => {
    const root = document.documentElement;
    const watcher = new ResizeObserver(() => {
      root.style.setProperty(name, `${holder.offsetHeight}px`);
    });
    watcher.observe(holder);
    return () => {
      watcher.disconnect();
      root.style.removeProperty(name);
    };
  };
}
