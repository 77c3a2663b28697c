import { expect, test } from "vitest";
import type { Beneficiary, PoolingChoice } from "../protocol/messages.ts";
import { calledBefore } from "./called_before.ts";
import { evolve } from "./evolve.ts";
import { pooled } from "./pooling.ts";
import { decided, roomInPooling, same } from "./pooling_room.ts";

const renamed = (beneficiary: string, label: string): PoolingChoice => ({
  type: "Renamed",
  beneficiary,
  label,
});

const called = (before: ReturnType<typeof calledBefore>, at: number, one: string) =>
  before.get(`d${at}`)?.get(one)?.label;

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
    expect([at, called(before, at, choice.beneficiary)]).toEqual([at, actor?.label]);
  }
});

test("[G3] the wording of most territories, then the longest, whoever was asked first", () => {
  for (const pair of [same("b1", "a1"), same("a1", "b1")]) {
    const before = calledBefore(decided(roomInPooling(), pair, renamed("b1", "Les gens")));
    expect(called(before, 1, "b1")).toBe("A1");
  }
});

test("what a decision is about is called as it was then, and told apart by its territory", () => {
  const room = evolve(roomInPooling(), [
    { type: "BeneficiaryEdited", board: "est", beneficiary: { ...of("b1"), label: "A1" } },
  ]);
  const choices: PoolingChoice[] = [
    { type: "Later", one: "a1", other: "b1" },
    { type: "Different", one: "a1", other: "b2" },
    same("a1", "a2"),
    same("a1", "b1"),
    { type: "PartOf", child: "b2", parent: "b1" },
  ];
  const before = calledBefore(decided(room, ...choices));
  const told = choices.map((_, at) => [...(before.get(`d${at}`)?.values() ?? [])]);
  const [nord, est] = ["Nord", "Est"].map((board) => ({ label: "A1", boards: [board] }));
  expect(told).toEqual([
    [nord, est],
    [nord, { label: "B2", boards: [] }],
    [nord, { label: "A2", boards: [] }],
    [nord, est],
    [
      { label: "B2", boards: [] },
      { label: "A1", boards: [] },
    ],
  ]);
});

function of(id: string) {
  const boards = Object.values(roomInPooling().boards);
  return boards.map((board) => board.beneficiaries[id]).find((each) => each) as Beneficiary;
}
