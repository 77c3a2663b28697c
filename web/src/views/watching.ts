// What is watched over on every page of a room, once it is drawn.
import type { RoomSession } from "../live/room_session.svelte";
import { keepDoubleClicksTogether } from "./double_click";
import { keepFocus } from "./focus_kept";
import { keepOfflinePage } from "./offline_page";
import { tellReopened } from "./reopened";

/** Returns how to stop. */
export function watch(session: RoomSession): () => void {
  void keepOfflinePage();
  const stops = [keepFocus(), keepDoubleClicksTogether(), tellReopened(session)];
  return () => {
    for (const stop of stops) stop();
  };
}
