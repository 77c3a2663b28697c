import { beforeAll, expect, test } from "vitest";
import french from "$text/fr.json";
import type { LateCommand, Note, SeenEvent } from "../../protocol/messages.ts";
import { spoken } from "../../text/spoken.svelte.ts";
import { evolve } from "../../workshop/evolve.ts";
import { roomAtWork } from "../../workshop/room_at_work.ts";
import { lateSaid } from "./late_said.ts";

beforeAll(() => {
  spoken.words = french;
});

const by = { role: "participant", participant: "anne", pair: "p1" } as const;
const added: SeenEvent = {
  type: "NoteAdded",
  board: "nord",
  note: { id: "n1", beneficiary: "t", text: "Moins de crues", hidden: false } as Note,
};

function late(command: LateCommand["command"], id = "late-1"): LateCommand {
  return { id, command, by, board: "nord", received_ms: 1, written_ms: null };
}

function said(command: LateCommand["command"], ...before: LateCommand[]) {
  const received = before.map((each): SeenEvent => ({ type: "CommandReceivedLate", late: each }));
  return lateSaid(evolve(roomAtWork(), [added, ...received]), late(command));
}

test("[T12] what has words is told by them", () => {
  expect(said({ type: "EditNote", note: "n1", base: 0, text: "Mieux" })).toEqual({
    what: french["late.edit"],
    text: "Mieux",
    written: true,
    name: "Mieux",
  });
  const parts = [
    { note: "x", text: "Un" },
    { note: "y", text: "Deux" },
  ];
  expect(said({ type: "SplitNote", note: "n1", base: 0, parts }).text).toBe("Un · Deux");
});

test("[T12] what has none says what it does, and to what", () => {
  const deleted = french["act.DeleteNote"];
  expect(said({ type: "DeleteNote", note: "n1" })).toEqual({
    what: deleted,
    text: "Moins de crues",
    written: true,
    name: `${deleted}\u00a0: Moins de crues`,
  });
  const flagged = said({ type: "OpenPoint", point: "p", target_kind: "note", target: "n1" });
  expect([flagged.what, flagged.text]).toEqual([french["act.OpenPoint"], "Moins de crues"]);
  const moved = said({ type: "MoveNote", note: "n1", beneficiary: "t" });
  expect(moved.what).toMatch(/^effet déplacé vers «\u00a0.+\u00a0»$/);
  expect(moved.text).toBe("Moins de crues");
});

test("[T12] what it is about may be in the tray itself, or known to nobody", () => {
  const post = late({ type: "AddNote", note: "n2", beneficiary: "t", text: "Écrit loin" }, "l0");
  expect(said({ type: "DeleteNote", note: "n2" }, post).text).toBe("Écrit loin");
  expect(said({ type: "DeleteNote", note: "ghost" })).toEqual({
    what: french["act.DeleteNote"],
    text: french["late.wordless"],
    written: false,
    name: french["act.DeleteNote"],
  });
});
