// What an own command will most likely give, shown at once while the server decides.
//
// A prediction is only ever laid over the confirmed room and thrown away with the command's outcome,
// so it may leave out what it is not sure of: what the server would refuse, and leading. It never
// decides anything.
import type {
  AddNote,
  BoardCommand,
  Command,
  Directness,
  Note,
  Role,
  Room,
  SeenEvent,
} from "../protocol/messages.ts";
import { Draft } from "./draft.ts";
import { apply } from "./evolve.ts";
import { boardOf, resolve } from "./lookup.ts";
import { predictOnBoard } from "./predict_board.ts";
import { predictRemark } from "./predict_remarks.ts";
import { clean, cleanLabel } from "./text.ts";

/** Who this device writes as. */
export interface Me {
  readonly role: Role;
  readonly participant: string | null;
}

/** A command that has no outcome yet; `at_ms` is the server's clock when it was given. */
export interface Given {
  readonly command: Command;
  readonly at_ms: number;
}

type Predict = (room: Room, command: Command, me: Me, at_ms: number) => SeenEvent[];
let inPooling: Predict = () => [];

/** The pooling's own page brings how what is done there is predicted: a board's first sight need not
 * wait for that. */
export function learnPooling(how: Predict): void {
  inPooling = how;
}

/** The confirmed room with the own commands laid over it, in order. */
export function withPending(confirmed: Room, pending: Iterable<Given>, me: Me): Room {
  const draft = new Draft(confirmed);
  for (const given of pending) {
    try {
      for (const event of predict(draft.room, given, me)) apply(draft, event);
    } catch {
      // Only a picture of what is to come: the command itself is safe in the outbox.
    }
  }
  return draft.room;
}

/** The events that a command would give, none when it cannot be told. */
export function predict(room: Room, given: Given, me: Me): SeenEvent[] {
  const { command, at_ms } = given;
  switch (command.type) {
    case "LeaveRemark":
    case "AnswerRemark":
    case "CloseRemark":
    case "ReopenRemark":
      return predictRemark(room, command, me);
    case "SayReady": {
      const pair = pairOf(room, me);
      if (pair === null || room.phase !== "travail" || command.ready === pair in room.ready) {
        return [];
      }
      return [command.ready ? { type: "PairReady", pair, at_ms } : { type: "PairNotReady", pair }];
    }
    case "RaiseHand": {
      const participant = me.participant;
      if (participant === null || participant in room.hands) return [];
      return [{ type: "HandRaised", participant, at_ms }];
    }
    case "LowerHand":
      if (!(command.participant in room.hands)) return [];
      return [{ type: "HandLowered", participant: command.participant }];
    case "AddNote":
      return addNote(room, command, at_ms, me);
    default:
      if (isOnBoard(command)) return onBoard(room, command, at_ms, me);
      return inPooling(room, command, me, at_ms);
  }
}

function addNote(room: Room, command: AddNote, at_ms: number, me: Me): SeenEvent[] {
  const board = boardOf(room, command);
  const beneficiary = board && resolve(board, command.beneficiary ?? "");
  if (!board || !beneficiary || !mayWrite(room, board.id, me)) return [];
  if (board.notes[command.note] || board.removed_notes[command.note]) return [];
  const note: Note = {
    id: command.note,
    beneficiary: beneficiary.id,
    text: clean(command.text),
    kind: command.kind ?? "visé",
    directness: command.directness ?? defaultDirectness(board.order, beneficiary.id),
    unforeseen: command.unforeseen ?? false,
    via: cleanLabel(command.via ?? ""),
    via_note: command.via_note ?? null,
    status: "hypothèse",
    pair: pairOf(room, me),
    at_ms,
    rev: 0,
    split_from: null,
    hidden: false,
  };
  return [{ type: "NoteAdded", board: board.id, note }];
}

function onBoard(room: Room, command: BoardCommand, at_ms: number, me: Me): SeenEvent[] {
  const board = boardOf(room, command);
  if (!board || !mayWrite(room, board.id, me)) return [];
  return predictOnBoard(board, command, pairOf(room, me), at_ms);
}

/** [N6] direct for the first three beneficiaries or the first half, else indirect. */
export function defaultDirectness(order: readonly string[], beneficiary: string): Directness {
  const place = order.indexOf(beneficiary);
  if (place < 0) return "indirect";
  return place < Math.max(3, Math.ceil(order.length / 2)) ? "direct" : "indirect";
}

/** [P3, P4] Whether this person may write on a board now, as far as this device knows. */
export function mayWrite(room: Room, board: string, me: Me): boolean {
  if (me.role === "facilitator") return room.phase === "travail" || room.phase === "mise-en-commun";
  const seat = me.participant === null ? undefined : room.participants[me.participant];
  return (
    me.role === "participant" &&
    room.phase === "travail" &&
    seat?.board === board &&
    room.boards[board]?.closed === false
  );
}

function pairOf(room: Room, me: Me): string | null {
  return me.participant === null ? null : (room.participants[me.participant]?.pair ?? null);
}

/** Whether a command writes on a board, and may so be taken back there. */
export function isOnBoard(command: Command): command is BoardCommand {
  return command.type in ON_BOARD;
}

const ON_BOARD: Readonly<Record<BoardCommand["type"], 1>> = {
  SetStartingPoint: 1,
  AddBeneficiary: 1,
  EditBeneficiary: 1,
  RankBeneficiary: 1,
  DeleteBeneficiary: 1,
  RestoreBeneficiary: 1,
  AddNote: 1,
  EditNote: 1,
  ClassifyNote: 1,
  MoveNote: 1,
  SplitNote: 1,
  DeleteNote: 1,
  RestoreNote: 1,
  OpenPoint: 1,
  EditPoint: 1,
  TakePosition: 1,
  KeepBothVersions: 1,
  ClosePoint: 1,
  ReopenPoint: 1,
  AddInterestedActor: 1,
  EditInterestedActor: 1,
  DeleteInterestedActor: 1,
  RestoreInterestedActor: 1,
};
