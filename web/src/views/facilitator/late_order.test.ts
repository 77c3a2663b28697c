import { beforeAll, describe, expect, test } from "vitest";
import french from "$text/fr.json";
import type { Event, LateCommand } from "../../protocol/messages.ts";
import { spoken } from "../../text/spoken.svelte.ts";
import { closedBefore, oldestFirst, together, writtenWords } from "./late_order.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const END = 45 * MINUTE;

beforeAll(() => {
  spoken.words = french;
});

function late(id: string, written_ms: number | null, received_ms = END + MINUTE): LateCommand {
  const by = { role: "participant", participant: "anne", pair: "p1" } as const;
  const command = { type: "AddNote", note: id, beneficiary: "t", text: id } as const;
  return { id, command, by, board: "nord", received_ms, written_ms };
}

function led(at_ms: number, event: Event) {
  return { seq: at_ms, at_ms, role: "facilitator", event } as const;
}

const acts = [
  led(END - 10 * MINUTE, { type: "BoardClosed", board: "sud" }),
  led(END, { type: "BoardsLocked", reason: "deadline" }),
  led(END + 2 * MINUTE, {
    type: "BoardsReopened",
    boards: ["nord"],
    duration_ms: 0,
    deadline_ms: null,
  }),
  led(END + 9 * MINUTE, { type: "BoardClosed", board: "nord" }),
];

describe("[T9] [T10] what came after the end", () => {
  test("stands with the oldest first, and in the order of its coming where that says nothing", () => {
    const order = oldestFirst([late("c", 3), late("a1", 1), late("b", null, 2), late("a2", 1)]);
    expect(order.map((each) => each.id)).toEqual(["a1", "a2", "b", "c"]);
  });

  test("says no seconds where it was written as the boards closed", () => {
    for (const written of [END, END + 900, END - 900]) {
      expect(writtenWords(acts, late("n", written))).toBe(french["late.written_then"]);
    }
    expect(writtenWords(acts, late("n", END + 1_000))).toContain("1\u00a0s");
  });

  test("is measured by the last closing of its board before it came", () => {
    expect(closedBefore(acts, late("n", END))).toBe(END);
    expect(closedBefore(acts, late("n", END, END + 10 * MINUTE))).toBe(END + 9 * MINUTE);
    // Another territory was closed earlier, which is not its own end.
    expect(closedBefore(acts, late("n", 1, END - MINUTE))).toBe(null);
    expect(closedBefore([], late("n", END))).toBe(null);
  });

  test("says whether it was written before or after, and how long", () => {
    const said = (written: number | null) => writtenWords(acts, late("n", written));
    expect(said(END - 40 * SECOND)).toMatch(/40\s*s avant/);
    expect(said(END + 12 * SECOND)).toMatch(/12\s*s après/);
    expect(said(END - 3 * MINUTE)).toMatch(/3\s*min avant/);
    expect(said(null)).toBe("");
  });
});

test("[T12] a note that its author took back is decided of at once, and no other", () => {
  const by = (participant: string) => ({ role: "participant", participant, pair: "p1" }) as const;
  const asked = (id: string, command: LateCommand["command"], who = "anne"): LateCommand => ({
    ...late(id, 1),
    command,
    by: by(who),
  });
  const post = (note: string) =>
    asked(note, { type: "AddNote", note, beneficiary: "t", text: note });
  const gone = (id: string, note: string, who = "anne") =>
    asked(id, { type: "DeleteNote", note }, who);
  const told = (...lates: LateCommand[]) =>
    together(lates).map(({ all, takenBack }) => [takenBack, ...all.map((each) => each.id)]);

  const typed = asked("k", { type: "ClassifyNote", note: "a", kind: "externalité" });
  expect(told(post("a"), post("b"), typed, gone("d", "a"))).toEqual([
    [true, "a", "k", "d"],
    [false, "b"],
  ]);
  // As the device's clock has them; they can only be done with the posting first.
  expect(told(gone("d", "a"), post("a"))).toEqual([[true, "a", "d"]]);
  const back = asked("r", { type: "RestoreNote", note: "a" });
  expect(told(post("a"), gone("d", "a"), back)).toEqual([
    [false, "a"],
    [false, "d"],
    [false, "r"],
  ]);
  // What somebody else deletes, or what was on the board before, was not taken back.
  expect(told(post("a"), gone("d", "a", "marc"))).toEqual([
    [false, "a"],
    [false, "d"],
  ]);
  expect(told(gone("d", "a"))).toEqual([[false, "d"]]);
});
