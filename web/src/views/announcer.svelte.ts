// What is said aloud, without flooding: what is alike is summed up, and said every few seconds.
import { many } from "../text/catalogue";

const EVERY_MS = 4000;
/** So many sentences at once; what is beyond is only counted. */
const MOST = 3;

/** The sentence for `count` things of one kind: « 3 effets ajoutés pour Usagers ». */
export type Sum = (count: number) => string;

class Announcer {
  said = $state("");
  #waiting = new Map<string, { count: number; sum: Sum }>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Say something once more of its kind, soon: things of one `kind` make one sentence. */
  count(kind: string, sum: Sum): void {
    const count = (this.#waiting.get(kind)?.count ?? 0) + 1;
    this.#waiting.set(kind, { count, sum });
    this.#timer ??= setTimeout(() => this.#flush(), EVERY_MS);
  }

  /** Say a sentence soon. */
  say(sentence: string): void {
    this.count(sentence, () => sentence);
  }

  /** Say a sentence now: the phase, the timer, the connection. */
  sayNow(sentence: string): void {
    this.said = sentence;
  }

  #flush(): void {
    this.#timer = undefined;
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    const beyond = waiting.slice(MOST).reduce((sum, each) => sum + each.count, 0);
    const sentences = waiting.slice(0, MOST).map(({ count, sum }) => sum(count));
    if (beyond > 0) sentences.push(many("announce.more", beyond));
    this.said = sentences.join(" ");
  }
}

export const announcer = new Announcer();
