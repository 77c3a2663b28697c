import { start } from "../views/start";
import Page from "../views/doors/Enter.svelte";

await start(Page);
