import { describe, expect, test } from "vitest";
import type { Board, BoardCommand, Command, Room } from "../protocol/messages.ts";
import { toldOf } from "../views/board/contents.ts";
import { withPending } from "./predict.ts";
import { roomAtWork } from "./room_at_work.ts";
import { type Obstacle, waysBack } from "./ways_back.ts";

const anne = { role: "participant", participant: "anne" } as const;

function given(room: Room, commands: readonly Command[]): Room {
  return withPending(
    room,
    commands.map((command) => ({ command, at_ms: 9 })),
    anne,
  );
}

const nord = (room: Room) => room.boards.nord as Board;

/** A board without what no act can bring back: revisions, instants, and what was taken away. */
function seen(room: Room): unknown {
  const { order, starting_point, notes, beneficiaries, points, interested } = nord(room);
  const bare = ({ rev: _rev, at_ms: _at, ...rest }: { rev?: number; at_ms?: number }) => rest;
  return {
    order,
    starting_point,
    notes: Object.values(notes).map(bare).sort(byId),
    beneficiaries: Object.values(beneficiaries).map(bare).sort(byId),
    points: toldOf(Object.values(points)).sort(byId),
    interested: Object.values(interested)
      .filter((each) => !each.removed)
      .sort(byId),
  };
}

function byId(one: object, other: object): number {
  return String(Reflect.get(one, "id")) < String(Reflect.get(other, "id")) ? -1 : 1;
}

const START: Command[] = [
  { type: "AddBeneficiary", board: "nord", beneficiary: "a", label: "Élus" },
  { type: "AddBeneficiary", board: "nord", beneficiary: "b", label: "Jeunes", parent: "a" },
  { type: "AddBeneficiary", board: "nord", beneficiary: "c", label: "Aînés" },
  { type: "AddNote", note: "n1", beneficiary: "a", text: "Un lieu + du temps" },
  { type: "AddNote", note: "n2", beneficiary: "a", text: "Du calme", kind: "externalité" },
  { type: "OpenPoint", point: "p1", target_kind: "note", target: "n2" },
  { type: "TakePosition", point: "p1", position: "q1", text: "Oui" },
  { type: "AddInterestedActor", board: "nord", interested: "i1", label: "La mairie" },
];
const room = given(roomAtWork(), START);

const ACTS: BoardCommand[] = [
  { type: "SetStartingPoint", board: "nord", text: "Une épicerie" },
  { type: "AddNote", note: "n3", beneficiary: "b", text: "De l’aide" },
  { type: "EditNote", note: "n1", base: 0, text: "Un lieu" },
  { type: "ClassifyNote", note: "n1", kind: "externalité", via: "le marché" },
  { type: "MoveNote", note: "n1", beneficiary: "c" },
  {
    type: "SplitNote",
    note: "n1",
    base: 0,
    parts: [
      { note: "n4", text: "Un lieu" },
      { note: "n5", text: "du temps" },
    ],
  },
  { type: "DeleteNote", note: "n1" },
  { type: "AddBeneficiary", board: "nord", beneficiary: "d", label: "Parents" },
  { type: "EditBeneficiary", beneficiary: "c", base: 0, label: "Anciens", aliases: ["Âgés"] },
  { type: "RankBeneficiary", beneficiary: "c", after: null },
  { type: "DeleteBeneficiary", beneficiary: "a", reassign_to: "c" },
  { type: "OpenPoint", point: "p2", target_kind: "beneficiary", target: "c", text: "Qui ?" },
  { type: "EditPoint", point: "p1", text: "Vraiment ?" },
  { type: "TakePosition", point: "p1", position: "q1", text: "Oui, mais" },
  { type: "ClosePoint", point: "p1" },
  { type: "AddInterestedActor", board: "nord", interested: "i2", label: "La CAF" },
  { type: "EditInterestedActor", interested: "i1", reason: "Son plan", uncertain: true },
  { type: "DeleteInterestedActor", interested: "i1" },
];

function ways(on: Room, act: BoardCommand) {
  const found = waysBack(nord(on), act);
  if (found === null) throw new Error(`no way back from ${act.type}`);
  return found;
}

function commands(found: Command[] | Obstacle): Command[] {
  if (typeof found === "string") throw new Error(`an obstacle: ${found}`);
  return found;
}

