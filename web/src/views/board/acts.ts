// What a person does to a board, with the way back that goes with it.
import type { Note } from "../../protocol/messages";
import { t } from "../../text/catalogue";
import { newId } from "../../workshop/ids";
import { toasts } from "../toasts.svelte";
import type { NoteDraft } from "./note_draft";
import type { Place } from "./place.svelte";

export function moveNote(place: Place, note: Note, beneficiary: string): void {
  if (note.beneficiary === beneficiary) return;
  const label = place.board.beneficiaries[beneficiary]?.label ?? "";
  place.do({ type: "MoveNote", note: note.id, beneficiary });
  withWayBack(place, t("note.moved", { label }));
}

export function deleteNote(place: Place, note: Note): void {
  place.do({ type: "DeleteNote", note: note.id, was: note.text });
  withWayBack(place, t("note.deleted"));
}

/** Say what was just done, with « Annuler » for that act whatever is done meanwhile. */
export function withWayBack(place: Place, said: string): void {
  const act = place.history.done.at(-1);
  toasts.show(said, {
    label: t("common.undo"),
    act: () => place.undo(act),
    open: () => place.history.done.some((each) => each === act),
  });
}

/** One tap each, with the deck's definition under the note; no combination is refused (N9, R25). */
export function turnKind(place: Place, note: Note): void {
  const kind = note.kind === "visé" ? "externalité" : "visé";
  place.do({ type: "ClassifyNote", note: note.id, kind });
  place.hint(note.id);
}

export function turnDirectness(place: Place, note: Note): void {
  const directness = note.directness === "direct" ? "indirect" : "direct";
  place.do({ type: "ClassifyNote", note: note.id, directness });
  place.hint(note.id);
}

/** Send a rewritten text; when somebody else was faster, `clashes` loses neither. */
export function rewriteNote(place: Place, note: string, draft: NoteDraft): void {
  const { rev: base, was, text } = draft;
  place.do({ type: "EditNote", note, base, was, text });
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
