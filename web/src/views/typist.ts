// Whoever types goes on typing, whatever others take away under their hands: the next keys are meant
// for a text. They go on in what is kept of it, else on the page itself, where keys do nothing: never
// on a button, which a space would press.

type Field = HTMLInputElement | HTMLTextAreaElement;

const NO_TEXT = new Set("button checkbox color file image radio range reset submit".split(" "));

export function isText(element: Element | null): element is Field {
  return (
    element instanceof HTMLTextAreaElement ||
    (element instanceof HTMLInputElement && !NO_TEXT.has(element.type))
  );
}

/** Bring a typist whose field is gone to where they go on: else to what the field was `inside` of, if
 * that is still there, else where one arrives. */
export function goOn(
  field: Field,
  inside: Element | null,
  arrival: () => HTMLElement | null,
): void {
  const { selectionStart, selectionEnd } = field;
  const kept = field.dataset.draft ?? field.dataset.composer;
  const note = field.closest<HTMLElement>("[data-note]")?.dataset.note;
  const again =
    (kept && document.querySelector<Field>(`[data-rescued="${CSS.escape(kept)}"]`)) ||
    (note && document.querySelector<Field>(`[data-note="${CSS.escape(note)}"] textarea`));
  if (!again) {
    const there = inside?.isConnected ? (inside as HTMLElement) : arrival();
    if (there) land(there);
    return;
  }
  again.focus();
  if (selectionStart !== null) again.setSelectionRange(selectionStart, selectionEnd);
}

/** Single keys mean nothing there (`shortcuts`), until its person goes on or points at something. */
function land(there: HTMLElement): void {
  if (there.tabIndex < 0) there.tabIndex = -1;
  there.style.outline = "none";
  there.dataset.landed = "";
  there.focus({ preventScroll: true });
  const up = () => {
    delete there.dataset.landed;
    there.style.outline = "";
    there.removeEventListener("blur", up);
    document.removeEventListener("pointerdown", up, true);
  };
  there.addEventListener("blur", up);
  document.addEventListener("pointerdown", up, true);
}

/** What somebody does themselves, as opposed to what comes from elsewhere while they type. */
export class Hands {
  #act = false;
  #sent: Element | null = null;
  readonly #stop = new AbortController();

  /** Begin to watch; the answer ends that. */
  watch(): () => void {
    const on = (name: string, act: (event: Event) => void) =>
      document.addEventListener(name, act, { capture: true, signal: this.#stop.signal });
    on("keydown", (event) => {
      if (/^(Enter|Escape)$/.test((event as KeyboardEvent).key)) this.#acts();
    });
    for (const name of ["click", "cancel"]) on(name, () => this.#acts());
    on("submit", (event) => {
      const field = document.activeElement;
      this.#sent = field && (event.target as Element).contains(field) ? field : null;
    });
    on("input", () => {
      this.#sent = null;
    });
    return () => this.#stop.abort();
  }

  /** Whether they closed this field, or sent it off: one that stands empty again is for the next text. */
  closed(field: Field): boolean {
    return this.#act || (this.#sent === field && field.value !== "");
  }

  /** What an act changes at once is changed before anything else is done; an answer comes later. */
  #acts(): void {
    this.#act = true;
    setTimeout(() => {
      this.#act = false;
    });
  }
}
