// What a participant may look at in each phase. The phase takes everyone to its own page; whoever
// looks elsewhere stays there until the phase changes (`guide/elsewhere.ts`).
import type { PhaseKind, Room } from "../protocol/messages";

/** The ways to look at the phases' pages, and the one that is looked at. */
export interface Look {
  can(kind: PhaseKind): boolean;
  at: PhaseKind;
  go(kind: PhaseKind): void;
}

/** Whether the page of a phase may be looked at now. */
export function mayLook(room: Room, kind: PhaseKind): boolean {
  switch (kind) {
    case "accueil":
      return room.phase === "accueil";
    case "presentation":
      return room.phase === kind || (room.template.worked_example !== null && !skipped(room, kind));
    case "travail":
      return room.phase !== "accueil" && room.phase !== "presentation";
    case "mise-en-commun":
      return room.pooling_shown;
    case "prochaine-session":
      return room.phase === "prochaine-session";
  }
}

function skipped(room: Room, kind: PhaseKind): boolean {
  return room.template.phases.some((plan) => plan.kind === kind && plan.skipped);
}
