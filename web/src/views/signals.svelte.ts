// The signals of the last minutes: a bell and the page's title, each device as it likes.
import type { Role } from "../protocol/messages";
import { t } from "../text/catalogue";
import { fetched } from "./later";
import type { Mark } from "./marks";
import { Remembered } from "./remembered.svelte";
import type { Reading } from "./time";

/** Below this the title says how much is left. */
const TITLE_MS = 10 * 60_000;

class Signals {
  #choice = $state.raw<Remembered | null>(null);
  #bell: Promise<typeof import("./chime")> | null = null;

  /** Whether this page has a timer to signal. */
  get offered(): boolean {
    return this.#choice !== null;
  }

  get on(): boolean {
    return this.#choice?.on ?? false;
  }

  /** Take up this device's choice: a facilitator hears unless told, the others when they ask. */
  begin(role: Role): () => void {
    this.#choice = new Remembered(`signals.${role}`, role === "facilitator");
    // The choice may have been made before a reload: the first touch lets the page sound.
    const touched = () => {
      if (this.on) void this.#awaken();
    };
    addEventListener("pointerdown", touched);
    addEventListener("keydown", touched);
    return () => {
      removeEventListener("pointerdown", touched);
      removeEventListener("keydown", touched);
    };
  }

  turn(): void {
    this.#choice?.turn();
    // Heard at once, so that everybody knows what it will be like, and how loud.
    if (this.on) void this.#awaken().then((bell) => bell.chime(10));
  }

  ring(mark: Mark): void {
    if (this.on) void this.#bell?.then((bell) => bell.chime(mark));
  }

  /** The page's title, with what is left in front of it in the last minutes. */
  title(name: string, now: Reading | null): string {
    if (!this.on || now === null || now.left === null || now.left > TITLE_MS) return name;
    if (now.left === 0) return t("signals.title_end", { title: name });
    return t("signals.title", { minutes: Math.ceil(now.left / 60_000), title: name });
  }

  async #awaken(): Promise<typeof import("./chime")> {
    this.#bell ??= fetched(() => import("./chime"));
    const bell = await this.#bell;
    await bell.awaken();
    return bell;
  }
}

export const signals = new Signals();
