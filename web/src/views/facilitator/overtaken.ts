// Whether an act may still be taken back: only while what it did stands, and nothing came upon it.
//
// Two acts that have something in common are taken back in turn, the last first. Undoing an older one
// would throw the room back over all that has been done since, by whoever.
import type { Command, Room } from "../../protocol/messages.ts";
import { boardWithNote } from "../../workshop/lookup.ts";

/** What stands for every board in what an act touches. */
const EVERY_BOARD = "board:*";

/** What an act has changed: « phase », « timer », « board:… », « note:… », « seat:… ». */
function touched(command: Command): string[] {
  switch (command.type) {
    case "OpenPhase":
      return ["phase", "timer", EVERY_BOARD];
    case "EndTimer":
      return ["timer", EVERY_BOARD];
    case "CloseBoard":
      return [`board:${command.board}`];
    case "ReopenBoards": {
      const boards = command.board == null ? EVERY_BOARD : `board:${command.board}`;
      return command.for_ms == null ? [boards] : ["timer", EVERY_BOARD];
    }
    case "HideNote":
    case "ShowNote":
      return [`note:${command.note}`];
    case "Sit":
    case "FreeSeat":
    case "DropExpected":
      return [`seat:${command.participant}`];
    case "AdmitLate":
    case "SetAsideLate":
    case "BringBackLate":
      return [`late:${command.late}`];
    default:
      return [];
  }
}

function meet(one: string, other: string): boolean {
  if (one === other) return true;
  const boards = one.startsWith("board:") && other.startsWith("board:");
  return boards && (one === EVERY_BOARD || other === EVERY_BOARD);
}

/** Whether a later act has to do with what `earlier` did. */
export function inTheWay(earlier: readonly Command[], later: readonly Command[]): boolean {
  const before = earlier.flatMap(touched);
  return later.flatMap(touched).some((one) => before.some((other) => meet(one, other)));
}

/** Whether the room is as the command has left it: another facilitator may have gone on from there. */
export function stands(room: Room, command: Command): boolean {
  switch (command.type) {
    case "OpenPhase":
      return room.phase === command.phase;
    case "EndTimer":
      return room.phase === "travail" && room.timer.state === "ended";
    case "CloseBoard":
      return room.boards[command.board]?.closed === true;
    case "ReopenBoards": {
      const { board } = command;
      const boards = Object.values(room.boards).filter(
        (each) => board == null || each.id === board,
      );
      return room.phase === "travail" && boards.some((each) => !each.closed);
    }
    case "HideNote":
    case "ShowNote": {
      const note = boardWithNote(room, command.note)?.notes[command.note];
      return note?.hidden === (command.type === "HideNote");
    }
    case "Sit":
      return room.participants[command.participant]?.board === command.board;
    case "FreeSeat":
      return room.participants[command.participant]?.expected === true;
    case "DropExpected":
      return room.participants[command.participant] === undefined;
    case "RemoveTerritory":
      return room.boards[command.board] === undefined;
    case "AdmitLate":
      return !room.late[command.late] && !room.aside[command.late];
    case "SetAsideLate":
      return room.aside[command.late] !== undefined;
    case "BringBackLate":
      return room.late[command.late] !== undefined;
    default:
      return true;
  }
}
