import { expect, test } from "vitest";
import type { Beneficiary, DiscussionPoint, Note } from "../../protocol/messages";
import { pointsElsewhere } from "./points_elsewhere";

const point = (id: string, target: string, closed = false) =>
  ({ id, target, text: "", positions: [], closed }) as unknown as DiscussionPoint;
const note = (id: string) => ({ id, text: `Effet ${id}` }) as unknown as Note;
const at = (id: string, builtin: boolean) =>
  ({ id, label: `À ${id}`, builtin }) as unknown as Beneficiary;

test("[D3] every open point of the notes and the beneficiaries is listed, column by column", () => {
  const points = [
    point("p1", "n2"),
    point("p2", "b1"),
    point("p3", "n1", true),
    point("p4", "nord"),
    point("p5", "n3"),
    point("p6", "n2"),
  ];
  const all = {
    notes: new Map([
      ["b1", [note("n1"), note("n2")]],
      ["t", [note("n3")]],
    ]),
    points: new Map(
      ["n1", "n2", "n3", "b1", "nord"].map((id) => [
        id,
        points.filter(({ target }) => target === id),
      ]),
    ),
  };
  const found = pointsElsewhere([at("b1", false), at("t", true)], all);
  expect(found.map((each) => [each.point.id, each.kind, each.words])).toEqual([
    ["p2", "beneficiary", "À b1"],
    ["p1", "note", "Effet n2"],
    ["p6", "note", "Effet n2"],
    ["p5", "note", "Effet n3"],
  ]);
});
