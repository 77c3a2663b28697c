// The parts of the catalogue that the build puts apart (`page_words.ts`).
declare module "*.json?lead" {
  const words: Record<string, string>;
  export default words;
}
declare module "*.json?later" {
  const words: Record<string, string>;
  export default words;
}
declare module "*.json?written" {
  const words: Record<string, string>;
  export default words;
}
