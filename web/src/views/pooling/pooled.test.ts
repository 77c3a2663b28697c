import { afterEach, beforeEach, expect, test } from "vitest";
import french from "$text/fr.json";
import type { Outcome, RoomSession } from "../../live/room_session.svelte";
import type {
  Command,
  Decision,
  PoolingChoice,
  PoolingCommand,
  Room,
} from "../../protocol/messages";
import { spoken } from "../../text/spoken.svelte";
import { evolve } from "../../workshop/evolve";
import type { Actor } from "../../workshop/pooling";
import { decided, roomInPooling, same } from "../../workshop/pooling_room";
import { predictPooling } from "../../workshop/predict_pooling";
import { toasts } from "../toasts.svelte";
import { verbsOf } from "./deciding";
import { Pool } from "./pooled.svelte";

const ACCEPTED = { type: "Accepted" } as unknown as Outcome;
const REFUSED = { type: "Rejected", code: "kept_apart", message: "Non." } as unknown as Outcome;

let room: Room = roomInPooling();
let asked: Command[] = [];
let outcome = ACCEPTED;
let onchange = () => {};

/** A page that leads a room of its own, where all that is asked is done at once. */
function leading(start: Room): Pool {
  room = start;
  const session = {
    proposed: null,
    you: null,
    dismiss() {},
    async do(command: Command) {
      asked.push(command);
      if (outcome === ACCEPTED) {
        room = evolve(room, predictPooling(room, command as PoolingCommand, asked.length));
        onchange();
      }
      return outcome;
    },
  } as unknown as RoomSession;
  const pool = new Pool(session, () => room, true);
  onchange = () => pool.take(room);
  onchange();
  return pool;
}

const names = (pool: Pool) => pool.actors.map(({ label }) => label).join();
const actor = (pool: Pool, id: string) => pool.byId.get(id) as Actor;
const pressed = async (act: () => unknown) => {
  act();
  await new Promise((resolve) => setTimeout(resolve));
};

beforeEach(() => {
  spoken.words = french;
  outcome = ACCEPTED;
  asked = [];
});
afterEach(() => {
  for (const { id } of toasts.all) toasts.close(id);
});

test("[G4] a merge that is undone after a later one comes apart, however the later one was asked for", async () => {
  for (const way of ["by hand", "a proposal", "one name"]) {
    const pool = leading(roomInPooling());
    await pressed(() => pool.unite(actor(pool, "a1"), actor(pool, "b1"), null));
    const [one, other] = [actor(pool, "a1"), actor(pool, "b2")];
    const pair = {
      key: "",
      one,
      other,
      ones: ["b1", "b2"],
      reasons: [],
      later: false,
      exact: false,
    } as const;
    await pressed(() => {
      if (way === "by hand") pool.unite(one, other, null);
      else if (way === "one name") pool.uniteAll([[one, other]]);
      else verbsOf(pool, pair, 0)[0]?.act();
    });
    expect(pool.actors.map(({ members }) => members.length)).toContain(3);
    const [first] = Object.values(pool.room.decisions);
    if (!first) throw new Error("nothing was decided");
    expect(pool.heldToo(first)).toEqual([]);
    expect(pool.consequence(first)).toHaveLength(2);
    await pressed(() => pool.takeBack([first]));
    expect(pool.actors.map(({ members }) => members.length).sort()).toEqual([1, 1, 2, 2]);
  }
});

test("a decision speaks of each actor by the member that it is called after", async () => {
  const pool = leading(
    decided(roomInPooling(), { type: "Same", beneficiaries: ["a1", "b1"], label: "B1" }),
  );
  await pressed(() => pool.unite(actor(pool, "a1"), actor(pool, "b2"), "Tous"));
  expect(asked[0]).toMatchObject({ type: "SameActor", beneficiaries: ["b1", "b2"], label: "Tous" });
});

