// What others do, said aloud without flooding: at most one sentence every few seconds.

const EVERY_MS = 4000;

class Announcer {
  said = $state("");
  #waiting: string[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Say a sentence soon; sentences that come together are said together, the last three of them. */
  say(sentence: string): void {
    this.#waiting = [...this.#waiting, sentence].slice(-3);
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.said = this.#waiting.join(" ");
      this.#waiting = [];
    }, EVERY_MS);
  }

  /** Say a sentence now: the phase, the timer, the connection. */
  sayNow(sentence: string): void {
    this.said = sentence;
  }
}

export const announcer = new Announcer();
