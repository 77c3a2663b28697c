// The dialogs that are open, the latest last. All else is out of reach while one is: what has to be
// seen and pressed whatever is open is drawn inside the last one.
import { untrack } from "svelte";

class Layers {
  #open = $state.raw<readonly string[]>([]);

  /** The dialog that is in front; none while the page itself is. */
  get front(): string | undefined {
    return this.#open.at(-1);
  }

  /** A dialog opens, known by an id of its own; the answer is to be called when it is gone. */
  enter(id: string): () => void {
    this.#open = [...untrack(() => this.#open), id];
    return () => {
      this.#open = untrack(() => this.#open).filter((each) => each !== id);
    };
  }
}

export const layers = new Layers();
