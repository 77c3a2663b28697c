// How a part that is fetched after the first sight comes: whole, or asked for again.
//
// A browser waits for a module as long as its connection seems to live, which on bad wifi may be for
// ever: nothing tells it that the other end is gone, and asking for the same module again joins the
// same wait. So each file is first fetched into the browser's cache with a patience that ends, and
// only then imported from there. What ends it is silence, not slowness; it grows while nothing comes,
// for a line may be that slow to answer, and is as before once something has. This takes the place of
// Vite's own way, which only hints.
import type { Plugin } from "vite";

const VITES_OWN = "\0vite/preload-helper.js";

/** Written for browsers as it stands. A failure is told: `persist` asks again. */
const code = (base: string) => `
const coming = new Map();
let patience = 5_000;
async function bring(file) {
  const given = new AbortController();
  let silent;
  const listen = () => {
    clearTimeout(silent);
    silent = setTimeout(() => given.abort(), patience);
  };
  try {
    listen();
    const part = await fetch(file, { signal: given.signal });
    if (!part.ok) throw new Error(file);
    const bytes = part.body.getReader();
    do listen();
    while (!(await bytes.read()).done);
  } finally {
    clearTimeout(silent);
  }
  patience = 5_000;
  if (!file.endsWith(".css")) return;
  const styles = document.createElement("link");
  styles.rel = "stylesheet";
  styles.href = file;
  await new Promise((loaded, failed) => {
    styles.onload = loaded;
    styles.onerror = () => {
      styles.remove();
      failed(new Error(file));
    };
    document.head.append(styles);
  });
}
export async function __vitePreload(part, files = []) {
  try {
    await Promise.all(files.map((name) => {
      const file = ${JSON.stringify(base)} + name;
      if (document.querySelector(\`[href="\${file}"],[src="\${file}"]\`)) return coming.get(file);
      coming.has(file) || coming.set(file, bring(file));
      return coming.get(file).catch((lost) => {
        coming.delete(file);
        throw lost;
      });
    }));
  } catch (lost) {
    patience = Math.min(2 * patience, 60_000);
    throw lost;
  }
  return part();
}`;

export function patientParts(): Plugin {
  let base = "/";
  return {
    name: "patient-parts",
    apply: "build",
    enforce: "post",
    configResolved: (config) => {
      base = config.base;
    },
    transform: {
      filter: { id: /vite\/preload-helper\.js$/ },
      handler: (_, id) => (id === VITES_OWN ? { code: code(base), map: null } : null),
    },
  };
}

/** A part that is one file is asked for in the same way as one that needs others. */
export function withItself(file: string, others: string[]): string[] {
  return others.length > 0 ? others : [file];
}
