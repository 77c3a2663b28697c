// What carries the next line: a websocket, or HTTP where something in between lets none through.
//
// A websocket that ends before it has brought a word counts as failed. Two in a row, and HTTP is
// tried; where that works it is kept, for this tab and its reloads, and a websocket is tried again
// ten minutes later, aside, so that nobody is offline for the sake of a question.
import { BROKEN, type Line, type Listener, type OpenLine } from "./line.ts";
import type { Scheduler } from "./scheduler.ts";
import { read, write } from "./tab_memory.ts";

/** Websockets in a row that bring nothing, before HTTP is tried. */
export const FAILURES = 2;
/** How long HTTP is kept once it has worked. */
export const KEPT_MS = 600_000;
/** Close codes from here on are those of servers: whoever sends one speaks websocket. */
const OF_SERVERS = 4_000;
const RESTARTING = 1012;

/** Until when HTTP is kept, by a clock that outlives the page; 0 for not at all. */
export interface Memory {
  until: number;
  now(): number;
}

const NAME = "tablee.http_until";

/** The tab's own memory, which a reload keeps. */
export const tabMemory: Memory = {
  get until() {
    return Number(read(NAME) ?? 0);
  },
  set until(at) {
    write(NAME, at === 0 ? null : String(at));
  },
  now: Date.now,
};

export class Carriers {
  readonly #websocket: OpenLine;
  readonly #http: OpenLine;
  readonly #memory: Memory;
  readonly #scheduler: Scheduler;
  #failures = 0;

  constructor(websocket: OpenLine, http: OpenLine, memory: Memory, scheduler: Scheduler) {
    this.#websocket = websocket;
    this.#http = http;
    this.#memory = memory;
    this.#scheduler = scheduler;
  }

  readonly open: OpenLine = (outbox, listener) =>
    this.#takesHttp() ? this.#overHttp(outbox, listener) : this.#overWebsocket(outbox, listener);

  /** Another network may let websockets through: ask once more. */
  networkChanged(): void {
    if (this.#memory.until === 0 && this.#failures < FAILURES) return;
    this.#memory.until = 0;
    this.#failures = FAILURES - 1;
  }

  #takesHttp(): boolean {
    const { until } = this.#memory;
    if (until > this.#memory.now()) return true;
    if (until !== 0) this.networkChanged();
    return this.#failures >= FAILURES;
  }

  #overWebsocket(outbox: string, listener: Listener): Line {
    let open = true;
    const ended = (works: boolean) => {
      if (open) this.#failures = works ? 0 : this.#failures + 1;
      open = false;
    };
    const line = this.#websocket(outbox, {
      opened: () => listener.opened(),
      heard: (text) => {
        ended(true);
        listener.heard(text);
      },
      lost: (code) => {
        ended(code >= OF_SERVERS || code === RESTARTING);
        listener.lost(code);
      },
    });
    return {
      send: (text) => line.send(text),
      close: () => {
        ended(false);
        line.close();
      },
    };
  }

  #overHttp(outbox: string, listener: Listener): Line {
    let works = false;
    let cancel = () => {};
    const ended = () => {
      cancel();
      // Where HTTP brings nothing either, nothing was learned about websockets.
      if (!works) this.#failures = 0;
    };
    const ask = () => {
      cancel = this.#scheduler.after(KEPT_MS, () => {
        cancel = this.#tryWebsocket(outbox, ask, () => {
          line.close();
          listener.lost(BROKEN);
        });
      });
    };
    const line = this.#http(outbox, {
      opened: () => listener.opened(),
      heard: (text) => {
        if (!works) {
          works = true;
          this.#memory.until = this.#memory.now() + KEPT_MS;
          ask();
        }
        listener.heard(text);
      },
      lost: (code) => {
        ended();
        listener.lost(code);
      },
    });
    return {
      send: (text) => line.send(text),
      close: () => {
        ended();
        line.close();
      },
    };
  }

  /** Open a websocket that says nothing; the answer gives it up. */
  #tryWebsocket(outbox: string, closed: () => void, opened: () => void): () => void {
    let asking = true;
    const over = () => {
      asking = false;
    };
    const line = this.#websocket(outbox, {
      opened: () => {
        if (!asking) return;
        over();
        line.close();
        this.#memory.until = 0;
        this.#failures = FAILURES - 1;
        opened();
      },
      heard: () => {},
      lost: () => {
        if (!asking) return;
        over();
        this.#memory.until = this.#memory.now() + KEPT_MS;
        closed();
      },
    });
    return () => {
      if (!asking) return;
      over();
      line.close();
    };
  }
}
