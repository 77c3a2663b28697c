import { expect, test } from "vitest";
import { begunAmong, HalfForm } from "./half_kept";

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
  const first = new HalfForm(here, "phase.travail", STANDS);
  expect([first.was, first.now, first.again]).toEqual([STANDS, STANDS, false]);
  first.keep(TYPED);
  const moved = { ...STANDS, label: "Ateliers" };
  const second = new HalfForm(here, "phase.travail", moved);
  expect([second.was, second.now, second.again]).toEqual([STANDS, TYPED, true]);
  const elsewhere = new HalfForm(here, "phase.accueil", moved);
  expect([elsewhere.was, elsewhere.now, elsewhere.again]).toEqual([moved, moved, false]);
});

test("what says again what it began from, was sent or is given up is kept no longer", () => {
  const here = device();
  const form = new HalfForm(here, "phase.travail", STANDS);
  form.keep(TYPED);
  form.keep({ ...STANDS });
  expect(here.kept.size).toBe(0);
  form.keep(TYPED);
  form.drop();
  expect(here.kept.size).toBe(0);
});

test.each(["", "{", "null", '{"was":{},"now":{}}', '{"was":{"label":1},"now":null}'])(
  "what cannot be read is no beginning: %s",
  (broken) => {
    const here = device();
    here.write("phase.travail", broken);
    const form = new HalfForm(here, "phase.travail", STANDS);
    expect([form.was, form.now, form.again]).toEqual([STANDS, STANDS, false]);
  },
);

test("what was not touched follows what others save, and what was typed stays", () => {
  const here = device();
  const form = new HalfForm(here, "phase.travail", STANDS);
  const typed = { ...STANDS, label: "Travail à deux" };
  const theirs = { label: "Ateliers", minutes: 30, steps: ["Lire", "Dire"] };
  const now = form.follow(typed, theirs);
  expect(now).toEqual({ ...theirs, label: "Travail à deux" });
  expect(form.was).toEqual({ ...theirs, label: "Travail" });
  form.keep(now);
  const again = new HalfForm(here, "phase.travail", theirs);
  expect([again.was, again.now]).toEqual([form.was, now]);
  expect(again.follow(again.now, { minutes: 20 }).minutes).toBe(20);
});

test("what was begun of a thing is found by whichever name it was begun under", () => {
  const here = device();
  new HalfForm(here, "effect.n2", STANDS).keep(TYPED);
  expect(begunAmong(here, ["effect.n1", "effect.n2"])).toBe("effect.n2");
  expect(begunAmong(here, ["effect.n1", "effect.n3"])).toBe("effect.n1");
});
