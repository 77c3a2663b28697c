// One rule for every writing box: Enter sends a line, a note or a remark, and Shift + Enter begins a line.
// In a box of several lines Enter begins another one, and Ctrl (or ⌘) + Enter sends, which the box says.
// What is sent ends with its last word.

/** For the box of a remark: Enter presses its form's button. */
export function sendsShort(event: KeyboardEvent): void {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  const area = event.currentTarget as HTMLTextAreaElement;
  area.form?.querySelector<HTMLButtonElement>("[type=submit]")?.click();
}

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
