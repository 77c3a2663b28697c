// A popover under the button that opens it, or above where there is no room.
//
// In the top layer, so that no scroller cuts it; the browser closes it on Escape or elsewhere.
export function showUnder(popover: HTMLElement, trigger: HTMLElement): void {
  popover.showPopover();
  const at = trigger.getBoundingClientRect();
  const left = Math.min(at.left, innerWidth - popover.offsetWidth - 8);
  const below = at.bottom + 4;
  const fits = below + popover.offsetHeight < innerHeight - 8;
  popover.style.left = `${Math.max(8, left)}px`;
  popover.style.top = `${Math.max(8, fits ? below : at.top - popover.offsetHeight - 4)}px`;
}
