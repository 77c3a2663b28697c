// A line over HTTP, for places where websockets do not pass: the same frames, asked for (SPEC W12).
//
// It holds one request that waits and at most one that brings, so that two tabs stay well below the
// six connections that a browser opens to a host. Whatever goes wrong ends the line, like a broken
// websocket: the next one says hello again and misses nothing.
import { MAX_FRAME } from "../protocol/messages.ts";
import { BROKEN, type Line, type Listener, type OpenLine } from "./line.ts";
import type { Scheduler } from "./scheduler.ts";

/** One POST: the text of its answer. Throws when there is none. */
export type Post = (path: string, body: string, signal: AbortSignal) => Promise<string>;

interface Head {
  readonly line: string;
  readonly first: number;
  readonly close: number | null;
}

/** An answer that brought nothing came too soon: something in between repeats itself. */
const PAUSE_MS = 200;

/** Lines below `base`: `/api/rooms/{room}/{role}/lines`. */
export function polled(base: string, post: Post, scheduler: Scheduler): OpenLine {
  return (outbox, listener) => new PolledLine(base, outbox, post, scheduler, listener);
}

class PolledLine implements Line {
  readonly #base: string;
  readonly #outbox: string;
  readonly #post: Post;
  readonly #scheduler: Scheduler;
  readonly #listener: Listener;
  readonly #end = new AbortController();
  #id: string | null = null;
  #toSend: string[] = [];
  #sending = false;
  /** The place of the last frame that was heard. */
  #heard = 0;

  constructor(base: string, outbox: string, post: Post, scheduler: Scheduler, listener: Listener) {
    this.#base = base;
    this.#outbox = outbox;
    this.#post = post;
    this.#scheduler = scheduler;
    this.#listener = listener;
    // There is nothing to wait for: the first frame, the hello, opens the line at the server.
    queueMicrotask(() => {
      if (!this.#over) listener.opened();
    });
  }

  send(text: string): void {
    this.#toSend.push(text);
    if (!this.#sending) void this.#bring();
  }

  close(): void {
    this.#end.abort();
  }

  get #over(): boolean {
    return this.#end.signal.aborted;
  }

  /** Bring what is to be sent, one request after the other so that frames keep their order. */
  async #bring(): Promise<void> {
    this.#sending = true;
    while (this.#toSend.length > 0 && !this.#over) {
      if (this.#id === null) {
        const hello = this.#toSend.shift() ?? "";
        await this.#ask(`?outbox=${encodeURIComponent(this.#outbox)}`, hello);
        if (this.#id !== null && !this.#over) void this.#listen();
      } else {
        await this.#ask(`/${this.#id}/frames`, this.#load());
      }
    }
    this.#sending = false;
  }

  /** Ask for what is said, for as long as the line lasts. */
  async #listen(): Promise<void> {
    while (!this.#over) {
      const before = this.#heard;
      await this.#ask(`/${this.#id}/next?after=${this.#heard}`, "");
      if (this.#heard === before) {
        await new Promise<void>((resolve) => this.#scheduler.after(PAUSE_MS, resolve));
      }
    }
  }

  async #ask(path: string, body: string): Promise<void> {
    let answer: string;
    try {
      answer = await this.#post(this.#base + path, body, this.#end.signal);
    } catch {
      this.#lose(BROKEN);
      return;
    }
    if (!this.#over) this.#take(answer);
  }

  #take(answer: string): void {
    const [first = "", ...frames] = answer.split("\n");
    const head = readHead(first);
    if (head === null) {
      this.#lose(BROKEN);
      return;
    }
    this.#id ??= head.line;
    for (const [place, text] of frames.entries()) {
      if (head.first + place > this.#heard + 1) this.#lose(BROKEN);
      if (this.#over) return;
      if (head.first + place <= this.#heard) continue;
      this.#heard += 1;
      this.#listener.heard(text);
    }
    if (head.close !== null) this.#lose(head.close);
  }

  #lose(code: number): void {
    if (this.#over) return;
    this.#end.abort();
    this.#listener.lost(code);
  }

  /** As many of the waiting frames as one request may hold. */
  #load(): string {
    const encoder = new TextEncoder();
    let bytes = -1;
    let count = 0;
    for (const text of this.#toSend) {
      bytes += encoder.encode(text).length + 1;
      if (count > 0 && bytes > MAX_FRAME) break;
      count += 1;
    }
    return this.#toSend.splice(0, count).join("\n");
  }
}

/** The head of an answer of ours; null when somebody else answered, such as a hotel's portal. */
function readHead(line: string): Head | null {
  try {
    const head = JSON.parse(line) as Partial<Head> | null;
    if (typeof head?.line !== "string" || typeof head.first !== "number") return null;
    return { line: head.line, first: head.first, close: head.close ?? null };
  } catch {
    return null;
  }
}
