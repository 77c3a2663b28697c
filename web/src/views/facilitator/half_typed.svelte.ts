// A field that another facilitator may save while somebody types in it: what is being typed stays;
// what does not clash is merged; where it clashes, whoever types sees both versions and chooses.
import { merge } from "../../workshop/merge.ts";

interface Typed {
  readonly text: string;
  /** What the room said when the typing began, and then when it was sent. */
  readonly was: string;
  readonly sent: boolean;
}

/** What a field sends: a text, and the one that its writer had before their eyes. */
export interface Saving {
  readonly text: string;
  readonly base: string;
  /** Whether two people's words are in it. */
  readonly merged: boolean;
}

export class HalfTyped {
  readonly #value: () => string;
  #typed = $state.raw<Typed | null>(null);
  /** The version that was saved meanwhile, where it clashes and nobody has chosen yet. */
  clash = $state.raw<string | null>(null);
  #again = $state(false);

  /** `value()` is what the room says, now. */
  constructor(value: () => string) {
    this.#value = value;
  }

  /** What the field shows. What was sent is shown until the room says something new: refused, it is
   * there to be corrected. */
  get shown(): string {
    const typed = this.#typed;
    const value = this.#value();
    return typed && !(typed.sent && value !== typed.was) ? typed.text : value;
  }

  /** Whether the room changed under the hands of whoever types. */
  get moved(): boolean {
    const typed = this.#typed;
    return typed !== null && !typed.sent && this.#value() !== typed.was;
  }

  /** Whether what was refused may be saved anew: what stands instead is known by now. */
  get again(): boolean {
    return this.#again && this.moved;
  }

  type(text: string): void {
    const before = this.#typed;
    this.#typed = { text, was: before && !before.sent ? before.was : this.#value(), sent: false };
  }

  /** What to send, or null when there is nothing to, or somebody has to choose first. */
  save(): Saving | null {
    const typed = this.#typed;
    this.clash = null;
    this.#again = false;
    if (!typed) return null;
    const theirs = this.#value();
    const text = typed.was === theirs ? typed.text : merge(typed.was, typed.text, theirs);
    if (text === null) {
      // Whoever saves once more has read what stands here.
      this.#typed = { text: typed.text, was: theirs, sent: false };
      this.clash = theirs;
      return null;
    }
    this.#typed = { text, was: theirs, sent: true };
    return text === theirs ? null : { text, base: theirs, merged: text !== typed.text };
  }

  /** Somebody else was faster: it is asked anew once the room says what stands. */
  refused({ text, base }: Saving): void {
    this.#typed = { text, was: base, sent: false };
    this.#again = true;
  }

  /** « Garder l'autre » */
  takeTheirs(): void {
    this.#typed = null;
    this.clash = null;
  }

  /** The field was left: what was typed and taken away again is nothing to keep. */
  leave(): void {
    if (!this.#typed?.sent && this.clash === null && !this.#again) this.#typed = null;
  }
}
