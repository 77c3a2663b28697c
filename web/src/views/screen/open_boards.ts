// What is said of boards that were opened again without a time of their own.
import type { Room } from "../../protocol/messages.ts";
import { many, t } from "../../text/catalogue.ts";
import { openWithoutTimer } from "../../workshop/timer.ts";

/** That boards are open though no timer goes on: all of them, or so many; « » when none is. */
export function openWords(room: Pick<Room, "phase" | "timer" | "boards">): string {
  const open = openWithoutTimer(room).length;
  if (open === 0) return "";
  const every = open === Object.keys(room.boards).length;
  return every ? t("timer.free_all") : many("timer.free_some", open);
}
