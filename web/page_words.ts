// Which words of the server's catalogue go into which file: what only the server says into none, what
// only leading, the doors and the screen say into `?lead`, what a board says at first sight into the
// catalogue itself, and all the rest into `?later`. A participant's phone then waits neither for the
// facilitator's words nor for those of dialogs and views that are fetched once the board is drawn.
// What is written into a room in its own language (`saidIn`) is in `?written` too, of both languages.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Plugin } from "vite";

const SERVER_WORDS = /^(export|http|error|offline|refused|statement)\./;
const LEADING = /[\\/]views[\\/](facilitator|doors|screen)[\\/]/;
const CATALOGUE = /[\\/]text[\\/](fr|en)\.json(\?(?:lead|later|written))?$/;
const WRITTEN = /\bsaidIn\([^"]*"([\w.]+)"/g;
/** What a file needs before it runs; not what it fetches later, by `import("…")`. */
const IMPORT = /^\s*(?:import|export) (?!type)(?:[^;]*? from )?"(\.[^"]+)"/gm;

/** A part of those pages that another page would show. */
const BORROWS = /^\s*import (?!type)[^;]*"[^"]*\/(facilitator|doors|screen)\/[^"]*"/m;

const read = (path: string) => readFileSync(path, "utf8");

/** The plugin for the pages whose sources are in `folder`; `whole`: the catalogue itself stays so. */
export function pageWords(folder: string, whole: boolean): Plugin {
  const sources = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(svelte|ts)$/.test(name) && !name.endsWith(".test.ts"))
    .map((name) => join(folder, name));
  for (const path of sources) {
    const borrowed =
      LEADING.test(path) || path.includes("entries") ? null : BORROWS.exec(read(path));
    if (borrowed)
      throw new Error(`${path} would need words that it does not fetch: ${borrowed[0]}`);
  }
  const said = (inside: boolean) =>
    sources
      .filter((path) => LEADING.test(path) === inside)
      .map(read)
      .join("\n");
  const [elsewhere, leading] = [said(false), said(true)];
  const sight = [...drawnFirst(join(folder, "entries", "board.ts"), new Set(sources))]
    .map(read)
    .join("\n");
  /** Beginnings of keys whose rest is worked out: `light.${state}`. */
  const begun = (text: string) =>
    [...text.matchAll(/`([\w.]+\.)\$\{/g)].map(([, stem]) => stem as string);
  const [begunInSight, begunElsewhere] = [begun(sight), begun(elsewhere)];

  const written = new Set([...`${elsewhere}${leading}`.matchAll(WRITTEN)].map(([, key]) => key));

  function file(key: string): string {
    const stem = key.replace(/\.(one|other)$/, "");
    const quoted = (text: string) => ['"', "'", "`"].some((q) => text.includes(q + stem + q));
    const among = (stems: string[]) => stems.some((begins) => key.startsWith(begins));
    if (among(begunInSight) || quoted(sight)) return "";
    return quoted(leading) && !quoted(elsewhere) && !among(begunElsewhere) ? "?lead" : "?later";
  }

  return {
    name: "page-words",
    enforce: "pre",
    transform(source, id) {
      const found = CATALOGUE.exec(id);
      if (!found || (whole && !found[2])) return;
      const wanted = found[2] ?? "";
      const words = Object.entries(JSON.parse(source) as Record<string, string>);
      const kept = JSON.stringify(
        Object.fromEntries(
          words.filter(([key]) =>
            wanted === "?written"
              ? written.has(key)
              : !SERVER_WORDS.test(key) && file(key) === wanted,
          ),
        ),
      );
      // What has a query is a module to the bundler, not a JSON file.
      return wanted ? { code: `export default ${kept}`, moduleType: "js" } : kept;
    },
  };
}

/** An entry and every source that it imports before it runs. */
function drawnFirst(entry: string, sources: ReadonlySet<string>): Set<string> {
  const met = new Set([entry]);
  for (const path of met) {
    for (const [, name] of read(path).matchAll(IMPORT)) {
      const base = resolve(dirname(path), name as string);
      const found = [base, `${base}.ts`].find((each) => sources.has(each));
      if (found) met.add(found);
    }
  }
  return met;
}
