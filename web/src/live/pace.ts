// When to draw: once per frame, and less often where drawing takes longer than a frame lasts.
//
// Fifty changes a second would keep a slow phone drawing without a pause, and whoever scrolls or
// types there would wait behind it. Three times what a picture has cost is left free after it, and
// while a hand moves the page what others do comes in few pictures, each holding more of it. One's
// own act is drawn in the next frame, whatever the last picture has cost.
import type { Scheduler } from "./scheduler.ts";

/** What others do is never shown later than this because of it; R56 allows half a second. */
const LONGEST_REST_MS = 250;
/** Nor later than this under a hand that moves the page. */
const MOVING_REST_MS = 400;
/** How much is left free for each millisecond of drawing. */
const FREE = 3;
/** A hand that moved the page so lately is still at it. */
const MOVING_MS = 200;
/** A picture that fits into a frame asks for no rest. */
const CHEAP_MS = 8;

export class Pace {
  readonly #scheduler: Scheduler;
  readonly #draw: () => void;
  #asked = false;
  /** A picture is on its way to the screen: what it costs is not known yet. */
  #drawing = false;
  #freeAt = Number.NEGATIVE_INFINITY;
  #movedAt = Number.NEGATIVE_INFINITY;
  #cancel: () => void = () => {};

  constructor(scheduler: Scheduler, draw: () => void) {
    this.#scheduler = scheduler;
    this.#draw = draw;
  }

  /** Draw soon, once however often it is asked; `hurry` when a person has just done something. */
  ask(hurry = false): void {
    if (this.#asked && !hurry) return;
    if (this.#drawing && !hurry) {
      this.#asked = true;
      return;
    }
    const rest = this.#freeAt - this.#scheduler.now();
    this.#cancel();
    this.#asked = true;
    if (hurry || rest <= 0) this.#inFrame();
    else this.#cancel = this.#scheduler.after(rest, () => this.#inFrame());
  }

  /** A hand has just moved the page. */
  moved(): void {
    this.#movedAt = this.#scheduler.now();
  }

  #inFrame(): void {
    let wanted = true;
    this.#cancel = () => {
      wanted = false;
    };
    this.#scheduler.frame(() => {
      if (!wanted) return;
      this.#asked = false;
      this.#cancel = () => {};
      this.#drawing = true;
      const began = this.#scheduler.now();
      this.#draw();
      // After the frame: what was drawn has been laid out and painted by then.
      this.#scheduler.after(0, () => this.#paused(began));
    });
  }

  #paused(began: number): void {
    const now = this.#scheduler.now();
    const cost = now - began;
    const moving = now - this.#movedAt < MOVING_MS;
    const rest = moving ? MOVING_REST_MS : Math.min(FREE * cost, LONGEST_REST_MS);
    this.#freeAt = cost <= CHEAP_MS ? now : now + rest;
    this.#drawing = false;
    if (!this.#asked) return;
    this.#asked = false;
    this.ask();
  }
}
