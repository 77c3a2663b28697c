// Where what is half typed in the facilitator's dialogs is kept.
import type { PhaseKind } from "../../protocol/messages";

export const PEOPLE_LIST = "people.list";

export const phasePlace = (phase: PhaseKind) => `phase.${phase}`;
