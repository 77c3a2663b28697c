import { vitePreprocess } from "@sveltejs/vite-plugin-svelte";

// Runes everywhere, so that what reacts is visible where it is written.
export default {
  preprocess: vitePreprocess(),
  compilerOptions: { runes: true },
};
