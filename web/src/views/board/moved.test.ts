import { expect, test } from "vitest";
import type { Role } from "../../protocol/messages";
import { seatedElsewhere } from "./moved";

const seat = (board: string | null, pair: string | null) => ({ id: "john", board, pair });
const seated = (participant: string, role: Role) =>
  ({ role, event: { type: "ParticipantSeated", participant } }) as never;
const [here, there] = [seat("t1", "p1"), seat("t2", "p2")];

test("who is brought to another board or another pair is told of it", () => {
  expect(seatedElsewhere(here, there, [seated("john", "facilitator")])).toBe(true);
  expect(seatedElsewhere(here, seat("t1", "p3"), [seated("john", "facilitator")])).toBe(true);
});

test("so is whose page was away when it happened", () => {
  expect(seatedElsewhere(here, there, [])).toBe(true);
  expect(seatedElsewhere(here, there, [seated("louise", "participant")])).toBe(true);
});

test("who chose it themselves knows, here or on another device", () => {
  expect(seatedElsewhere(here, there, [seated("john", "participant")])).toBe(false);
});

test("nothing is told of a first seat, of the same seat, nor of somebody else's", () => {
  expect(seatedElsewhere(undefined, here, [])).toBe(false);
  expect(seatedElsewhere(seat(null, null), here, [seated("john", "facilitator")])).toBe(false);
  expect(seatedElsewhere(here, here, [seated("john", "facilitator")])).toBe(false);
});
