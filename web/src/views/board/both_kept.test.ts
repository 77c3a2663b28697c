import { expect, test } from "vitest";
import type { EditNote } from "../../protocol/messages";
import { spoken } from "../../text/spoken.svelte";
import { bothKept } from "./both_kept";

test("[D6] what the room is asked about two versions is in its language, not in its author's", () => {
  const mine: EditNote = { type: "EditNote", note: "n1", base: 1, was: "A", text: "B" };
  spoken.language = "en";
  const asked = bothKept("v1", mine, "fr");
  expect(asked).toMatchObject({ type: "KeepBothVersions", point: "v1", note: "n1", text: "B" });
  expect(asked.question).toMatch(/^Deux versions de ce texte/);
  spoken.language = "fr";
  expect(bothKept("v1", mine, "en").question).toMatch(/^Two versions of this text/);
});
