// What a card shows now and then: fetched in one piece once the board is drawn, long before anybody is
// offline and needs it.
export { default as Begun } from "./Begun.svelte";
export { default as FirstStep } from "./FirstStep.svelte";
export { default as Left } from "./Left.svelte";
export { default as Meaning } from "./Meaning.svelte";
export { default as NoteEditor } from "./NoteEditor.svelte";
export { default as Unsent } from "./Unsent.svelte";
