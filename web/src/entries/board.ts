import { speakAsParticipant } from "../text/catalogue";
import Page from "../views/board/BoardPage.svelte";
import { start } from "../views/start";

speakAsParticipant();
await start(Page);
