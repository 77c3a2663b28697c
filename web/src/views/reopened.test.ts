import { beforeAll, expect, test } from "vitest";
import french from "$text/fr.json";
import type { RoomSession } from "../live/room_session.svelte.ts";
import type { Room, You } from "../protocol/messages.ts";
import { spoken } from "../text/spoken.svelte.ts";
import { reopenedWords, tellReopened } from "./reopened.ts";
import { toasts } from "./toasts.svelte.ts";

beforeAll(() => {
  spoken.words = french;
  spoken.language = "fr";
});

const YOU = { role: "participant", participant: "p1" } as You;
const FREE = french["board.reopened"];

function room(closed: boolean, left_ms: number | null = null, phase = "travail"): Room {
  const timer =
    left_ms === null ? { state: "ended" } : { state: "running", deadline_ms: 1_000 + left_ms };
  return {
    phase,
    timer,
    participants: { p1: { id: "p1", board: "b1" }, p2: { id: "p2", board: "b2" } },
    boards: { b1: { closed }, b2: { closed: true } },
  } as unknown as Room;
}

const said = (before: Room, now: Room, you = YOU) => reopenedWords(before, now, you, 1_000);
const lasting = (time: string) => french["board.reopened_for"].replace("{time}", time);

test("the time that was given is said, in minutes where they are whole", () => {
  expect(said(room(true), room(false, 300_000))).toBe(lasting("5\u00a0min"));
  expect(said(room(true), room(false, 298_000))).toBe(lasting("5\u00a0min"));
  expect(said(room(true), room(false, 90_000))).toBe(lasting("1:30"));
});

test("without a timer no length is said", () => {
  expect(said(room(true), room(false))).toBe(FREE);
});

test("it is said to whose board was closed and is open now, in the same phase", () => {
  expect(said(room(false), room(false, 300_000))).toBeNull();
  expect(said(room(true), room(true, 300_000))).toBeNull();
  expect(said(room(true), room(false), { ...YOU, participant: "p2" })).toBeNull();
  expect(said(room(true), room(false), { ...YOU, participant: null })).toBeNull();
  expect(said(room(true, null, "mise-en-commun"), room(false, 300_000))).toBeNull();
});

test("what was said of a reopening goes when the board closes again", () => {
  let tell = () => {};
  const session = {
    room: room(true),
    you: YOU,
    clock: { now: () => 1_000 },
    follow: (follower: () => void) => {
      tell = follower;
      return () => {};
    },
  };
  tellReopened(session as unknown as RoomSession);
  session.room = room(false, 300_000);
  tell();
  expect(toasts.all.map(({ text }) => text)).toEqual([lasting("5\u00a0min")]);
  tell();
  expect(toasts.all).toHaveLength(1);
  session.room = room(true);
  tell();
  expect(toasts.all).toEqual([]);
});
