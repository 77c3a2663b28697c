// The live core of any number of pages behind a pipe, for the simulation that runs them against the
// real server: `node web/src/live/pipe.ts`, one JSON value a line in and out.
//
// In:  {"seed": k}                                         before any page: what chance is
//      {"make": page, "room", "role", "outbox"}            a page with a box of its own
//      {"page", "line": k, "opened": true}                 the line k is open
//      {"page", "line": k, "heard": text}                  a frame arrives, late ones included
//      {"page", "line": k, "lost": code}                   the line is gone
//      {"page", "do": id, "command"}                       somebody asks for something
//      {"page", "reload": true}                            the page is loaded again
//      {"page", "wake": true}                              the page is seen again
//      {"page", "state": true}                             what is shown
//      {"tick": ms}                                        time passes for every page
// Out: {"page", "line": k, "outbox"}  {"page", "line": k, "send": text}  {"page", "line": k, "hangup"}
//      {"page", "done": id, "outcome"}  {"page", "state"}  and {"idle": true} after each value in.
import { createInterface } from "node:readline";
import type { Command, Role } from "../protocol/messages.ts";
import { Core } from "./core.ts";
import type { Listener } from "./line.ts";
import { ManualScheduler, settle } from "./manual_scheduler.ts";
import { MemoryStore } from "./store.ts";

interface Make {
  readonly make: string;
  readonly room: string;
  readonly role: Role;
  readonly outbox: string;
}

interface ToPage {
  readonly page: string;
  readonly line?: number;
  readonly opened?: true;
  readonly heard?: string;
  readonly lost?: number;
  readonly do?: number;
  readonly command?: Command;
  readonly reload?: true;
  readonly wake?: true;
  readonly state?: true;
}

type Value = Make | ToPage | { readonly tick: number } | { readonly seed: number };

let scheduler = new ManualScheduler();
const pages = new Map<string, Page>();

class Page {
  readonly #made: Make;
  readonly #store = new MemoryStore(true);
  readonly #lines: Listener[] = [];
  #core: Core;

  constructor(made: Make) {
    this.#made = made;
    this.#core = this.#load();
  }

  hear(value: ToPage): void {
    const line = value.line === undefined ? undefined : this.#lines[value.line];
    if (value.opened) line?.opened();
    if (value.heard !== undefined) line?.heard(value.heard);
    if (value.lost !== undefined) line?.lost(value.lost);
    if (value.wake) this.#core.wake();
    if (value.state) this.#tell({ state: this.#state() });
    if (value.reload) {
      this.#core.stop();
      this.#core = this.#load();
    }
    if (value.do !== undefined && value.command) {
      const id = value.do;
      void this.#core.do(value.command).then((outcome) => this.#tell({ done: id, outcome }));
    }
  }

  #load(): Core {
    const { room, role, outbox } = this.#made;
    const core = new Core({
      room,
      role,
      language: () => "fr",
      store: this.#store,
      scheduler,
      mayReplace: false,
      mint: async () => outbox,
      openLine: (own, listener) => {
        const line = this.#lines.push(listener) - 1;
        this.#tell({ line, outbox: own });
        return {
          send: (text) => this.#tell({ line, send: text }),
          close: () => this.#tell({ line, hangup: true }),
        };
      },
      changed: () => {},
    });
    void core.start("box");
    return core;
  }

  #state() {
    const core = this.#core;
    return {
      room: core.room,
      confirmed: core.confirmed,
      link: core.link,
      light: core.light,
      pending: core.pending.map(({ n, command }) => ({ n, command })),
      refusals: core.refusals,
      lates: core.lates,
      reports: core.reports.map((report) => report.what),
      now_ms: core.clock.known ? core.clock.now() : null,
    };
  }

  #tell(news: object): void {
    write({ page: this.#made.make, ...news });
  }
}

function write(value: object): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

async function take(value: Value): Promise<void> {
  if ("seed" in value) scheduler = new ManualScheduler(value.seed);
  else if ("tick" in value) await scheduler.tick(value.tick);
  else if ("make" in value) pages.set(value.make, new Page(value));
  else pages.get(value.page)?.hear(value);
  await settle();
}

for await (const line of createInterface({ input: process.stdin })) {
  await take(JSON.parse(line) as Value);
  write({ idle: true });
}
