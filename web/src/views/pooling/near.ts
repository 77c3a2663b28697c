// What is drawn of a long page: the parts near the sight. The others are blanks as high as they were,
// or are likely to be; their headings stay, for whoever reads by headings.
import { inTurn } from "../board/turns";

/** How far from the sight a part is drawn, pixels. */
const MARGIN_PX = 700;

type Told = (near: boolean) => void;
const told = new WeakMap<Element, Told>();
let watcher: IntersectionObserver | undefined;

function watch(): IntersectionObserver {
  watcher ??= new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) told.get(target)?.(isIntersecting);
    },
    { rootMargin: `${MARGIN_PX}px 0px` },
  );
  return watcher;
}

/** An attachment that says when a part comes near and when it is far: one that somebody has the focus
 * in never is. Parts that come at once come one in each frame. */
export function whenNear(say: (near: boolean, height: number) => void) {
  return (part: HTMLElement) => {
    let leave = () => {};
    told.set(part, (near) => {
      leave();
      if (near) leave = inTurn(() => say(true, 0));
      else if (!part.contains(document.activeElement)) say(false, part.offsetHeight);
    });
    watch().observe(part);
    return () => {
      leave();
      told.delete(part);
      watch().unobserve(part);
    };
  };
}
