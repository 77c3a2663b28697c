import { describe, expect, test } from "vitest";
import type { Command, Note, Room, SeenEvent } from "../protocol/messages.ts";
import { evolve } from "./evolve.ts";
import { defaultDirectness, withPending } from "./predict.ts";
import { roomAtWork } from "./room_at_work.ts";

const anne = { role: "participant", participant: "anne" } as const;
const lead = { role: "facilitator", participant: null } as const;

function shown(...commands: Command[]): Room {
  const given = commands.map((command) => ({ command, at_ms: 9 }));
  return withPending(room, given, anne);
}

function note(id: string, beneficiary = "t"): Command {
  return { type: "AddNote", note: id, beneficiary, text: `Texte ${id}` };
}

const add = (id: string, label: string, parent: string | null = null): Command => {
  return { type: "AddBeneficiary", board: "nord", beneficiary: id, label, parent };
};

const room = roomAtWork();
const nord = (of: Room) => of.boards.nord as NonNullable<Room["boards"][string]>;

describe("what one has just asked", () => {
  test("[H1, H2] being ready and a hand are shown at once, and taken back", () => {
    const up = shown({ type: "SayReady", ready: true }, { type: "RaiseHand" });
    expect([{ ...up.ready }, { ...up.hands }]).toEqual([{ p1: 9 }, { anne: 9 }]);
    const down = shown(
      { type: "RaiseHand" },
      { type: "SayReady", ready: true },
      { type: "SayReady", ready: false },
      { type: "LowerHand", participant: "anne" },
    );
    expect([{ ...down.ready }, { ...down.hands }]).toEqual([{}, {}]);
  });

  test("[N5, N6] a note shows its pair, its directness and its text as it will be kept", () => {
    const after = shown({ ...note("a"), text: "E\u0301te\u0301\u0007" } as Command);
    const expected: Partial<Note> = {
      pair: "p1",
      directness: "indirect",
      kind: "visé",
      text: "Été",
      at_ms: 9,
      rev: 0,
    };
    expect(nord(after).notes.a).toMatchObject(expected);
  });

  test("[N6] the first three of the order, or its first half, are direct", () => {
    const order = ["a", "b", "c", "d", "e", "f", "g"];
    const direct = order.filter((id) => defaultDirectness(order, id) === "direct");
    expect(direct).toEqual(["a", "b", "c", "d"]);
    expect(defaultDirectness(["a", "b", "c"], "c")).toBe("direct");
  });

  test("[B3] a label that is there makes the proposed id mean that one", () => {
    const after = shown(add("b1", "Élus"), add("b2", " ÉLUS "), note("a", "b2"));
    expect(nord(after).order).toEqual(["b1"]);
    expect(nord(after).notes.a?.beneficiary).toBe("b1");
  });

  test("[B6] deleting a beneficiary gives its notes away and frees its children", () => {
    const before = [add("b1", "Un"), add("b2", "Deux", "b1"), note("a", "b1")];
    const kept = shown(...before, { type: "DeleteBeneficiary", beneficiary: "b1" });
    expect(nord(kept).order).toEqual(["b1", "b2"]);
    const reassign_to = "t";
    const gone = shown(...before, { type: "DeleteBeneficiary", beneficiary: "b1", reassign_to });
    expect(nord(gone).order).toEqual(["b2"]);
    expect(nord(gone).notes.a?.beneficiary).toBe("t");
    expect(nord(gone).beneficiaries.b2?.parent).toBeNull();
  });

  test("[N7] an edit of another revision is not shown", () => {
    const edit = (base: number): Command => ({ type: "EditNote", note: "a", base, text: "Autre" });
    expect(nord(shown(note("a"), edit(1))).notes.a?.text).toBe("Texte a");
    expect(nord(shown(note("a"), edit(0))).notes.a).toMatchObject({ text: "Autre", rev: 1 });
  });

  test("[N14] a deletion of another text than the one that stands is not shown", () => {
    const gone = (was?: string): Command => ({
      type: "DeleteNote",
      note: "a",
      ...(was && { was }),
    });
    const edit: Command = { type: "EditNote", note: "a", base: 0, text: "Autre" };
    expect(nord(shown(note("a"), edit, gone("Texte a"))).notes.a?.text).toBe("Autre");
    expect(nord(shown(note("a"), edit, gone("Autre"))).notes.a).toBeUndefined();
    expect(nord(shown(note("a"), edit, gone())).notes.a).toBeUndefined();
  });

  test("[N8, N11, N12] classifying, splitting, deleting and restoring are shown", () => {
    const parts = [
      { note: "b", text: "Un" },
      { note: "c", text: "Deux" },
    ];
    const after = shown(
      note("a"),
      { type: "ClassifyNote", note: "a", kind: "externalité", unforeseen: true },
      { type: "SplitNote", note: "a", base: 0, parts },
      { type: "DeleteNote", note: "b" },
      { type: "RestoreNote", note: "b" },
    );
    expect(Object.keys(nord(after).notes)).toEqual(["c", "b"]);
    expect(nord(after).notes.c).toMatchObject({ kind: "externalité", split_from: "a" });
  });

  test("[D1, D2, I1] points, positions and interested actors are shown", () => {
    const after = shown(
      { type: "OpenPoint", point: "d", target_kind: "beneficiary", target: "t" },
      { type: "TakePosition", point: "d", position: "q", text: "Oui" },
      { type: "ClosePoint", point: "d" },
      { type: "TakePosition", point: "d", position: "r", text: "Trop tard" },
      { type: "AddInterestedActor", board: "nord", interested: "i", label: "CAF", uncertain: true },
      { type: "EditInterestedActor", interested: "i", reason: "Finance" },
    );
    expect(nord(after).points.d).toMatchObject({ closed: true, positions: [{ id: "q" }] });
    expect(nord(after).interested.i).toMatchObject({ uncertain: true, reason: "Finance" });
  });
});

