// The box of this tab and its counterpart at the server: which outbox it is, and whose.
import type { Role } from "../protocol/messages.ts";
import type { Box, BoxStore, Kept } from "./store.ts";

export class OwnBox {
  readonly #store: BoxStore;
  /** Asks the server for an outbox. */
  readonly #mint: () => Promise<string>;
  #key: string | null = null;
  #outbox: string | null = null;
  #participant: string | null = null;

  constructor(store: BoxStore, mint: () => Promise<string>) {
    this.#store = store;
    this.#mint = mint;
  }

  /** Open the box of that key, or null when it is open already. */
  async open(key: string, room: string, role: Role): Promise<{ box: Box; waiting: Kept[] } | null> {
    if (this.#key === key) return null;
    const opened = await this.#store.open(key, room, role);
    this.#key = key;
    this.#outbox = opened.box.outbox;
    this.#participant = opened.box.participant;
    return opened;
  }

  /** Its outbox at the server, asked for when there is none yet. Throws what asking throws. */
  async outbox(): Promise<string> {
    if (this.#outbox !== null) return this.#outbox;
    const minted = await this.#mint();
    this.#outbox = minted;
    await this.#bind();
    return minted;
  }

  /** The server does not know its outbox: the next one is another. */
  lose(): void {
    this.#outbox = null;
  }

  /** Who the server takes this tab for; true when what waits was written by somebody else. */
  async isNow(participant: string | null): Promise<boolean> {
    const before = this.#participant;
    if (before === participant) return false;
    this.#participant = participant;
    await this.#bind();
    return before !== null;
  }

  async #bind(): Promise<void> {
    if (this.#key !== null) await this.#store.bind(this.#key, this.#outbox, this.#participant);
  }
}
