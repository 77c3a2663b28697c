// A double click is one act. Where the first click takes a button away, what comes to stand in its
// place (the next proposal of a list, « + 5 min » after « Lancer ») was not meant by the second one.

const PRESSED = "button, a[href], summary, label";

/** Watch over the clicks of the page. Returns how to stop. */
export function keepDoubleClicksTogether(): () => void {
  let first: Element | null = null;
  const onclick = (event: MouseEvent) => {
    const pressed = (event.target as Element).closest(PRESSED);
    const meant = event.detail < 2 || pressed === first;
    first = pressed;
    if (meant || pressed === null) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  document.addEventListener("click", onclick, true);
  return () => document.removeEventListener("click", onclick, true);
}
