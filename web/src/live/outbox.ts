// What this tab has asked and has no answer to yet (SPEC K2–K5).
//
// A command is kept before it is sent, sent in order under its number, and kept until its outcome
// comes: a reload or a lost line sends the same number again and gets the same answer. Several are
// under way at once; when one cannot be taken, all answers are awaited and the rest goes again from
// there. What a lost line brought to boards that had locked is asked anew, so that it may wait in
// the tray (T9): its refusal was never heard. So is what a line held up, though it was not lost.
import type { Command, Do, Done, ReceivedLate, Refused, Rejected } from "../protocol/messages.ts";
import { type Given, isOnBoard } from "../workshop/predict.ts";
import type { Scheduler } from "./scheduler.ts";
import { oversize, sendable } from "./sendable.ts";
import type { Box, BoxStore, Kept, Refusal, RefusalCode } from "./store.ts";

/** What a command came to: told by the server, or by this device when it cannot be sent. */
export type Outcome = Done | ReceivedLate | (Omit<Rejected, "code"> & { code: RefusalCode });

export interface Entry extends Given {
  /** Null until it is kept. */
  n: number | null;
  /** When, by the scheduler; null while it is not. */
  sent: number | null;
  /** Sent on a line that was lost, or perhaps by the page before this one. */
  carried: boolean;
  /** Refused by the lock on a line that was lost: it will have another number. */
  anew: boolean;
  readonly written_ms: number | null;
  readonly answer: (outcome: Outcome) => void;
}

export interface Post {
  readonly scheduler: Scheduler;
  readonly store: BoxStore;
  readonly send: (message: Do) => boolean;
  readonly changed: () => void;
  readonly refused: (refusal: Refusal, handle: number | null) => void;
  /** Open another line, whose hello announces what waits here. */
  readonly again: () => void;
  readonly report: (what: string, error: unknown) => void;
}

/** Commands under way at once. */
export const WINDOW = 50;
const GAP_DELAY_MS = 100;
/** What was answered no sooner had been on a line that was as good as lost. */
const STALLED_MS = 2_000;
const BY_THE_LOCK: ReadonlySet<RefusalCode> = new Set(["board_closed", "wrong_phase"]);

export class Outbox {
  readonly #post: Post;
  #key = "";
  #entries: Entry[] = [];
  /** The number that the server expects next, as far as it has told. */
  #next = 1;
  /** Numbers up to here were decided when this line was welcomed: what is left was not heard. */
  #decided = 0;
  /** Numbers up to here may still come to be decided by what a lost line brings, or have been by a
   * server that could not tell. */
  #carried = 0;
  /** The last time that the store numbers again; never rejects. */
  #numbered: Promise<void> = Promise.resolve();
  #unanswered = 0;
  /** Nothing is sent: no line, or answers are awaited before going on. */
  #held = true;
  /** What a hold waits for, beside the answers that are still to come. */
  #wait: { turn: number; elapsed: boolean } | null = null;
  #turn = 0;
  #vain = 0;
  lates = 0;

  constructor(post: Post) {
    this.#post = post;
  }

