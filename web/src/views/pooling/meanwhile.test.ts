import { expect, test } from "vitest";
import { registers } from "../../workshop/effect_groups";
import { evolve } from "../../workshop/evolve";
import { type Actor, pooled } from "../../workshop/pooling";
import { decided, group, roomInPooling, same } from "../../workshop/pooling_room";
import { givenTitle } from "./effect_choices";
import { type Effect, effectsOf } from "./effects";
import { actorMeanwhile, effectMeanwhile, Followed } from "./meanwhile";
import { sourced } from "./worked_out";

type Room = ReturnType<typeof roomInPooling>;

const actorsOf = (room: Room) => pooled(room);
const holder = (room: Room, beneficiary: string) =>
  actorsOf(room).find(({ members }) => members.some((each) => each.beneficiary === beneficiary));
function effectOf(room: Room, note: string): Effect | undefined {
  const [texts, filed] = [sourced(room.boards), registers(room)];
  const all = actorsOf(room).flatMap((actor) => effectsOf(actor, texts, filed));
  return all.find(({ wordings }) => wordings.some(({ id }) => id === note));
}
const without = (room: Room, note: string, board: string) =>
  evolve(room, [{ type: "NoteDeleted", board, note }]);

test("a sheet is about the actor that its beneficiary is of by now", () => {
  let room = roomInPooling();
  const whom = new Followed<Actor>(
    (beneficiary) => holder(room, beneficiary),
    ({ members }) => members.map(({ beneficiary }) => beneficiary),
  );
  expect(whom.now(null)).toBeNull();
  expect(whom.now("b1")?.one.label).toBe("B1");
  room = decided(room, { type: "Same", beneficiaries: ["a1", "b1"], label: "Ensemble" });
  expect(whom.now("b1")).toMatchObject({ one: { id: "a1", label: "Ensemble" }, gone: false });
  expect(whom.now("nobody")).toBeNull();
});

test("a sheet stays about its effect when its first note is deleted, and after the last one", () => {
  let room = decided(roomInPooling(), group("x1", "x2"));
  const what = new Followed<Effect>(
    (note) => effectOf(room, note),
    ({ wordings }) => wordings.map(({ id }) => id),
  );
  expect(what.now("x1")?.one.wordings).toHaveLength(2);
  room = without(room, "x1", "nord");
  expect(what.now("x1")).toMatchObject({ one: { id: "x2" }, gone: false });
  room = without(room, "x2", "nord");
  expect(what.now("x1")).toMatchObject({ one: { id: "x2" }, gone: true });
  expect(what.now("x3")).toMatchObject({ one: { id: "x3" }, gone: false });
});

test("what others decide of an actor is said, each thing once", () => {
  const before = roomInPooling();
  const was = holder(before, "a1") as Actor;
  expect(actorMeanwhile(was, was, was)).toEqual([]);
  const after = decided(
    before,
    { type: "Same", beneficiaries: ["b1", "a1"], label: "Ensemble" },
    { type: "Categorised", beneficiary: "a1", category: "voisins" },
  );
  const now = holder(after, "a1") as Actor;
  expect(actorMeanwhile(was, was, now)).toEqual([
    { sentence: "meanwhile.joined", said: { names: "B1" } },
    { sentence: "meanwhile.renamed", said: { label: "Ensemble" } },
    { sentence: "meanwhile.category", said: { category: "voisins" } },
  ]);
  expect(actorMeanwhile(now, now, was)).toEqual([
    { sentence: "meanwhile.parted", said: { names: "B1" } },
    { sentence: "meanwhile.renamed", said: { label: "A1" } },
    { sentence: "meanwhile.no_category", said: {} },
  ]);
});

test("what others decide of an effect is said: what came, what left, what is deleted, how it is called", () => {
  const before = decided(roomInPooling(), same("a1", "b1"), group("x1", "x2", "y1"));
  const was = effectOf(before, "x1") as Effect;
  const began = { title: givenTitle(was), register: "" };
  const said = (room: Room, note: string) =>
    effectMeanwhile(
      began,
      was,
      effectOf(room, note) as Effect,
      (id) => sourced(room.boards).has(id),
      (id) => id.toUpperCase(),
    ).map(({ sentence, said: { ...words } }) => [sentence, ...Object.values(words)]);
  expect(said(before, "x1")).toEqual([]);
  let after = without(before, "x1", "nord");
  const later = (id: string, choice: Parameters<typeof decided>[1]) => {
    const decision = { id, at_ms: 9, choice };
    after = evolve(after, [{ type: "DecisionTaken", decision }]);
  };
  later("e1", { type: "Apart", note: "y1" });
  later("e2", { type: "Grouped", notes: ["x2", "y2"], title: "Vivre", titled_by: null });
  later("e3", { type: "InRegister", notes: ["x2"], register: "r1" });
  expect(said(after, "x2")).toEqual([
    ["meanwhile.deleted", "Effet x1"],
    ["meanwhile.taken_out", "Effet y1"],
    ["meanwhile.grouped", "Effet y2"],
    ["meanwhile.titled", "Vivre"],
    ["meanwhile.filed", "R1"],
  ]);
});
