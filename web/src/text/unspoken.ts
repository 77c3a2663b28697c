// Before each file of tests: no catalogue is spoken, whatever the file before it spoke.
import { spoken } from "./spoken.svelte.ts";

spoken.words = {};
spoken.language = "fr";
