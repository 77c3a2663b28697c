import { expect, test, vi } from "vitest";

const { fetched } = vi.hoisted(() => ({ fetched: vi.fn(async () => ({ default: () => {} })) }));
vi.mock("../later", () => ({ fetched }));

import { fetchLook, lookAtHand } from "./looks";

test("a look that is at hand is given as it is, and not asked for again", async () => {
  const first = await fetchLook("matrix");
  expect(lookAtHand("matrix")).toBe(first);
  expect(await fetchLook("matrix")).toBe(first);
  await fetchLook("card");
  expect(fetched).toHaveBeenCalledTimes(2);
});
