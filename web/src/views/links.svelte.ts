// The links that a page shows, asked for again whenever the room says that they have changed.
import { untrack } from "svelte";
import { fetched } from "./later";

/**
 * `first` is what the page was made with, `changes` the room's own count of changes. Null while
 * there is nothing that this page may show.
 */
export function liveLinks<T extends { readonly at: number }>(
  path: string,
  first: T | null,
  changes: () => number,
): { readonly now: T | null } {
  let now = $state.raw(first);
  $effect(() => {
    const at = changes();
    if (untrack(() => now !== null && now.at >= at)) return;
    let wanted = true;
    void fetched(() => ask<T>(path)).then((links) => {
      if (wanted) now = links;
    });
    return () => {
      wanted = false;
    };
  });
  return {
    get now() {
      return now;
    },
  };
}

/** Rejects while the line is away; a refusal is an answer. */
async function ask<T>(path: string): Promise<T | null> {
  const response = await fetch(path, { credentials: "same-origin" });
  if (response.status >= 500) throw new Error(String(response.status));
  return response.ok ? ((await response.json()) as T) : null;
}
