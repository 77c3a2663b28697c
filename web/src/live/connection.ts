// A line to the server that comes back: one generation per attempt, so that late events of a line
// that was given up are ignored (SPEC W7, W9). It knows nothing of what the messages say.
import { CLOSE, type ClientMessage, type ServerMessage } from "../protocol/messages.ts";
import { Denied } from "./http.ts";
import { BROKEN, type Line, type OpenLine } from "./line.ts";
import type { Scheduler } from "./scheduler.ts";

/** Why a line is not tried again by itself. */
export type Stop = "session" | "revoked" | "displaced" | "gone" | "superseded" | "old" | "protocol";

/** Nothing heard for this long: offline, said and tried again. */
export const SILENCE_MS = 8_000;
/** A line that opened and was silent may only be thin: the next one's welcome is given twice the
 * time, this many times at most. */
const DOUBLINGS = 3;
/** A call that is this young is left to it, when a page that has just been shown wakes. */
export const FRESH_MS = 2_000;
const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 30_000;
const OVERLOADED_DELAY_MS = 10_000;
/** Healthy for this long: the next loss is tried again at once. */
const HEALTHY_MS = 30_000;
/** The same outbox on two lines: let the other one have its say, and stop if it happens again. */
const SUPERSEDED_DELAY_MS = 2_000;
const SUPERSEDED_AGAIN_MS = 60_000;
/** The server's own word for « come back later ». */
const OVERLOADED = 1013;

export interface Wiring {
  readonly scheduler: Scheduler;
  readonly openLine: OpenLine;
  /** The outbox to call under, which may have to be asked for; throws `Denied` when there is none. */
  readonly address: () => Promise<string>;
  readonly opened: () => void;
  readonly heard: (message: ServerMessage) => void;
  readonly lost: (code: number) => void;
  readonly stopped: (why: Stop) => void;
  readonly report: (what: string, error: unknown) => void;
}

export class Connection {
  readonly #wiring: Wiring;
  #generation = 0;
  #line: Line | null = null;
  #open = false;
  /** A line is asked for or there. */
  #calling = false;
  #running = false;
  #failures = 0;
  #complaints = 0;
  /** Lines in a row that opened and were given up before they brought their welcome. */
  #thin = 0;
  #supersededAt = Number.NEGATIVE_INFINITY;
  #heardAt = 0;
  #welcomedAt: number | null = null;
  #awayFor: number | null = null;
  #cancelTimer: () => void = () => {};

  constructor(wiring: Wiring) {
    this.#wiring = wiring;
  }

