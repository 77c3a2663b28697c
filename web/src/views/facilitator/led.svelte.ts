// The acts of leading, asked of the server's journal when something of them has changed.
import type { LedAct } from "./timer_journal";

/** Several changes at once are asked for once. */
const SOON_MS = 400;

export class Led {
  acts = $state.raw<readonly LedAct[]>([]);
  #room: string;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(room: string) {
    this.#room = room;
  }

  /** Ask again soon; what is known stays until the answer is there. */
  refresh(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#ask(), SOON_MS);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  async #ask(): Promise<void> {
    try {
      const response = await fetch(`/api/rooms/${this.#room}/acts`, { credentials: "same-origin" });
      if (response.ok) this.acts = (await response.json()) as LedAct[];
    } catch {
      // Offline: said elsewhere, and asked again at the next change.
    }
  }
}
