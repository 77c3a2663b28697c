import { expect, test } from "vitest";
import french from "$text/fr.json";
import type { Decision, PoolingChoice } from "../../protocol/messages";
import { spoken } from "../../text/spoken.svelte";
import { calledBefore } from "../../workshop/called_before";
import { consequences } from "../../workshop/consequences";
import { decided, roomInPooling, same } from "../../workshop/pooling_room";
import { foretold, told } from "./told";

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

test("a decision is told by what was said then: no merge after it makes its two sides read alike", () => {
  spoken.words = french;
  const later = { type: "Later", one: "a1", other: "b2" } as const;
  const room = decided(roomInPooling(), later, {
    ...same("a1", "b2"),
    label: "Les gens",
  } as PoolingChoice);
  const [first, second] = Object.values(room.decisions) as [Decision, Decision];
  const then = calledBefore(room);
  expect(told(room, first, then.get("d0")).said).toEqual({ one: "A1", other: "B2" });
  expect(told(room, second, then.get("d1")).said).toEqual({ labels: "A1 + B2" });
});

test("the same words of several territories are told once, with the territories", () => {
  spoken.words = french;
  const room = decided(roomInPooling(), same("a1", "b1", "a2"));
  const [decision] = Object.values(room.decisions) as [Decision];
  const then = new Map([
    ["a1", { label: "Familles", boards: ["Nord"] }],
    ["b1", { label: "Familles", boards: ["Est"] }],
    ["a2", { label: "Parents", boards: [] }],
  ]);
  expect(told(room, decision, then).said).toEqual({ labels: "Familles (Nord, Est) + Parents" });
});
