// Where somebody was on a board, for the time that its tab is open: after a reload, or on another phase's
// page and back, its columns and its lists are scrolled to where they were left.
import { isAt, wasAt } from "../where";

/** Where a list was: at its end, else which card stood first in sight, and how far down. */
interface Left {
  readonly top: number;
  readonly end: boolean;
  readonly note: string;
  readonly at: number;
}
interface Spot {
  left: number;
  lists: Record<string, Left>;
}

const NEAR_END_PX = 60;
const WRITES_MS = 300;
/** Until the cards of a list are drawn and known to be as high as they are. */
const SETTLES_MS = 3_000;
const HANDS = ["pointerdown", "wheel", "touchmove", "keydown"];

/** Bring the columns of a board back, and remember them from now on. Returns how to stop. */
export function comeBack(columns: HTMLElement, board: string): () => void {
  const name = `board.${board}`;
  const spot = read(wasAt(name));
  const stop = bringBack(columns, spot);
  let writing: ReturnType<typeof setTimeout> | undefined;

  function write() {
    clearTimeout(writing);
    writing = undefined;
    isAt(name, JSON.stringify(spot));
  }
  function onscroll({ target }: Event) {
    if (target === columns) spot.left = columns.scrollLeft;
    else if (target instanceof HTMLElement) {
      const column = target.closest<HTMLElement>("[data-column]")?.dataset.column;
      if (column && target.clientHeight > 0) spot.lists[column] = leftAt(target);
    }
    writing ??= setTimeout(write, WRITES_MS);
  }
  const onpagehide = () => writing !== undefined && write();
  columns.addEventListener("scroll", onscroll, { capture: true, passive: true });
  addEventListener("pagehide", onpagehide);
  return () => {
    stop();
    if (writing !== undefined) write();
    columns.removeEventListener("scroll", onscroll, { capture: true });
    removeEventListener("pagehide", onpagehide);
  };
}

function read(kept: string | null): Spot {
  try {
    if (kept) return JSON.parse(kept) as Spot;
  } catch {
    // Nothing that can be read.
  }
  return { left: 0, lists: {} };
}

function leftAt(list: HTMLElement): Left {
  const { top } = list.getBoundingClientRect();
  const first = [...list.querySelectorAll<HTMLElement>("[data-note]")].find(
    (card) => card.getBoundingClientRect().bottom > top,
  );
  return {
    top: list.scrollTop,
    end: list.scrollHeight - list.scrollTop - list.clientHeight < NEAR_END_PX,
    note: first?.dataset.note ?? "",
    at: first ? first.getBoundingClientRect().top - top : 0,
  };
}

/** Until a hand is at the page: from then on it stays where that leaves it. */
function bringBack(columns: HTMLElement, { left, lists }: Spot): () => void {
  columns.scrollLeft = left;
  const wanted = new Map<Element, Left>();
  for (const [column, where] of Object.entries(lists)) {
    const list = columns.querySelector(`[data-column="${CSS.escape(column)}"] .list`);
    if (list) wanted.set(list, where);
  }
  const sizes = new ResizeObserver(() => {
    for (const [list, where] of wanted) put(list, where);
  });
  for (const list of wanted.keys()) {
    sizes.observe(list);
    if (list.firstElementChild) sizes.observe(list.firstElementChild);
  }
  const end = new AbortController();
  const stop = () => end.abort();
  end.signal.addEventListener("abort", () => {
    sizes.disconnect();
    clearTimeout(settled);
  });
  const settled = setTimeout(stop, SETTLES_MS);
  for (const hand of HANDS) {
    addEventListener(hand, stop, { capture: true, passive: true, signal: end.signal });
  }
  return stop;
}

function put(list: Element, { top, end, note, at }: Left): void {
  if (list.clientHeight === 0) return;
  const card = list.querySelector(`[data-note="${CSS.escape(note)}"]`);
  if (end) list.scrollTop = list.scrollHeight;
  else if (card) {
    const now = card.getBoundingClientRect().top - list.getBoundingClientRect().top;
    list.scrollTop += now - at;
  } else list.scrollTop = top;
}
