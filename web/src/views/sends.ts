// One rule for every writing box: Enter sends a line or a note. In a box of several lines Enter
// begins another one, and Ctrl (or ⌘) + Enter sends. What is sent ends with its last word.

/** For a dialog or a form: Ctrl or ⌘ + Enter in a box of several lines presses its button. */
export function sendsLong(event: KeyboardEvent): void {
  const area = event.target;
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  if (event.defaultPrevented || event.isComposing) return;
  if (!(area instanceof HTMLTextAreaElement)) return;
  event.preventDefault();
  // A box that saves when it is left has done so by then, with a button or without one.
  area.blur();
  area.form?.querySelector<HTMLButtonElement>("[type=submit]")?.click();
  if (area.isConnected) area.focus();
}
