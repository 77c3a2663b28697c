import { describe, expect, test } from "vitest";
import type { Board, Note, Shown } from "../protocol/messages.ts";
import type { Actor } from "./pooling.ts";
import { isTurn, nextTurn, type TellingOrder, type Turn, turns } from "./telling.ts";

const note = (id: string, hidden = false) => [id, { id, hidden } as Note] as const;
const board = (id: string, ...notes: (readonly [string, Note])[]) =>
  [id, { id, notes: Object.fromEntries(notes) } as unknown as Board] as const;
const boards = Object.fromEntries([
  board("nord", note("n1"), note("n2"), note("n3"), note("n9", true)),
  board("sud", note("s1"), note("s2")),
]);

function actor(id: string, members: [string, string][], notes: string[], group: string[] = []) {
  return {
    id,
    members: members.map(([where, beneficiary]) => ({ board: where, beneficiary, label: id })),
    notes,
    groups: group.length > 0 ? [{ id: group[0], title: id, notes: group }] : [],
  } as unknown as Actor;
}
const both = actor(
  "a",
  [
    ["nord", "a"],
    ["sud", "b"],
  ],
  ["n1", "n2", "s1"],
  ["n1", "s1"],
);
const south = actor("c", [["sud", "c"]], ["s2"]);
const named = actor("d", [["nord", "d"]], []);
const hidden = actor("e", [["nord", "e"]], ["n9"]);
const last = actor("f", [["nord", "f"]], ["n3"]);
const actors = [both, south, named, hidden, last];

const told = (...ids: string[]) => ({ boards, told: Object.fromEntries(ids.map((id) => [id, 1])) });
const members = (of: Actor) =>
  of.members.map(({ board, beneficiary }): [string, string] => [board, beneficiary]);
const plain = (all: readonly Turn[]) => all.map(({ target, left }) => [target, left]);
const shows = (target: string) => (turn: Turn) => turn.target === target;

describe("[M4] the boards are told", () => {
  test("by actor: each that has a note that is shown, with how many were not told", () => {
    expect(plain(turns(told(), actors, "actor"))).toEqual([
      ["a", 3],
      ["c", 1],
      ["f", 1],
    ]);
    expect(plain(turns(told("a", "n1", "s2"), actors, "actor"))).toEqual([
      ["a", 2],
      ["c", 0],
      ["f", 1],
    ]);
  });

  test("by territory: its own beneficiaries, and what it wrote of them itself", () => {
    const all = turns(told("n2"), actors, "territory");
    expect(plain(all)).toEqual([
      ["a", 1],
      ["f", 1],
      ["b", 1],
      ["c", 1],
    ]);
    expect(all.map((each) => each.board)).toEqual(["nord", "nord", "sud", "sud"]);
    expect(new Set(all.map((each) => each.kind))).toEqual(new Set(["territory-actor"]));
  });

  test("effect by effect, those of which something was not told", () => {
    const all = turns(told("n1", "s2"), actors, "untold");
    expect(plain(all)).toEqual([
      ["s1", 1],
      ["n2", 1],
      ["n3", 1],
    ]);
    expect(all.map((each) => [each.kind, each.actor])).toEqual([
      ["note", "a"],
      ["note", "a"],
      ["note", "f"],
    ]);
    expect(turns(told("n1", "n2", "n3", "s1", "s2"), actors, "untold")).toEqual([]);
  });
});

describe("[M4] « suivant » is", () => {
  test("after the turn that is shown, by whichever beneficiary it was called", () => {
    const byId = new Map(actors.map((each) => [each.id, each]));
    const here = (order: TellingOrder, shown: Shown) =>
      turns(told(), actors, order)
        .filter((turn) => isTurn(turn, shown, byId))
        .map(({ target }) => target);
    expect(here("actor", { kind: "actor", target: "b" })).toEqual(["a"]);
    expect(here("territory", { kind: "territory-actor", target: "b" })).toEqual(["b"]);
    expect(here("territory", { kind: "actor", target: "b" })).toEqual([]);
    expect(here("untold", { kind: "note", target: "n2" })).toEqual(["n2"]);
    const twice = actor("a", [...members(both), ["sud", "z"]], ["n1", "s1"]);
    const all = turns(told(), [twice], "territory");
    const shown = { kind: "territory-actor", target: "z" } as const;
    const found = all.filter((turn) => isTurn(turn, shown, new Map([["a", twice]])));
    expect(found.map(({ board }) => board)).toEqual(["sud"]);
  });

  test("what comes after what is shown, past what was told already", () => {
    expect(nextTurn(turns(told(), actors, "actor"), () => false)?.target).toBe("a");
    const all = turns(told("n1", "n2", "s1", "s2"), actors, "actor");
    expect(nextTurn(all, shows("a"))?.target).toBe("f");
    expect(nextTurn(turns(told("s2"), actors, "actor"), shows("c"))?.target).toBe("f");
  });

  test("what was left out before, once the end is reached; then nothing", () => {
    const all = turns(told("n3"), actors, "actor");
    expect(nextTurn(all, shows("f"))?.target).toBe("a");
    const over = turns(told("n1", "n2", "n3", "s1", "s2"), actors, "actor");
    expect(nextTurn(over, shows("f"))).toBeNull();
  });

  test("never what is shown already", () => {
    const all = turns(told("n1", "n2", "s1", "s2"), actors, "actor");
    expect(nextTurn(all, shows("f"))).toBeNull();
  });
});
