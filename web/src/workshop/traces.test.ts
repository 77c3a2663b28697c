// The golden traces: the browser's fold gives the rooms that the server's fold gave.
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Room, SeenEvent, VoteCount, WorkshopCreated } from "../protocol/messages.ts";
import { type Distribution, distribution, sources } from "./distributions.ts";
import { adopt } from "./draft.ts";
import { registers } from "./effect_groups.ts";
import { createRoom, evolve } from "./evolve.ts";
import { type Actor, missing, pooled } from "./pooling.ts";
import { toReview } from "./voting.ts";

interface Trace {
  name: string;
  events: [WorkshopCreated, ...SeenEvent[]];
  room: Room;
  pooled: Actor[];
  to_review: VoteCount[];
  missing: string[];
  registers: Record<string, string>;
  distributions: Record<string, Distribution>;
}

const folder = new URL("../../../tests/traces/", import.meta.url);
const traces = readdirSync(folder)
  .filter((name) => name.endsWith(".json"))
  .map((name) => JSON.parse(readFileSync(new URL(name, folder), "utf8")) as Trace);

/** As JSON, so that the order of every table counts too. */
const written = (value: unknown) => JSON.stringify(value);

test("there are traces", () => {
  expect(traces.length).toBeGreaterThan(10);
});

describe.each(traces)("$name", (trace) => {
  const [first, ...others] = trace.events;

  test("one event at a time gives the room", () => {
    let room = createRoom(first);
    for (const event of others) room = evolve(room, [event]);
    expect(room).toEqual(adopt(trace.room));
    for (const [id, board] of Object.entries(trace.room.boards)) {
      expect(written(room.boards[id]?.notes)).toBe(written(board.notes));
      expect(written(room.boards[id]?.beneficiaries)).toBe(written(board.beneficiaries));
    }
  });

  test("a whole frame at once gives the same room", () => {
    expect(evolve(createRoom(first), others)).toEqual(adopt(trace.room));
  });

  test("no event changes the room it is given", () => {
    let room = createRoom(first);
    for (const event of others) {
      const before = written(room);
      const after = evolve(room, [event]);
      expect(written(room)).toBe(before);
      room = after;
    }
  });

  test("[G1] the pooling is the same", () => {
    expect(pooled(adopt(trace.room))).toEqual(trace.pooled);
  });

  test("[O5] the same votes are to be looked at again", () => {
    const room = adopt(trace.room);
    const counts = Object.values(room.votings).flatMap((voting) => voting.results);
    expect(toReview(room, counts)).toEqual(trace.to_review);
  });

  test("[G11, G12, G13] so are the registers, the distributions and the boards that miss", () => {
    const room = adopt(trace.room);
    const [actors, notes] = [pooled(room), sources(room.boards)];
    const live = (ids: readonly string[]) => ids.flatMap((id) => notes.get(id) ?? []);
    const parts = actors.flatMap((actor) => [actor, ...actor.groups]);
    const told = parts.map((part) => [part.id, distribution(live(part.notes))] as const);
    expect(new Map(told)).toEqual(new Map(Object.entries(trace.distributions)));
    expect(registers(room)).toEqual(new Map(Object.entries(trace.registers)));
    expect(missing(room)).toEqual(trace.missing);
  });
});
