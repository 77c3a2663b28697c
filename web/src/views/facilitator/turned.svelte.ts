// The views of one page, each taken for a page by whoever turns to it: the browser's « Back » leads to
// the one before, and out of the page from the first alone. The address is one and the same.
import { isAt, wasAt } from "../where";

/** What an entry of the browser's history keeps. */
interface Entry {
  readonly view?: string;
}

export class Turned {
  #view = $state("");

  /** Where this entry of the history was, else where this tab was last; `first` where nothing is known. */
  constructor(first: string) {
    this.#show(entered() ?? wasAt("tab") ?? first);
    history.replaceState({ view: this.#view } satisfies Entry, "");
  }

  get view(): string {
    return this.#view;
  }

  turnTo(view: string): void {
    if (view === this.#view) return;
    this.#show(view);
    history.pushState({ view } satisfies Entry, "");
  }

  /** For as long as the page is there. Returns how to stop. */
  follow(): () => void {
    const onpopstate = () => {
      const view = entered();
      if (view !== undefined) this.#show(view);
    };
    addEventListener("popstate", onpopstate);
    return () => removeEventListener("popstate", onpopstate);
  }

  #show(view: string): void {
    this.#view = view;
    isAt("tab", view);
  }
}

/** Nothing where a link within the page made the entry. */
function entered(): string | undefined {
  return (history.state as Entry | null)?.view;
}
