// What opening another phase takes with it, so that it is said before it is done (SPEC P5, T).
import type { Pair, PhaseKind, Room } from "../../protocol/messages.ts";
import { PHASES } from "../../protocol/messages.ts";
import { readiness } from "../readiness.ts";
import { lasting } from "./inverse.ts";

export interface Leaving {
  /** Boards that are open would close for everybody. */
  readonly closes: boolean;
  /** The timer that would end: running, waiting in a pause, or minutes that were given once more. */
  readonly timer: "running" | "paused" | "given" | null;
  /** Pairs at work that have not said that they are ready. */
  readonly missing: readonly Pair[];
  /** What it opens cannot be closed again. */
  readonly lasting: boolean;
  /** Everybody is led back to an earlier phase. */
  readonly back: boolean;
  /** Boards that are closed would open again for everybody. */
  readonly opens: boolean;
  /** A vote is open that nobody would be asked for again. */
  readonly votes: boolean;
  /** Whether any of this has to be asked. */
  readonly asks: boolean;
}

/** What goes with opening `to`, whichever way: any phase opens from any other. */
export function leaving(room: Room, to: PhaseKind): Leaving {
  const leaves = room.phase === "travail" && to !== "travail";
  const { state } = room.timer;
  const closes = leaves && Object.values(room.boards).some((board) => !board.closed);
  const ends = leaves && (state === "running" || state === "paused") ? state : null;
  const timer = ends !== null && room.timer.reopened ? "given" : ends;
  // Where every board is closed and no time is left, nobody can still be waited for.
  const missing = closes || ends !== null ? readiness(room).missing : [];
  const forGood = lasting(room, { type: "OpenPhase", phase: to });
  const back = PHASES.indexOf(to) < PHASES.indexOf(room.phase);
  const opens = back && to === "travail" && Object.values(room.boards).some((each) => each.closed);
  const votes =
    to === "prochaine-session" &&
    Object.values(room.votings).some((voting) => voting?.state === "open");
  const asks = votes || closes || timer !== null || missing.length > 0 || forGood || back;
  return { closes, timer, missing, lasting: forGood, back, opens, votes, asks };
}
