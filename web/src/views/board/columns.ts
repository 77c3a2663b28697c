// What the columns of a board have of their page: what a pointer may carry, where one was, what
// is below.
import { drags } from "../drag";
import { boardDrags } from "./board_drags";
import { comeBack } from "./come_back";
import { showWhatGoesOn } from "./goes_on";
import type { Place } from "./place.svelte";

/** To call once the columns are drawn. Returns how to stop. */
export function hold(columns: HTMLElement, place: Place): () => void {
  const stops = [
    comeBack(columns, place.board.id),
    showWhatGoesOn(columns, place),
    drags(boardDrags(place), () => place.open)(columns),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
