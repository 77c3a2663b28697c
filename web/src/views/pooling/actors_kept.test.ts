import { expect, test } from "vitest";
import { evolve } from "../../workshop/evolve.ts";
import { pooled } from "../../workshop/pooling.ts";
import { decided, noted, roomInPooling, same } from "../../workshop/pooling_room.ts";
import { steadyItems } from "./steady.ts";
import { sourced, WorkedOut } from "./worked_out.ts";

const room = roomInPooling();
const before = pooled(room);

/** The actors that are not the very same as before, by id. */
function others(now: typeof room): string[] {
  const steady = steadyItems(before, pooled(now), (each) => each.id);
  return steady.filter((each) => !before.includes(each)).map((each) => each.id);
}

test("after a decision or a note only the actor that it is about is another one", () => {
  expect(others(decided(room, same("a1", "b1")))).toEqual(["a1"]);
  expect(others(evolve(room, [noted("est", "y9", "b2")]))).toEqual(["b2"]);
});

test("the effects of an actor that is the same are the same list, in sight or not", () => {
  const worked = new WorkedOut();
  const registers = new Map<string, string>();
  const effects = (now: typeof room, sight: ReadonlySet<string> | null) => {
    const actors = steadyItems(before, pooled(now), (each) => each.id);
    return worked.of(actors, sourced(now.boards), registers, sight);
  };
  const first = effects(room, null);
  const united = effects(decided(room, same("a1", "b1")), null);
  const grown = effects(evolve(room, [noted("est", "y9", "b2")]), null);
  expect(first.get("a1")?.map(({ id }) => id)).toEqual(["x1", "x2"]);
  expect(united.get("a1")?.map(({ id }) => id)).toEqual(["x1", "x2", "y1", "y2"]);
  expect(united.get("a2")).toBe(first.get("a2"));
  expect(grown.get("a2")).toBe(first.get("a2"));
  expect(grown.get("b2")?.map(({ id }) => id)).toEqual(["y3", "y9"]);
  expect(
    effects(room, new Set(["x1"]))
      .get("a1")
      ?.map(({ id }) => id),
  ).toEqual(["x1"]);
});

test("the effects of an actor follow the words of a note and its register", () => {
  const worked = new WorkedOut();
  const { nord } = room.boards as { nord: (typeof room.boards)[string] };
  const x3 = { ...nord.notes.x3, text: "Autre" } as (typeof nord.notes)[string];
  const boards = { ...room.boards, nord: { ...nord, notes: { ...nord.notes, x3 } } };
  const nowhere = new Map<string, string>();
  worked.of(before, sourced(room.boards), nowhere, null);
  const anew = sourced(boards);
  const reworded = worked.of(before, anew, nowhere, null);
  expect(reworded.get("a2")?.map(({ title }) => title)).toEqual(["Autre"]);
  const placed = worked.of(before, anew, new Map([["x3", "santé"]]), null);
  expect(placed.get("a2")?.map(({ register }) => register)).toEqual(["santé"]);
});

test("an actor that no decision is about stays the same value, and gets its own again", () => {
  const of = (actors: typeof before, id: string) => actors.find((each) => each.id === id);
  const united = decided(room, same("a1", "b1"));
  const renamed = decided(united, { type: "Renamed", beneficiary: "a1", label: "Autrement" });
  expect(of(pooled(united), "a2")).toBe(of(before, "a2"));
  expect(of(pooled(renamed), "a1")?.label).toBe("Autrement");
  expect(of(pooled(united), "a1")?.label).not.toBe("Autrement");
  expect(of(pooled(room), "a1")).toEqual(of(before, "a1"));
});

test("what an unchanged board brings is not made again", () => {
  const again = pooled(decided(room, same("a1", "b1")));
  const of = (actors: typeof before) => actors.find(({ id }) => id === "a2");
  expect(of(again)?.members[0]).toBe(of(before)?.members[0]);
  expect(of(again)?.notes).toBe(of(before)?.notes);
});
