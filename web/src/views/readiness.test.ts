import { expect, test } from "vitest";
import type { SeenEvent } from "../protocol/messages.ts";
import { evolve } from "../workshop/evolve.ts";
import { roomAtWork } from "../workshop/room_at_work.ts";
import { readiness } from "./readiness.ts";

function sits(participant: string, pair: string, number: number): SeenEvent {
  return {
    type: "ParticipantSeated",
    participant,
    board: "nord",
    pair: { id: pair, board: "nord", number },
  };
}

test("[H1] only pairs with people in them are counted and awaited", () => {
  const room = evolve(roomAtWork(), [
    sits("zoe", "p3", 3),
    sits("luc", "p2", 2),
    sits("luc", "p3", 3),
    { type: "PairReady", pair: "p2", at_ms: 1 },
    { type: "PairReady", pair: "p1", at_ms: 1 },
  ]);
  const now = readiness(room);
  expect([now.ready, now.all]).toEqual([1, 2]);
  expect(now.missing.map((pair) => pair.id)).toEqual(["p3"]);
});
