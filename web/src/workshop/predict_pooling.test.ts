import { beforeAll, describe, expect, test } from "vitest";
import type { Command, Room } from "../protocol/messages.ts";
import { pooled } from "./pooling.ts";
import { decided, group, roomInPooling, same } from "./pooling_room.ts";
import { learnPooling, withPending } from "./predict.ts";
import { predictInPooling } from "./predict_pooling.ts";

const lead = { role: "facilitator", participant: null } as const;
const room = roomInPooling();

function shown(from: Room, ...commands: Command[]): Room {
  const given = commands.map((command) => ({ command, at_ms: 9 }));
  return withPending(from, given, lead);
}

const choices = (of: Room) => Object.values(of.decisions).map(({ choice }) => choice);
const actor = (of: Room, id: string) => pooled(of).find((each) => each.id === id);

beforeAll(() => learnPooling(predictInPooling));

describe("what is decided in the pooling is shown at once", () => {
  test("[G2, G3] a merge and a name, with the words as they will be kept", () => {
    const after = shown(
      room,
      { type: "SameActor", decision: "d", beneficiaries: ["a1", "b1", "a1"], label: "Les\ngens" },
      { type: "RenameActor", decision: "e", beneficiary: "b2", label: "Élus" },
    );
    expect(actor(after, "a1")).toMatchObject({
      label: "Les gens",
      notes: ["x1", "x2", "y1", "y2"],
    });
    expect(actor(after, "b2")?.label).toBe("Élus");
  });

  test("[G5, G7, G11] a category, a part, a register, what is put off", () => {
    const after = shown(
      room,
      { type: "CategoriseActor", decision: "d", beneficiary: "a1", category: "public" },
      { type: "PartOfActor", decision: "e", child: "a2", parent: "b1" },
      { type: "PutInRegister", decision: "f", notes: ["x1", "x1"], register: "savoir" },
      { type: "DecideLater", decision: "g", one: "a1", other: "b2" },
    );
    expect(actor(after, "a1")?.category).toBe("public");
    expect(actor(after, "a2")?.parent).toBe("b1");
    expect(choices(after).slice(2)).toEqual([
      { type: "InRegister", notes: ["x1"], register: "savoir" },
      { type: "Later", one: "a1", other: "b2" },
    ]);
  });

  test("[G8, G9, G10] a group, its name, a note that leaves it", () => {
    const after = shown(
      room,
      { type: "GroupEffects", decision: "d", notes: ["x2", "x1"] },
      { type: "TitleGroup", decision: "e", note: "x1", title: "Le lien" },
    );
    expect(actor(after, "a1")?.groups).toEqual([
      { id: "x1", title: "Le lien", given: true, voice: null, notes: ["x1", "x2"] },
    ]);
    const called = shown(room, {
      type: "GroupEffects",
      decision: "d",
      notes: ["x1", "x2"],
      titled_by: "x2",
    });
    expect(actor(called, "a1")?.groups).toEqual([
      { id: "x1", title: "Effet x2", given: false, voice: "x2", notes: ["x1", "x2"] },
    ]);
    const left = shown(after, { type: "TakeOutOfGroup", decision: "f", note: "x2" });
    expect(actor(left, "a1")).toMatchObject({ groups: [], ungrouped: ["x1", "x2"] });
  });

  test("[G4] what is taken back is gone, and its id is not taken again", () => {
    const after = shown(decided(room, same("a1", "b1")), {
      type: "RetractDecision",
      decision: "d0",
    });
    expect(pooled(after)).toEqual(pooled(room));
    const again = { type: "SameActor", decision: "d0", beneficiaries: ["a1", "b1"] } as const;
    expect(choices(shown(after, again))).toEqual([]);
  });

  test("[G6, G7, G8, G10] nothing is shown of what the server refuses", () => {
    const now = decided(
      room,
      { type: "Different", one: "a1", other: "b2" },
      same("a2", "b2"),
      { type: "PartOf", child: "a1", parent: "b1" },
      group("x1", "x2"),
    );
    const refused: Command[] = [
      { type: "SameActor", decision: "r", beneficiaries: ["a1", "a2"] },
      { type: "SameActor", decision: "r", beneficiaries: ["a1", "ghost"] },
      { type: "SameActor", decision: "r", beneficiaries: ["a1", "a1"] },
      { type: "DifferentActors", decision: "r", one: "a2", other: "b2" },
      { type: "DecideLater", decision: "r", one: "t", other: "t2" },
      { type: "PartOfActor", decision: "r", child: "b1", parent: "a1" },
      { type: "PartOfActor", decision: "r", child: "b2", parent: "a2" },
      { type: "GroupEffects", decision: "r", notes: ["x1", "x3"] },
      { type: "GroupEffects", decision: "r", notes: ["x1", "ghost"] },
      { type: "TitleGroup", decision: "r", note: "x3", title: "Nom" },
      { type: "TitleGroup", decision: "r", note: "x1", title: " " },
      { type: "TakeOutOfGroup", decision: "r", note: "x3" },
      { type: "RetractDecision", decision: "ghost" },
    ];
    for (const command of refused) expect(shown(now, command), command.type).toBe(now);
  });
});
