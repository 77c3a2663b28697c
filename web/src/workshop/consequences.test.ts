import { describe, expect, test } from "vitest";
import type { PoolingChoice, Room } from "../protocol/messages.ts";
import { consequences, heldToo, nameOfUnited, parentsOfUnited } from "./consequences.ts";
import { held } from "./effect_groups.ts";
import { pooled } from "./pooling.ts";
import { decided, group, roomInPooling, same } from "./pooling_room.ts";

const room = roomInPooling();
const NOTHING = {
  actors: [],
  names: [],
  categories: [],
  parents: [],
  groups: [],
  titles: [],
  regrouped: [],
  registers: [],
};

describe("what taking a decision back would change", () => {
  test("[G4] an actor comes apart, with how many notes each; its groups along the actors", () => {
    const now = decided(room, same("a1", "b1"), group("x1", "x2", "y1"));
    expect(consequences(now, "d0")).toEqual({
      ...NOTHING,
      actors: [
        {
          id: "a1",
          label: "A1",
          notes: 4,
          into: [
            { id: "a1", label: "A1", notes: 2 },
            { id: "b1", label: "B1", notes: 2 },
          ],
        },
      ],
      groups: [{ id: "x1", label: "Effet x1", actor: "a1", notes: 3, into: [2] }],
    });
  });

  test("[G4] what else holds a merge together is told, as little of it as comes apart", () => {
    const now = decided(
      room,
      same("a1", "b1"),
      same("a1", "b1", "b2"),
      same("b2", "a2"),
      group("x1", "y1"),
    );
    const ids = (id: string) => {
      const decision = now.decisions[id];
      return decision && heldToo(now, decision).map((each) => each.id);
    };
    expect(ids("d0")).toEqual(["d1"]);
    expect(consequences(now, "d0")).toEqual(NOTHING);
    expect(consequences(now, "d0", "d1").actors).toHaveLength(1);
    expect([ids("d1"), ids("d2"), ids("d3")]).toEqual([[], [], []]);
    const round = decided(room, same("a1", "b1"), same("b1", "b2"), same("b2", "a1"));
    const first = round.decisions.d0;
    expect(first && heldToo(round, first).map((each) => each.id)).toEqual(["d2"]);
  });

  test("[G4] nothing, when another decision says the same", () => {
    const now = decided(room, same("a1", "b1"), same("b1", "a1"), group("x1", "y1"));
    expect(consequences(now, "d0")).toEqual(NOTHING);
    expect(consequences(decided(room, { type: "Later", one: "a1", other: "b1" }), "d0")).toEqual(
      NOTHING,
    );
  });

  test("[G3, G5, G7] names, categories and what an actor is part of", () => {
    const now = decided(
      room,
      { type: "Renamed", beneficiary: "a1", label: "Les gens" },
      { type: "Categorised", beneficiary: "a1", category: "public" },
      { type: "PartOf", child: "a1", parent: "b2" },
    );
    const of = { id: "a1", label: "Les gens" };
    expect(consequences(now, "d0").names).toEqual([{ ...of, from: "Les gens", to: "A1" }]);
    expect(consequences(now, "d1").categories).toEqual([{ ...of, from: "public", to: "" }]);
    expect(consequences(now, "d2").parents).toEqual([{ ...of, from: "B2", to: null }]);
  });

  test("[G8, G10] a group, its name, its notes", () => {
    const now = decided(
      room,
      group("x1", "x2"),
      { type: "Titled", note: "x2", title: "Le lien", others: ["x1"] },
      same("a1", "b1"),
      group("x1", "y1", "y2"),
    );
    expect(consequences(now, "d0").groups).toEqual([
      { id: "x1", label: "Le lien", actor: "a1", notes: 4, into: [3] },
    ]);
    expect(consequences(now, "d1")).toEqual({
      ...NOTHING,
      titles: [{ id: "x1", label: "Le lien", from: "Le lien", to: "Effet x1" }],
    });
  });

  test("[G9] a note that was taken out finds its group again", () => {
    const now = decided(room, group("x1", "x2"), { type: "Apart", note: "x2" });
    expect(consequences(now, "d1")).toEqual({
      ...NOTHING,
      regrouped: [{ id: "x1", label: "Effet x1", actor: "a1", notes: 2 }],
    });
  });

  test("[G8] a group that a merge held together is parted along the actors, and says so", () => {
    const now = decided(room, same("a1", "b1"), group("x1", "x2", "y1", "y2"));
    expect(consequences(now, "d0").groups).toMatchObject([{ notes: 4, into: [2, 2] }]);
    const live = (note: string) => note !== "gone";
    const holds = (after: Room, ...notes: string[]) =>
      held(
        notes,
        pooled(after).flatMap(({ groups }) => groups),
        live,
      );
    expect(holds(now, "x1", "x2", "y1", "gone")).toBe("whole");
    const { d0: _, ...decisions } = now.decisions;
    const then = { ...now, decisions };
    expect(holds(then, "x1", "x2", "y1")).toBe("part");
    expect(holds(then, "x1", "y1")).toBe("none");
  });

  test("[G11] registers lose and gain notes", () => {
    const now = decided(
      room,
      { type: "InRegister", notes: ["x1", "x2"], register: "savoir" },
      { type: "InRegister", notes: ["x2", "y1"], register: "lien" },
    );
    expect(consequences(now, "d1").registers).toEqual([
      { register: "lien", lost: 2, gained: 0 },
      { register: "savoir", lost: 0, gained: 1 },
    ]);
  });
});

