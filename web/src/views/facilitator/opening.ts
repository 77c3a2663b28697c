// Opening a phase, in the words that say what it does besides (SPEC A9): the last one closes the doors,
// and no other opens them again.
import type { Command, PhaseKind, Room } from "../../protocol/messages.ts";
import type { Sentence } from "../sentence.ts";

export interface Opening {
  readonly command: Command;
  /** Once it is done. */
  readonly done: Sentence;
}

/** The timer starts with its own button: people sit down first. */
export function opening(room: Room, phase: PhaseKind): Opening {
  const command = { type: "OpenPhase", phase, start_timer: false } as const;
  const said = { phase: { phase } };
  if (phase === "prochaine-session" && room.doors_open) {
    return { command, done: { key: "acts.phase_doors", with: said } };
  }
  const stay = room.phase === "prochaine-session" && !room.doors_open;
  return { command, done: { key: stay ? "acts.phase_doors_stay" : "acts.phase", with: said } };
}
