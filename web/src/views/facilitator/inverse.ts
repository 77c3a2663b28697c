// What undoes a facilitator's act: ordinary commands, worked out from the room as it was before.
//
// Undoing is another act of the journal, never a piece of it taken away. What cannot be undone gives
// nothing, and says so before it is done (`lasting`).
import type { Command, LateCommand, Room, Timer } from "../../protocol/messages.ts";
import { withPending } from "../../workshop/predict.ts";
import { remaining } from "../../workshop/timer.ts";
import { waysBack } from "../../workshop/ways_back.ts";

/** The shortest timer that the rules take. */
const SHORTEST_MS = 1_000;
const LEAD = { role: "facilitator", participant: null } as const;

/** The commands that undo `command`, given to the room `before` at `now` (the server's clock). */
export function inverse(before: Room, command: Command, now: number): Command[] {
  switch (command.type) {
    case "OpenPhase":
      if (before.phase === command.phase) return [];
      return [
        { type: "OpenPhase", phase: before.phase, start_timer: false },
        ...(before.phase === "travail" ? unlocked(before, now, true) : []),
        // The last phase has closed them (A9).
        ...(command.phase === "prochaine-session" && before.doors_open
          ? [{ type: "OpenDoors" } as const]
          : []),
      ];
    case "EndTimer":
      return unlocked(before, now, false);
    case "CloseBoard":
      return [{ type: "ReopenBoards", board: command.board, for_ms: null }];
    case "ReopenBoards":
      // The end closes all of them, those too that were open before.
      if (command.for_ms != null) return [{ type: "EndTimer" }, ...openAmong(before)];
      return closedAmong(before, command.board == null ? null : [command.board]);
    case "HideNote":
      return [{ type: "ShowNote", note: command.note }];
    case "ShowNote":
      return [{ type: "HideNote", note: command.note }];
    case "Sit": {
      const seat = before.participants[command.participant];
      if (!seat?.board || !seat.pair) return [];
      return [{ type: "Sit", participant: seat.id, board: seat.board, pair: seat.pair }];
    }
    case "FreeSeat":
      return [{ type: "GiveSeatBack", participant: command.participant }];
    case "DropExpected": {
      const { id, board, pair } = before.participants[command.participant] ?? {};
      if (!id || !board || !pair) return [];
      return [{ type: "ExpectPeople", people: [{ participant: id, board, pair }] }];
    }
    case "RemoveTerritory": {
      const name = before.boards[command.board]?.name;
      return name === undefined ? [] : [{ type: "AddTerritory", board: command.board, name }];
    }
    case "SetAsideLate":
      return [{ type: "BringBackLate", late: command.late }];
    case "BringBackLate":
      return [{ type: "SetAsideLate", late: command.late }];
    case "AdmitLate": {
      const late = before.late[command.late] ?? before.aside[command.late];
      return late === undefined ? [] : unwritten(before, late, now);
    }
    default:
      return [];
  }
}

/** Whether what a phase opens stays open whatever is done afterwards: the pooling, for all (V3). */
export function lasting(room: Room, command: Command): boolean {
  return command.type === "OpenPhase" && command.phase === "mise-en-commun" && !room.pooling_shown;
}

/** The boards and the timer as they were before a lock; `opened`: coming back to the work has opened
 * every board. */
function unlocked(before: Room, now: number, opened: boolean): Command[] {
  const { timer } = before;
  const left = timer.state === "running" || timer.state === "paused" ? remaining(timer, now) : null;
  if (left === null || left < SHORTEST_MS) {
    // No timer to start again: the boards alone, which coming back to the work opens by itself.
    if (opened) return closedAmong(before, null);
    return openAmong(before);
  }
  const duration = Math.max(timer.duration_ms, left);
  const passed = Math.round(duration - left);
  return [
    ...(timer.reopened
      ? givenOnceMore(before, duration, passed, opened)
      : [
          {
            type: "StartTimer",
            duration_ms: duration,
            passed_ms: passed,
            ...stepsOf(timer),
          } as const,
        ]),
    ...(timer.state === "paused" ? [{ type: "PauseTimer" } as const] : []),
    ...closedAmong(before, null),
  ];
}

/** The steps of a timer whose end was moved are still those of the length that it was started with. */
function stepsOf({ duration_ms, steps_ms }: Timer): { steps_ms?: number } {
  return steps_ms === duration_ms ? {} : { steps_ms };
}

/** Minutes that had been given once more to closed boards (T8): they are given to a board that is
 * closed, and are none of the plan's. */
function givenOnceMore(
  before: Room,
  for_ms: number,
  passed_ms: number,
  opened: boolean,
): Command[] {
  if (!opened) return [{ type: "ReopenBoards", board: null, for_ms, passed_ms }];
  const boards = Object.values(before.boards);
  const one = boards.find((each) => !each.closed) ?? boards[0];
  if (one === undefined) return [];
  return [
    { type: "CloseBoard", board: one.id },
    { type: "ReopenBoards", board: one.id, for_ms, passed_ms },
  ];
}

/** Open again those that were open. */
function openAmong(before: Room): Command[] {
  return Object.values(before.boards)
    .filter((board) => !board.closed)
    .map((board) => ({ type: "ReopenBoards", board: board.id, for_ms: null }));
}

/** Close again those of `boards` (all when null) that were closed. */
function closedAmong(before: Room, boards: readonly string[] | null): Command[] {
  return Object.values(before.boards)
    .filter((board) => board.closed && (boards === null || boards.includes(board.id)))
    .map((board) => ({ type: "CloseBoard", board: board.id }));
}

/** What takes back the writing of a late command, once it has been admitted. A note that came late is in
 * no tray any more: it is hidden, and stays where who leads can read it and show it again. */
function unwritten(before: Room, late: LateCommand, now: number): Command[] {
  if (late.command.type === "AddNote") return [{ type: "HideNote", note: late.command.note }];
  const board = before.boards[late.board];
  const ways = board ? waysBack(board, late.command) : null;
  const given = { command: late.command, at_ms: now };
  const after = withPending(before, [given], LEAD).boards[late.board];
  const back = ways && after ? ways.back(after) : [];
  return typeof back === "string" ? [] : back;
}
