import { expect, test } from "vitest";
import french from "$text/fr.json";
import { spoken } from "../../text/spoken.svelte";
import { consequences } from "../../workshop/consequences";
import { decided, roomInPooling, same } from "../../workshop/pooling_room";
import { foretold } from "./told";

test("[G4] taking back a merge names every side of it, whichever keeps the name", () => {
  spoken.words = french;
  const united = decided(roomInPooling(), same("a1", "b2"));
  expect(foretold(united, consequences(united, "d0"))).toEqual([
    "1 effet reviendra à « B2 »",
    "2 effets resteront à « A1 »",
  ]);
  const three = decided(roomInPooling(), same("a1", "b1"), same("b1", "a2"));
  expect(foretold(three, consequences(three, "d1"))).toEqual([
    "1 effet reviendra à « A2 »",
    "4 effets resteront à « A1 »",
  ]);
  const named = decided(roomInPooling(), {
    type: "Same",
    beneficiaries: ["a1", "b2"],
    label: "Les gens",
  });
  expect(foretold(named, consequences(named, "d0"))).toEqual([
    "1 effet reviendra à « B2 »",
    "2 effets reviendront à « A1 »",
  ]);
});
