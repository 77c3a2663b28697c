// The views of one page, and the looks of the pooling that were chosen there, each taken for a page by
// whoever turns to it: the browser's « Back » leads to the one before, and out of the page from the first
// alone. The address is one and the same.
import { isAt, wasAt } from "../where";

/** What an entry of the browser's history keeps. */
interface Entry {
  readonly view?: string;
  /** The look that was chosen here; null where it is the one of the screens. */
  readonly look?: string | null;
  /** It was come through from look to look, by the arrows: the next one takes its place. */
  readonly passed?: boolean;
}

export class Turned {
  #view = $state("");
  #look = $state<string | null>(null);

  /** Where this entry of the history was, else where this tab was last; `first` where nothing is known. */
  constructor(first: string) {
    const { view, look = null, passed = false } = entered();
    if (view === undefined) this.#show(wasAt("tab") ?? first, wasAt("look"));
    else this.#show(view, look);
    history.replaceState({ view: this.#view, look: this.#look, passed } satisfies Entry, "");
  }

  get view(): string {
    return this.#view;
  }

  /** The look that was chosen here, wherever one is by now. */
  get look(): string | null {
    return this.#look;
  }

  /** `passing`: on the way to another look, not to be come back to. */
  turnTo(view: string, look: string | null = this.#look, passing = false): void {
    if (view === this.#view && look === this.#look) return;
    const passed = passing && entered().passed === true;
    this.#show(view, look);
    const entry: Entry = { view, look, passed: passing };
    if (passed) history.replaceState(entry, "");
    else history.pushState(entry, "");
  }

  /** For as long as the page is there. Returns how to stop. */
  follow(): () => void {
    const onpopstate = () => {
      const { view, look = null } = entered();
      if (view !== undefined) this.#show(view, look);
    };
    addEventListener("popstate", onpopstate);
    return () => removeEventListener("popstate", onpopstate);
  }

  #show(view: string, look: string | null): void {
    this.#view = view;
    this.#look = look;
    isAt("tab", view);
    isAt("look", look);
  }
}

/** Nothing where a link within the page made the entry. */
function entered(): Entry {
  return (history.state as Entry | null) ?? {};
}
