import { describe, expect, test } from "vitest";
import type { Template, Timer } from "../protocol/messages.ts";
import { newId } from "./ids.ts";
import { clean, cleanLabel, codePoints, isBlank, sameLabel } from "./text.ts";
import { currentStep, lockAt, remaining } from "./timer.ts";

describe("text", () => {
  test("[X1] keeps what was typed but for what no document may hold", () => {
    expect(clean("  a\r\nb\tc\u000b\u0000\ufffe ")).toBe("  a\nb\tc ");
    expect(clean("e\u0301")).toBe("é");
    expect(clean(`🌱${"🌱".slice(1)}`)).toBe("🌱");
  });

  test("[X2] a label is one line", () => {
    expect(cleanLabel("Les\n\tjeunes")).toBe("Les jeunes");
  });

  test("[X3] lengths are code points", () => {
    expect(codePoints("🌱é")).toBe(2);
    expect([isBlank(" \n\u0007"), isBlank("·")]).toEqual([true, false]);
  });

  test("[B3] labels are the same, case and outer blanks apart", () => {
    expect(sameLabel(" ÉCOLES ", "écoles")).toBe(true);
    expect(sameLabel("Straße", "STRASSE")).toBe(true);
    expect(sameLabel("Les écoles", "écoles")).toBe(false);
  });
});

test("[N3] an id is well formed, and another one each time", () => {
  const ids = new Set(Array.from({ length: 1_000 }, newId));
  expect(ids.size).toBe(1_000);
  for (const id of ids) expect(id).toMatch(/^[A-Z][A-Za-z0-9_-]{21}$/);
});

describe("the timer", () => {
  const running: Timer = {
    state: "running",
    duration_ms: 2_700_000,
    steps_ms: 2_700_000,
    deadline_ms: 5_000_000,
    remaining_ms: null,
    grace_ms: 10_000,
    reopened: false,
  };

  test("[T5] what is left never goes below nothing, and the grace comes after", () => {
    expect(remaining(running, 4_999_000)).toBe(1_000);
    expect(remaining(running, 6_000_000)).toBe(0);
    expect(lockAt(running)).toBe(5_010_000);
    const paused: Timer = { ...running, state: "paused", deadline_ms: null, remaining_ms: 7 };
    expect([remaining(paused, 0), lockAt(paused)]).toEqual([7, null]);
    expect(remaining({ ...running, state: "idle", deadline_ms: null }, 0)).toBeNull();
    expect(remaining({ ...running, state: "ended", deadline_ms: null }, 0)).toBe(0);
  });

  test("[T1] the steps follow one another, and time added is the last one's", () => {
    const steps = [{ duration_s: 900 }, { duration_s: 1_800 }];
    const template = {
      phases: [{ kind: "travail", duration_s: 2_700, steps }],
    } as unknown as Template;
    const at = (left: number, timer = running) =>
      currentStep(template, timer, (timer.deadline_ms ?? 0) - left);
    expect(at(2_700_000)).toMatchObject({ index: 0, remaining_ms: 900_000 });
    expect(at(1_800_001)).toMatchObject({ index: 0, remaining_ms: 1 });
    expect(at(1_800_000)).toMatchObject({ index: 1, remaining_ms: 1_800_000 });
    expect(at(0)).toMatchObject({ index: 1, remaining_ms: 0 });
    expect(at(120_000, { ...running, duration_ms: 300_000, reopened: true })).toBeNull();
    // Shortened to three minutes: no step lasts longer than they do.
    const shorter = { ...running, duration_ms: 180_000 };
    expect(at(53_000, shorter)).toMatchObject({ index: 0, remaining_ms: 53_000 });
    const longer = { ...running, duration_ms: 3_000_000 };
    expect(at(2_000_000, longer)).toMatchObject({ index: 1, remaining_ms: 2_000_000 });
  });
});
