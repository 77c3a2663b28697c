import Page from "../views/facilitator/FacilitatorPage.svelte";
import { start } from "../views/start";

await start(Page);
