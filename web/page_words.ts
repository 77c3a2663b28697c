// Which words of the server's catalogue go into which page: what only the server says into none, what
// only leading, the doors and the screen say into theirs (`?lead`), the rest into every page. A
// participant's phone then does not wait for the facilitator's words.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

const SERVER_WORDS = /^(export|http|error|refused|statement)\./;
const LEADING = /[\\/]views[\\/](facilitator|doors|screen)[\\/]/;
const CATALOGUE = /[\\/]text[\\/](fr|en)\.json(\?lead)?$/;

/** A part of those pages that another page would show. */
const BORROWS = /^\s*import (?!type)[^;]*"[^"]*\/(facilitator|doors|screen)\/[^"]*"/m;

const read = (path: string) => readFileSync(path, "utf8");

/** The plugin for the pages whose sources are in `folder`. */
export function pageWords(folder: string): Plugin {
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
  /** Beginnings of keys whose rest is worked out: `light.${state}`. */
  const computed = [...elsewhere.matchAll(/`([\w.]+\.)\$\{/g)].map(([, stem]) => stem as string);

  function isLeading(key: string): boolean {
    const stem = key.replace(/\.(one|other)$/, "");
    const quoted = (text: string) => ['"', "'", "`"].some((q) => text.includes(q + stem + q));
    return (
      quoted(leading) && !quoted(elsewhere) && !computed.some((begins) => key.startsWith(begins))
    );
  }

  return {
    name: "page-words",
    enforce: "pre",
    transform(source, id) {
      const found = CATALOGUE.exec(id);
      if (!found) return;
      const wanted = found[2] !== undefined;
      const words = Object.entries(JSON.parse(source) as Record<string, string>);
      const kept = JSON.stringify(
        Object.fromEntries(
          words.filter(([key]) => !SERVER_WORDS.test(key) && isLeading(key) === wanted),
        ),
      );
      // What has a query is a module to the bundler, not a JSON file.
      return wanted ? { code: `export default ${kept}`, moduleType: "js" } : kept;
    },
  };
}
