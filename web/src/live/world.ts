// A page, its store and its server in one hand, for the tests of the live core.
import type { AddNote, Do, Language } from "../protocol/messages.ts";
import { roomAtWork } from "../workshop/room_at_work.ts";
import { Core } from "./core.ts";
import { FakeServer } from "./fake_server.ts";
import { ManualScheduler } from "./manual_scheduler.ts";
import { type BoxStore, MemoryStore } from "./store.ts";

export class World {
  readonly scheduler = new ManualScheduler(7);
  readonly store: BoxStore;
  server = newServer();
  minted = 0;
  /** What the person at the page reads. */
  language: Language = "fr";

  constructor(store: BoxStore = new MemoryStore(true)) {
    this.store = store;
  }

  /** A page of Anne's, not started yet. */
  page(mint?: () => Promise<string>): Core {
    return new Core({
      room: "r",
      role: "participant",
      language: () => this.language,
      store: this.store,
      scheduler: this.scheduler,
      mayReplace: true,
      mint:
        mint ??
        (async () => {
          this.minted += 1;
          return `outbox-${this.minted}`;
        }),
      openLine: (outbox, listener) => this.server.open(outbox, listener),
      changed: () => {},
    });
  }

  /** A page that the server has welcomed. */
  async online(key = "box"): Promise<Core> {
    const core = this.page();
    await core.start(key);
    await this.scheduler.tick(0);
    this.server.line.open();
    await this.scheduler.tick(0);
    return core;
  }

  /** Let the client come back by itself, and its new line open. */
  async back(withinMs = 40_000): Promise<void> {
    const before = this.server.lines.length;
    for (let passed = 0; this.server.lines.length === before; passed += 100) {
      if (passed > withinMs) throw new Error("the client did not come back");
      await this.scheduler.tick(100);
    }
    this.server.line.open();
    await this.scheduler.tick(200);
  }

  /** The server as a backup had it, without what came after. */
  restore(epoch: string): void {
    this.server = newServer();
    this.server.epoch = epoch;
  }

  /** The ids of the notes that the server has, in order. */
  notes(): string[] {
    return Object.keys(this.server.room.boards.nord?.notes ?? {});
  }

  /** Every time that the server was sent this number. */
  said(n: number): Do[] {
    return this.server.dos.filter((message) => message.n === n);
  }
}

export function note(id: string, text = `Texte ${id}`): AddNote {
  return { type: "AddNote", note: id, beneficiary: "t", text };
}

/** The texts that a page shows. */
export function texts(core: Core): string[] {
  return Object.values(core.room?.boards.nord?.notes ?? {}).map((each) => each.text);
}

function newServer(): FakeServer {
  const server = new FakeServer(roomAtWork());
  server.seq = 3;
  return server;
}
