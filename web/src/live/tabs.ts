// Which box is this tab's, and which boxes belong to tabs that are gone.
//
// A reload keeps its box (sessionStorage). A duplicated tab is given a copy of sessionStorage, so
// before taking a box a tab asks aloud whether somebody has it. Web Locks would need https. Without
// storage a reload begins a new box; the old one is emptied like that of a closed tab.
import { newId } from "../workshop/ids.ts";
import { read, write } from "./tab_memory.ts";

type Word = { readonly ask: true } | { readonly mine: string };

/** How long the others have to answer. */
const ANSWER_MS = 150;

export class Tabs {
  readonly #name: string;
  readonly #channel: BroadcastChannel | null;
  #own: string | null = null;

  constructor(room: string, role: string) {
    this.#name = `tablee.box.${room}.${role}`;
    this.#channel =
      typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(this.#name);
    this.#channel?.addEventListener("message", (event: MessageEvent<Word>) => {
      if ("ask" in event.data && this.#own) this.#say({ mine: this.#own });
    });
  }

  /** The box of this tab: the one it had before a reload, unless another tab has it now. */
  async box(): Promise<string> {
    const before = read(this.#name);
    const taken = before !== null && (await this.others()).has(before);
    this.#own = before === null || taken ? newId() : before;
    write(this.#name, this.#own);
    return this.#own;
  }

  /** The boxes of the other tabs that are open in this browser. */
  async others(): Promise<ReadonlySet<string>> {
    const found = new Set<string>();
    const channel = this.#channel;
    if (channel === null) return found;
    const listen = (event: MessageEvent<Word>) => {
      if ("mine" in event.data) found.add(event.data.mine);
    };
    channel.addEventListener("message", listen);
    this.#say({ ask: true });
    await new Promise((resolve) => setTimeout(resolve, ANSWER_MS));
    channel.removeEventListener("message", listen);
    return found;
  }

  /** Take another box after a reload: this one can no longer be trusted. */
  forget(): void {
    write(this.#name, null);
  }

  /** The box that this tab has taken, null before. */
  get own(): string | null {
    return this.#own;
  }

  #say(word: Word): void {
    this.#channel?.postMessage(word);
  }
}
