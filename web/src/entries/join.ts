import { start } from "../views/start";
import Page from "../views/doors/Join.svelte";

await start(Page);
