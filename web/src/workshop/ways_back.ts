// The way back from each act on a board, and forth again: ordinary commands, never a rewinding.
//
// A way back is looked for when it is wanted, on the board as it is then. Where somebody has built
// upon the act since, there is none, and the answer is why: undoing never takes from others.
import type {
  Beneficiary,
  Board,
  BoardCommand,
  ClassifyNote,
  Command,
  DeleteBeneficiary,
  EditBeneficiary,
  Note,
} from "../protocol/messages.ts";
import { resolve } from "./lookup.ts";
import { clean, cleanLabel } from "./text.ts";

/** `changed`: somebody changed it since. `built`: others hang something on it. `gone`: it is no
 * longer there. `stays`: a position that was taken stays, for those who answered it. */
export type Obstacle = "changed" | "built" | "gone" | "stays";
export type Way = (now: Board) => Command[] | Obstacle;

export interface Ways {
  readonly back: Way;
  readonly forth: Way;
}

/** The ways back from a command given on a board as it stood `before`, and forth again; null for
 * one that changes nothing. */
export function waysBack(before: Board, command: BoardCommand): Ways | null {
  switch (command.type) {
    case "SetStartingPoint": {
      const text = cleanLabel(command.text);
      const old = before.starting_point;
      const set = (wanted: string, from: string) => (now: Board) =>
        now.starting_point === from
          ? [{ ...command, base: from, text: wanted }]
          : ("changed" as const);
      return text === old ? null : { back: set(old, text), forth: set(text, old) };
    }
    case "AddNote": {
      const { note, text, kind = "visé" } = command;
      const beneficiary = resolve(before, command.beneficiary ?? "")?.id;
      if (beneficiary === undefined) return null;
      return {
        back: takenBack(note, { text: clean(text), kind, beneficiary }),
        forth: restored(note),
      };
    }
    case "DeleteNote": {
      const old = before.notes[command.note];
      return old ? { back: restored(old.id), forth: takenBack(old.id, old) } : null;
    }
    case "RestoreNote": {
      const old = before.removed_notes[command.note];
      return old ? { back: takenBack(old.id, old), forth: restored(old.id) } : null;
    }
    case "EditNote": {
      const old = before.notes[command.note]?.text;
      const text = clean(command.text);
      if (old === undefined || old === text) return null;
      return {
        back: rewritten(command.note, text, old),
        forth: rewritten(command.note, old, text),
      };
    }
    case "ClassifyNote":
      return classifiedBack(before, command);
    case "MoveNote": {
      const from = before.notes[command.note]?.beneficiary;
      const to = resolve(before, command.beneficiary)?.id;
      if (!from || !to || from === to) return null;
      return { back: moved(command.note, to, from), forth: moved(command.note, from, to) };
    }
    case "SplitNote": {
      const { note, parts } = command;
      const old = before.notes[note];
      if (!old) return null;
      const { kind, beneficiary } = old;
      const away = parts.map((part) =>
        takenBack(part.note, { text: clean(part.text), kind, beneficiary }),
      );
      const again = parts.map((part) => restored(part.note));
      return {
        back: all([...away, restored(note)]),
        forth: all([...again, takenBack(note, old)]),
      };
    }
    case "AddBeneficiary": {
      const { beneficiary } = command;
      return {
        back: (now) => {
          const found = now.beneficiaries[beneficiary];
          // The label was there already: nothing was added (B3).
          if (!found) return now.known_as[beneficiary] ? [] : "gone";
          if (found.label !== cleanLabel(command.label)) return "changed";
          if (isUsed(now, beneficiary)) return "built";
          return [{ type: "DeleteBeneficiary", beneficiary }];
        },
        forth: () => [{ type: "RestoreBeneficiary", beneficiary }],
      };
    }
    case "EditBeneficiary":
      return beneficiaryEditedBack(before, command);
    case "RankBeneficiary": {
      const id = resolve(before, command.beneficiary)?.id ?? "";
      const from = previous(before.order, id);
      const to = command.after === null ? null : (resolve(before, command.after)?.id ?? null);
      if (from === to) return null;
      return { back: ranked(id, to, from), forth: ranked(id, from, to) };
    }
    case "DeleteBeneficiary":
      return beneficiaryDeletedBack(before, command);
    case "RestoreBeneficiary": {
      const { beneficiary } = command;
      return {
        back: (now) =>
          isUsed(now, beneficiary) ? "built" : [{ type: "DeleteBeneficiary", beneficiary }],
        forth: () => [command],
      };
    }
    case "OpenPoint": {
      const { point } = command;
      const text = clean(command.text ?? "");
      const say = (words: string): Command[] =>
        text === "" ? [] : [{ type: "EditPoint", point, text: words }];
      return {
        back: (now) => {
          const found = now.points[point];
          if (!found || found.closed) return "gone";
          if (found.positions.length > 0) return "built";
          // Of a mark that says nothing, nothing is told once it is taken away (D3).
          return found.text === text ? [{ type: "ClosePoint", point }, ...say("")] : "changed";
        },
        forth: () => [{ type: "ReopenPoint", point }, ...say(text)],
      };
    }
    case "EditPoint": {
      const { point } = command;
      const old = before.points[point]?.text;
      const text = clean(command.text);
      if (old === undefined || old === text) return null;
      const set = (wanted: string, from: string) => (now: Board) =>
        now.points[point]?.text === from ? [{ ...command, text: wanted }] : ("changed" as const);
      return { back: set(old, text), forth: set(text, old) };
    }
    case "TakePosition":
      return positionTakenBack(before, command);
    case "ClosePoint":
    case "ReopenPoint": {
      const { point } = command;
      const closing = command.type === "ClosePoint";
      if (!before.points[point] || before.points[point].closed === closing) return null;
      const turn = (type: "ClosePoint" | "ReopenPoint") => (now: Board) =>
        now.points[point]?.closed === (type === "ReopenPoint")
          ? [{ type, point } as const]
          : ("changed" as const);
      return {
        back: turn(closing ? "ReopenPoint" : "ClosePoint"),
        forth: turn(command.type),
      };
    }
    case "AddInterestedActor":
    case "DeleteInterestedActor":
    case "RestoreInterestedActor": {
      const { interested } = command;
      const turn = (type: "DeleteInterestedActor" | "RestoreInterestedActor") => (now: Board) =>
        now.interested[interested]?.removed === (type === "RestoreInterestedActor")
          ? [{ type, interested } as const]
          : ("changed" as const);
      const removed = command.type === "DeleteInterestedActor";
      const [away, again] = [turn("DeleteInterestedActor"), turn("RestoreInterestedActor")];
      return removed ? { back: again, forth: away } : { back: away, forth: again };
    }
    case "EditInterestedActor": {
      const { interested: id } = command;
      const old = before.interested[id];
      if (!old) return null;
      const was = { label: old.label, reason: old.reason, uncertain: old.uncertain };
      const is = {
        label: cleanLabel(command.label ?? old.label),
        reason: clean(command.reason ?? old.reason),
        uncertain: command.uncertain ?? old.uncertain,
      };
      const notes = command.notes === undefined ? {} : { notes: old.notes };
      const set = (wanted: typeof was, from: typeof was, more: object) => (now: Board) => {
        const found = now.interested[id];
        if (!found || found.removed) return "gone" as const;
        if (!agrees(found, from)) return "changed" as const;
        return [{ type: "EditInterestedActor", interested: id, ...wanted, ...more } as const];
      };
      const again = command.notes === undefined ? {} : { notes: command.notes };
      return { back: set(was, is, notes), forth: set(is, was, again) };
    }
    case "KeepBothVersions":
      return null;
  }
}

