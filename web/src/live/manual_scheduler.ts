// A clock that only moves when told to, for simulations and tests: same steps, same result.
import type { Scheduler } from "./scheduler.ts";

interface Alarm {
  readonly at: number;
  readonly act: () => void;
}

export class ManualScheduler implements Scheduler {
  #now = 0;
  #alarms: Alarm[] = [];
  #frames: (() => void)[] = [];
  #seed: number;

  constructor(seed = 1) {
    this.#seed = seed;
  }

  now(): number {
    return this.#now;
  }

  after(ms: number, act: () => void): () => void {
    const alarm = { at: this.#now + Math.max(0, ms), act };
    this.#alarms.push(alarm);
    return () => {
      this.#alarms = this.#alarms.filter((each) => each !== alarm);
    };
  }

  frame(act: () => void): void {
    this.#frames.push(act);
  }

  /** Chance from the seed (mulberry32). */
  random(): number {
    this.#seed = (this.#seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#seed ^ (this.#seed >>> 15), 1 | this.#seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  /** Let time pass and no alarm ring, as when a device sleeps. */
  sleep(ms: number): void {
    this.#now += ms;
  }

  /** Let time pass, every alarm at its instant and in its order; then draw. */
  async tick(ms: number): Promise<void> {
    const end = this.#now + ms;
    for (;;) {
      await settle();
      const due = this.#alarms
        .filter((alarm) => alarm.at <= end)
        .sort((one, other) => one.at - other.at)[0];
      if (due === undefined) break;
      this.#alarms = this.#alarms.filter((each) => each !== due);
      this.#now = Math.max(this.#now, due.at);
      due.act();
    }
    this.#now = end;
    const frames = this.#frames;
    this.#frames = [];
    for (const draw of frames) draw();
    await settle();
  }
}

/** Let every promise that is already kept be heard. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}
