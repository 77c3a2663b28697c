import { start } from "../views/start";
import Page from "../views/board/BoardPage.svelte";

await start(Page);
