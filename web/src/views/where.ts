// Where somebody was on a page, for the time that its tab is open: a reload leads back there.

const KEY = "tablee.where";

/** What was kept of this page under a name; null where nothing was, or nothing is kept here. */
export function wasAt(name: string): string | null {
  try {
    return sessionStorage.getItem(key(name));
  } catch {
    return null;
  }
}

/** Null to forget it. */
export function isAt(name: string, place: string | null): void {
  try {
    if (place === null) sessionStorage.removeItem(key(name));
    else sessionStorage.setItem(key(name), place);
  } catch {
    // The page begins at its beginning again.
  }
}

/** The page by its address: one tab may have been at several workshops. */
function key(name: string): string {
  return [KEY, location.pathname, name].join(" ");
}
