import { expect, test } from "vitest";
import { families } from "./families.ts";

const actor = (id: string, parent: string | null) => ({ id, label: id.toUpperCase(), parent });

test("[G7] an actor says what it is part of, and what is part of it", () => {
  const found = families([actor("a", null), actor("b", "a"), actor("c", "b"), actor("d", "a")]);
  expect(Object.fromEntries(found)).toEqual({
    a: { of: null, parts: ["B", "D"] },
    b: { of: "A", parts: ["C"] },
    c: { of: "B", parts: [] },
    d: { of: "A", parts: [] },
  });
  expect(families([actor("constructor", null)]).size).toBe(0);
});
