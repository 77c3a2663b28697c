import { start } from "../views/start";
import Page from "../views/screen/ScreenPage.svelte";

await start(Page);
