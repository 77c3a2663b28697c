// Two facilitators who change one phase: what they changed apart is in one plan, word by word; where
// they clash, both versions are told and whoever saves chooses (SPEC C4).
import type { PhasePlan, PhaseSeen, Phrase } from "../../protocol/messages.ts";
import { merge } from "../../workshop/merge.ts";

type Choice = "mine" | "theirs";

/** A part of the plan that both changed differently. */
export interface Clash {
  /** What it is: `label`, `steps`, `steps.0.consigne`… */
  readonly where: string;
  readonly mine: unknown;
  readonly theirs: unknown;
  /** What a choice is kept under: another version of theirs is another question. */
  readonly key: string;
}

export interface Merged {
  readonly plan: PhaseSeen;
  /** What nobody has chosen about yet; the plan holds theirs there. */
  readonly clashes: readonly Clash[];
}

/** A phase as its sheet shows it, in the words of the wire. */
export function seen(plan: PhasePlan): PhaseSeen {
  const phrase = ({ fr, en }: Phrase): Phrase => ({ fr, en });
  return {
    label: phrase(plan.label),
    intro: phrase(plan.intro),
    duration_s: plan.duration_s,
    steps: plan.steps.map((step) => ({
      label: phrase(step.label),
      duration_s: step.duration_s,
      consigne: phrase(step.consigne),
      prompts: step.prompts.map(phrase),
    })),
    skipped: plan.skipped,
  };
}

/** Two versions of a plan that began as `was`, in one. */
export function mergePlans(
  was: PhaseSeen,
  mine: PhaseSeen,
  theirs: PhaseSeen,
  chosen: ReadonlyMap<string, Choice>,
): Merged {
  const clashes: Clash[] = [];

  function both(where: string, base: unknown, one: unknown, other: unknown): unknown {
    if (same(one, base) || same(one, other)) return other;
    if (same(other, base)) return one;
    if (isPhrase(base) && isPhrase(one) && isPhrase(other)) {
      const fr = merge(base.fr, one.fr, other.fr);
      const en = merge(base.en, one.en, other.en);
      if (fr !== null && en !== null) return { fr, en };
    } else if (isList(base) && isList(one) && isList(other)) {
      if (base.length === one.length && base.length === other.length) {
        return base.map((each, at) => both(`${where}.${at}`, each, one[at], other[at]));
      }
    } else if (isPart(base) && isPart(one) && isPart(other)) {
      const inside = where === "" ? "" : `${where}.`;
      return Object.fromEntries(
        Object.keys(base).map((name) => [
          name,
          both(inside + name, base[name], one[name], other[name]),
        ]),
      );
    }
    const key = `${where} ${JSON.stringify(other)}`;
    const choice = chosen.get(key);
    if (choice === undefined) clashes.push({ where, mine: one, theirs: other, key });
    return choice === "mine" ? one : other;
  }

  return { plan: both("", was, mine, theirs) as PhaseSeen, clashes };
}

export function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

export function isPhrase(value: unknown): value is Phrase {
  return isPart(value) && "fr" in value && "en" in value;
}

function isPart(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}