describe("what would be refused is not shown", () => {
  const closed: SeenEvent = { type: "BoardClosed", board: "nord" };
  const pooling: SeenEvent = { type: "PhaseOpened", phase: "mise-en-commun", at_ms: 0 };
  const given = [{ command: note("a"), at_ms: 0 }];

  test("[P3] on a closed board, in another phase, on another board", () => {
    for (const events of [[closed], [pooling]]) {
      const before = evolve(room, events);
      expect(withPending(before, given, anne)).toBe(before);
    }
    const marc = { role: "participant", participant: "marc" } as const;
    expect(withPending(room, given, marc)).toBe(room);
  });

  test("[P4] but a facilitator writes on a closed board", () => {
    const after = withPending(evolve(room, [closed, pooling]), given, lead);
    expect(nord(after).notes.a?.pair).toBeNull();
  });

  test("[N1] without a beneficiary, or for one that nobody knows", () => {
    const nobody = { type: "AddNote", note: "a", text: "x" } as const;
    expect(shown(nobody, note("b", "unknown"))).toBe(room);
  });

  test("leading is left to the server", () => {
    const close = { command: { type: "CloseBoard", board: "nord" }, at_ms: 0 } as const;
    expect(withPending(room, [close], lead)).toBe(room);
  });
});

test("what nothing changes keeps its identity, from one frame to the next", () => {
  const before = shown(note("a"), note("b"));
  const after = evolve(before, [
    { type: "NoteEdited", board: "nord", note: "a", text: "Autre", rev: 1 },
    { type: "NoteMoved", board: "nord", note: "unknown", beneficiary: "t" },
  ]);
  expect(nord(after).notes.b).toBe(nord(before).notes.b);
  expect(nord(after).beneficiaries).toBe(nord(before).beneficiaries);
  expect(after.participants).toBe(before.participants);
  expect(evolve(after, [{ type: "NoteHidden", board: "gone", note: "a" }])).toBe(after);
});

describe("a remark on the worked example", () => {
  const leave = { type: "LeaveRemark", remark: "r", part: "example", text: "Long" } as const;
  const answer = { type: "AnswerRemark", remark: "r", position: "q", text: "Non" } as const;
  const presented = evolve(room, [{ type: "PhaseOpened", phase: "presentation", at_ms: 0 }]);

  function left(of: Room, me: typeof anne | typeof lead, ...commands: Command[]) {
    const given = commands.map((command) => ({ command, at_ms: 9 }));
    return withPending(of, given, me).remarks.r;
  }

  test("[D4] is shown at once with its pair and positions, rewritten under the same id", () => {
    const again = { ...leave, text: "Trop long" };
    expect(left(presented, anne, leave, answer, again)).toEqual({
      id: "r",
      part: "example",
      target: "",
      text: "Trop long",
      positions: [{ id: "q", text: "Non", pair: "p1" }],
      pair: "p1",
      closed: false,
    });
    expect(presented.remarks.r).toBeUndefined();
  });

  test("[D4] is not shown where it would be refused", () => {
    expect(left(room, anne, leave)).toBeUndefined();
    expect(left(presented, anne, { ...leave, text: " " })).toBeUndefined();
    expect(left(room, lead, leave)?.pair).toBeNull();
  });

  test("[D5] of the facilitator is not closed nor rewritten by a pair", () => {
    const theirs = withPending(presented, [{ command: leave, at_ms: 9 }], lead);
    const close = { type: "CloseRemark", remark: "r" } as const;
    expect(left(theirs, anne, close, { ...leave, text: "Autre" })).toEqual(theirs.remarks.r);
    expect(left(theirs, lead, close, answer)?.closed).toBe(true);
    expect(left(theirs, lead, close, answer)?.positions).toEqual([]);
  });
});
