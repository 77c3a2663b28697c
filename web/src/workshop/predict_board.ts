// What an own command on a board will most likely give: the larger half of `predict`.
import type {
  AddBeneficiary,
  Beneficiary,
  Board,
  BoardCommand,
  DeleteBeneficiary,
  DiscussionPoint,
  EditBeneficiary,
  EditInterestedActor,
  InterestedActor,
  KeepBothVersions,
  Note,
  SeenEvent,
  SplitNote,
} from "../protocol/messages.ts";
import { resolve } from "./lookup.ts";
import { clean, cleanLabel, isBlank, sameLabel } from "./text.ts";

/** [D6] The positions of a point that keeps two versions of a note's text. */
export const STANDING = "standing";
export const OTHER = "other";

/** The events that a command gives on a board that its writer may write on. */
export function predictOnBoard(
  on: Board,
  command: BoardCommand,
  pair: string | null,
  at_ms: number,
): SeenEvent[] {
  const board = on.id;
  switch (command.type) {
    case "SetStartingPoint":
      return [{ type: "StartingPointSet", board, text: cleanLabel(command.text) }];
    case "AddBeneficiary":
      return addBeneficiary(on, command);
    case "EditBeneficiary":
      return editBeneficiary(on, command);
    case "RankBeneficiary": {
      const own = resolve(on, command.beneficiary);
      const after = command.after === null ? null : resolve(on, command.after)?.id;
      if (!own || own.builtin || after === undefined || after === own.id) return [];
      return [{ type: "BeneficiaryRanked", board, beneficiary: own.id, after }];
    }
    case "DeleteBeneficiary":
      return deleteBeneficiary(on, command);
    case "RestoreBeneficiary":
      return [{ type: "BeneficiaryRestored", board, beneficiary: command.beneficiary }];
    case "AddNote":
      return [];
    case "EditNote": {
      const note = on.notes[command.note];
      if (!note || note.rev !== command.base || isBlank(command.text)) return [];
      if (command.was != null && clean(command.was) !== note.text) return [];
      const text = clean(command.text);
      return [{ type: "NoteEdited", board, note: note.id, text, rev: note.rev + 1 }];
    }
    case "ClassifyNote": {
      const note = on.notes[command.note];
      if (!note) return [];
      const { kind, directness, unforeseen, via, via_note } = { ...note, ...command };
      const classified = { kind, directness, unforeseen, via: cleanLabel(via), via_note };
      return [{ type: "NoteClassified", board, note: note.id, ...classified }];
    }
    case "MoveNote": {
      const beneficiary = resolve(on, command.beneficiary)?.id;
      if (!beneficiary) return [];
      return [{ type: "NoteMoved", board, note: command.note, beneficiary }];
    }
    case "SplitNote":
      return splitNote(on, command, at_ms);
    case "DeleteNote": {
      const { note: id, was } = command;
      if (was != null && clean(was) !== on.notes[id]?.text) return [];
      return [{ type: "NoteDeleted", board, note: id }];
    }
    case "RestoreNote": {
      const note = on.removed_notes[command.note];
      if (!note || !on.beneficiaries[note.beneficiary]) return [];
      return [{ type: "NoteRestored", board, note: note.id }];
    }
    case "OpenPoint": {
      const onBeneficiary = command.target_kind === "beneficiary";
      const target = onBeneficiary ? resolve(on, command.target)?.id : command.target;
      if (!target || on.points[command.point]) return [];
      const { point: id, target_kind } = command;
      const text = clean(command.text ?? "");
      const point = { id, target_kind, target, text, positions: [], pair, closed: false };
      return [{ type: "PointOpened", board, point }];
    }
    case "EditPoint":
      return [{ type: "PointEdited", board, point: command.point, text: clean(command.text) }];
    case "TakePosition": {
      const point = on.points[command.point];
      if (!point || point.closed || isBlank(command.text)) return [];
      const before = point.positions.find((each) => each.id === command.position);
      const mine = { id: command.position, text: clean(command.text), pair: before?.pair ?? pair };
      return [{ type: "PositionTaken", board, point: point.id, position: mine }];
    }
    case "KeepBothVersions":
      return keepBothVersions(on, command, pair);
    case "ClosePoint":
      return [{ type: "PointClosed", board, point: command.point }];
    case "ReopenPoint":
      return [{ type: "PointReopened", board, point: command.point }];
    case "AddInterestedActor": {
      if (on.interested[command.interested] || isBlank(command.label)) return [];
      const blank = { id: command.interested, label: "", reason: "", notes: [], removed: false };
      const interested = filled({ ...blank, uncertain: false }, command);
      return [{ type: "InterestedActorAdded", board, interested }];
    }
    case "EditInterestedActor": {
      const before = on.interested[command.interested];
      if (!before) return [];
      return [{ type: "InterestedActorEdited", board, interested: filled(before, command) }];
    }
    case "DeleteInterestedActor":
    case "RestoreInterestedActor": {
      const before = on.interested[command.interested];
      if (!before) return [];
      const interested = { ...before, removed: command.type === "DeleteInterestedActor" };
      return [{ type: "InterestedActorEdited", board, interested }];
    }
  }
}

