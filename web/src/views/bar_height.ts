// How high the bar is that stays above a page, for what stays in sight under it: `--bar`, pixels.

/** To attach to what holds the bar, there or not. */
export function barHeight(holder: HTMLElement): () => void {
  const root = document.documentElement;
  const watcher = new ResizeObserver(() => {
    root.style.setProperty("--bar", `${holder.offsetHeight}px`);
  });
  watcher.observe(holder);
  return () => {
    watcher.disconnect();
    root.style.removeProperty("--bar");
  };
}
