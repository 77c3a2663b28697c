import { expect, test } from "vitest";
import { shortened } from "./shortened";

test("a text that is cut says so, without a blank before it, and no letter is cut in two", () => {
  expect(shortened("Voir loin", 9)).toBe("Voir loin");
  expect(shortened("Voir plus loin", 10)).toBe("Voir plus…");
  expect(shortened("🌻🌻🌻", 2)).toBe("🌻🌻…");
});
