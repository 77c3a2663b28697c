import { expect, test } from "vitest";
import type { Room, Sift } from "../../protocol/messages";
import { spoken } from "../../text/spoken.svelte";
import { siftWords } from "./sift_words";

const both = (words: string) => ({ fr: words, en: words, sic: [] });
const room = {
  template: {
    labels: {
      kinds: { vise: { label: both("visé") }, externalite: { label: both("externalité") } },
      directness: { direct: both("direct"), indirect: both("indirect") },
    },
    registers: [{ registers: [{ id: "r1", label: both("Fédérer") }] }],
  },
  boards: { b1: { name: "Lyon" }, b2: { name: "Nantes" } },
} as unknown as Room;
const NOTHING: Sift = {
  text: " ",
  kind: null,
  directness: null,
  discussed: false,
  boards: [],
  register: null,
};

test("[Q7] a filter is told in words, one for each thing that is asked for", () => {
  spoken.words = {
    "common.quoted": "<{text}>",
    "points.flagged": "flagged",
    "pooling.filter_register_none": "none",
  };
  expect(siftWords(room, NOTHING)).toEqual([]);
  const all: Sift = {
    text: " été ",
    kind: "externalité",
    directness: "indirect",
    discussed: true,
    boards: ["b2", "gone", "b1"],
    register: "r1",
  };
  expect(siftWords(room, all)).toEqual([
    "<été>",
    "externalité",
    "indirect",
    "flagged",
    "Fédérer",
    "Nantes",
    "Lyon",
  ]);
  expect(siftWords(room, { ...NOTHING, register: "" })).toEqual(["none"]);
});
