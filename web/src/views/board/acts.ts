// What a person does to a board, with the way back that goes with it.
import type { Note } from "../../protocol/messages";
import { t } from "../../text/catalogue";
import { newId } from "../../workshop/ids";
import { toasts } from "../toasts.svelte";
import type { Place } from "./place.svelte";

export function moveNote(place: Place, note: Note, beneficiary: string): void {
  const from = note.beneficiary;
  if (from === beneficiary) return;
  const label = place.board.beneficiaries[beneficiary]?.label ?? "";
  place.do({ type: "MoveNote", note: note.id, beneficiary });
  toasts.show(t("note.moved", { label }), {
    label: t("common.undo"),
    act: () => place.do({ type: "MoveNote", note: note.id, beneficiary: from }),
  });
}

export function deleteNote(place: Place, note: Note): void {
  place.do({ type: "DeleteNote", note: note.id });
  toasts.show(t("note.deleted"), {
    label: t("common.undo"),
    act: () => place.do({ type: "RestoreNote", note: note.id }),
  });
}

export function turnKind(place: Place, note: Note): void {
  const kind = note.kind === "visé" ? "externalité" : "visé";
  place.do({ type: "ClassifyNote", note: note.id, kind });
}

/** Send a rewritten text; when somebody else was faster, show both and lose neither. */
export async function rewriteNote(place: Place, note: string, base: number, text: string) {
  const outcome = await place.do({ type: "EditNote", note, base, text });
  if (outcome.type !== "Rejected") return;
  if (outcome.code === "conflict") {
    // Kept until a version is chosen: closing the dialog leaves the text with the kept ones.
    place.sheet = {
      kind: "conflict",
      n: outcome.n,
      note,
      mine: text,
      theirs: String(outcome.params.current ?? ""),
      rev: Number(outcome.params.rev ?? base),
    };
  }
}

/** Flag as a point of discussion at once: the words may come later, or never (R24). */
export function openPoint(place: Place, target: "note" | "beneficiary" | "board", id: string) {
  place.do({ type: "OpenPoint", point: newId(), target_kind: target, target: id, text: "" });
}

/** Put a beneficiary one place towards the direct (-1) or the indirect (+1) end. */
export function shiftBeneficiary(place: Place, id: string, by: -1 | 1): void {
  const order = place.board.order.filter((each) => each !== id);
  const at = place.board.order.indexOf(id) + by;
  if (at < 0 || at > order.length) return;
  place.do({ type: "RankBeneficiary", beneficiary: id, after: order[at - 1] ?? null });
}
