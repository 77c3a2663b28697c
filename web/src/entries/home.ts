import Page from "../views/doors/Home.svelte";
import { start } from "../views/start";

await start(Page);
