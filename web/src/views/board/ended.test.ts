import { beforeAll, expect, test } from "vitest";
import french from "$text/fr.json";
import { spoken } from "../../text/spoken.svelte.ts";
import { endedWords } from "./ended.ts";

beforeAll(() => {
  spoken.words = french;
});

const ALL = french["board.closed_all"];
const BEGUN = french["board.closed_begun"];

test("that everything is on the board is said only where nothing is kept apart nor half written", () => {
  for (const alone of [false, true]) {
    expect(endedWords({ alone, aside: false, begun: false })).toContain(ALL);
    for (const [aside, begun] of [
      [true, false],
      [true, true],
      [false, true],
    ] as const) {
      const said = endedWords({ alone, aside, begun });
      expect(said).not.toContain(ALL);
      expect(said.includes(french["board.closed_aside"])).toBe(aside);
      expect(said.includes(BEGUN)).toBe(begun);
    }
  }
});

test("a board that is closed alone says that others go on", () => {
  const said = endedWords({ alone: true, aside: false, begun: false });
  expect(said).toContain(french["board.closed_alone"]);
});
