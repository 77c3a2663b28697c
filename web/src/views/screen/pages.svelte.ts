// What is longer than the projector, in pages: nobody can scroll there from the room.
//
// The browser's own columns cut the content where it may be cut; a page is as many of them as are
// beside each other, and another page is the same strip moved aside. There are as few pages as the least
// size allows, and text is as large as that many pages let it be (R13).

/** 24 px on a screen of 1080. */
const LEAST = 2.25;
const MOST = 3.6;
const STEPS = 4;
/** Elements that are laid out again and again for a larger text; with more it takes seconds. */
const FEW_ENOUGH = 2_500;
/** What says of itself that there is more of it to come: to look for a size now would only make the text
 * small again with the rest. */
const COMING = "[data-coming]";
/** In a look that is told by actor. */
const ACTOR = ".columns > .one";
/** A list that may show more than its first few, and how many these are. */
const LIST = "[data-first]";
/** Lists that are each looked at by themselves; more of them show as many all. */
const FEW_LISTS = 16;
/** One thing is shown, in as many columns as what is said of it fills. */
const SPOT = "[data-look='spot']";
/** Between two columns, shares of a `rem`. */
const GAP = 1.6;

export class Pages {
  /** How many there are, at least one. */
  count = $state(1);
  #asked: () => number;
  readonly at: number = $derived.by(() => this.#asked() % this.count);

  /** `asked`: which page is asked for; after the last comes the first. */
  constructor(asked: () => number) {
    this.#asked = asked;
  }

  /** To attach to the box that is seen; its first child is the strip. */
  readonly fill = (box: HTMLElement) => {
    const root = document.documentElement;
    let due = 0;
    const set = (share: number) => {
      const size = `${(share * innerHeight) / 100}px`;
      // Every length hangs on it: to set it, even to the same, is to work out all of them.
      if (root.style.fontSize !== size) root.style.fontSize = size;
    };
    const strip = () => box.firstElementChild as HTMLElement;
    /** How many pages it takes as it is set now, how wide one is, gap included, pixels, and how many
     * actors are cut, the rest of whom stands in a column without their name. */
    const measured = () => {
      const page = box.clientWidth + GAP * Number.parseFloat(getComputedStyle(root).fontSize);
      const count = Math.ceil((strip().scrollWidth + page - box.clientWidth - 2) / page);
      const cut = [...box.querySelectorAll(ACTOR)].filter((one) => one.getClientRects().length > 1);
      return { count: Math.max(1, count), page, cut: cut.length };
    };
    const size = () => {
      due = 0;
      set(LEAST);
      strip().style.removeProperty("--across");
      const lists = [...box.querySelectorAll<HTMLElement>(LIST)].map((list) => new Spared(list));
      for (const list of lists) list.show(0);
      const { count, cut } = measured();
      const fits = () => {
        const now = measured();
        return now.count === count && now.cut <= cut;
      };
      const coming = box.querySelector(COMING) !== null;
      if (!coming && box.getElementsByTagName("*").length <= FEW_ENOUGH) {
        fill(lists, fits);
        let [least, most] = [LEAST, MOST];
        for (let step = 0; step < STEPS; step += 1) {
          const middle = (least + most) / 2;
          set(middle);
          if (fits()) least = middle;
          else most = middle;
        }
        set(least);
      }
      for (const list of lists) list.say();
      if (count === 1 && strip().matches(SPOT)) widen(strip());
      this.count = count;
      box.style.setProperty("--page", `${measured().page}px`);
    };
    const ask = () => {
      due ||= requestAnimationFrame(size);
    };
    const watcher = new MutationObserver(ask);
    watcher.observe(box, {
      childList: true,
      characterData: true,
      subtree: true,
      attributeFilter: ["data-coming"],
    });
    const shape = new ResizeObserver(ask);
    shape.observe(box);
    void document.fonts.ready.then(ask);
    return () => {
      cancelAnimationFrame(due);
      watcher.disconnect();
      shape.disconnect();
      root.style.fontSize = "";
    };
  };
}

/** Where fewer columns than it has are filled, they share its width. */
function widen(strip: HTMLElement): void {
  const across = Number(getComputedStyle(strip).columnCount);
  const { left, width } = strip.getBoundingClientRect();
  const starts = [...strip.querySelectorAll("li")].map((each) => each.getBoundingClientRect().left);
  const filled = 1 + Math.floor((across * (Math.max(left, ...starts) - left + 1)) / width);
  if (filled < across) strip.style.setProperty("--across", `${filled}`);
}

/** A list with items that are drawn and shown only where there is room for them. */
class Spared {
  readonly #list: HTMLElement;
  readonly #first: number;
  shown = 0;

  constructor(list: HTMLElement) {
    this.#list = list;
    this.#first = Number(list.dataset.first);
  }

  get most(): number {
    return Math.max(0, this.#list.children.length - this.#first);
  }

  show(spare: number): void {
    this.shown = Math.min(spare, this.most);
    for (const [at, item] of [...this.#list.children].entries()) {
      item.toggleAttribute("data-beyond", at >= this.#first + this.shown);
    }
  }

  /** It says itself how many others there are. */
  say(): void {
    this.#list.dispatchEvent(new CustomEvent("room", { detail: this.shown }));
  }
}

/** As many as fit: first alike in all lists, then each as far as it has room by itself. */
function fill(lists: readonly Spared[], fits: () => boolean): void {
  const show = (spare: number) => {
    for (const list of lists) list.show(spare);
  };
  let [least, most] = [0, Math.max(0, ...lists.map((list) => list.most))];
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    show(middle);
    if (fits()) least = middle;
    else most = middle - 1;
  }
  show(least);
  if (lists.length > FEW_LISTS) return;
  for (const list of lists) {
    while (list.shown < list.most) {
      list.show(list.shown + 1);
      if (fits()) continue;
      list.show(list.shown - 1);
      break;
    }
  }
}
