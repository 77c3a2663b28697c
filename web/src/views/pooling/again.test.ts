import { expect, test } from "vitest";
import type { PoolingChoice } from "../../protocol/messages";
import { decided, group, roomInPooling, same } from "../../workshop/pooling_room";
import { predictPooling } from "../../workshop/predict_pooling";
import { again } from "./again";

const CHOICES: readonly PoolingChoice[] = [
  { type: "Same", beneficiaries: ["a2", "b2"], label: "Tous" },
  same("a1", "b1", "b2"),
  { type: "PartOf", child: "a1", parent: "b2" },
  { type: "Different", one: "a2", other: "b2" },
  { type: "Later", one: "a2", other: "b2" },
  { type: "Renamed", beneficiary: "a1", label: "Les gens" },
  { type: "Categorised", beneficiary: "a1", category: "public" },
  { type: "Grouped", notes: ["x1", "x2"], title: "Titre", titled_by: null },
  { type: "Apart", note: "x1" },
  { type: "Titled", note: "x1", title: "Autre titre", others: ["x2"] },
  { type: "InRegister", notes: ["x3"], register: "santé" },
];

test("what was taken back is decided again as it was", () => {
  const room = decided(roomInPooling(), group("x1", "x2"));
  for (const choice of CHOICES) {
    const [event] = predictPooling(room, { ...again(choice), decision: "new" }, 7);
    expect(event).toEqual({ type: "DecisionTaken", decision: { id: "new", at_ms: 7, choice } });
  }
});
