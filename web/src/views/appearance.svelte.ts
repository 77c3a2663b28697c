// Light or dark: the device's own choice, or the person's, remembered on the device.
// The server reads the cookie and writes `data-appearance` into the page: no flash at load.

export const APPEARANCES = ["system", "light", "dark"] as const;
export type Appearance = (typeof APPEARANCES)[number];

const COOKIE = "tablee-appearance";
const YEAR_S = 31_536_000;

class Chosen {
  #is = $state<Appearance>(read());

  get is(): Appearance {
    return this.#is;
  }

  choose(appearance: Appearance): void {
    this.#is = appearance;
    const { dataset } = document.documentElement;
    if (appearance === "system") delete dataset.appearance;
    else dataset.appearance = appearance;
    const lasts = appearance === "system" ? 0 : YEAR_S;
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store wants https, a room may not have it
    document.cookie = `${COOKIE}=${appearance};path=/;max-age=${lasts};samesite=lax`;
  }
}

export const appearance = new Chosen();

function read(): Appearance {
  const written = document.documentElement.dataset.appearance;
  return written === "light" || written === "dark" ? written : "system";
}
