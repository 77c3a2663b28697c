import { expect, test } from "vitest";
import type { PoolingChoice } from "../../protocol/messages";
import { evolve } from "../../workshop/evolve";
import { decided, group, roomInPooling, same } from "../../workshop/pooling_room";
import { predictPooling } from "../../workshop/predict_pooling";
import { again, whyNotAgain } from "./again";

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

test("what cannot be decided again for now says why, and may be once that is taken back", () => {
  const apart: PoolingChoice = { type: "Different", one: "a1", other: "b1" };
  const part: PoolingChoice = { type: "PartOf", child: "a1", parent: "b1" };
  const under: PoolingChoice = { type: "PartOf", child: "b1", parent: "a1" };
  const cases: readonly [PoolingChoice, readonly PoolingChoice[], string | null][] = [
    [group("x1", "y1"), [], "actors"],
    [group("x1", "y1"), [same("a1", "b1")], null],
    [same("a1", "b1"), [apart], "apart"],
    [same("a1", "b1"), [], null],
    [apart, [same("a1", "b1")], "united"],
    [part, [same("a1", "b1")], "united"],
    [part, [under], "circle"],
    [{ type: "Apart", note: "x1" }, [], "ungrouped"],
    [{ type: "Titled", note: "x1", title: "Titre", others: ["x2"] }, [], "ungrouped"],
    [{ type: "Apart", note: "x1" }, [group("x1", "x2")], null],
    [{ type: "InRegister", notes: ["gone"], register: "santé" }, [], "gone"],
    [{ type: "Renamed", beneficiary: "gone", label: "Les gens" }, [], "gone"],
  ];
  for (const [choice, stand, why] of cases) {
    const room = decided(roomInPooling(), ...stand);
    expect(whyNotAgain(room, choice)).toBe(why && `pooling.again_not.${why}`);
  }
  const room = evolve(roomInPooling(), [{ type: "NoteDeleted", board: "nord", note: "x1" }]);
  expect(whyNotAgain(room, group("x1", "x2"))).toBe("pooling.again_not.gone");
});
