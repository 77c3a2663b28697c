import { describe, expect, test } from "vitest";
import type { Command, Note, Room, SeenEvent } from "../../protocol/messages.ts";
import { evolve } from "../../workshop/evolve.ts";
import { roomAtWork } from "../../workshop/room_at_work.ts";
import { inverse, lasting } from "./inverse.ts";

const MINUTE = 60_000;
const builtin = { id: "u", label: "Le territoire", aliases: [], category: "", parent: null };
const started: SeenEvent = {
  type: "TimerStarted",
  duration_ms: 45 * MINUTE,
  deadline_ms: 45 * MINUTE,
  steps_ms: null,
};
const sud: SeenEvent = {
  type: "TerritoryAdded",
  board: "sud",
  name: "Sud",
  builtin: { ...builtin, builtin: true, rev: 0 },
};

function room(...events: SeenEvent[]): Room {
  return evolve(roomAtWork(), [sud, ...events]);
}

function undo(before: Room, command: Command, now = 30 * MINUTE): Command[] {
  return inverse(before, command, now);
}

const toPooling: Command = { type: "OpenPhase", phase: "mise-en-commun", start_timer: false };

describe("ending", () => {
  test("starts the timer again where it was, and closes what was closed", () => {
    const before = room(started, { type: "BoardClosed", board: "sud" });
    const again = { type: "StartTimer", duration_ms: 45 * MINUTE, passed_ms: 30 * MINUTE };
    expect(undo(before, { type: "EndTimer" })).toEqual([
      again,
      { type: "CloseBoard", board: "sud" },
    ]);
    expect(undo(before, toPooling)).toEqual([
      { type: "OpenPhase", phase: "travail", start_timer: false },
      again,
      { type: "CloseBoard", board: "sud" },
    ]);
  });

  test.each(["accueil", "presentation", "prochaine-session"] as const)(
    "going to %s is taken back with the time that was left",
    (phase) => {
      expect(undo(room(started), { type: "OpenPhase", phase, start_timer: false })).toEqual([
        { type: "OpenPhase", phase: "travail", start_timer: false },
        { type: "StartTimer", duration_ms: 45 * MINUTE, passed_ms: 30 * MINUTE },
        ...(phase === "prochaine-session" ? [{ type: "OpenDoors" }] : []),
      ]);
    },
  );

  test("a timer whose end was moved keeps the steps that it had", () => {
    const moved: SeenEvent = {
      type: "DeadlineMoved",
      duration_ms: 50 * MINUTE,
      deadline_ms: 50 * MINUTE,
      remaining_ms: null,
    };
    expect(undo(room(started, moved), { type: "EndTimer" })).toEqual([
      {
        type: "StartTimer",
        duration_ms: 50 * MINUTE,
        passed_ms: 30 * MINUTE,
        steps_ms: 45 * MINUTE,
      },
    ]);
  });

  test("a timer that was paused is paused again", () => {
    const before = room(started, { type: "TimerPaused", remaining_ms: 20 * MINUTE });
    expect(undo(before, { type: "EndTimer" })).toEqual([
      { type: "StartTimer", duration_ms: 45 * MINUTE, passed_ms: 25 * MINUTE },
      { type: "PauseTimer" },
    ]);
  });

  test("without a timer, the boards that were open are opened, and no other", () => {
    const before = room({ type: "BoardClosed", board: "sud" });
    expect(undo(before, { type: "EndTimer" })).toEqual([
      { type: "ReopenBoards", board: "nord", for_ms: null },
    ]);
    expect(undo(before, toPooling).at(-1)).toEqual({ type: "CloseBoard", board: "sud" });
  });
});

