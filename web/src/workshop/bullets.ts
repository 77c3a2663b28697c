// A line of a list as other programs write it: its mark is the list's, not part of the line.

/** A dash, a bullet, or a number of one or two figures, with a blank after it. */
const MARK = /^\s*(?:[-–—•◦▪‣*·]|\d{1,2}[.)])\s+/;

/** The line without the mark of its list; a line that is nothing else is left as it is. */
export function withoutBullet(line: string): string {
  return line.replace(MARK, "") || line;
}
