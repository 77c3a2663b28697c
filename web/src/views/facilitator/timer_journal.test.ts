import { beforeAll, expect, test } from "vitest";
import french from "$text/fr.json";
import type { Event } from "../../protocol/messages.ts";
import { spoken } from "../../text/spoken.svelte.ts";
import { roomAtWork } from "../../workshop/room_at_work.ts";
import { hidings, timerLines } from "./timer_journal.ts";

beforeAll(() => {
  spoken.words = french;
});

const MINUTE = 60_000;
const act = (seq: number, event: Event, role: "facilitator" | "system" = "facilitator") => ({
  seq,
  at_ms: seq * MINUTE,
  role,
  event,
});
const moved = (minutes: number): Event => ({
  type: "DeadlineMoved",
  duration_ms: minutes * MINUTE,
  deadline_ms: null,
  remaining_ms: 1,
});

test("[H5] the timer's journal says what, by how much and who", () => {
  const lines = timerLines(
    [
      act(1, { type: "TimerStarted", duration_ms: 45 * MINUTE, deadline_ms: 1, steps_ms: null }),
      act(2, moved(50)),
      act(3, moved(49)),
      act(4, { type: "NoteHidden", board: "nord", note: "n" }),
      act(5, { type: "TimerPaused", remaining_ms: 90_000 }),
      act(6, { type: "BoardsLocked", reason: "deadline" }, "system"),
      act(7, { type: "BoardsReopened", boards: ["nord"], duration_ms: MINUTE, deadline_ms: 1 }),
      act(8, moved(2)),
      act(9, { type: "BoardsReopened", boards: ["nord"], duration_ms: 0, deadline_ms: null }),
      act(10, { type: "BoardsLocked", reason: "facilitator" }),
      act(11, { type: "BoardsReopened", boards: ["nord"], duration_ms: 0, deadline_ms: null }),
    ],
    roomAtWork(),
  );
  expect(lines.map((line) => line.words)).toEqual([
    "Lancé pour 45:00",
    "Prolongé de 5:00",
    "Raccourci de 1:00",
    "En pause, 1:30 restantes",
    "Fin du temps, plateaux fermés",
    "1:00 de plus, le minuteur repart\u00a0: Nord",
    "Prolongé de 1:00",
    "Ouvert jusqu'à la fin du minuteur\u00a0: Nord",
    "Terminé à la main, plateaux fermés",
    "Rouvert sans minuteur\u00a0: Nord",
  ]);
  expect(lines.map((line) => line.by)[4]).toBe("par le minuteur");
  expect(lines[0]?.by).toBe("par l'animation");
});

test("[H5] [V6] a hidden note says when it was hidden last", () => {
  const hidden: Event = { type: "NoteHidden", board: "nord", note: "n" };
  const shown: Event = { type: "NoteShown", board: "nord", note: "n" };
  const trace = hidings([act(1, hidden), act(2, shown), act(3, hidden)]);
  expect(trace.get("n")).toEqual({ at_ms: 3 * MINUTE, by: "par l'animation" });
});
