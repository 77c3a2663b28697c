// In the last second before the lock, what is half typed is sent as it stands (decisions.md).
// What could not be sent stays where it was typed.
import { lockAt } from "../../workshop/timer";
import { useTicker } from "../context";
import type { Place } from "./place.svelte";

const LAST_MS = 1000;

export function flushAtEnd(place: Place): void {
  const ticker = useTicker();
  let sentFor: number | null = null;
  $effect(() => {
    const at = lockAt(place.room.timer);
    if (at === null || place.session.you?.role !== "participant" || sentFor === at) return;
    const left = at - ticker.now;
    if (left > LAST_MS || left <= 0) return;
    sentFor = at;
    for (const box of [...place.boxes]) box.send();
  });
}
