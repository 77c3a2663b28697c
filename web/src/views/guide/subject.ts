// What a shown id means: the thing itself, and how it is called. Gone is null, and shows nothing.

import type {
  Board,
  ExampleBeneficiary,
  ExampleNote,
  Note,
  PhaseKind,
  Room,
  Shown,
} from "../../protocol/messages";
import { phrase, t } from "../../text/catalogue";
import { boardWithBeneficiary, boardWithNote } from "../../workshop/lookup";
import { phaseName } from "../plan";
import { keptNames } from "./kept_names.svelte";

/** The page that a shown thing is on; « phase » is the phase's own. */
export function pageOf(room: Room, shown: Shown): PhaseKind | "spotlight" {
  switch (shown.kind) {
    case "phase":
      return room.phase;
    case "section":
    case "example-beneficiary":
    case "example-note":
      return "presentation";
    case "actor":
    case "territory-actor":
      return boardWithBeneficiary(room, shown.target) ? "spotlight" : room.phase;
    case "note":
      return boardWithNote(room, shown.target) ? "spotlight" : room.phase;
  }
}

export interface ExamplePlace {
  beneficiary: ExampleBeneficiary;
  note: ExampleNote | null;
}

/** A beneficiary of the worked example, or one of its notes with the beneficiary that it is for. */
export function inExample(room: Room, shown: Shown): ExamplePlace | null {
  const all = room.template.worked_example?.beneficiaries ?? [];
  for (const beneficiary of all) {
    if (shown.kind === "example-beneficiary" && beneficiary.id === shown.target) {
      return { beneficiary, note: null };
    }
    const note = beneficiary.notes.find((each) => each.id === shown.target);
    if (shown.kind === "example-note" && note) return { beneficiary, note };
  }
  return null;
}

/** A note of a board, with where it was written. */
export function onBoard(room: Room, id: string): { board: Board; note: Note } | null {
  const board = boardWithNote(room, id);
  const note = board?.notes[id];
  return board && note ? { board, note } : null;
}

const SECTIONS = {
  intentions: "presentation.intentions",
  grille: "presentation.grid",
  composantes: "presentation.components",
  contexte: "presentation.context",
  effets: "presentation.effects",
  externalites: "presentation.externalities",
  interesses: "presentation.interested",
  etapes: "presentation.next",
} as const;
type Section = keyof typeof SECTIONS;

export function sectionTitle(section: string): string {
  return section in SECTIONS ? t(SECTIONS[section as Section]) : "";
}

/** How what is shown is called: people's own words between quotes are the caller's to add. */
export function titleOf(room: Room, shown: Shown): string {
  switch (shown.kind) {
    case "phase":
      return phaseName(room, room.phase);
    case "section":
      return sectionTitle(shown.target);
    case "example-beneficiary":
    case "example-note": {
      const found = inExample(room, shown);
      return found?.note?.text ?? found?.beneficiary.label ?? t("view.presentation");
    }
    case "actor":
    case "territory-actor": {
      const board = boardWithBeneficiary(room, shown.target);
      const label = board?.beneficiaries[shown.target];
      const title = label?.builtin
        ? phrase(room.template.labels.territory_itself)
        : (keptNames.of?.(room, shown.target) ?? label?.label ?? phaseName(room, room.phase));
      return board && shown.kind !== "actor" ? `${board.name} · ${title}` : title;
    }
    case "note":
      return onBoard(room, shown.target)?.note.text ?? phaseName(room, room.phase);
  }
}
