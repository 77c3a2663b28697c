// A part of a long page: drawn when it is near the sight, and a blank as high as it was, or is likely to
// be, when it is far. Its heading stays, for whoever reads by headings.
//
// What is out of sight is neither laid out nor painted (`content-visibility`), and the browser that does
// so says when a part comes near; where it cannot, it is watched for that.
import { flushSync, untrack } from "svelte";
import { atLeisure, inPieces } from "./pieces";

/** How far from the sight a part is drawn where the browser does not say, pixels. */
const MARGIN_PX = 700;
/** Parts that are drawn at first sight. */
const FIRST = 4;

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

const heights = new WeakMap<Element, number>();
let measure: ResizeObserver | undefined;

/** How high what is drawn turns out to be: told once it is laid out, for to ask would lay it out again. */
function sizes(): ResizeObserver {
  measure ??= new ResizeObserver((entries) => {
    for (const { target, borderBoxSize } of entries) {
      heights.set(target, borderBoxSize[0]?.blockSize ?? 0);
    }
  });
  return measure;
}

/** Be told when a part comes near and when it is far, until the answer is called. */
function observe(part: HTMLElement, tell: Told): () => void {
  if ("ContentVisibilityAutoStateChangeEvent" in globalThis) {
    const change = (event: Event) => {
      if (event.target === part) tell(!(event as ContentVisibilityAutoStateChangeEvent).skipped);
    };
    part.addEventListener("contentvisibilityautostatechange", change);
    return () => part.removeEventListener("contentvisibilityautostatechange", change);
  }
  told.set(part, tell);
  watch().observe(part);
  return () => watch().unobserve(part);
}

export class Part {
  /** Whether what is in it is to be drawn. */
  near = $state(false);
  #height = $state(0);

  /** `at`: its place, of which the first ones are drawn at once; `likely`: how high it is likely to
   * be, pixels. */
  constructor(at: number, likely: number) {
    this.near = at < FIRST;
    this.#height = likely;
  }

  /** Its style, drawn or not. */
  get style(): string {
    const blank = this.near ? "" : `min-height: ${this.#height}px;`;
    return `content-visibility: auto; contain-intrinsic-block-size: auto ${this.#height}px; ${blank}`;
  }

  /** To attach to it. Parts that come near at once are drawn one after the other; one that was left
   * behind is taken away when there is time, unless somebody has the focus in it. */
  readonly seen = (part: HTMLElement) => {
    let leave = () => {};
    const unobserve = observe(part, (near) => {
      leave();
      leave = near
        ? inPieces(() => flushSync(() => this.#come(part)))
        : atLeisure(() => this.#go(part));
    });
    if (untrack(() => this.near)) sizes().observe(part);
    return () => {
      leave();
      unobserve();
      sizes().unobserve(part);
    };
  };

  #come(part: HTMLElement): void {
    this.near = true;
    sizes().observe(part);
  }

  #go(part: HTMLElement): void {
    if (!this.near || part.contains(document.activeElement)) return;
    sizes().unobserve(part);
    this.#height = heights.get(part) || this.#height;
    this.near = false;
  }
}
