import { expect, test } from "vitest";
import { begun, keepHalf } from "./half_kept";

function device() {
  const kept = new Map<string, string>();
  return {
    kept,
    read: (place: string) => kept.get(place) ?? "",
    write(place: string, text: string) {
      if (text) kept.set(place, text);
      else kept.delete(place);
    },
  };
}
const STANDS = { label: "Travail", minutes: 45 as number | null, steps: ["Lire"] };
const TYPED = { label: "Travail à deux", minutes: null, steps: ["Lire", "Écrire"] };

test("what was begun is found again, with what it began from, whatever stands by now", () => {
  const here = device();
  keepHalf(here, "phase.travail", { was: STANDS, now: TYPED });
  const moved = { ...STANDS, label: "Ateliers" };
  expect(begun(here, "phase.travail", moved)).toEqual({ was: STANDS, now: TYPED });
  expect(begun(here, "phase.accueil", moved)).toEqual({ was: moved, now: moved });
});

test("what says again what it began from is kept no longer", () => {
  const here = device();
  keepHalf(here, "phase.travail", { was: STANDS, now: TYPED });
  keepHalf(here, "phase.travail", { was: STANDS, now: { ...STANDS } });
  expect(here.kept.size).toBe(0);
});

test.each(["", "{", "null", '{"was":{},"now":{}}', '{"was":{"label":1},"now":null}'])(
  "what cannot be read is no beginning: %s",
  (broken) => {
    const here = device();
    here.write("phase.travail", broken);
    expect(begun(here, "phase.travail", STANDS)).toEqual({ was: STANDS, now: STANDS });
  },
);
