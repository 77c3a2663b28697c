import { start } from "../views/start";
import Page from "../views/facilitator/FacilitatorPage.svelte";

await start(Page);