/** [B3] A label that is there already: from now on the proposed id means that one. */
function addBeneficiary(on: Board, command: AddBeneficiary): SeenEvent[] {
  const { beneficiary: id } = command;
  const label = cleanLabel(command.label);
  if (isBlank(label) || on.beneficiaries[id] || on.known_as[id]) return [];
  if (on.removed_beneficiaries[id]) return [];
  const known = Object.values(on.beneficiaries).find((each) => sameLabel(each.label, label));
  if (known) {
    return [{ type: "BeneficiaryFound", board: on.id, beneficiary: known.id, known_as: id }];
  }
  const beneficiary: Beneficiary = {
    id,
    label,
    aliases: (command.aliases ?? []).map(cleanLabel),
    category: cleanLabel(command.category ?? ""),
    parent: command.parent == null ? null : (resolve(on, command.parent)?.id ?? null),
    builtin: false,
    rev: 0,
  };
  return [{ type: "BeneficiaryAdded", board: on.id, beneficiary }];
}

function editBeneficiary(on: Board, command: EditBeneficiary): SeenEvent[] {
  const found = resolve(on, command.beneficiary);
  if (!found || found.builtin || found.rev !== command.base) return [];
  const label = cleanLabel(command.label ?? found.label);
  const taken = Object.values(on.beneficiaries).some(
    (other) => other.id !== found.id && sameLabel(other.label, label),
  );
  if (taken || isBlank(label)) return [];
  const beneficiary: Beneficiary = {
    ...found,
    label,
    aliases: (command.aliases ?? found.aliases).map(cleanLabel),
    category: cleanLabel(command.category ?? found.category),
    parent: command.parent === undefined ? found.parent : command.parent,
    rev: found.rev + 1,
  };
  return [{ type: "BeneficiaryEdited", board: on.id, beneficiary }];
}

/** [B6] Its notes go to another one first, its children lose their parent; no note is dropped. */
function deleteBeneficiary(on: Board, command: DeleteBeneficiary): SeenEvent[] {
  const found = resolve(on, command.beneficiary);
  if (!found || found.builtin) return [];
  const board = on.id;
  const notes = Object.values(on.notes).filter((note) => note.beneficiary === found.id);
  const target = command.reassign_to == null ? undefined : resolve(on, command.reassign_to)?.id;
  if (notes.length > 0 && (target === undefined || target === found.id)) return [];
  const events: SeenEvent[] = [];
  for (const note of notes) {
    events.push({ type: "NoteMoved", board, note: note.id, beneficiary: target as string });
  }
  for (const child of Object.values(on.beneficiaries)) {
    if (child.parent === found.id) {
      events.push({ type: "BeneficiaryEdited", board, beneficiary: { ...child, parent: null } });
    }
  }
  return [...events, { type: "BeneficiaryDeleted", board, beneficiary: found.id }];
}

function splitNote(on: Board, command: SplitNote, at_ms: number): SeenEvent[] {
  const note = on.notes[command.note];
  if (!note || note.rev !== command.base || command.parts.length < 2) return [];
  const parts = command.parts.map(
    (part): Note => ({
      ...note,
      id: part.note,
      text: clean(part.text),
      rev: 0,
      at_ms,
      split_from: note.id,
    }),
  );
  return [{ type: "NoteSplit", board: on.id, note: note.id, parts }];
}

/** [D6] What stands in the note and what clashes with it, as two positions of one point. */
function keepBothVersions(on: Board, command: KeepBothVersions, pair: string | null): SeenEvent[] {
  const note = on.notes[command.note];
  const text = clean(command.text);
  if (!note || on.points[command.point] || isBlank(text) || text === note.text) return [];
  const point: DiscussionPoint = {
    id: command.point,
    target_kind: "note",
    target: note.id,
    text: clean(command.question ?? ""),
    positions: [
      { id: STANDING, text: note.text, pair: note.pair },
      { id: OTHER, text, pair },
    ],
    pair,
    closed: false,
  };
  return [{ type: "PointOpened", board: on.id, point }];
}

function filled(actor: InterestedActor, change: Omit<EditInterestedActor, "type">) {
  return {
    ...actor,
    label: cleanLabel(change.label ?? actor.label),
    reason: clean(change.reason ?? actor.reason),
    uncertain: change.uncertain ?? actor.uncertain,
    notes: [...new Set(change.notes ?? actor.notes)],
  };
}
