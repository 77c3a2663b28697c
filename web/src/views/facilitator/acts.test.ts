import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import french from "$text/fr.json";
import type { RoomSession } from "../../live/room_session.svelte.ts";
import type { Command, PhaseKind, Room, SeenEvent } from "../../protocol/messages.ts";
import { spoken } from "../../text/spoken.svelte.ts";
import { evolve } from "../../workshop/evolve.ts";
import { roomAtWork } from "../../workshop/room_at_work.ts";
import { toasts } from "../toasts.svelte.ts";
import { Acts } from "./acts.svelte.ts";

const MINUTE = 60_000;
const opened = (phase: PhaseKind): SeenEvent => ({ type: "PhaseOpened", phase, at_ms: 1 });
const given: SeenEvent[] = [
  { type: "BoardsLocked", reason: "deadline" },
  { type: "BoardsReopened", boards: ["nord"], duration_ms: 5 * MINUTE, deadline_ms: 5 * MINUTE },
];

beforeAll(() => {
  spoken.words = french;
  vi.useFakeTimers();
});

afterAll(() => {
  vi.useRealTimers();
  for (const { id } of toasts.all) toasts.close(id);
});

let room: Room;
let done: Command[];
let acts: Acts;
beforeEach(() => {
  room = roomAtWork();
  done = [];
  const session = {
    get room() {
      return room;
    },
    clock: { now: () => 0 },
    async do(command: Command) {
      done.push(command);
      return { type: "Done", n: 1, from_seq: 1, to_seq: 1 };
    },
  };
  acts = new Acts(session as unknown as RoomSession, `r${Math.random()}`);
});

describe("taking back the opening of the work", () => {
  async function takeBack(...news: SeenEvent[]) {
    room = evolve(room, [opened("mise-en-commun"), opened("presentation")]);
    await acts.give({ type: "OpenPhase", phase: "travail", start_timer: false }, "Travail ouvert");
    room = evolve(room, [opened("travail"), ...news]);
    done = [];
    await acts.undo(acts.all[0]?.id ?? "");
  }

  test("[P5] [T8] asks first while minutes that were given run, and closes nothing meanwhile", async () => {
    await takeBack(...given);
    expect(acts.asked?.to).toBe("presentation");
    expect([done, acts.all[0]?.undone]).toEqual([[], false]);
    await acts.answer(false);
    expect([done, acts.asked]).toEqual([[], null]);
    await acts.undo(acts.all[0]?.id ?? "");
    await acts.answer(true);
    expect(done).toEqual([{ type: "OpenPhase", phase: "presentation", start_timer: false }]);
    expect(acts.all[0]?.undone).toBe(true);
  });

  test("asks nothing where nothing goes with it", async () => {
    await takeBack(
      { type: "BoardClosed", board: "nord" },
      { type: "PairReady", pair: "p1", at_ms: 1 },
    );
    expect(acts.asked).toBe(null);
    expect(done).toHaveLength(1);
  });
});
