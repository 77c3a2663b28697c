import Page from "../views/screen/ScreenPage.svelte";
import { start } from "../views/start";

await start(Page);
