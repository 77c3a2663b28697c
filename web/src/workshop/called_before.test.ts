import { expect, test } from "vitest";
import type { PoolingChoice } from "../protocol/messages.ts";
import { calledBefore } from "./called_before.ts";
import { pooled } from "./pooling.ts";
import { decided, roomInPooling, same } from "./pooling_room.ts";

const renamed = (beneficiary: string, label: string): PoolingChoice => ({
  type: "Renamed",
  beneficiary,
  label,
});

test("[G3] a name takes the place of what the pooling called the actor until then", () => {
  const choices = [
    renamed("b1", "Les gens"),
    { ...same("a2", "b2"), label: "Les voisins" } as PoolingChoice,
    same("a1", "b1"),
    renamed("a1", "Tout le monde"),
    same("a2", "a1"),
    renamed("b2", "Chacun"),
    renamed("nord-t", "Ici"),
    renamed("b1", "Chacune"),
    same("a1", "t"),
    renamed("a2", "Le pays"),
  ];
  const before = calledBefore(decided(roomInPooling(), ...choices));
  for (const [at, choice] of choices.entries()) {
    if (choice.type !== "Renamed") continue;
    const then = pooled(decided(roomInPooling(), ...choices.slice(0, at)));
    const actor = then.find(({ members }) =>
      members.some((each) => each.beneficiary === choice.beneficiary),
    );
    expect([at, before.get(`d${at}`)]).toEqual([at, actor?.label]);
  }
  expect([...before.values()]).toEqual(["B1", "Les gens", "Tout le monde", "Chacun", "Chacune"]);
});

test("[G3] the wording of most territories, then the longest, whoever was asked first", () => {
  for (const pair of [same("b1", "a1"), same("a1", "b1")]) {
    const before = calledBefore(decided(roomInPooling(), pair, renamed("b1", "Les gens")));
    expect(before.get("d1")).toBe("A1");
  }
});
