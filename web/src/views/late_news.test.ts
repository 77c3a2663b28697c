import { expect, test } from "vitest";
import { allRead, lateNews } from "./late_news.ts";

const late = (id: string, aside = false, withdrawn = false) => ({
  id,
  text: `Texte ${id}`,
  act: "",
  aside,
  withdrawn,
});
const news = (...lates: ReturnType<typeof lateNews>) =>
  lates.filter((each) => !each.read).map((each) => [each.id, each.state]);

test("[T9] a late text waits, is left out, brought back and added: each is news once", () => {
  let known = lateNews([], [late("a"), late("b")]);
  expect(news(...known)).toEqual([
    ["a", "waits"],
    ["b", "waits"],
  ]);
  known = allRead(known);
  expect(news(...lateNews(known, [late("a"), late("b")]))).toEqual([]);
  known = lateNews(known, [late("a", true), late("b")]);
  expect(news(...known)).toEqual([["a", "left_out"]]);
  known = allRead(known);
  known = lateNews(known, [late("a"), late("b")]);
  expect(news(...known)).toEqual([["a", "waits"]]);
  known = lateNews(allRead(known), []);
  expect(news(...known)).toEqual([
    ["a", "added"],
    ["b", "added"],
  ]);
  expect(known.map((each) => each.text)).toEqual(["Texte a", "Texte b"]);
  expect(lateNews(allRead(known), [])).toEqual([]);
});

test("[T9] nothing is taken for added while the server has not said what stands", () => {
  const known = allRead(lateNews([], [late("a")]));
  expect(lateNews(known, null)).toEqual(known);
});

test("[T12] what its author took back is no news, whatever becomes of it", () => {
  let known = lateNews([], [late("a")]);
  known = lateNews(known, [late("a", false, true), late("d", false, true)]);
  expect(known).toEqual([]);
  known = lateNews(known, [late("a", true, true), late("d", true, true), late("b")]);
  expect(news(...known)).toEqual([["b", "waits"]]);
  expect(news(...lateNews(known, [late("b")]))).toEqual([["b", "waits"]]);
});
