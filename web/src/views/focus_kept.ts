// Nobody's focus is lost by what somebody else does: a card that goes away or moves while it holds
// the focus hands it to itself where it is now, else to what stands nearest to where it was. That is
// never a field: the next key is meant for the page, and a phone would open its keyboard. Where a
// whole page has given way to another one, the new one has it: never the bars around it. A ring is shown
// to who came there by the keyboard. Whoever was typing is another matter (`typist`).
import { goOn, Hands, isText } from "./typist";

const NEAR = "a[href]:not(.skip), button:not(:disabled), summary, [tabindex='0']";
const IN_CARD = `${NEAR}, textarea, input:not(:disabled)`;

/** Remember where an element stands; calling the result gives the focus back there, or near. */
export function placeOf(element: Element | null): () => void {
  const inMain = element?.closest("#main") != null;
  const note = element?.closest<HTMLElement>("[data-note]")?.dataset.note;
  const path: { parent: Element; at: number }[] = [];
  for (let each = element; each?.parentElement; each = each.parentElement) {
    path.push({ parent: each.parentElement, at: [...each.parentElement.children].indexOf(each) });
  }
  return () => {
    if (!(element instanceof HTMLElement) || wentOn()) return;
    if (element.isConnected) {
      element.focus();
      if (document.activeElement === element) return;
    }
    // A card that is still there, here or in another column, takes it at what all its acts are in.
    const card = note && document.querySelector(`[data-note="${note}"]`);
    const first = card ? card.querySelector("textarea, [aria-haspopup]") : null;
    if (card && focusIn(first ? [first, card] : [card], IN_CARD)) return;
    for (const { parent, at } of path) {
      if (!parent.isConnected) continue;
      if (inMain && !parent.closest("#main")) break;
      if (parent.id === "main" && parent.querySelector("[data-arrival]")) break;
      const children = [...parent.children];
      const [after, before] = [children.slice(at), children.slice(0, at).reverse()];
      const next = after.find((each) => each.id === "main");
      if (next instanceof HTMLElement && next.querySelector("[data-arrival]")) {
        arrive(next);
        return;
      }
      if (focusIn(after, NEAR) || focusIn(before, NEAR)) return;
    }
    const main = inMain ? document.getElementById("main") : null;
    if (main) arrive(main);
  };
}

/** What has the focus: the way back to it, and whether the keyboard led there. */
interface Held {
  readonly element: Element;
  readonly dialog: Element | null;
  readonly back: () => void;
  readonly byKeys: boolean;
}

let held: Held | null = null;
let hands = new Hands();

/** Whether it was a text that others took away, alone or with its dialog: its typist goes on with it. */
function wentOn(): boolean {
  const field = held?.element ?? null;
  if (!isText(field) || field.isConnected || hands.closed(field)) return false;
  goOn(field, held?.dialog ?? null, () => {
    const main = document.getElementById("main");
    return main && arrivalOf(main);
  });
  return true;
}

/** Watch over the focus of the page. Returns how to stop. */
export function keepFocus(): () => void {
  let byKeys = false;
  held = null;
  hands = new Hands();
  const stop = hands.watch();

  function hold(element: Element): void {
    held = { element, dialog: element.closest("dialog"), back: placeOf(element), byKeys };
  }
  // This comes after the first sight: somebody may have begun already.
  if (document.activeElement && !nowhere()) hold(document.activeElement);

  const onkeydown = () => {
    byKeys = true;
  };
  const onpointerdown = () => {
    byKeys = false;
  };
  const onfocusin = (event: FocusEvent) => hold(event.target as Element);
  // A focus that somebody leaves on purpose is not brought back: what a change of the page takes
  // away is seen by the observer before this.
  function onfocusout(): void {
    setTimeout(() => {
      if (nowhere()) held = null;
    });
  }
  function handBack(lost: Held): void {
    byKeys = lost.byKeys;
    lost.back();
    const taker = document.activeElement;
    if (lost.byKeys || !(taker instanceof HTMLElement) || taker === document.body) return;
    if (!isText(taker)) withoutRing(taker);
  }
  const observer = new MutationObserver((changes) => {
    if (!held || !nowhere()) return;
    const { element } = held;
    const taken = changes.some(({ removedNodes }) =>
      [...removedNodes].some((node) => node.contains(element)),
    );
    if (taken || !element.isConnected) handBack(held);
  });
  document.addEventListener("keydown", onkeydown, true);
  document.addEventListener("pointerdown", onpointerdown, true);
  document.addEventListener("focusin", onfocusin);
  document.addEventListener("focusout", onfocusout);
  observer.observe(document.body, { childList: true, subtree: true });
  return () => {
    stop();
    document.removeEventListener("keydown", onkeydown, true);
    document.removeEventListener("pointerdown", onpointerdown, true);
    document.removeEventListener("focusin", onfocusin);
    document.removeEventListener("focusout", onfocusout);
    observer.disconnect();
  };
}

/** Until a key is pressed, or the focus goes on. */
function withoutRing(element: HTMLElement): void {
  element.style.outline = "none";
  const end = () => {
    element.style.outline = "";
    element.removeEventListener("blur", end);
    document.removeEventListener("keydown", end, true);
  };
  element.addEventListener("blur", end);
  document.addEventListener("keydown", end, true);
}

function nowhere(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}

/** Where the page that is there now says that one arrives, else the page itself. */
const arrivalOf = (main: HTMLElement) => main.querySelector<HTMLElement>("[data-arrival]") ?? main;

function arrive(main: HTMLElement): void {
  const there = arrivalOf(main);
  if (there === main) {
    main.tabIndex = -1;
    main.style.outline = "none";
  }
  there.focus({ preventScroll: true });
}

function focusIn(elements: Iterable<Element>, wanted: string): boolean {
  for (const element of elements) {
    const inside = element.querySelectorAll<HTMLElement>(wanted);
    for (const each of element.matches(wanted) ? [element as HTMLElement, ...inside] : inside) {
      each.focus();
      if (document.activeElement === each) return true;
    }
  }
  return false;
}