  start(): void {
    if (this.#running) return;
    this.#running = true;
    this.#failures = 0;
    this.#complaints = 0;
    void this.#attempt();
  }

  stop(): void {
    this.#running = false;
    this.#abandon();
  }

  /** Send if there is a line; whether it arrives is told by the answer only. */
  send(message: ClientMessage): boolean {
    if (this.#line === null || !this.#open) return false;
    try {
      this.#line.send(JSON.stringify(message));
      return true;
    } catch (error) {
      this.#wiring.report("send", error);
      return false;
    }
  }

  /** The server has said welcome: this line works. */
  welcomed(): void {
    this.#welcomedAt = this.#wiring.scheduler.now();
    this.#complaints = 0;
    this.#thin = 0;
  }

  /** The server asks to come back after a while. */
  away(retry_ms: number): void {
    this.#awayFor = retry_ms;
  }

  /** Give this line up and open another one, with the usual patience when that happens often. */
  again(): void {
    if (this.#running) this.#lose(BROKEN);
  }

  /** The page is seen again, or the network is back: do not wait for a timer that slept. On another
   * network, what has brought nothing yet is not waited for at all. */
  wake(elsewhere = false): void {
    if (!this.#running) return;
    this.#failures = 0;
    const waited = this.#wiring.scheduler.now() - this.#heardAt;
    const works = this.#welcomedAt !== null || !elsewhere;
    if (works && this.#calling && waited < (this.#open ? SILENCE_MS : FRESH_MS)) return;
    if (this.#open) this.#guarded("lost", () => this.#wiring.lost(BROKEN));
    void this.#attempt();
  }

  async #attempt(): Promise<void> {
    const generation = this.#abandon();
    this.#calling = true;
    const current = () => generation === this.#generation;
    this.#heardAt = this.#wiring.scheduler.now();
    this.#watch();
    let outbox: string;
    try {
      outbox = await this.#wiring.address();
    } catch (error) {
      if (!current()) return;
      if (error instanceof Denied) this.#end(error.status === 404 ? "gone" : "session");
      else this.#lose(BROKEN);
      return;
    }
    if (!current()) return;
    try {
      this.#line = this.#wiring.openLine(outbox, {
        opened: () => {
          if (!current()) return;
          this.#open = true;
          this.#guarded("opened", () => this.#wiring.opened());
        },
        heard: (text) => {
          if (current()) this.#hear(text);
        },
        lost: (code) => {
          if (current()) this.#lose(code);
        },
      });
    } catch (error) {
      this.#wiring.report("open", error);
      this.#lose(BROKEN);
    }
  }

  /** A message that cannot be read, or whose handling fails, is skipped: the next one may be fine. */
  #hear(text: string): void {
    this.#heardAt = this.#wiring.scheduler.now();
    this.#guarded("message", () => this.#wiring.heard(JSON.parse(text) as ServerMessage));
  }

  #guarded(what: string, act: () => void): void {
    try {
      act();
    } catch (error) {
      this.#wiring.report(what, error);
    }
  }

  /** Look, when it is due, whether anything was heard. */
  #watch(): void {
    const { scheduler } = this.#wiring;
    const left = this.#heardAt + this.#patience() - scheduler.now();
    this.#cancelTimer();
    this.#cancelTimer = scheduler.after(Math.max(left, 1), () => {
      if (scheduler.now() - this.#heardAt >= this.#patience()) this.#lose(BROKEN);
      else this.#watch();
    });
  }

  /** How long this line may be silent: a whole room is one frame, which may take long to come. */
  #patience(): number {
    const waits = this.#open && this.#welcomedAt === null;
    return waits ? SILENCE_MS * 2 ** Math.min(this.#thin, DOUBLINGS) : SILENCE_MS;
  }

  #lose(code: number): void {
    const welcomedAt = this.#welcomedAt;
    const { scheduler } = this.#wiring;
    if (this.#open && welcomedAt === null) this.#thin += 1;
    this.#abandon();
    this.#guarded("lost", () => this.#wiring.lost(code));
    if (!this.#running) return;
    const why = this.#final(code);
    if (why !== null) {
      this.#end(why);
      return;
    }
    if (welcomedAt !== null && scheduler.now() - welcomedAt >= HEALTHY_MS) this.#failures = 0;
    const delay = this.#delay(code);
    this.#failures += 1;
    this.#cancelTimer = scheduler.after(delay, () => void this.#attempt());
  }

  /** The stop that a close code means, or null to come back. */
  #final(code: number): Stop | null {
    switch (code) {
      case CLOSE.NO_SESSION:
        return "session";
      case CLOSE.FORBIDDEN:
        return "revoked";
      case CLOSE.DISPLACED:
        return "displaced";
      case CLOSE.ERASED:
        return "gone";
      case CLOSE.OLD_CLIENT:
        return "old";
      case CLOSE.SUPERSEDED: {
        const before = this.#supersededAt;
        this.#supersededAt = this.#wiring.scheduler.now();
        return this.#supersededAt - before < SUPERSEDED_AGAIN_MS ? "superseded" : null;
      }
      case CLOSE.PROTOCOL_ERROR:
        // Once may be an accident; twice without a welcome in between is an answer.
        this.#complaints += 1;
        return this.#complaints > 1 ? "protocol" : null;
      default:
        return null;
    }
  }

  /** Full jitter, so that a room full of devices does not come back in one instant. */
  #delay(code: number): number {
    const { scheduler } = this.#wiring;
    const away = this.#awayFor;
    this.#awayFor = null;
    if (away !== null) return scheduler.random() * away;
    const ceiling = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** this.#failures);
    const delay = scheduler.random() * ceiling;
    if (code === CLOSE.SUPERSEDED) return SUPERSEDED_DELAY_MS + delay;
    return code === OVERLOADED ? OVERLOADED_DELAY_MS + delay : delay;
  }

  #end(why: Stop): void {
    this.stop();
    this.#wiring.stopped(why);
  }

  /** Let go of the present line and timer; the answer is the next generation. */
  #abandon(): number {
    this.#cancelTimer();
    const line = this.#line;
    this.#line = null;
    this.#open = false;
    this.#calling = false;
    this.#welcomedAt = null;
    this.#generation += 1;
    try {
      line?.close();
    } catch (error) {
      this.#wiring.report("close", error);
    }
    return this.#generation;
  }
}
