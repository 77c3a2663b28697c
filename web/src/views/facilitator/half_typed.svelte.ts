// A field that another facilitator may save while somebody types in it: what is being typed stays.

interface Typed {
  readonly text: string;
  /** What the room said when the typing began, and then when it was sent. */
  readonly was: string;
  readonly sent: boolean;
}

export class HalfTyped {
  readonly #value: () => string;
  #typed = $state.raw<Typed | null>(null);

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

  type(text: string): void {
    const before = this.#typed;
    this.#typed = { text, was: before && !before.sent ? before.was : this.#value(), sent: false };
  }

  send(): void {
    if (this.#typed) this.#typed = { ...this.#typed, was: this.#value(), sent: true };
  }

  /** The field was left: what was typed and taken away again is nothing to keep. */
  leave(): void {
    if (!this.#typed?.sent) this.#typed = null;
  }
}