describe("[T8] minutes that were given once more", () => {
  const given: SeenEvent[] = [
    started,
    { type: "BoardsLocked", reason: "deadline" },
    {
      type: "BoardsReopened",
      boards: ["nord"],
      duration_ms: 5 * MINUTE,
      deadline_ms: 32 * MINUTE,
    },
  ];
  const again = { for_ms: 5 * MINUTE, passed_ms: 3 * MINUTE } as const;

  test("go on where they were when they were ended, for the boards that had them", () => {
    expect(undo(room(...given), { type: "EndTimer" })).toEqual([
      { type: "ReopenBoards", board: null, ...again },
      { type: "CloseBoard", board: "sud" },
    ]);
  });

  test("go on where they were when the work was left, paused if they were", () => {
    expect(
      undo(room(...given, { type: "TimerPaused", remaining_ms: 2 * MINUTE }), toPooling),
    ).toEqual([
      { type: "OpenPhase", phase: "travail", start_timer: false },
      { type: "CloseBoard", board: "nord" },
      { type: "ReopenBoards", board: "nord", ...again },
      { type: "PauseTimer" },
      { type: "CloseBoard", board: "sud" },
    ]);
  });

  test("are taken back without closing what was open before", () => {
    const before = room({ type: "BoardClosed", board: "sud" });
    expect(undo(before, { type: "ReopenBoards", board: "sud", for_ms: MINUTE })).toEqual([
      { type: "EndTimer" },
      { type: "ReopenBoards", board: "nord", for_ms: null },
    ]);
  });
});

test("boards, notes, seats and territories go back", () => {
  const before = room({ type: "BoardClosed", board: "sud" });
  const pairs: [Command, Command[]][] = [
    [
      { type: "CloseBoard", board: "nord" },
      [{ type: "ReopenBoards", board: "nord", for_ms: null }],
    ],
    [{ type: "ReopenBoards", board: null, for_ms: null }, [{ type: "CloseBoard", board: "sud" }]],
    [{ type: "HideNote", note: "n" }, [{ type: "ShowNote", note: "n" }]],
    [
      { type: "Sit", participant: "anne", board: "sud", pair: "new" },
      [{ type: "Sit", participant: "anne", board: "nord", pair: "p1" }],
    ],
    [
      { type: "RemoveTerritory", board: "sud" },
      [{ type: "AddTerritory", board: "sud", name: "Sud" }],
    ],
    [{ type: "SetAsideLate", late: "l" }, [{ type: "BringBackLate", late: "l" }]],
    [{ type: "EditWorkshop", title: "Autre" }, []],
  ];
  for (const [command, back] of pairs) expect(undo(before, command)).toEqual(back);
});

describe("admitting", () => {
  const late = (command: Command): SeenEvent => {
    const by = { role: "participant", participant: "anne", pair: "p1" };
    const kept = { id: "l", command, by, board: "nord", received_ms: 1, written_ms: null };
    return { type: "CommandReceivedLate", late: kept } as SeenEvent;
  };
  const admit: Command = { type: "AdmitLate", late: "l" };

  test("a note is hidden, where it can be shown again, from the tray or from what was set aside", () => {
    const add = { type: "AddNote", note: "n", beneficiary: "t", text: "Un banc" } as const;
    const waits = room(late(add));
    expect(undo(waits, admit)).toEqual([{ type: "HideNote", note: "n" }]);
    const aside = evolve(waits, [{ type: "LateSetAside", late: "l" }]);
    expect(undo(aside, admit)).toEqual([{ type: "HideNote", note: "n" }]);
  });

  test("a rewritten text comes back, on the revision that the admission makes", () => {
    const note = { id: "n", beneficiary: "t", text: "Un banc", rev: 4 } as Note;
    const edit = { type: "EditNote", note: "n", base: 4, text: "Deux bancs" } as const;
    const before = room({ type: "NoteAdded", board: "nord", note }, late(edit));
    expect(undo(before, admit)).toEqual([
      { type: "EditNote", note: "n", base: 5, was: "Deux bancs", text: "Un banc" },
    ]);
  });

  test("what was not there has no way back", () => {
    expect(undo(room(), admit)).toEqual([]);
  });
});

test("[V3] the pooling, once open, stays readable: said before, the first time", () => {
  const before = room();
  expect(lasting(before, toPooling)).toBe(true);
  expect(lasting(before, { ...toPooling, phase: "presentation" })).toBe(false);
  const shown = evolve(before, [{ type: "PhaseOpened", phase: "mise-en-commun", at_ms: 1 }]);
  expect(lasting(shown, toPooling)).toBe(false);
});
