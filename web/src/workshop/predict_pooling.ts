// What an own decision of the pooling will most likely give: a part of `predict`, held to
// `server/tablee/workshop/pooling_choices.py`. Nothing where the server would refuse it.
import type { PoolingChoice, PoolingCommand, Room, SeenEvent } from "../protocol/messages.ts";
import { closure, keptApart, rootOf } from "./closure.ts";
import { boardWithBeneficiary, boardWithNote, resolve } from "./lookup.ts";
import { decidedParents, isUnder, pooled } from "./pooling.ts";
import { cleanLabel, isBlank } from "./text.ts";

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
      return { type: "Grouped", notes, title: titleOf(command.title) };
    }
    case "PutInRegister": {
      const notes = live(room, command.notes);
      return notes?.length ? { type: "InRegister", notes, register: command.register } : undefined;
    }
    case "TakeOutOfGroup":
      return isGrouped(room, command.note) ? { type: "Apart", note: command.note } : undefined;
    case "TitleGroup":
      if (isBlank(command.title) || !isGrouped(room, command.note)) return;
      return { type: "Titled", note: command.note, title: cleanLabel(command.title) };
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

function isGrouped(room: Room, note: string): boolean {
  return pooled(room).some(({ groups }) => groups.some(({ notes }) => notes.includes(note)));
}

function titleOf(title: string | null | undefined): string | null {
  return title == null ? null : cleanLabel(title);
}
