// Reading the timer: the end is an instant of the server's clock, given here as `now` in ms.
import type { Board, Room, Step, Template, Timer } from "../protocol/messages.ts";

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

/** Whether the end has passed by the clock: what leaves from now on comes too late, whether or not the
 * word of the lock has come. */
export function isOver(timer: Timer, now: number): boolean {
  const at = lockAt(timer);
  return at !== null && now >= at;
}

/** The boards that are open although the time is over: nothing closes them but a facilitator. */
export function openWithoutTimer(room: Pick<Room, "phase" | "timer" | "boards">): Board[] {
  if (room.phase !== "travail" || room.timer.state !== "ended") return [];
  return Object.values(room.boards).filter((board) => !board.closed);
}

/** A step as long as it really is by the timer, and how much of that is over. */
export interface StepPart {
  readonly step: Step;
  readonly length_ms: number;
  readonly over_ms: number;
}

/** The steps of the work laid over the timer's own length. As planned while no timer has been started;
 * one that was started for another length shares that out among them in the same proportions. What is
 * added then lengthens the last one, what is taken away shortens the last ones, and one that nothing is
 * left of is no part any more. What is given once more to boards that were closed has none. */
export function stepParts(template: Template, timer: Timer, now: number): StepPart[] {
  const plan = template.phases.find((each) => each.kind === "travail");
  const steps = plan?.steps ?? [];
  const planned_s = plan?.duration_s ?? 0;
  if (timer.reopened) return [];
  const left = remaining(timer, now);
  let rest = left === null ? Number.POSITIVE_INFINITY : timer.duration_ms;
  let passed = left === null ? 0 : timer.duration_ms - left;
  const parts: StepPart[] = [];
  for (const [at, step] of steps.entries()) {
    const last = at === steps.length - 1 && left !== null;
    const share = (step.duration_s * timer.steps_ms) / planned_s;
    // To the minute where it has one, as P7 has it; a plan that is followed has its own seconds.
    const unit = share < 60_000 || timer.steps_ms === planned_s * 1_000 ? 1_000 : 60_000;
    const length_ms = last ? rest : Math.min(Math.floor(share / unit) * unit, rest);
    if (length_ms <= 0 && at > 0) break;
    parts.push({ step, length_ms, over_ms: Math.min(length_ms, Math.max(0, passed)) });
    rest -= length_ms;
    passed -= length_ms;
  }
  return parts;
}

/** Where the work stands in its steps, which guide and never lock. */
export interface Current {
  readonly index: number;
  readonly step: Step;
  readonly remaining_ms: number;
}

/** The step of the work that the clock is in. */
export function currentStep(template: Template, timer: Timer, now: number): Current | null {
  const parts = remaining(timer, now) === null ? [] : stepParts(template, timer, now);
  const at = parts.findIndex((part) => part.over_ms < part.length_ms);
  const index = at < 0 ? parts.length - 1 : at;
  const part = parts[index];
  return part ? { index, step: part.step, remaining_ms: part.length_ms - part.over_ms } : null;
}
