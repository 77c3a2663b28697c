// Boxes in IndexedDB, written with `strict` durability: what it says is kept survives the browser.
//
// Browsers may close a database under a page (iOS does when memory is short), so a call that fails
// is tried once more on a fresh connection.
import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB } from "idb";
import type { Command, Role } from "../protocol/messages.ts";
import type { Box, BoxStore, Kept, KeptRefusal, Refusal } from "./store.ts";

interface Shape extends DBSchema {
  boxes: { key: string; value: Box };
  commands: { key: [string, number]; value: Kept & { box: string } };
  refusals: { key: number; value: Refusal & { room: string; role: Role } };
}

type Part = "boxes" | "commands" | "refusals";
type Work<T> = (tx: IDBPTransaction<Shape, Part[], "readwrite">) => Promise<T>;

const NAME = "tablee";
/** Raised only to add: a waiting command must survive every new page. */
const VERSION = 1;
const PARTS: Part[] = ["boxes", "commands", "refusals"];

export class IndexedStore implements BoxStore {
  readonly durable = true;
  #db: Promise<IDBPDatabase<Shape>> | null = null;

  async open(key: string, room: string, role: Role) {
    return this.#write(async (tx) => {
      const waiting = await tx.objectStore("commands").getAll(commandsOf(key));
      const known = await tx.objectStore("boxes").get(key);
      const box = known ?? { key, room, role, outbox: null, participant: null, next: 1, lates: 0 };
      if (!known) await tx.objectStore("boxes").put(box, key);
      return { box, waiting };
    });
  }

  async add(key: string, command: Command, written_ms: number | null) {
    return this.#write(async (tx) => {
      const box = await boxOf(tx, key);
      await tx.objectStore("boxes").put({ ...box, next: box.next + 1 }, key);
      const kept = { box: key, n: box.next, command, written_ms };
      await tx.objectStore("commands").add(kept, [key, box.next]);
      return box.next;
    });
  }

  async bind(key: string, outbox: string | null, participant: string | null) {
    await this.#write(async (tx) => {
      const box = await boxOf(tx, key);
      await tx.objectStore("boxes").put({ ...box, outbox, participant }, key);
    });
  }

  async renumber(key: string, first: number) {
    await this.#write(async (tx) => {
      const commands = tx.objectStore("commands");
      const waiting = await commands.getAll(commandsOf(key));
      await commands.delete(commandsOf(key));
      for (const [place, kept] of waiting.entries()) {
        await commands.add({ ...kept, n: first + place }, [key, first + place]);
      }
      const box = await boxOf(tx, key);
      await tx.objectStore("boxes").put({ ...box, next: first + waiting.length }, key);
    });
  }

  async conclude(key: string, n: number, refusal: Refusal | null, late: boolean) {
    return this.#write(async (tx) => {
      const box = await boxOf(tx, key);
      await tx.objectStore("commands").delete([key, n]);
      if (late) await tx.objectStore("boxes").put({ ...box, lates: box.lates + 1 }, key);
      if (refusal === null) return null;
      return tx.objectStore("refusals").add({ ...refusal, room: box.room, role: box.role });
    });
  }

  async refusals(room: string, role: Role): Promise<KeptRefusal[]> {
    return this.#write(async (tx) => {
      const found: KeptRefusal[] = [];
      for await (const { key, value } of tx.objectStore("refusals")) {
        if (value.room === room && value.role === role) found.push({ ...value, handle: key });
      }
      return found;
    });
  }

  async dismiss(handle: number) {
    await this.#write((tx) => tx.objectStore("refusals").delete(handle));
  }

  async waitingBoxes(room: string, role: Role) {
    return this.#write(async (tx) => {
      const found: Box[] = [];
      for (const box of await tx.objectStore("boxes").getAll()) {
        if (box.room !== room || box.role !== role) continue;
        if ((await tx.objectStore("commands").count(commandsOf(box.key))) > 0) found.push(box);
      }
      return found;
    });
  }

  async discard(key: string) {
    await this.#write(async (tx) => {
      const waiting = await tx.objectStore("commands").count(commandsOf(key));
      if (waiting === 0) await tx.objectStore("boxes").delete(key);
    });
  }

  /** Do all of the work in one transaction, and answer once it is on disk. */
  async #write<T>(work: Work<T>): Promise<T> {
    try {
      return await this.#attempt(work);
    } catch {
      this.#db = null;
      return await this.#attempt(work);
    }
  }

  async #attempt<T>(work: Work<T>): Promise<T> {
    this.#db ??= connect(() => {
      this.#db = null;
    });
    const tx = (await this.#db).transaction(PARTS, "readwrite", { durability: "strict" });
    const [result] = await Promise.all([work(tx), tx.done]);
    return result;
  }
}

/** The browser's database of boxes; `terminated` is called when it is closed under the page. */
export function connect(terminated?: () => void): Promise<IDBPDatabase<Shape>> {
  return openDB<Shape>(NAME, VERSION, {
    upgrade(db) {
      db.createObjectStore("boxes");
      db.createObjectStore("commands");
      db.createObjectStore("refusals", { autoIncrement: true });
    },
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
    ...(terminated && { terminated }),
  });
}

async function boxOf(tx: IDBPTransaction<Shape, Part[], "readwrite">, key: string): Promise<Box> {
  const box = await tx.objectStore("boxes").get(key);
  if (box === undefined) throw new Error(`the box ${key} was not opened`);
  return box;
}

function commandsOf(key: string): IDBKeyRange {
  return IDBKeyRange.bound([key, 0], [key, Number.MAX_SAFE_INTEGER]);
}
