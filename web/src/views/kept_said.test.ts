// What a page says of refusals before anything of it moves: as it is first written.
import type { Component } from "svelte";
import { render } from "svelte/server";
import { beforeAll, expect, test } from "vitest";
import french from "$text/fr.json";
import type { Refusal, RoomSession } from "../live/room_session.svelte.ts";
import type { Command } from "../protocol/messages.ts";
import { spoken } from "../text/spoken.svelte.ts";
import Kept from "./board/Kept.svelte";
import { type Place, providePlace } from "./board/place.svelte.ts";
import { provide } from "./context.ts";
import RefusedTexts from "./parts/RefusedTexts.svelte";
import type { Ticker } from "./ticker.svelte.ts";

const WORDLESS = refusal(1, { type: "MoveDeadline", by_ms: -60_000 });
const WRITTEN = refusal(2, {
  type: "EditNote",
  note: "n",
  base: 0,
  was: "Avant",
  text: "Du calme",
});
const CLASHING = refusal(3, { type: "EditNote", note: "m", base: 0, was: "", text: "Du bruit" });

beforeAll(() => {
  spoken.words = french;
});

function refusal(n: number, command: Command): Refusal {
  return { n, command, code: "board_closed", params: {}, message: "", handle: null };
}

/** What is read of a component of the page that has these refusals. */
function shown(component: typeof Kept | typeof RefusedTexts, refusals: readonly Refusal[]): string {
  const session = { refusals, dismiss: () => Promise.resolve() } as unknown as RoomSession;
  const place = {
    session,
    // Nothing is being written in what is gone.
    board: { id: "", beneficiaries: {}, notes: { n: {}, m: {} }, removed_notes: {} },
    clashes: (each: Refusal) => each.n === CLASHING.n,
  } as unknown as Place;
  const within: Component = (internals, props) => {
    provide(session, {} as Ticker);
    providePlace(place);
    return component(internals, props);
  };
  return render(within).body;
}

test.each([
  ["a pair's board", Kept],
  ["the facilitator's page", RefusedTexts],
] as const)(
  "on %s it is said that a text is kept only where a text was refused, and which",
  (_, component) => {
    for (const none of [[], [WORDLESS]]) {
      expect(shown(component, none)).not.toMatch(/gard|<(section|p)\b/);
    }
    const said = shown(component, [WORDLESS, WRITTEN, WORDLESS]);
    expect(said.split(french["rejection.board_closed"])).toHaveLength(2);
    expect(said.split("Du calme")).toHaveLength(2);
    expect(said.split(french["kept.drop"])).toHaveLength(2);
    expect(said).toMatch(/gardé/);
  },
);

test("on a board, the text is there once; one that is being merged is not among the kept", () => {
  const said = shown(Kept, [WRITTEN, CLASHING]);
  expect(said.split("Du calme")).toHaveLength(2);
  expect(said).not.toMatch(/Du bruit|Avant/);
  expect(said).toContain(french["kept.count.one"].replace("{count}", "1"));
});
