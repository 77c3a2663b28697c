import { readdirSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// One entry per page: the server writes the page, the manifest tells it which files to name.
const entries = Object.fromEntries(
  readdirSync(here("src/entries"))
    .filter((name) => name.endsWith(".ts"))
    .map((name) => [basename(name, ".ts"), here(`src/entries/${name}`)]),
);

// What only the server says (its documents, its answers by HTTP) stays out of the pages.
const SERVER_WORDS = /^(export|http|error|refused|statement)\./;
const pageWords: Plugin = {
  name: "page-words",
  enforce: "pre",
  transform(source, id) {
    if (!/[\\/]text[\\/](fr|en)\.json$/.test(id)) return;
    const words = Object.entries(JSON.parse(source) as Record<string, string>);
    return JSON.stringify(Object.fromEntries(words.filter(([key]) => !SERVER_WORDS.test(key))));
  },
};

export default defineConfig({
  base: "/static/",
  publicDir: here("public"),
  plugins: [svelte(), pageWords],
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
    rolldownOptions: { input: entries },
  },
  server: { fs: { allow: [here("."), here("../server/tablee/text")] } },
  test: {
    include: ["src/**/*.test.ts"],
    environment: "node",
  },
});
