// A store that goes on in memory when the browser's own fails, and says so: nobody is told that
// their text is on the device when it is not (no IndexedDB, private browsing, full disk).
import type { Command, Role } from "../protocol/messages.ts";
import { type Box, type BoxStore, type Kept, MemoryStore, type Refusal } from "./store.ts";

export class SafeStore implements BoxStore {
  readonly #kept: BoxStore;
  readonly #memory = new MemoryStore();
  /** What the failing store was known to hold, so that memory goes on from there. */
  readonly #known = new Map<string, { box: Box; waiting: Kept[] }>();
  readonly #failed: (error: unknown) => void;
  #trusted = true;

  constructor(kept: BoxStore, failed: (error: unknown) => void) {
    this.#kept = kept;
    this.#failed = failed;
  }

  get durable(): boolean {
    return this.#trusted && this.#kept.durable;
  }

  open(key: string, room: string, role: Role) {
    return this.#either(async (store) => {
      const opened = await store.open(key, room, role);
      this.#known.set(key, { ...opened, waiting: [...opened.waiting] });
      return opened;
    });
  }

  add(key: string, command: Command, written_ms: number | null) {
    return this.#either(async (store) => {
      const n = await store.add(key, command, written_ms);
      this.#note(key, (known) => {
        known.box = { ...known.box, next: n + 1 };
        known.waiting.push({ n, command, written_ms });
      });
      return n;
    });
  }

  bind(key: string, outbox: string | null, participant: string | null) {
    return this.#either(async (store) => {
      await store.bind(key, outbox, participant);
      this.#note(key, (known) => {
        known.box = { ...known.box, outbox, participant };
      });
    });
  }

  renumber(key: string, first: number) {
    return this.#either(async (store) => {
      await store.renumber(key, first);
      this.#note(key, (known) => {
        known.waiting = known.waiting.map((kept, place) => ({ ...kept, n: first + place }));
        known.box = { ...known.box, next: first + known.waiting.length };
      });
    });
  }

  conclude(key: string, n: number, refusal: Refusal | null, late: boolean) {
    return this.#either(async (store) => {
      const handle = await store.conclude(key, n, refusal, late);
      this.#note(key, (known) => {
        known.waiting = known.waiting.filter((kept) => kept.n !== n);
      });
      return handle;
    });
  }

  refusals(room: string, role: Role) {
    return this.#either((store) => store.refusals(room, role));
  }

  dismiss(handle: number) {
    return this.#either((store) => store.dismiss(handle));
  }

  waitingBoxes(room: string, role: Role) {
    return this.#either((store) => store.waitingBoxes(room, role));
  }

  discard(key: string) {
    return this.#either((store) => store.discard(key));
  }

  #note(key: string, change: (known: { box: Box; waiting: Kept[] }) => void): void {
    const known = this.#known.get(key);
    if (known) change(known);
  }

  async #either<T>(work: (store: BoxStore) => Promise<T>): Promise<T> {
    if (this.#trusted) {
      try {
        return await work(this.#kept);
      } catch (error) {
        this.#distrust(error);
      }
    }
    return work(this.#memory);
  }

  #distrust(error: unknown): void {
    if (!this.#trusted) return;
    this.#trusted = false;
    for (const { box, waiting } of this.#known.values()) this.#memory.take(box, waiting);
    this.#failed(error);
  }
}
