import { describe, expect, test } from "vitest";
import type { PhaseSeen, Phrase } from "../../protocol/messages.ts";
import { mergePlans } from "./plan_merge.ts";

const both = (text: string): Phrase => ({ fr: text, en: text });
const step = (label: string, consigne = "Lire ensemble le texte", minutes = 10) => ({
  label: both(label),
  duration_s: minutes * 60,
  consigne: both(consigne),
  prompts: [],
});
const WAS: PhaseSeen = {
  label: both("Travail"),
  intro: both("En binôme, par territoire"),
  duration_s: 1_200,
  steps: [step("Lire"), step("Écrire")],
  skipped: false,
};
const NOTHING = new Map();

describe("two versions of a phase", () => {
  test("[C4] become one where they changed other parts, other steps or other words", () => {
    const mine = {
      ...WAS,
      label: both("Temps de travail"),
      intro: both("En binôme, par territoire, sans écran"),
      steps: [step("Lire", "Lire ensemble le texte deux fois"), step("Écrire")],
    };
    const theirs = {
      ...WAS,
      intro: both("Assis en binôme, par territoire"),
      duration_s: 1_800,
      steps: [step("Lire", "Relire ensemble le texte"), step("Écrire", undefined, 20)],
    };
    const now = {
      ...WAS,
      label: both("Temps de travail"),
      intro: both("Assis en binôme, par territoire, sans écran"),
      duration_s: 1_800,
      steps: [step("Lire", "Relire ensemble le texte deux fois"), step("Écrire", undefined, 20)],
    };
    expect(mergePlans(WAS, mine, theirs, NOTHING)).toEqual({ plan: now, clashes: [] });
    expect(mergePlans(WAS, theirs, mine, NOTHING).plan).toEqual(now);
  });

  test("[C4] clash where they changed the same, and are one once that was chosen", () => {
    const mine = { ...WAS, duration_s: 600, label: both("Le mien"), skipped: true };
    const theirs = { ...WAS, duration_s: 900, label: both("Le leur") };
    const { plan, clashes } = mergePlans(WAS, mine, theirs, NOTHING);
    expect(clashes.map(({ where, mine, theirs }) => [where, mine, theirs])).toEqual([
      ["label", both("Le mien"), both("Le leur")],
      ["duration_s", 600, 900],
    ]);
    expect(plan.skipped).toBe(true);
    const [label, length] = clashes.map(({ key }) => key) as [string, string];
    const chosen = new Map([
      [label, "mine"],
      [length, "theirs"],
    ] as const);
    const settled = mergePlans(WAS, mine, theirs, chosen);
    expect(settled.clashes).toEqual([]);
    expect([settled.plan.label, settled.plan.duration_s]).toEqual([both("Le mien"), 900]);
    const later = { ...theirs, duration_s: 1_000 };
    expect(mergePlans(WAS, mine, later, chosen).clashes).toHaveLength(1);
  });

  test("[C4] keep a step that only one of them added or removed, and ask when both did", () => {
    const more = { ...WAS, steps: [...WAS.steps, step("Relire")] };
    const fewer = { ...WAS, steps: [step("Lire")] };
    const renamed = { ...WAS, label: both("Autre") };
    expect(mergePlans(WAS, more, renamed, NOTHING).plan).toEqual({ ...more, label: both("Autre") });
    expect(mergePlans(WAS, renamed, fewer, NOTHING).plan).toEqual({
      ...fewer,
      label: both("Autre"),
    });
    const { clashes } = mergePlans(WAS, more, fewer, NOTHING);
    expect(clashes.map(({ where }) => where)).toEqual(["steps"]);
  });
});
