// How long each step of the work really is, by the timer rather than by the plan.
import type { Step, Template, Timer } from "../protocol/messages.ts";
import { remaining } from "./timer.ts";

/** A step as long as it really is by the timer, and how much of it is over (0 to 1). */
export interface StepPart {
  readonly step: Step;
  readonly length_ms: number;
  readonly done: number;
}

/** The steps of the work laid over the timer's own length, as `currentStep` walks through them: what
 * is added lengthens the last one, what is taken away shortens the last ones, and one that nothing is
 * left of is no part any more. As planned while no timer has been started. */
export function stepParts(template: Template, timer: Timer, now: number): StepPart[] {
  const steps = template.phases.find((plan) => plan.kind === "travail")?.steps ?? [];
  if (timer.reopened) return [];
  const left = remaining(timer, now);
  const whole = left === null ? Number.POSITIVE_INFINITY : timer.duration_ms;
  const passed = left === null ? 0 : Math.max(0, timer.duration_ms - left);
  const parts: StepPart[] = [];
  let before = 0;
  for (const [at, step] of steps.entries()) {
    const planned = step.duration_s * 1_000;
    const last = at === steps.length - 1 && left !== null;
    const length_ms = last ? whole - before : Math.min(planned, whole - before);
    if (length_ms <= 0 && parts.length > 0) break;
    const done = length_ms > 0 ? Math.min(1, Math.max(0, (passed - before) / length_ms)) : 1;
    parts.push({ step, length_ms: Math.max(1, length_ms), done });
    before += length_ms;
  }
  return parts;
}
