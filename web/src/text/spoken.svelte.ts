// The language of the page and its words, as state: whoever reads them follows a switch at once.
export type Language = "fr" | "en";

class Spoken {
  language = $state<Language>("fr");
  words = $state.raw<Readonly<Record<string, string>>>({});
}

export const spoken = new Spoken();
