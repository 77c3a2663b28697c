import { readdirSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";
import { fileOf } from "./chunks.ts";
import { pageWords } from "./page_words.ts";
import { patientParts, withItself } from "./patient_parts.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// One entry per page: the server writes the page, the manifest tells it which files to name.
const entries = Object.fromEntries(
  readdirSync(here("src/entries"))
    .filter((name) => name.endsWith(".ts"))
    .map((name) => [basename(name, ".ts"), here(`src/entries/${name}`)]),
);

export default defineConfig({
  base: "/static/",
  publicDir: here("public"),
  // Tests read the whole catalogue where pages read what they begin with.
  plugins: [svelte(), patientParts(), pageWords(here("src"), Boolean(process.env.VITEST))],
  resolve: {
    // The catalogue of words is the server's own, read by both sides.
    alias: { $text: here("../server/tablee/text") },
    // Tests run what browsers run, not Svelte's rendering on a server.
    ...(process.env.VITEST ? { conditions: ["browser"] } : {}),
  },
  build: {
    target: "es2022",
    manifest: true,
    // A page under a strict content security policy loads files, never data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false, resolveDependencies: withItself },
    rolldownOptions: {
      input: entries,
      output: {
        // A page names the parts that it may fetch: sixteen letters compress better than sixty-four.
        hashCharacters: "hex",
        codeSplitting: {
          groups: [
            {
              debugName: "pages",
              name: fileOf(here("src/entries/board.ts"), here("src/entries/join.ts")),
            },
          ],
        },
      },
    },
  },
  server: { fs: { allow: [here("."), here("../server/tablee/text")] } },
  test: {
    include: ["src/**/*.test.ts"],
    environment: "node",
    // One process reads the modules once for all files; what a test stubs ends with it.
    isolate: false,
    unstubGlobals: true,
    setupFiles: "src/text/unspoken.ts",
  },
});
