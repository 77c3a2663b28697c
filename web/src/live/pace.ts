// When to draw: once per frame, and less often where drawing takes longer than a frame lasts.
//
// Fifty changes a second would keep a slow phone drawing without a pause, and whoever scrolls or
// types there would wait behind it. What a picture has cost is left free after it. One's own act is
// drawn in the next frame, whatever the last picture has cost.
import type { Scheduler } from "./scheduler.ts";

/** What others do is never shown later than this because of it. */
const LONGEST_REST_MS = 100;
/** A picture that fits into a frame asks for no rest. */
const CHEAP_MS = 8;

export class Pace {
  readonly #scheduler: Scheduler;
  readonly #draw: () => void;
  #asked = false;
  /** A picture is on its way to the screen: what it costs is not known yet. */
  #drawing = false;
  #freeAt = Number.NEGATIVE_INFINITY;
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
    this.#freeAt = cost <= CHEAP_MS ? now : now + Math.min(cost, LONGEST_REST_MS);
    this.#drawing = false;
    if (!this.#asked) return;
    this.#asked = false;
    this.ask();
  }
}
