// Copying without a secure context: a session on a local network is plain http.

/** Copy a text; `field` already shows it and serves where the clipboard API is not allowed. */
export async function copy(
  text: string,
  field: HTMLInputElement | HTMLTextAreaElement,
): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    field.focus();
    field.select();
    return document.execCommand("copy");
  }
}
