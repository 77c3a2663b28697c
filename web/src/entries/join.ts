import Page from "../views/doors/Doorway.svelte";
import { start } from "../views/start";

await start(Page);
