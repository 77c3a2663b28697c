import { expect, test } from "vitest";
import type { Guidance, Room } from "../../protocol/messages";
import { evolve } from "../../workshop/evolve";
import { roomAtWork } from "../../workshop/room_at_work";
import { siftedScreen } from "./sifted_screen";

const named = { aliases: [], category: "", parent: null, builtin: false, rev: 0 };
const room: Room = {
  ...evolve(roomAtWork(), [
    { type: "BeneficiaryAdded", board: "nord", beneficiary: { ...named, id: "b1", label: "Élus" } },
  ]),
  phase: "mise-en-commun",
  pooling_shown: true,
};
const sift = {
  text: "débouch",
  kind: null,
  directness: null,
  discussed: false,
  register: null,
  boards: [],
};

function sifted(guidance: Partial<Guidance>): boolean {
  return siftedScreen({ ...room, guidance: { ...room.guidance, sift, ...guidance } });
}

test("a filter is told where the screen shows what it sifts, and nowhere else", () => {
  const page = { kind: "phase", target: "" } as const;
  expect(sifted({ shown: page, look: "columns" })).toBe(true);
  expect(sifted({ shown: { kind: "actor", target: "b1" } })).toBe(false);
  expect(sifted({ shown: page, look: "votes" })).toBe(false);
  expect(sifted({ shown: page, look: "columns", sift: null })).toBe(false);
});
