// What is done in the pooling, as it will most likely be kept: a part of `predict` that the pooling's
// page brings. A decision is held to `server/tablee/workshop/pooling_choices.py`: nothing where the
// server would refuse it.
import type {
  Command,
  PoolingChoice,
  PoolingCommand,
  Room,
  SeenEvent,
} from "../protocol/messages.ts";
import { closure, keptApart, rootOf } from "./closure.ts";
import { boardWithBeneficiary, boardWithNote, resolve } from "./lookup.ts";
import { decidedParents, isUnder, pooled } from "./pooling.ts";
import type { Me } from "./predict.ts";
import { predictMisrendered } from "./predict_misrendered.ts";
import { cleanLabel, isBlank } from "./text.ts";

/** Of a command that is not of the pooling, nothing. */
export function predictInPooling(room: Room, command: Command, me: Me, at_ms: number): SeenEvent[] {
  if ("decision" in command) return predictPooling(room, command, at_ms);
  return predictMisrendered(room, command, me.participant, at_ms);
}

export function predictPooling(room: Room, command: PoolingCommand, at_ms: number): SeenEvent[] {
  const standing = room.decisions[command.decision];
  if (command.type === "RetractDecision") {
    return standing ? [{ type: "DecisionRetracted", decision: command.decision }] : [];
  }
  if (standing || room.retracted.includes(command.decision)) return [];
  const choice = chosen(room, command);
  if (!choice || isContradicted(room, choice)) return [];
  return [{ type: "DecisionTaken", decision: { id: command.decision, at_ms, choice } }];
}

/** What the command chooses, in the rules' own ids and words. */
function chosen(
  room: Room,
  command: Exclude<PoolingCommand, { type: "RetractDecision" }>,
): PoolingChoice | undefined {
  switch (command.type) {
    case "SameActor": {
      const meant = command.beneficiaries.map((id) => meantBy(room, id));
      const beneficiaries = [...new Set(meant)];
      if (beneficiaries.length < 2 || !allKnown(beneficiaries)) return;
      return { type: "Same", beneficiaries, label: titleOf(command.label) };
    }
    case "RenameActor": {
      const beneficiary = meantBy(room, command.beneficiary);
      if (beneficiary === undefined || isBlank(command.label)) return;
      return { type: "Renamed", beneficiary, label: cleanLabel(command.label) };
    }
    case "CategoriseActor": {
      const beneficiary = meantBy(room, command.beneficiary);
      if (beneficiary === undefined) return;
      return { type: "Categorised", beneficiary, category: cleanLabel(command.category) };
    }
    case "PartOfActor": {
      const child = meantBy(room, command.child);
      const parent = meantBy(room, command.parent);
      return child && parent ? { type: "PartOf", child, parent } : undefined;
    }
    case "DifferentActors":
    case "DecideLater": {
      const one = meantBy(room, command.one);
      const other = meantBy(room, command.other);
      const type = command.type === "DifferentActors" ? "Different" : "Later";
      return one && other ? { type, one, other } : undefined;
    }
    case "GroupEffects": {
      const notes = live(room, command.notes);
      if (!notes || notes.length < 2) return;
      const title = titleOf(command.title);
      const titled_by = title === null ? (command.titled_by ?? null) : null;
      return { type: "Grouped", notes, title, titled_by };
    }
    case "PutInRegister": {
      const notes = live(room, command.notes);
      return notes?.length ? { type: "InRegister", notes, register: command.register } : undefined;
    }
    case "TakeOutOfGroup":
      return groupOf(room, command.note) && { type: "Apart", note: command.note };
    case "TitleGroup": {
      const group = groupOf(room, command.note);
      if (isBlank(command.title) || !group) return;
      const { note } = command;
      const others = group.filter((each) => each !== note);
      return { type: "Titled", note, title: cleanLabel(command.title), others };
    }
  }
}

/** Whether a choice cannot stand beside the decisions that do. */
function isContradicted(room: Room, choice: PoolingChoice): boolean {
  switch (choice.type) {
    case "Same":
      return keptApart(room, closure(room, choice.beneficiaries)) !== undefined;
    case "Different":
    case "Later": {
      const roots = closure(room);
      return rootOf(roots, choice.one) === rootOf(roots, choice.other);
    }
    case "PartOf": {
      const roots = closure(room);
      const child = rootOf(roots, choice.child);
      const parent = rootOf(roots, choice.parent);
      return child === parent || isUnder(decidedParents(room, roots), parent, child);
    }
    case "Grouped": {
      const roots = closure(room);
      const actors = choice.notes.map((note) => {
        const owner = boardWithNote(room, note)?.notes[note]?.beneficiary;
        return rootOf(roots, owner ?? "");
      });
      return new Set(actors).size > 1;
    }
    default:
      return false;
  }
}

function meantBy(room: Room, id: string): string | undefined {
  const board = boardWithBeneficiary(room, id);
  return board && resolve(board, id)?.id;
}

function allKnown(ids: readonly (string | undefined)[]): ids is readonly string[] {
  return !ids.includes(undefined);
}

/** These notes, each once; undefined when one of them is not there. */
function live(room: Room, notes: readonly string[]): readonly string[] | undefined {
  return notes.every((note) => boardWithNote(room, note)) ? [...new Set(notes)] : undefined;
}

/** The notes of the group that a note is in. */
function groupOf(room: Room, note: string): readonly string[] | undefined {
  const groups = pooled(room).flatMap((actor) => actor.groups);
  return groups.find(({ notes }) => notes.includes(note))?.notes;
}

function titleOf(title: string | null | undefined): string | null {
  return title == null ? null : cleanLabel(title);
}
