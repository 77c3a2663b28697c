// Text as large as its page lets it be: the projector is read from the back of the room.

/** 24 px on a screen of 1080: nothing is smaller (R13). */
const LEAST = 2.25;
const MOST = 4;
const STEPS = 6;

/** What is longer than the screen is scrolled by the keyboard of the projector's computer too. */
export function scrolls(main: HTMLElement): void {
  main.tabIndex = 0;
}

/** Set the size of a `rem` so that what is in `main` fits it, between the least and the most; what
 * does not fit at the least is scrolled. Followed as the content and the window change. */
export function fits(main: HTMLElement): () => void {
  scrolls(main);
  const root = document.documentElement;
  let asked = 0;
  const set = (share: number) => {
    root.style.fontSize = `${(share * innerHeight) / 100}px`;
  };
  const size = () => {
    asked = 0;
    let least = LEAST;
    let most = MOST;
    for (let step = 0; step < STEPS; step += 1) {
      const middle = (least + most) / 2;
      set(middle);
      const room = main.scrollHeight <= main.clientHeight && main.scrollWidth <= main.clientWidth;
      if (room) least = middle;
      else most = middle;
    }
    set(least);
  };
  const ask = () => {
    asked ||= requestAnimationFrame(size);
  };
  const watcher = new MutationObserver(ask);
  watcher.observe(main, { childList: true, characterData: true, subtree: true });
  // A message over it, another window: its own box never follows the size of its text.
  const box = new ResizeObserver(ask);
  box.observe(main);
  void document.fonts.ready.then(ask);
  size();
  return () => {
    cancelAnimationFrame(asked);
    watcher.disconnect();
    box.disconnect();
    root.style.fontSize = "";
  };
}
