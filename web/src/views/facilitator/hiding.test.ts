import { expect, test } from "vitest";
import french from "$text/fr.json";
import type { Note } from "../../protocol/messages";
import { spoken } from "../../text/spoken.svelte";
import type { Acts } from "./acts.svelte";
import { hiding } from "./hiding";

test("[V6] where a note goes away from is said of hiding it, not of showing it again", () => {
  spoken.words = french;
  const [shown, hidden] = [false, true].map((hidden) => hiding({} as Acts, { hidden } as Note));
  expect([shown?.label, shown?.hint]).toEqual([french["note.hide"], french["note.hide_hint"]]);
  expect([hidden?.label, hidden?.hint]).toEqual([french["note.show"], undefined]);
});