  /** Take up what waits in the store; before anything is asked. */
  load(box: Box, waiting: readonly Kept[]): void {
    this.#key = box.key;
    this.lates = box.lates;
    this.#entries = waiting.map((kept) => ({
      ...kept,
      at_ms: kept.written_ms ?? 0,
      sent: null,
      carried: true,
      anew: false,
      answer: () => {},
    }));
  }

  /** Commands without an outcome, in order. */
  get pending(): readonly Entry[] {
    return this.#entries;
  }

  /** The highest number that waits here, 0 when none: what a hello announces (SPEC T9). */
  get pendingTo(): number {
    const kept = this.#entries.filter((entry) => entry.n !== null);
    if (kept.some((entry) => entry.anew)) return this.#next - 1 + kept.length;
    return kept.at(-1)?.n ?? 0;
  }

  /** Keep a command, which is told by `kept`, then send it when there is a line. Never rejects. */
  do(asked: Command, written_ms: number | null, kept = () => {}): Promise<Outcome> {
    const command = sendable(asked);
    const tooLong = oversize(command);
    if (tooLong !== null) {
      this.#post.refused({ ...tooLong, command }, null);
      return Promise.resolve(tooLong);
    }
    return new Promise((answer) => {
      const at_ms = written_ms ?? 0;
      const entry: Entry = {
        n: null,
        command,
        written_ms,
        at_ms,
        sent: null,
        carried: false,
        anew: false,
        answer,
      };
      this.#entries.push(entry);
      this.#post.changed();
      this.#post.store.add(this.#key, command, written_ms).then(
        (n) => {
          entry.n = n;
          kept();
          this.#pump();
          this.#post.changed();
        },
        (error) => this.#post.report("keep a command", error),
      );
    });
  }

  /** The line is gone: what was sent may or may not have arrived. */
  cut(): void {
    this.#held = true;
    this.#turn += 1;
    this.#unsend();
  }

  /** A line works; `doneTo` is the last number that the server has an outcome for. */
  async welcomed(doneTo: number): Promise<void> {
    this.cut();
    const turn = this.#turn;
    await this.#numbered;
    if (turn !== this.#turn) return;
    this.#next = doneTo + 1;
    this.#decided = doneTo;
    this.#carried = this.#entries.findLast((entry) => entry.carried)?.n ?? 0;
    await this.#resume(turn);
  }

  /** The outcome of a command: it is over, and what was refused is kept to be read. */
  settled(outcome: Done | Rejected | ReceivedLate): void {
    this.#unanswered -= 1;
    this.#vain = 0;
    this.#next = Math.max(this.#next, outcome.n + 1);
    const entry = this.#entries.find((each) => each.n === outcome.n);
    if (entry !== undefined && this.#isAnew(entry, outcome)) entry.anew = true;
    else this.#conclude(outcome);
    if (this.#hasHeardAll()) void this.#askAnew();
    else this.#goOn();
  }

  /** A command that could not be read or taken now. */
  refused(message: Refused): void {
    this.#unanswered -= 1;
    switch (message.code) {
      case "busy":
      case "unavailable":
        // It may have been taken all the same: that has to be heard before it has another number.
        if (message.code === "unavailable") this.#carried = Math.max(this.#carried, message.n ?? 0);
        this.#hold(message.retry_ms ?? 1_000);
        break;
      case "gap":
        if (message.expected !== null) this.#next = Math.max(this.#next, message.expected);
        if (message.n !== null && message.expected !== null && message.n < message.expected) {
          this.#conclude({ ...refusalOf(message, "forgotten"), n: message.n });
        } else {
          this.#vain += 1;
          this.#hold(GAP_DELAY_MS * Math.min(this.#vain, 50));
        }
        break;
      case "malformed":
        this.#post.report("a command that the server cannot read", message);
        if (message.n !== null) {
          this.#conclude({ ...refusalOf(message, "malformed"), n: message.n });
          this.#hold(0);
        }
    }
    if (this.#hasHeardAll()) void this.#askAnew();
    else this.#goOn();
  }

  /** Nothing that waits may be sent by who is here now: its text is kept, to be read. */
  giveUp(code: RefusalCode): void {
    for (const { n } of [...this.#entries]) {
      if (n !== null) this.#conclude({ type: "Rejected", n, code, params: {}, message: "" });
    }
  }

  /** Whether the lock refused it on a lost line; so it may be with all that was built on it. Only
   * what is written on a board may wait in the tray: an act of a facilitator's stays refused. */
  #isAnew({ command, sent }: Entry, outcome: Outcome): boolean {
    if (outcome.type !== "Rejected" || !isOnBoard(command)) return false;
    const lived = this.#post.scheduler.now() - (sent ?? 0) < STALLED_MS;
    if (lived && outcome.n > this.#decided && outcome.n > this.#carried) return false;
    return BY_THE_LOCK.has(outcome.code) || this.#someAnew;
  }

  get #someAnew(): boolean {
    return this.#entries.some((each) => each.anew);
  }

  /** What has to be heard before anything is asked anew: what the server had decided, so that it
   * stays before all that waits behind it; else what a lost line may still have brought. */
  get #toHear(): number {
    const first = this.#entries[0]?.n ?? null;
    return first !== null && first <= this.#decided ? this.#decided : this.#carried;
  }

  #hasHeardAll(): boolean {
    const heard = ({ n, anew }: Entry) => anew || n === null || n > this.#toHear;
    return this.#someAnew && this.#unanswered <= 0 && this.#entries.every(heard);
  }

  /** Number all that waits again, in order, and announce it on another line (SPEC T9, K5). */
  async #askAnew(): Promise<void> {
    this.cut();
    const turn = this.#turn;
    try {
      await this.#renumber(this.#next);
    } catch (error) {
      this.#post.report("number again", error);
    }
    if (turn === this.#turn) this.#post.again();
  }

  #conclude(outcome: Outcome): void {
    const entry = this.#entries.find((each) => each.n === outcome.n);
    if (entry === undefined) return;
    this.#entries = this.#entries.filter((each) => each !== entry);
    const late = outcome.type === "ReceivedLate";
    if (late) this.lates += 1;
    const { command } = entry;
    const refusal = outcome.type === "Rejected" ? { ...outcome, command } : null;
    // Whoever asked is answered once the refusal is shown, so that it can be let go of at once.
    this.#post.store
      .conclude(this.#key, outcome.n, refusal, late)
      .then(
        (handle) => {
          if (refusal) this.#post.refused(refusal, handle);
        },
        (error) => this.#post.report("conclude a command", error),
      )
      .then(() => entry.answer(outcome));
    this.#post.changed();
  }

  #hold(ms: number): void {
    if (this.#held) return;
    this.#held = true;
    const turn = ++this.#turn;
    this.#wait = { turn, elapsed: false };
    this.#post.scheduler.after(ms, () => {
      if (this.#wait?.turn === turn) this.#wait.elapsed = true;
      this.#goOn();
    });
  }

  #goOn(): void {
    if (!this.#held) this.#pump();
    else if (this.#wait?.elapsed && this.#wait.turn === this.#turn && this.#unanswered <= 0) {
      this.#wait = null;
      void this.#resume(this.#turn);
    }
  }

  /** Send again from the first that waits; close the hole that a skipped command left. */
  async #resume(turn: number): Promise<void> {
    try {
      const first = this.#entries.find((entry) => entry.n !== null)?.n ?? null;
      if (first === null || first > this.#next) await this.#renumber(this.#next);
    } catch (error) {
      this.#post.report("number again", error);
    }
    if (turn !== this.#turn) return;
    this.#unsend();
    this.#held = false;
    this.#pump();
  }

  #renumber(first: number): Promise<void> {
    const numbered = this.#post.store.renumber(this.#key, first).then(() => {
      const kept = this.#entries.filter((entry) => entry.n !== null);
      for (const [place, entry] of kept.entries()) {
        entry.n = first + place;
        entry.anew = false;
        entry.carried = false;
      }
    });
    this.#numbered = numbered.catch(() => {});
    return numbered;
  }

  #unsend(): void {
    this.#unanswered = 0;
    for (const entry of this.#entries) {
      entry.carried ||= entry.sent !== null;
      entry.sent = null;
    }
  }

  #pump(): void {
    if (this.#held) return;
    const first = this.#entries[0]?.n ?? null;
    const listens = this.#someAnew || (first !== null && first <= this.#decided);
    const until = listens ? this.#toHear : Number.MAX_VALUE;
    for (const entry of this.#entries) {
      if (entry.n === null || entry.n > until || this.#unanswered >= WINDOW) return;
      if (entry.sent !== null) continue;
      const { n, command, written_ms } = entry;
      entry.sent = this.#post.scheduler.now();
      this.#unanswered += 1;
      if (!this.#post.send({ type: "Do", n, command, written_ms })) {
        entry.sent = null;
        this.#unanswered -= 1;
        return;
      }
    }
  }
}

function refusalOf(message: Refused, code: RefusalCode) {
  return { type: "Rejected", code, params: {}, message: message.message } as const;
}
