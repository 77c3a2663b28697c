import Page from "../views/doors/Join.svelte";
import { start } from "../views/start";

await start(Page);
