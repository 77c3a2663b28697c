import { expect, test } from "vitest";
import { withoutBullet } from "./bullets.ts";

test.each([
  ["- Garonnelle", "Garonnelle"],
  [" •\tLes Deux-Fleuves", "Les Deux-Fleuves"],
  ["– Ana", "Ana"],
  ["12. Port-Levant", "Port-Levant"],
  ["3) Clapas-Neuf", "Clapas-Neuf"],
])("the mark of a list is not part of its line: %j", (line, name) => {
  expect(withoutBullet(line)).toBe(name);
});

test.each(["Saint-Pierre - Nord", "-Nord", "2e arrondissement", "1.5 km", "2026. ", "- ", "13"])(
  "what is not such a mark stays: %j",
  (line) => {
    expect(withoutBullet(line)).toBe(line);
  },
);
