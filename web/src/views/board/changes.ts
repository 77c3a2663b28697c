// What an event means to somebody who does not see the board change.
import type { Board, SeenEvent } from "../../protocol/messages";

export interface Change {
  kind: "added" | "rewritten" | "moved" | "removed" | "named" | "gone" | "discussed";
  /** What it happened to. */
  id: string;
  /** The beneficiary that it happened at, where one is known: what the sentence names. */
  label: string;
}

/** The change that an event of this board is worth telling; a rank or a classification is not. */
export function change(event: SeenEvent, board: Board): Change | null {
  if (!("board" in event) || event.board !== board.id) return null;
  const label = (beneficiary: string | undefined) =>
    (beneficiary && board.beneficiaries[beneficiary]?.label) || "…";
  switch (event.type) {
    case "NoteAdded":
      return { kind: "added", id: event.note.id, label: label(event.note.beneficiary) };
    case "NoteEdited": {
      const at = label(board.notes[event.note]?.beneficiary);
      return { kind: "rewritten", id: event.note, label: at };
    }
    case "NoteMoved":
      return { kind: "moved", id: event.note, label: label(event.beneficiary) };
    case "NoteDeleted":
      return { kind: "removed", id: event.note, label: "" };
    case "BeneficiaryAdded":
    case "BeneficiaryEdited":
      return { kind: "named", id: event.beneficiary.id, label: event.beneficiary.label };
    case "BeneficiaryDeleted":
      return { kind: "gone", id: event.beneficiary, label: "" };
    case "PointOpened":
      return { kind: "discussed", id: event.point.id, label: "" };
    default:
      return null;
  }
}