test("what was taken back, by whomever, is listed and decided again, unless it is refused", async () => {
  const pool = leading(decided(roomInPooling(), same("a1", "b1")));
  const before = names(pool);
  room = evolve(room, [{ type: "DecisionRetracted", decision: "d0" }]);
  onchange();
  const [back] = pool.takenBack;
  if (!back) throw new Error("it is not listed");
  expect(names(pool)).not.toBe(before);

  outcome = REFUSED;
  await pressed(() => pool.again(back));
  expect(pool.takenBack).toEqual([back]);
  outcome = ACCEPTED;
  await pressed(() => pool.again(back));
  expect(names(pool)).toBe(before);
  expect(pool.takenBack).toEqual([]);
});

test("[G14] what is said of actors names them as they were called then, a name says of what", async () => {
  const pool = leading(
    decided(
      roomInPooling(),
      { type: "PartOf", child: "a1", parent: "b1" },
      { type: "Categorised", beneficiary: "a2", category: "voisins" },
      { ...same("a1", "a2"), label: "Les habitants" } as PoolingChoice,
      { type: "Renamed", beneficiary: "a1", label: "Les gens" },
    ),
  );
  const said = () => Object.values(pool.room.decisions).map((each) => pool.told(each).said);
  expect(said()).toEqual([
    { child: "A1", parent: "B1" },
    { label: "A2", category: "voisins" },
    { labels: "A1 + A2" },
    { was: "Les habitants", label: "Les gens" },
  ]);
  const [named] = Object.values(pool.room.decisions).slice(-1);
  if (!named) throw new Error("nothing was decided");
  await pressed(() => pool.takeBack([named]));
  expect(pool.told(named).said).toEqual({ was: "Les habitants", label: "Les gens" });
});

test("what has lapsed says so, and what would be refused is not offered again", () => {
  const later = { type: "Later", one: "a1", other: "b1" } as const;
  const apart = { type: "Different", one: "a2", other: "b2" } as const;
  const pool = leading(decided(roomInPooling(), later, apart));
  const [put, kept] = Object.values(pool.room.decisions) as [Decision, Decision];
  expect([pool.isOver(put), pool.isOver(kept)]).toEqual([false, false]);
  room = evolve(room, [{ type: "DecisionRetracted", decision: kept.id }]);
  onchange();
  expect(pool.whyNotAgain(kept)).toBe(null);
  const united = [same("a2", "b2"), { ...same("a1", "b1"), label: "Les gens" } as PoolingChoice];
  for (const [at, choice] of united.entries()) {
    const decision = { id: `same-${at}`, at_ms: 9, choice };
    room = evolve(room, [{ type: "DecisionTaken", decision }]);
  }
  onchange();
  expect([pool.isOver(put), pool.whyNotAgain(kept)]).toEqual([true, "pooling.again_not.united"]);
  expect([put, kept].map((each) => pool.told(each).said)).toEqual([
    { one: "A1", other: "B1" },
    { one: "A2", other: "B2" },
  ]);
});

test("[G3] [G5] of an actor's name and category only what was changed is decided, whatever it is by now", async () => {
  const pool = leading(roomInPooling());
  const was = { label: "A1", category: "" };
  room = decided(
    room,
    { type: "Same", beneficiaries: ["b1", "a1"], label: "Ensemble" },
    { type: "Categorised", beneficiary: "b1", category: "voisins" },
  );
  onchange();
  expect(pool.actorOf("a1")).toBe(pool.actorOf("b1"));
  const now = pool.actorOf("a1") as Actor;
  await pressed(() => pool.describe(now, was, { label: " Les gens ", category: "" }));
  expect(asked).toMatchObject([{ type: "RenameActor", label: "Les gens" }]);
  expect(pool.actorOf("b1")).toMatchObject({ label: "Les gens", category: "voisins" });
  asked = [];
  await pressed(() => pool.describe(now, was, { label: "A1", category: "tous" }));
  expect(asked).toMatchObject([{ type: "CategoriseActor", category: "tous" }]);
  expect(pool.actorOf("b1")).toMatchObject({ label: "Les gens", category: "tous" });
});
