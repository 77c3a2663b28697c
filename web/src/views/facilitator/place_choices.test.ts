import { beforeAll, describe, expect, test } from "vitest";
import catalogue from "$text/fr.json";
import type { SeenEvent } from "../../protocol/messages.ts";
import { spoken } from "../../text/spoken.svelte.ts";
import { evolve } from "../../workshop/evolve.ts";
import { roomAtWork } from "../../workshop/room_at_work.ts";
import { say } from "../sentence.ts";
import { pairsListed, workOf } from "./pair_work.ts";
import { movedWords, placeChoices } from "./place_choices.ts";

const PEOPLE = { anne: "Anne", ben: "Ben", cleo: "Cléo", dan: "Dan" };

beforeAll(() => {
  spoken.words = catalogue;
});

function seated(participant: string, board: string, id: string, number: number): SeenEvent {
  return { type: "ParticipantSeated", participant, board, pair: { id, board, number } };
}

function room() {
  const builtin = { id: "u", label: "Le territoire", aliases: [], category: "", parent: null };
  return evolve(roomAtWork(), [
    {
      type: "TerritoryAdded",
      board: "sud",
      name: "Sud",
      builtin: { ...builtin, builtin: true, rev: 0 },
    },
    seated("ben", "sud", "p2", 1),
    seated("cleo", "nord", "p3", 2),
    seated("dan", "sud", "p4", 2),
  ]);
}

describe("where somebody can be seated", () => {
  const said = (person: string) =>
    placeChoices(room(), person).map(({ board, pairs }) => [board.id, pairs.map(({ id }) => id)]);

  test("goes territory by territory, the person's own first", () => {
    expect(said("anne")).toEqual([
      ["nord", ["p3"]],
      ["sud", ["p2", "p4"]],
    ]);
    expect(said("ben")).toEqual([
      ["sud", ["p4"]],
      ["nord", ["p1", "p3"]],
    ]);
  });

  test("is told by the territory only where that is another one", () => {
    const words = (person: string, board: string, pair: string) =>
      say(movedWords(room(), PEOPLE, person, board, pair), room());
    expect(words("anne", "sud", "p2")).toBe("Anne déplacé·e vers Sud");
    expect(words("anne", "nord", "p3")).toBe("Anne déplacé·e vers le binôme Cléo");
    expect(words("anne", "nord", "new")).toBe("Anne déplacé·e vers un nouveau binôme");
  });
});

test("a pair that everybody has left stays listed while it has effects on the board", () => {
  const note: SeenEvent = {
    type: "NoteAdded",
    board: "nord",
    note: {
      id: "n1",
      beneficiary: "t",
      text: "Un effet",
      kind: null,
      pair: "p1",
      at_ms: 1,
    } as unknown as Extract<SeenEvent, { type: "NoteAdded" }>["note"],
  };
  const listed = (events: SeenEvent[]) => {
    const now = evolve(room(), events);
    return pairsListed(now, workOf(now)).map(({ id }) => id);
  };
  const gone = seated("anne", "nord", "p3", 2);
  expect(listed([gone])).toEqual(["p2", "p3", "p4"]);
  expect(listed([note, gone])).toEqual(["p1", "p2", "p3", "p4"]);
});
