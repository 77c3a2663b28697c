import Page from "../views/doors/Enter.svelte";
import { start } from "../views/start";

await start(Page);
