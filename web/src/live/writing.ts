// « écrit… »: who writes where, forgotten when nothing more is heard; and saying it oneself.
import type { SomeoneWriting, Writing } from "../protocol/messages.ts";
import type { Scheduler } from "./scheduler.ts";

/** How long a word of it holds. */
export const HOLDS_MS = 5_000;
/** The server passes on two a second at the most. */
const AT_MOST_EVERY_MS = 600;
/** Somebody who goes on writing says so this often. */
const REPEAT_MS = 2_000;

export class Writers {
  readonly #scheduler: Scheduler;
  readonly #changed: () => void;
  #now = new Map<string, SomeoneWriting & { until: number }>();

  constructor(scheduler: Scheduler, changed: () => void) {
    this.#scheduler = scheduler;
    this.#changed = changed;
  }

  /** Who writes now, by board and participant; a new value when it changes. */
  get now(): ReadonlyMap<string, SomeoneWriting> {
    return this.#now;
  }

  hear(message: SomeoneWriting): void {
    const key = `${message.board} ${message.participant ?? ""}`;
    const next = new Map(this.#now);
    if (message.stopped) next.delete(key);
    else {
      next.set(key, { ...message, until: this.#scheduler.now() + HOLDS_MS });
      this.#scheduler.after(HOLDS_MS, () => this.#expire());
    }
    this.#now = next;
    this.#changed();
  }

  #expire(): void {
    const now = this.#scheduler.now();
    const left = [...this.#now].filter(([, message]) => message.until > now);
    if (left.length === this.#now.size) return;
    this.#now = new Map(left);
    this.#changed();
  }
}

export class Saying {
  readonly #scheduler: Scheduler;
  readonly #send: (message: Writing) => void;
  #said = JSON.stringify([null, null, false]);
  #saidAt = Number.NEGATIVE_INFINITY;
  #later: (() => void) | null = null;

  constructor(scheduler: Scheduler, send: (message: Writing) => void) {
    this.#scheduler = scheduler;
    this.#send = send;
  }

  /** Say where one writes, or which note one moves, as often as one likes; both null when one has
   * stopped. */
  say(beneficiary: string | null, note: string | null, moving = false): void {
    const now = this.#scheduler.now();
    const message: Writing = { type: "Writing", beneficiary, note, moving };
    const target = JSON.stringify([beneficiary, note, moving]);
    const stopped = beneficiary === null && note === null;
    this.#later?.();
    this.#later = null;
    if (target === this.#said && (stopped || now - this.#saidAt < REPEAT_MS)) return;
    const wait = stopped ? 0 : this.#saidAt + AT_MOST_EVERY_MS - now;
    if (wait > 0) {
      this.#later = this.#scheduler.after(wait, () => this.say(beneficiary, note, moving));
      return;
    }
    this.#said = target;
    this.#saidAt = now;
    this.#send(message);
  }
}