/** Each of them, or the first obstacle. */
function all(ways: readonly Way[]): Way {
  return (now) => {
    const commands: Command[] = [];
    for (const way of ways) {
      const found = way(now);
      if (typeof found === "string") return found;
      commands.push(...found);
    }
    return commands;
  };
}

function withNote(now: Board, id: string, act: (note: Note) => Command[] | Obstacle) {
  const note = now.notes[id];
  return note ? act(note) : "gone";
}

/** Deleting a note while it is still as one has left it. */
function takenBack(id: string, left: Partial<Note>): Way {
  return (now) =>
    withNote(now, id, (note) => {
      const { text, kind, beneficiary } = left;
      if (!agrees(note, { text, kind, beneficiary })) return "changed";
      return hangsOn(now, id) ? "built" : [{ type: "DeleteNote", note: id, was: note.text }];
    });
}

function hangsOn(now: Board, id: string): boolean {
  return Object.values(now.points).some((point) => point.target === id && !point.closed);
}

function isUsed(now: Board, id: string): boolean {
  return (
    hangsOn(now, id) ||
    Object.values(now.notes).some((note) => note.beneficiary === id) ||
    Object.values(now.beneficiaries).some((other) => other.parent === id)
  );
}

function restored(note: string): Way {
  return (now) => {
    const found = now.removed_notes[note];
    if (!found) return now.notes[note] ? "changed" : "gone";
    return now.beneficiaries[found.beneficiary] ? [{ type: "RestoreNote", note }] : "built";
  };
}

function rewritten(id: string, from: string, to: string): Way {
  return (now) =>
    withNote(now, id, (note) =>
      note.text === from
        ? [{ type: "EditNote", note: id, base: note.rev, was: from, text: to }]
        : "changed",
    );
}

