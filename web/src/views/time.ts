// A timer's figures for people: what is left, and how urgent it is.
import type { Timer } from "../protocol/messages";
import { many, t } from "../text/catalogue.ts";
import { remaining } from "../workshop/timer.ts";

export interface Reading {
  /** Milliseconds left, 0 when ended; null while no timer has been started. */
  left: number | null;
  /** Share of the duration that is left, 0 to 1. */
  share: number;
  urgency: "calm" | "soon" | "last";
  running: boolean;
}

export function reading(timer: Timer, now: number): Reading {
  if (timer.state === "idle") return { left: null, share: 1, urgency: "calm", running: false };
  // A word of the server is a little old when it arrives: never more than the whole time is left.
  const left = Math.min(remaining(timer, now) ?? 0, timer.duration_ms);
  const share = timer.duration_ms > 0 ? Math.min(1, left / timer.duration_ms) : 0;
  // Orange for the last fifth, red for the last twentieth (experience.md, Timer), calm again at the end.
  const urgency =
    timer.state === "ended" ? "calm" : share <= 0.05 ? "last" : share <= 0.2 ? "soon" : "calm";
  return { left, share, urgency, running: timer.state === "running" };
}

/** `27:54`, `1:02:03`; rounded up, so that 0:00 is shown only when nothing is left. */
export function clock(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  const two = (figure: number) => String(figure).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0
    ? `${hours}:${two(minutes)}:${two(seconds % 60)}`
    : `${minutes}:${two(seconds % 60)}`;
}

/** How long something is planned to last, to the second: `15 min`, `1 min 20 s`, `40 s`. Nothing is
 * rounded to a minute, so that the steps add up to the whole wherever they are told. */
export function lasts(ms: number): string {
  const seconds = Math.round(ms / 1000);
  const minutes = Math.floor(seconds / 60);
  const rest = t("timer.seconds", { seconds: seconds % 60 });
  if (minutes === 0) return rest;
  const whole = many("common.minutes", minutes);
  return seconds % 60 ? `${whole}\u00a0${rest}` : whole;
}
