// Time and chance as the live core sees them, so that a test may hold both in its hand.

export interface Scheduler {
  /** Milliseconds of a clock that only goes forward; its zero means nothing. */
  now(): number;
  /** Call once, later; the answer cancels. */
  after(ms: number, act: () => void): () => void;
  /** Call once, before the next picture is drawn, or soon where nothing is drawn. */
  frame(act: () => void): void;
  /** 0 ≤ chance < 1. */
  random(): number;
}

/** How long a hidden page, which draws nothing, waits for its frame. */
const HIDDEN_FRAME_MS = 200;

export const browser: Scheduler = {
  now: () => performance.now(),
  after(ms, act) {
    const timer = setTimeout(act, ms);
    return () => clearTimeout(timer);
  },
  frame(act) {
    let done = false;
    const once = () => {
      if (!done) act();
      done = true;
    };
    requestAnimationFrame(once);
    setTimeout(once, HIDDEN_FRAME_MS);
  },
  random: Math.random,
};
