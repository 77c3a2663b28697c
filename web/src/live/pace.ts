// When to draw: once per frame, and less often where drawing takes longer than a frame lasts.
//
// Fifty changes a second would keep a slow phone drawing without a pause, and whoever scrolls or
// types there would wait behind it. Three times what a picture has cost is left free after it, and
// one that holds up more than two frames comes seldom, holding more of what others did. Under a hand
// that moves the page they come less often still, and in a frame in which nothing else is drawn. One's
// own act is drawn in the next frame, whatever it costs.
import type { Scheduler } from "./scheduler.ts";

/** What others do is never shown later than this because of it: the more a picture holds, the longer
 * it takes. */
const REST_MS = 300;
/** Under a moving hand, which looks for something else; R56 allows half a second. */
const MOVING_REST_MS = 450;
/** How much is left free for each millisecond of drawing. */
const FREE = 3;
/** What takes longer is seen as a halt: two frames. */
const DEAR_MS = 33;
/** A hand that moved the page so lately is still at it. */
const MOVING_MS = 200;
/** What was drawn so lately was drawn in the same frame. */
const FRAME_MS = 8;
/** Frames in a row that a picture waits for one with nothing else in it. */
const MOST_FRAMES = 4;
/** A picture that fits into a frame asks for no rest. */
const CHEAP_MS = 8;

export class Pace {
  readonly #scheduler: Scheduler;
  readonly #draw: () => void;
  #asked = false;
  /** Somebody here waits for it. */
  #hurried = false;
  /** A picture is on its way to the screen: what it costs is not known yet. */
  #drawing = false;
  #freeAt = Number.NEGATIVE_INFINITY;
  #movedAt = Number.NEGATIVE_INFINITY;
  #drewAt = Number.NEGATIVE_INFINITY;
  #cancel: () => void = () => {};

  constructor(scheduler: Scheduler, draw: () => void) {
    this.#scheduler = scheduler;
    this.#draw = draw;
  }

  /** Draw soon, once however often it is asked; `hurry` when a person has just done something. */
  ask(hurry = false): void {
    if (this.#asked && (this.#hurried || !hurry)) return;
    if (this.#drawing && !hurry) {
      this.#asked = true;
      return;
    }
    const rest = this.#freeAt - this.#scheduler.now();
    this.#cancel();
    this.#asked = true;
    this.#hurried = hurry;
    if (hurry) this.#inFrame(0);
    else if (rest <= 0) this.#inFrame(MOST_FRAMES);
    else this.#cancel = this.#scheduler.after(rest, () => this.#inFrame(MOST_FRAMES));
  }

  /** A hand has just moved the page. */
  moved(): void {
    this.#movedAt = this.#scheduler.now();
  }

  /** The page has just drawn something of its own, such as what it was scrolled to. */
  drew(): void {
    this.#drewAt = this.#scheduler.now();
  }

  /** Draw in the next frame, or in one of so many after it. */
  #inFrame(patience: number): void {
    let wanted = true;
    this.#cancel = () => {
      wanted = false;
    };
    this.#scheduler.frame(() => {
      if (!wanted) return;
      if (patience > 0 && this.#scheduler.now() - this.#drewAt < FRAME_MS) {
        this.#inFrame(patience - 1);
        return;
      }
      this.#asked = false;
      this.#hurried = false;
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
    const rest = moving ? MOVING_REST_MS : cost > DEAR_MS ? REST_MS : FREE * cost;
    this.#freeAt = cost > CHEAP_MS ? now + rest : now;
    this.#drawing = false;
    if (!this.#asked || this.#hurried) return;
    this.#asked = false;
    this.ask();
  }
}
