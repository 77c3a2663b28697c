import Page from "../views/board/BoardPage.svelte";
import { start } from "../views/start";

await start(Page);
