// Cleaning what people type, as `server/tablee/workshop/wording.py` does (SPEC X1–X3): the server
// has the last word, this one tells people before they send.

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not come through.
const FORBIDDEN = /[\0-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]/gu;

/** The text as it will be kept: NFC, without control characters and cut emoji; nothing trimmed. */
export function clean(text: string): string {
  return text.replaceAll("\r\n", "\n").replace(FORBIDDEN, "").normalize("NFC");
}

/** A one-line text: breaks become one space. */
export function cleanLabel(text: string): string {
  return clean(text.replace(/[\t\n]+/g, " "));
}

/** Whether nothing that can be seen is left. */
export function isBlank(text: string): boolean {
  return clean(text).trim() === "";
}

/** How long a text is, as the limits count: code points. */
export function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** Whether two labels name the same thing on one board: case and outer blanks apart. */
export function sameLabel(one: string, other: string): boolean {
  return folded(one) === folded(other);
}

/** Near to Python's `casefold`: through capitals, so that « ß » meets « SS ». */
function folded(label: string): string {
  return label.trim().toUpperCase().toLowerCase();
}
