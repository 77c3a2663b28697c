// The dialogs that are open, the latest last. All else is out of reach while one is: what has to be
// seen and pressed whatever is open is drawn inside the last one.
import { untrack } from "svelte";

let open = $state.raw<readonly string[]>([]);

/** The dialog that is in front; none while the page itself is. */
export const front = (): string | undefined => open.at(-1);

/** A dialog opens, known by an id of its own; the answer is to be called when it is gone. */
export function enter(id: string): () => void {
  open = [...untrack(() => open), id];
  return () => {
    open = untrack(() => open).filter((each) => each !== id);
  };
}
