import { afterEach, beforeAll, expect, test } from "vitest";
import french from "$text/fr.json";
import type { Refusal } from "../live/room_session.svelte.ts";
import type { Command } from "../protocol/messages.ts";
import { spoken } from "../text/spoken.svelte.ts";
import { textOf } from "./kept_text.ts";
import { passWordless } from "./passing.svelte.ts";
import { refusedText, refusedWords } from "./refused.ts";
import { toasts } from "./toasts.svelte.ts";

const SIFT = {
  kind: null,
  directness: null,
  discussed: false,
  boards: [],
  register: null,
} as const;

beforeAll(() => {
  spoken.words = french;
});
afterEach(() => {
  for (const { id } of toasts.all) toasts.close(id);
});

function refusal(n: number, command: Command): Refusal {
  return { n, command, code: "duration_out_of_range", params: {}, message: "", handle: null };
}

test("an order without a word in it is told once, and kept nowhere; a text stays", () => {
  const refusals = [
    refusal(1, { type: "MoveDeadline", by_ms: -60_000 }),
    refusal(2, { type: "EditNote", note: "n", base: 0, was: "", text: "Du calme" }),
    {
      ...refusal(3, { type: "CastVotes", mark: "compte", notes: [] }),
      code: "voting_closed" as const,
    },
    { ...refusal(4, { type: "DeleteNote", note: "n", was: "" }), code: "conflict" as const },
  ];
  const dismissed: number[] = [];
  const dismiss = (n: number) => dismissed.push(n);
  // The board and the page around it both look.
  passWordless({ refusals, dismiss });
  passWordless({ refusals, dismiss });
  expect(dismissed).toEqual([1]);
  expect(toasts.all.map((each) => each.text)).toEqual([french["rejection.duration_out_of_range"]]);
});

test("only of what holds a text it is said that the text is kept, and once", () => {
  const closed = { message: "", code: "board_closed", params: {} } as const;
  expect(refusedWords(closed)).not.toContain("gardé");
  expect(refusedText(closed)).toBe(`${refusedWords(closed)} ${french["kept.yours"]}`);
  const kept = Object.keys(french).filter((key) => key.startsWith("rejection."));
  for (const code of kept.map((key) => key.slice("rejection.".length)) as Refusal["code"][]) {
    const said = refusedText({ message: "", code, params: { current: "" } });
    expect(said.split("gardé"), said).toHaveLength(2);
  }
});

test.each<[Command, string]>([
  [{ type: "DeleteNote", note: "un-long-nom" }, ""],
  [{ type: "ClassifyNote", note: "n", kind: "visé", via: "" }, ""],
  [{ type: "ClassifyNote", note: "n", via: "les élus" }, "les élus"],
  [{ type: "RenameTerritory", board: "b", name: "Nord", base: "Sud" }, "Nord"],
  [
    {
      type: "SplitNote",
      note: "n",
      base: 0,
      parts: [
        { note: "a", text: "Un" },
        { note: "b", text: "Deux" },
      ],
    },
    "Un · Deux",
  ],
  [{ type: "EditWorkshop", intention: { fr: "Voir", en: "" } }, "Voir"],
  [{ type: "SetScreen", sift: { ...SIFT, text: "été" } }, ""],
  [{ type: "AddConcept", concept: "c", words: ["eau", "crue"] }, "eau · crue"],
])("what people typed in %o", (command, text) => {
  expect(textOf(command)).toBe(text);
});
