// Finding things in a room by their id, as `server/tablee/workshop/lookup.py` does.
import type { Beneficiary, Board, BoardCommand, Room } from "../protocol/messages.ts";

type Finds = (board: Board) => unknown;

function boardWhere(room: Room, found: Finds): Board | undefined {
  return Object.values(room.boards).find(found);
}

export function boardWithNote(room: Room, note: string): Board | undefined {
  return boardWhere(room, (board) => board.notes[note]);
}

export function boardWithBeneficiary(room: Room, id: string): Board | undefined {
  return boardWhere(room, (board) => board.beneficiaries[id] ?? board.known_as[id]);
}

/** [B3] The beneficiary that an id means on a board: itself, or the one that answered for it. */
export function resolve(board: Board, id: string): Beneficiary | undefined {
  return board.beneficiaries[board.known_as[id] ?? id];
}

/** The board that a command writes on, when this device knows it. */
export function boardOf(room: Room, command: BoardCommand): Board | undefined {
  switch (command.type) {
    case "SetStartingPoint":
    case "AddBeneficiary":
    case "AddInterestedActor":
      return room.boards[command.board];
    case "AddNote":
    case "EditBeneficiary":
    case "RankBeneficiary":
    case "DeleteBeneficiary":
      return command.beneficiary ? boardWithBeneficiary(room, command.beneficiary) : undefined;
    case "RestoreBeneficiary":
      return boardWhere(room, (board) => board.removed_beneficiaries[command.beneficiary]);
    case "EditNote":
    case "ClassifyNote":
    case "MoveNote":
    case "SplitNote":
    case "DeleteNote":
    case "KeepBothVersions":
      return boardWithNote(room, command.note);
    case "RestoreNote":
      return boardWhere(room, (board) => board.removed_notes[command.note]);
    case "OpenPoint":
      if (command.target_kind === "board") return room.boards[command.target];
      return command.target_kind === "note"
        ? boardWithNote(room, command.target)
        : boardWithBeneficiary(room, command.target);
    case "EditPoint":
    case "TakePosition":
    case "ClosePoint":
    case "ReopenPoint":
      return boardWhere(room, (board) => board.points[command.point]);
    case "EditInterestedActor":
    case "DeleteInterestedActor":
    case "RestoreInterestedActor":
      return boardWhere(room, (board) => board.interested[command.interested]);
  }
}
