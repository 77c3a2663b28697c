// Nobody's focus is lost by what somebody else does: a card that goes away or moves while it holds
// the focus hands it to itself where it is now, else to what stands nearest to where it was. That is
// never a field: the next key is meant for the page, and a phone would open its keyboard. Where a
// whole page has given way to another one, the new one has it.

const NEAR = "a[href], button:not(:disabled), summary, [tabindex='0']";
const IN_CARD = `${NEAR}, textarea, input:not(:disabled)`;

/** Remember where an element stands; calling the result gives the focus back there, or near. */
export function placeOf(element: Element | null): () => void {
  const note = element?.closest<HTMLElement>("[data-note]")?.dataset.note;
  const path: { parent: Element; at: number }[] = [];
  for (let each = element; each?.parentElement; each = each.parentElement) {
    path.push({ parent: each.parentElement, at: [...each.parentElement.children].indexOf(each) });
  }
  return () => {
    if (!(element instanceof HTMLElement)) return;
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
      if (parent.id === "main" && arrive(parent)) return;
      const children = [...parent.children];
      const [after, before] = [children.slice(at), children.slice(0, at).reverse()];
      const main = after.find((each) => each.id === "main");
      if (main && arrive(main)) return;
      if (focusIn(after, NEAR) || focusIn(before, NEAR)) return;
    }
  };
}

/** Watch over the focus of the page. Returns how to stop. */
export function keepFocus(): () => void {
  let held: { element: Element; back: () => void } | null = null;

  function hold(element: Element): void {
    held = { element, back: placeOf(element) };
  }
  // This comes after the first sight: somebody may have begun already.
  if (document.activeElement && !nowhere()) hold(document.activeElement);

  const onfocusin = (event: FocusEvent) => hold(event.target as Element);
  // A focus that somebody leaves on purpose is not brought back: what a change of the page takes
  // away is seen by the observer before this.
  function onfocusout(): void {
    setTimeout(() => {
      if (nowhere()) held = null;
    });
  }
  const observer = new MutationObserver((changes) => {
    if (!held || !nowhere()) return;
    const { element, back } = held;
    const taken = changes.some(({ removedNodes }) =>
      [...removedNodes].some((node) => node.contains(element)),
    );
    if (taken || !element.isConnected) back();
  });
  document.addEventListener("focusin", onfocusin);
  document.addEventListener("focusout", onfocusout);
  observer.observe(document.body, { childList: true, subtree: true });
  return () => {
    document.removeEventListener("focusin", onfocusin);
    document.removeEventListener("focusout", onfocusout);
    observer.disconnect();
  };
}

function nowhere(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}

/** Where the page that is there now says that one arrives, if it does. */
function arrive(main: Element): boolean {
  const there = main.querySelector<HTMLElement>("[data-arrival]");
  there?.focus({ preventScroll: true });
  return there !== null;
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
