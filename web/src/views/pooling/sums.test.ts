import { expect, test } from "vitest";
import { evolve } from "../../workshop/evolve";
import { pooled } from "../../workshop/pooling";
import { roomAtWork } from "../../workshop/room_at_work";
import { sums } from "./sums";

const named = { aliases: [], category: "", parent: null, builtin: false, rev: 0 };
const room = evolve(roomAtWork(), [
  { type: "BeneficiaryAdded", board: "nord", beneficiary: { ...named, id: "b1", label: "Élus" } },
]);

test("the territory itself is no actor that anybody named", () => {
  expect(sums(room, pooled(room))).toEqual({ beneficiaries: 1, actors: 1 });
});

test("who was united with the territory is still one actor", () => {
  const choice = { type: "Same", beneficiaries: ["t", "b1"], label: null } as const;
  const united = { ...room, decisions: { d: { id: "d", choice, at_ms: 0 } } };
  expect(sums(united, pooled(united))).toEqual({ beneficiaries: 1, actors: 1 });
});
