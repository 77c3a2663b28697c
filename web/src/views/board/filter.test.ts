import { expect, test } from "vitest";
import type { Note } from "../../protocol/messages.ts";
import { Filter } from "./filter.svelte.ts";

let made = 0;
function note(text: string, more: Partial<Note> = {}): Note {
  made += 1;
  const plain = { kind: "visé", directness: "direct", via: "", ...more } as Partial<Note>;
  return { id: `n${made}`, text, ...plain } as Note;
}

const notes = [
  note("Créer du lien"),
  note("L’École et ses élèves", { kind: "externalité" }),
  note("Moins de crues", { directness: "indirect" }),
  note("Du lien, encore", { kind: "externalité", directness: "indirect" }),
];
const texts = (found: Note[]) => found.map((each) => each.text);
const none = () => false;

test("words are found whatever their capitals, accents and apostrophes, and all of them", () => {
  const filter = new Filter();
  for (const [text, found] of [
    ["lien", ["Créer du lien", "Du lien, encore"]],
    ["LIEN creer", ["Créer du lien"]],
    ["l'ecole", ["L’École et ses élèves"]],
    ["e\u0301le\u0300ves", ["L’École et ses élèves"]],
    ["rien de tel", []],
  ] as const) {
    filter.text = text;
    expect(texts(filter.of(notes, none))).toEqual(found);
  }
});

test("kind, directness and discussion narrow what the words have found", () => {
  const filter = new Filter();
  filter.text = "lien";
  filter.kind = "externalité";
  expect(texts(filter.of(notes, none))).toEqual(["Du lien, encore"]);
  filter.directness = "direct";
  expect(filter.of(notes, none)).toEqual([]);
  filter.clear();
  filter.discussed = true;
  expect(filter.of(notes, (id) => id === notes[2]?.id)).toEqual([notes[2]]);
});

test("what one posts while looking stays in sight until one looks no more", () => {
  const filter = new Filter();
  filter.text = "crues";
  const mine = note("Tout autre chose");
  filter.kept.add(mine.id);
  expect(texts(filter.of([...notes, mine], none))).toEqual(["Moins de crues", "Tout autre chose"]);
  filter.clear();
  filter.text = "crues";
  expect(texts(filter.of([...notes, mine], none))).toEqual(["Moins de crues"]);
});

test("looking for nothing gives the very same list, and blanks are nothing", () => {
  const filter = new Filter();
  filter.text = "  ";
  expect(filter.on).toBe(false);
  expect(filter.of(notes, none)).toBe(notes);
});
