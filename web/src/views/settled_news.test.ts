import { expect, test } from "vitest";
import type { Change, Misrendered } from "../protocol/messages.ts";
import { settledNotes } from "./settled_news.ts";

const said = (pair: string | null): Misrendered => ({ text: "", pair, at_ms: 0 });
const news = (type: "MisrenderedSettled" | "MisrenderedWithdrawn", note: string) =>
  ({ event: { type, note } }) as Pick<Change, "event">;

test("what was settled is told to the pair that said it, and to nobody else", () => {
  const before = { mine: said("p"), back: said("p"), theirs: said("q"), nobodys: said(null) };
  const all = [
    news("MisrenderedSettled", "mine"),
    news("MisrenderedWithdrawn", "back"),
    news("MisrenderedSettled", "theirs"),
    news("MisrenderedSettled", "nobodys"),
    news("MisrenderedSettled", "unknown"),
  ];
  expect(settledNotes(all, before, "p")).toEqual(["mine"]);
  expect(settledNotes(all, before, null)).toEqual([]);
});
