// What is watched over on every page of a room, once it is drawn.
import { keepDoubleClicksTogether } from "./double_click";
import { keepFocus } from "./focus_kept";

/** Returns how to stop. */
export function watch(): () => void {
  const stops = [keepFocus(), keepDoubleClicksTogether()];
  return () => {
    for (const stop of stops) stop();
  };
}
