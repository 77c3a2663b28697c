// Where commands wait until they have an outcome, across reloads and closed tabs.
//
// A tab has a box. A command gets its number in the same transaction in which it is kept, so that a
// number is never given twice; refused texts are kept until somebody lets them go.
import type { Command, RejectionCode, Role } from "../protocol/messages.ts";

export interface Kept {
  readonly n: number;
  readonly command: Command;
  /** By the server's clock as this device knew it; null when it did not. */
  readonly written_ms: number | null;
}

/** `malformed`: the server cannot read it. `forgotten`: refused too long ago to say why.
 * `other_person`: written here by somebody who has left. */
export type RefusalCode = RejectionCode | "malformed" | "forgotten" | "other_person";

export interface Refusal {
  readonly n: number;
  readonly command: Command;
  readonly code: RefusalCode;
  readonly params: Readonly<Record<string, string | number>>;
  readonly message: string;
}

export interface KeptRefusal extends Refusal {
  readonly handle: number;
}

/** `outbox` is the server's id, null until it is known; `next` the number of the next command. */
export interface Box {
  readonly key: string;
  readonly room: string;
  readonly role: Role;
  readonly outbox: string | null;
  readonly participant: string | null;
  readonly next: number;
  readonly lates: number;
}

export interface BoxStore {
  /** Whether what is kept survives the tab. */
  readonly durable: boolean;
  /** The box of that key, made when it is new, with all that waits in it, in order. */
  open(key: string, room: string, role: Role): Promise<{ box: Box; waiting: Kept[] }>;
  /** Keep a command and give it its number, both or neither. */
  add(key: string, command: Command, written_ms: number | null): Promise<number>;
  /** Remember whose box it is at the server. */
  bind(key: string, outbox: string | null, participant: string | null): Promise<void>;
  /** Number what waits again, from `first` on; the next command comes after. */
  renumber(key: string, first: number): Promise<void>;
  /** The command has its outcome: it goes, and what must be said of it stays, under a handle. */
  conclude(key: string, n: number, refusal: Refusal | null, late: boolean): Promise<number | null>;
  /** Refused texts of this room and role that nobody has let go of, with the handle to do so. */
  refusals(room: string, role: Role): Promise<KeptRefusal[]>;
  dismiss(handle: number): Promise<void>;
  /** Boxes in which something waits. */
  waitingBoxes(room: string, role: Role): Promise<Box[]>;
  /** Forget a box in which nothing waits. */
  discard(key: string): Promise<void>;
}

type Shelf = { box: Box; waiting: Kept[] };

export class MemoryStore implements BoxStore {
  readonly durable: boolean;
  readonly #shelves = new Map<string, Shelf>();
  readonly #refusals = new Map<number, Refusal & { room: string; role: Role }>();
  #handles = 0;

  /** A test may let it stand for a store that lasts. */
  constructor(durable = false) {
    this.durable = durable;
  }

  async open(key: string, room: string, role: Role) {
    let shelf = this.#shelves.get(key);
    if (shelf === undefined) {
      shelf = {
        box: { key, room, role, outbox: null, participant: null, next: 1, lates: 0 },
        waiting: [],
      };
      this.#shelves.set(key, shelf);
    }
    return { box: shelf.box, waiting: [...shelf.waiting] };
  }

  async add(key: string, command: Command, written_ms: number | null) {
    const shelf = this.#shelf(key);
    const n = shelf.box.next;
    shelf.waiting.push({ n, command, written_ms });
    shelf.box = { ...shelf.box, next: n + 1 };
    return n;
  }

  async bind(key: string, outbox: string | null, participant: string | null) {
    const shelf = this.#shelf(key);
    shelf.box = { ...shelf.box, outbox, participant };
  }

  async renumber(key: string, first: number) {
    const shelf = this.#shelf(key);
    shelf.waiting = shelf.waiting.map((kept, place) => ({ ...kept, n: first + place }));
    shelf.box = { ...shelf.box, next: first + shelf.waiting.length };
  }

  async conclude(key: string, n: number, refusal: Refusal | null, late: boolean) {
    const shelf = this.#shelf(key);
    const { room, role, lates } = shelf.box;
    shelf.waiting = shelf.waiting.filter((kept) => kept.n !== n);
    if (late) shelf.box = { ...shelf.box, lates: lates + 1 };
    if (refusal === null) return null;
    this.#handles += 1;
    this.#refusals.set(this.#handles, { ...refusal, room, role });
    return this.#handles;
  }

  async refusals(room: string, role: Role) {
    return [...this.#refusals]
      .filter(([, kept]) => kept.room === room && kept.role === role)
      .map(([handle, kept]) => ({ ...kept, handle }));
  }

  async dismiss(handle: number) {
    this.#refusals.delete(handle);
  }

  async waitingBoxes(room: string, role: Role) {
    return [...this.#shelves.values()]
      .filter((shelf) => shelf.waiting.length > 0)
      .map((shelf) => shelf.box)
      .filter((box) => box.room === room && box.role === role);
  }

  async discard(key: string) {
    if (this.#shelves.get(key)?.waiting.length === 0) this.#shelves.delete(key);
  }

  /** Put a box as another store had it. */
  take(box: Box, waiting: readonly Kept[]): void {
    this.#shelves.set(box.key, { box, waiting: [...waiting] });
  }

  #shelf(key: string): Shelf {
    const shelf = this.#shelves.get(key);
    if (shelf === undefined) throw new Error(`the box ${key} was not opened`);
    return shelf;
  }
}
