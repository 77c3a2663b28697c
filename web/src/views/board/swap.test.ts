import { expect, test } from "vitest";
import type { Room } from "../../protocol/messages";
import { roomAtWork } from "../../workshop/room_at_work";
import { type Seated, Swap } from "./swap";

const MINUTE = 60_000;
const work = roomAtWork();
const seat = { name: "", board: "nord", pair: "p" };
const room = {
  ...work,
  participants: {
    a: { ...seat, id: "a" },
    b: { ...seat, id: "b" },
    c: { ...seat, id: "c", pair: null },
  },
  timer: { ...work.timer, state: "running", duration_ms: 40 * MINUTE },
} as unknown as Room;
const shared: Seated = { room, pair: "p", open: true, devices: { a: 1 }, left: 0 };

/** What is said at each of these minutes that are left. */
function said(seated: Partial<Seated>, ...minutes: number[]) {
  const swap = new Swap();
  return minutes.map((left) => swap.read({ ...shared, ...seated, left: left * MINUTE }));
}

test("[R27] a pair that shares a keyboard is told once, in the middle, and it is taken away", () => {
  expect(said({}, 21, 20, 19, 11, 10, 9)).toEqual([null, "say", null, null, "unsay", "unsay"]);
});

test.each<[string, Partial<Seated>]>([
  ["two devices", { devices: { a: 1, b: 1 } }],
  ["none that is there", { devices: { c: 1 } }],
  ["no pair", { pair: null, devices: { c: 1 } }],
  ["a board that is closed", { open: false }],
  ["another phase", { room: { ...room, phase: "presentation" } }],
])("[R27] nobody else is: %s", (_, seated) => {
  expect(said(seated, 21, 20)).toEqual([null, null]);
});

test("[R27] who shares a keyboard only afterwards is not told late", () => {
  const swap = new Swap();
  const at = (left: number, devices: Record<string, number>) =>
    swap.read({ ...shared, devices, left: left * MINUTE });
  expect([at(21, { a: 1, b: 1 }), at(20, { a: 1, b: 1 }), at(19, { a: 1 })]).toEqual([
    ...[null, null, null],
  ]);
});
