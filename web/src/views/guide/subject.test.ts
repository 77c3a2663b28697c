import { expect, test } from "vitest";
import { evolve } from "../../workshop/evolve";
import { roomAtWork } from "../../workshop/room_at_work";
import { keptName } from "./kept_name";
import { keptNames } from "./kept_names.svelte";
import { titleOf } from "./subject";

const named = { aliases: [], category: "", parent: null, builtin: false, rev: 0 };
const added = (id: string, label: string) =>
  ({ type: "BeneficiaryAdded", board: "nord", beneficiary: { ...named, id, label } }) as const;
const room = evolve(roomAtWork(), [added("b1", "Usagers"), added("b2", "Usagers des épiceries")]);

test("[G3] an actor that is shown is called as it is kept, whichever wording it is shown by", () => {
  const label = "Usagers des épiceries sociales";
  const choice = { type: "Same", beneficiaries: ["b1", "b2"], label } as const;
  const united = { ...room, decisions: { d: { id: "d", choice, at_ms: 0 } } };
  keptNames.of = keptName;
  for (const target of ["b1", "b2"]) {
    expect(titleOf(united, { kind: "actor", target })).toBe(label);
  }
  expect(titleOf(united, { kind: "territory-actor", target: "b2" })).toBe(`Nord · ${label}`);
  expect(titleOf(room, { kind: "actor", target: "b1" })).toBe("Usagers");
  keptNames.of = null;
});