describe("what uniting carries along", () => {
  const partOf = (child: string, parent: string): PoolingChoice => ({
    type: "PartOf",
    child,
    parent,
  });
  const told = (now: Room, ...ids: readonly string[]) => {
    const actors = pooled(now).filter(({ id }) => ids.includes(id));
    return parentsOfUnited(now, ...actors).map(({ label, from, to }) => [label, from, to]);
  };

  test("[G7] the one that was part of nothing will be part of what the other one is", () => {
    const now = decided(room, partOf("a1", "a2"));
    expect(told(now, "a1", "b1")).toEqual([["B1", null, "A2"]]);
    expect(told(now, "b1", "b2")).toEqual([]);
  });

  test("[G7] of two wholes one is left, and a part that becomes its whole carries nothing", () => {
    const now = decided(room, partOf("a1", "a2"), partOf("b1", "b2"));
    expect(told(now, "a1", "b1")).toEqual([["A1", "A2", "B2"]]);
    expect(told(now, "a1", "a2")).toEqual([]);
    expect(told(now, "a2", "b2")).toEqual([]);
  });

  test("[G7] a circle that it would close opens at the whole", () => {
    const now = decided(room, partOf("a1", "a2"), partOf("a2", "b1"));
    expect(told(now, "a1", "b1")).toEqual([
      ["B1", null, "A2"],
      ["A2", "B1", null],
    ]);
  });
});

describe("what uniting makes two be called", () => {
  const called = (now: Room, ...ids: readonly string[]) => {
    const actors = pooled(now).filter(({ id }) => ids.includes(id));
    return nameOfUnited(now, ...actors);
  };

  test("[G3] the name of most territories, then the longest, then the first", () => {
    expect(called(room, "a1", "b1")).toBe("A1");
    const named = (board: string, id: string, label: string): Room => {
      const before = room.boards[board] as Room["boards"][string];
      const one = {
        ...(before.beneficiaries[id] as Room["boards"][string]["beneficiaries"][string]),
        label,
      };
      const beneficiaries = { ...before.beneficiaries, [id]: one };
      return { ...room, boards: { ...room.boards, [board]: { ...before, beneficiaries } } };
    };
    const [[board = ""] = []] = Object.entries(room.boards).filter(([, { order }]) =>
      order.includes("b1"),
    );
    expect(called(named(board, "b1", "Tous les B"), "a1", "b1")).toBe("Tous les B");
  });

  test("[G3] a name that was given stays, the last one of two", () => {
    const renamed = (beneficiary: string, label: string): PoolingChoice => ({
      type: "Renamed",
      beneficiary,
      label,
    });
    const now = decided(room, renamed("b1", "B"), renamed("a1", "A"));
    expect(called(now, "a1", "b1")).toBe("A");
    expect(called(decided(room, renamed("b1", "B")), "a1", "b1")).toBe("B");
  });
});
