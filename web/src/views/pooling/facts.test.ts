import { expect, test } from "vitest";
import { evolve } from "../../workshop/evolve";
import { decided, noted, roomInPooling, same } from "../../workshop/pooling_room";
import { Facts } from "./facts.svelte";

const room = roomInPooling();

test("what a decision or a note does not change stays the same value", () => {
  const facts = new Facts();
  facts.take(room);
  const { boards, territories, labels, shown } = facts;
  const united = decided(room, same("a1", "b1"));
  facts.take(united);
  expect(facts.decisions).toBe(united.decisions);
  const later = evolve(united, [noted("nord", "x9", "a1")]);
  expect(facts.boards).toBe(boards);
  facts.take(later);
  expect(facts.boards).toBe(later.boards);
  expect(facts.territories).toBe(territories);
  expect([facts.labels, facts.shown]).toEqual([labels, shown]);
});

test("a territory is told with its colour, and anew when it comes or is called otherwise", () => {
  const facts = new Facts();
  facts.take(room);
  expect(facts.territories.get("est")).toEqual({ name: "Est", hue: "t2" });
  const boards = { ...room.boards, est: { ...room.boards.est, name: "L’Est" } };
  facts.take({ ...room, boards } as typeof room);
  expect(facts.territories.get("est")).toEqual({ name: "L’Est", hue: "t2" });
});
