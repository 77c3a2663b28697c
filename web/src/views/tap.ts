// A tap on words, by a finger or a mouse: neither the end of a drag, whose click is swallowed
// (`drag.ts`), nor of a selection. It is never the only way: a menu beside it does the same by keyboard.

/** An attachment that gives `act` the taps on an element, while `enabled()` is true. */
export function taps(act: () => void, enabled: () => boolean) {
  return (element: HTMLElement) => {
    function onclick(event: MouseEvent) {
      const modified = event.ctrlKey || event.shiftKey || event.altKey || event.metaKey;
      if (event.defaultPrevented || modified || !enabled() || selects(element)) return;
      act();
    }
    element.addEventListener("click", onclick);
    return () => element.removeEventListener("click", onclick);
  };
}

/** Whether words of the element are selected. */
function selects(element: HTMLElement): boolean {
  const selection = getSelection();
  return selection !== null && !selection.isCollapsed && selection.containsNode(element, true);
}
