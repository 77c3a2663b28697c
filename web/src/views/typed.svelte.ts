// What is half typed on a page and not yet sent, kept on the device like any other draft: closing its
// sheet or the page loses nothing, and what was begun is found again where it was typed.
import { draftsHere } from "./board/drafts.svelte";

export const typed = draftsHere();
