// Words that only leading, the doors and the screen say (`page_words.ts`).
declare module "*.json?lead" {
  const words: Record<string, string>;
  export default words;
}
