// Whether the filter of the screens is on what they show: it is for the looks of the pooling that show
// actors, and stays behind anything else that is shown over them.
import type { Room } from "../../protocol/messages";
import { pageOf } from "../guide/subject";

export function siftedScreen(room: Room): boolean {
  const { sift, shown, look, way_in } = room.guidance;
  const wayIn = way_in && room.doors_open;
  const pooling = room.pooling_shown && pageOf(room, shown) === "mise-en-commun";
  return sift !== null && pooling && look !== "votes" && !wayIn;
}
