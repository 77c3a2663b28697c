// Reading the timer: the end is an instant of the server's clock, given here as `now` in ms.
import type { Step, Template, Timer } from "../protocol/messages.ts";

/** Milliseconds left, 0 at the end; null when no timer runs or waits. */
export function remaining(timer: Timer, now: number): number | null {
  if (timer.state === "running" && timer.deadline_ms !== null) {
    return Math.max(0, timer.deadline_ms - now);
  }
  if (timer.state === "paused") return timer.remaining_ms;
  return timer.state === "ended" ? 0 : null;
}

/** The instant at which the boards lock by themselves, or null. */
export function lockAt(timer: Timer): number | null {
  if (timer.state !== "running" || timer.deadline_ms === null) return null;
  return timer.deadline_ms + timer.grace_ms;
}

/** Where the work stands in its steps, which guide and never lock. */
export interface Current {
  readonly index: number;
  readonly step: Step;
  readonly remaining_ms: number;
}

/** The step of the work that the clock is in; time added lengthens the last one, none lasts longer
 * than the work, and what is given once more to boards that were closed is in none. */
export function currentStep(template: Template, timer: Timer, now: number): Current | null {
  const steps = template.phases.find((plan) => plan.kind === "travail")?.steps ?? [];
  const left = remaining(timer, now);
  if (left === null || timer.reopened || steps.length === 0) return null;
  let before = Math.max(0, timer.duration_ms - left);
  for (const [index, step] of steps.entries()) {
    const length = step.duration_s * 1_000;
    const last = index === steps.length - 1;
    if (before < length || last) {
      return { index, step, remaining_ms: last ? left : Math.min(left, length - before) };
    }
    before -= length;
  }
  return null;
}