function moved(id: string, from: string, to: string): Way {
  return (now) =>
    withNote(now, id, (note) => {
      if (note.beneficiary !== from) return "changed";
      return now.beneficiaries[to] ? [{ type: "MoveNote", note: id, beneficiary: to }] : "gone";
    });
}

function classifiedBack(before: Board, command: ClassifyNote): Ways | null {
  const { type, note: id, ...said } = command;
  const old = before.notes[id];
  if (!old) return null;
  if (said.via !== undefined) said.via = cleanLabel(said.via);
  const was = Object.fromEntries(Object.keys(said).map((name) => [name, old[name as keyof Note]]));
  if (agrees(old, said)) return null;
  const say = (wanted: object, from: object) => (now: Board) =>
    withNote(now, id, (note) =>
      agrees(note, from) ? [{ type, note: id, ...wanted } as ClassifyNote] : "changed",
    );
  return { back: say(was, said), forth: say(said, was) };
}

/** Whether a thing is in all of this as it is said to be. */
function agrees(thing: object, said: object): boolean {
  return Object.entries(said).every(([name, value]) => Reflect.get(thing, name) === value);
}

type Named = Pick<Beneficiary, "label" | "aliases" | "category" | "parent">;

function beneficiaryEditedBack(before: Board, command: EditBeneficiary): Ways | null {
  const old = resolve(before, command.beneficiary);
  if (!old) return null;
  const is: Named = {
    label: cleanLabel(command.label ?? old.label),
    aliases: (command.aliases ?? old.aliases).map(cleanLabel),
    category: cleanLabel(command.category ?? old.category),
    parent: command.parent === undefined ? old.parent : command.parent,
  };
  const set = (wanted: Named, from: Named) => (now: Board) => {
    const found = now.beneficiaries[old.id];
    if (!found) return "gone" as const;
    if (JSON.stringify(named(found)) !== JSON.stringify(named(from))) return "changed" as const;
    return [{ type: command.type, beneficiary: old.id, base: found.rev, ...named(wanted) }];
  };
  return { back: set(old, is), forth: set(is, old) };
}

function named({ label, aliases, category, parent }: Named): Named {
  return { label, aliases, category, parent };
}

function previous(order: readonly string[], id: string): string | null {
  return order[order.indexOf(id) - 1] ?? null;
}

function ranked(beneficiary: string, from: string | null, to: string | null): Way {
  return (now) => {
    if (!now.order.includes(beneficiary)) return "gone";
    if (previous(now.order, beneficiary) !== from) return "changed";
    if (to !== null && !now.order.includes(to)) return "gone";
    return [{ type: "RankBeneficiary", beneficiary, after: to }];
  };
}

/** It comes back at its rank, with the notes that were given away and are still where they went. */
function beneficiaryDeletedBack(before: Board, command: DeleteBeneficiary): Ways | null {
  const found = resolve(before, command.beneficiary);
  if (!found) return null;
  const { id } = found;
  const notes = Object.values(before.notes).filter((note) => note.beneficiary === id);
  const children = Object.values(before.beneficiaries).filter((each) => each.parent === id);
  const to = command.reassign_to == null ? undefined : resolve(before, command.reassign_to)?.id;
  const after = previous(before.order, id);
  return {
    back: (now) => {
      if (!now.removed_beneficiaries[id]) return "changed";
      const back: Command[] = [{ type: "RestoreBeneficiary", beneficiary: id }];
      if (after === null || now.order.includes(after)) {
        back.push({ type: "RankBeneficiary", beneficiary: id, after });
      }
      for (const note of notes) {
        if (now.notes[note.id]?.beneficiary === to) {
          back.push({ type: "MoveNote", note: note.id, beneficiary: id });
        }
      }
      for (const { id: child } of children) {
        const { rev: base, parent } = now.beneficiaries[child] ?? { rev: 0, parent: "gone" };
        if (parent === null) {
          back.push({ type: "EditBeneficiary", beneficiary: child, base, parent: id });
        }
      }
      return back;
    },
    forth: (now) => {
      const own = Object.values(now.notes).filter((note) => note.beneficiary === id);
      const mine = own.every((note) => notes.some((each) => each.id === note.id));
      return mine ? [command] : "built";
    },
  };
}

function positionTakenBack(
  before: Board,
  command: Extract<BoardCommand, { type: "TakePosition" }>,
): Ways | null {
  const { point, position } = command;
  const said = (of: Board) => of.points[point]?.positions.find((each) => each.id === position);
  const old = said(before)?.text;
  const text = clean(command.text);
  if (old === undefined) return { back: () => "stays", forth: () => "stays" };
  if (old === text) return null;
  const set = (wanted: string, from: string) => (now: Board) =>
    said(now)?.text === from ? [{ ...command, text: wanted }] : ("changed" as const);
  return { back: set(old, text), forth: set(text, old) };
}