describe("the way back", () => {
  for (const act of ACTS) {
    test(`from ${act.type} gives what was before, and forth what was after`, () => {
      const { back, forth } = ways(room, act);
      const done = given(room, [act]);
      expect(seen(done)).not.toEqual(seen(room));
      const undone = given(done, commands(back(nord(done))));
      expect(seen(undone)).toEqual(seen(room));
      const again = given(undone, commands(forth(nord(undone))));
      expect(seen(again)).toEqual(seen(done));
      expect(seen(given(again, commands(back(nord(again)))))).toEqual(seen(room));
    });
  }

  test("from many acts, one after the other, gives what was before all of them", () => {
    let now = room;
    const stack = ACTS.filter((act) => act.type !== "DeleteNote" && act.type !== "SplitNote").map(
      (act) => {
        const at = act.type === "EditNote" ? { ...act, base: nord(now).notes.n1?.rev ?? 0 } : act;
        const way = ways(now, at);
        now = given(now, [at]);
        return way;
      },
    );
    for (const way of stack.reverse()) now = given(now, commands(way.back(nord(now))));
    expect(seen(now)).toEqual(seen(room));
  });

  const BUILT: [BoardCommand, Command, Obstacle][] = [
    [
      { type: "AddNote", note: "n3", beneficiary: "b", text: "De l’aide" },
      { type: "EditNote", note: "n3", base: 0, text: "De l’aide aussi" },
      "changed",
    ],
    [
      { type: "AddNote", note: "n3", beneficiary: "b", text: "De l’aide" },
      { type: "OpenPoint", point: "p9", target_kind: "note", target: "n3" },
      "built",
    ],
    [
      { type: "AddNote", note: "n3", beneficiary: "b", text: "De l’aide" },
      { type: "MoveNote", note: "n3", beneficiary: "c" },
      "changed",
    ],
    [
      { type: "EditNote", note: "n1", base: 0, text: "Un lieu" },
      { type: "EditNote", note: "n1", base: 1, text: "Un lieu à nous" },
      "changed",
    ],
    [
      { type: "MoveNote", note: "n1", beneficiary: "c" },
      { type: "MoveNote", note: "n1", beneficiary: "b" },
      "changed",
    ],
    [
      { type: "ClassifyNote", note: "n1", directness: "indirect" },
      { type: "ClassifyNote", note: "n1", directness: "direct" },
      "changed",
    ],
    [
      { type: "AddBeneficiary", board: "nord", beneficiary: "d", label: "Parents" },
      { type: "AddNote", note: "n3", beneficiary: "d", text: "Du répit" },
      "built",
    ],
    [
      { type: "SplitNote", note: "n1", base: 0, parts: ["n4", "n5"].map(partOf) },
      { type: "EditNote", note: "n5", base: 0, text: "Autrement" },
      "changed",
    ],
    [
      { type: "OpenPoint", point: "p2", target_kind: "note", target: "n1" },
      { type: "TakePosition", point: "p2", position: "q", text: "Non" },
      "built",
    ],
    [
      { type: "RankBeneficiary", beneficiary: "c", after: null },
      { type: "RankBeneficiary", beneficiary: "b", after: null },
      "changed",
    ],
  ];
  for (const [act, theirs, why] of BUILT) {
    test(`from ${act.type} is closed once somebody answers it by ${theirs.type}`, () => {
      const { back } = ways(room, act);
      const now = given(room, [act, theirs]);
      expect(back(nord(now))).toBe(why);
    });
  }

  test("[N14] what is taken back says what was read, for somebody may rewrite it meanwhile", () => {
    const { back } = ways(room, {
      type: "AddNote",
      note: "n3",
      beneficiary: "b",
      text: "De l’aide",
    });
    const now = given(room, [{ type: "AddNote", note: "n3", beneficiary: "b", text: "De l’aide" }]);
    expect(back(nord(now))).toEqual([{ type: "DeleteNote", note: "n3", was: "De l’aide" }]);
  });

  test("forth again leaves what others did meanwhile", () => {
    const act = { type: "DeleteNote", note: "n1" } as const;
    const { back, forth } = ways(room, act);
    const deleted = given(room, [act]);
    const undone = given(deleted, commands(back(nord(deleted))));
    const theirs = given(undone, [{ type: "EditNote", note: "n1", base: 0, text: "Deux lieux" }]);
    expect(forth(nord(theirs))).toBe("changed");
  });

  test("there is none from an act that changes nothing, and a position stays", () => {
    expect(waysBack(nord(room), { type: "MoveNote", note: "n1", beneficiary: "a" })).toBeNull();
    expect(waysBack(nord(room), { type: "ClassifyNote", note: "n1", kind: "visé" })).toBeNull();
    const act = { type: "TakePosition", point: "p1", position: "q2", text: "Non" } as const;
    expect(ways(room, act).back(nord(given(room, [act])))).toBe("stays");
  });
});

function partOf(note: string) {
  return { note, text: note };
}
