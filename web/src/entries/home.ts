import { start } from "../views/start";
import Page from "../views/doors/Home.svelte";

await start(Page);
