import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import french from "$text/fr.json";
import type { Outcome } from "../../live/room_session.svelte.ts";
import type { Command, Room, SeenEvent } from "../../protocol/messages.ts";
import { spoken } from "../../text/spoken.svelte.ts";
import { evolve } from "../../workshop/evolve.ts";
import { roomAtWork } from "../../workshop/room_at_work.ts";
import { toasts } from "../toasts.svelte.ts";
import { type Led, mayShorten, turnTimer } from "./timer_acts.ts";

const MINUTE = 60_000;
const started: SeenEvent = {
  type: "TimerStarted",
  duration_ms: 45 * MINUTE,
  deadline_ms: 45 * MINUTE,
  steps_ms: null,
};
const paused: SeenEvent = { type: "TimerPaused", remaining_ms: 30 * MINUTE };

beforeAll(() => {
  spoken.words = french;
  vi.useFakeTimers();
});
afterAll(() => {
  vi.useRealTimers();
});
afterEach(() => {
  for (const { id } of toasts.all) toasts.close(id);
});

/** A page that learns of what another one did with the picture after the answer. */
class Page implements Led {
  room: Room = evolve(roomAtWork(), [started]);
  clock = { now: () => 15 * MINUTE };
  kept = new Set<number>();
  readonly #outcome: Outcome;
  readonly #news: SeenEvent[];

  constructor(outcome: Outcome, news: SeenEvent[]) {
    this.#outcome = outcome;
    this.#news = news;
  }

  async do(_: Command): Promise<Outcome> {
    if (this.#outcome.type === "Rejected") this.kept.add(this.#outcome.n);
    return this.#outcome;
  }

  dismiss(n: number) {
    this.kept.delete(n);
  }

  follow(follower: () => void) {
    const due = setTimeout(() => {
      this.room = evolve(this.room, this.#news);
      follower();
    }, 16);
    return () => clearTimeout(due);
  }
}

async function given(command: Command, code: string, ...news: SeenEvent[]): Promise<Page> {
  const outcome = { type: "Rejected", n: 7, code, params: {}, message: "Non." } as Outcome;
  const page = new Page(outcome, news);
  const done = turnTimer(page, command);
  await vi.advanceTimersByTimeAsync(20);
  await done;
  return page;
}

const said = () => toasts.all.map((each) => each.text);

describe("an order that somebody else was faster with", () => {
  test("leaves nothing to put away, says how the timer stands, and goes", async () => {
    const page = await given({ type: "PauseTimer" }, "timer_not_running", paused);
    expect(page.kept.size).toBe(0);
    expect(said()).toEqual([
      "Le minuteur est déjà en pause, à 30:00 de la fin\u00a0: rien n'a changé.",
    ]);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(said()).toEqual([]);
  });

  test("is told that the timer runs, or that it is over", async () => {
    await given({ type: "ResumeTimer" }, "timer_not_paused");
    await given({ type: "MoveDeadline", by_ms: MINUTE }, "timer_not_running", {
      type: "BoardsLocked",
      reason: "facilitator",
    });
    expect(said()).toEqual([
      "Le minuteur tourne déjà, à 30:00 de la fin\u00a0: rien n'a changé.",
      "Le temps est déjà terminé\u00a0: rien n'a changé.",
    ]);
  });

  test("but another refusal is left to the page to tell", async () => {
    const page = await given({ type: "MoveDeadline", by_ms: 1e12 }, "duration_out_of_range");
    expect(page.kept).toEqual(new Set([7]));
    expect(said()).toEqual([]);
  });
});

test("[T3] a minute is taken away only where a second stays", () => {
  expect([45_000, MINUTE, MINUTE + 999].map((left) => mayShorten(left, MINUTE))).toEqual([
    false,
    false,
    false,
  ]);
  expect(mayShorten(MINUTE + 1_000, MINUTE)).toBe(true);
});
