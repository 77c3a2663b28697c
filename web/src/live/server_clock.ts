// The server's clock, as this device can know it. The device's own date and hour play no part: an
// offset is kept against a clock that only goes forward (`performance.now`).

/** Beats that count: a minute and a half of them. */
const SAMPLES = 30;
/** A step back smaller than this is not shown: the digits would jump up. */
const UNSEEN_STEP_MS = 2_000;

export class ServerClock {
  readonly #local: () => number;
  readonly #offsets: number[] = [];
  #offset = 0;
  #known = false;
  #shown = Number.NEGATIVE_INFINITY;

  constructor(local: () => number) {
    this.#local = local;
  }

  /** Whether the server has told the time yet. */
  get known(): boolean {
    return this.#known;
  }

  /** The server's time as it arrives. Late news make it too small, so the greatest is the truest. */
  hear(server_ms: number): void {
    this.#known = true;
    this.#offsets.push(server_ms - this.#local());
    if (this.#offsets.length > SAMPLES) this.#offsets.shift();
    this.#offset = Math.max(...this.#offsets);
  }

  /** Milliseconds since 1970 by the server's clock; never a little backwards. */
  now(): number {
    const now = this.#local() + this.#offset;
    const back = this.#shown - now;
    if (!(back > 0 && back < UNSEEN_STEP_MS)) this.#shown = now;
    return this.#shown;
  }

  /** Believe the next news only: during a sleep the local clock may have stood still. */
  forget(): void {
    this.#offsets.length = 0;
  }
}
