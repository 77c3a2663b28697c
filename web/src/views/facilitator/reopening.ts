// The three ways in which a closed board opens again (SPEC T8): each has words of its own, since what
// follows is not the same.
import type { Command, Room, Timer } from "../../protocol/messages.ts";
import { type Sentence, say } from "../sentence.ts";

/** `time`: the timer starts again, for so many minutes, and then closes every board. `along`: with the
 * others, until the timer that goes on ends. `free`: until a facilitator closes. */
export type Way = "time" | "along" | "free";

/** What opening without a time of its own means now. */
export function wayWithoutTime(timer: Pick<Timer, "state">): "along" | "free" {
  return timer.state === "running" || timer.state === "paused" ? "along" : "free";
}

export interface Reopening {
  readonly command: Command;
  /** On its button. */
  readonly label: string;
  /** Once it is done. */
  readonly done: Sentence;
}

/** Opening one board, or all (null), in this way; `minutes` for the way that has a time. */
export function reopening(
  room: Pick<Room, "boards" | "template">,
  board: string | null,
  way: Way,
  minutes: number,
): Reopening {
  const which =
    board === null ? ({ key: "reopen.every" } as const) : (room.boards[board]?.name ?? "");
  const said = { which, minutes };
  const for_ms = way === "time" ? Math.round(minutes * 60_000) : null;
  return {
    command: { type: "ReopenBoards", board, for_ms },
    label: say({ key: `reopen.do.${way}`, with: said }, room),
    done: { key: `reopen.done.${way}`, with: said },
  };
}
