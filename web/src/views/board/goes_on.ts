// Which columns go on below what is seen of them. Read for all of them at once and seldom, so that a
// board on which much happens is laid out no more often for it.
import type { Place } from "./place.svelte";

const SELDOM_MS = 250;
/** What is cut of a card's own edge is no card. */
const EDGE_PX = 20;

/** Returns how to stop. */
export function showWhatGoesOn(columns: HTMLElement, place: Place): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = () => {
    timer = undefined;
    const lists = [...columns.querySelectorAll<HTMLElement>(".list")];
    const goOn = lists.map(
      ({ scrollHeight, scrollTop, clientHeight }) =>
        scrollHeight - scrollTop - clientHeight > EDGE_PX,
    );
    lists.forEach((list, at) => {
      if (list.hasAttribute("data-more") !== goOn[at]) list.toggleAttribute("data-more");
    });
  };
  const ask = () => {
    timer ??= setTimeout(look, SELDOM_MS);
  };
  const unfollow = place.session.follow(ask);
  const sizes = new ResizeObserver(ask);
  sizes.observe(columns);
  columns.addEventListener("scroll", ask, { capture: true, passive: true });
  ask();
  return () => {
    unfollow();
    sizes.disconnect();
    columns.removeEventListener("scroll", ask, { capture: true });
    clearTimeout(timer);
  };
}
