// The server's clock as a value that views can read: one interval for the whole page.

/** Four times a second: a shown second is never more than a quarter late (R15 allows one). */
const EVERY_MS = 250;

export class Ticker {
  now = $state(0);
  #clock: { now(): number };

  constructor(clock: { now(): number }) {
    this.#clock = clock;
    this.now = clock.now();
  }

  /** Tick until the returned function is called. */
  start(): () => void {
    const tick = () => {
      this.now = this.#clock.now();
    };
    const interval = setInterval(tick, EVERY_MS);
    // A page that was asleep shows the right time as soon as it is looked at.
    document.addEventListener("visibilitychange", tick);
    return () => {
      clearInterval(interval);
      document.removeEventListener("visibilitychange", tick);
    };
  }
}
