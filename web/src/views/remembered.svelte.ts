// A choice between yes and no that this device remembers; where it keeps nothing, this page does.

export class Remembered {
  readonly #key: string;
  readonly #first: boolean;
  #on: boolean;

  constructor(key: string, first: boolean) {
    this.#key = `tablee.${key}`;
    this.#first = first;
    this.#on = $state(this.#read());
  }

  get on(): boolean {
    return this.#on;
  }

  turn(): void {
    this.#on = !this.#on;
    try {
      localStorage.setItem(this.#key, this.#on ? "on" : "off");
    } catch {
      // Kept for this page only.
    }
  }

  #read(): boolean {
    try {
      const kept = localStorage.getItem(this.#key);
      return kept === null ? this.#first : kept !== "off";
    } catch {
      return this.#first;
    }
  }
}

/** A room as headings and lists instead of columns. */
export const outline = new Remembered("outline", false);
/** The consignes beside the board, on a page that has them there. */
export const consignes = new Remembered("consignes", true);
/** What others do, said aloud. */
export const company = new Remembered("announcements", true);
