import { expect, test } from "vitest";
import { HalfTyped } from "./half_typed.svelte.ts";

function field(first: string) {
  const room = { says: first };
  return { room, half: new HalfTyped(() => room.says) };
}

test("a field follows the room while nobody types in it", () => {
  const { room, half } = field("Essai");
  room.says = "Séance";
  expect(half.shown).toBe("Séance");
  expect(half.moved).toBe(false);
});

test("what is typed is sent with the text that it began from, and then follows the room", () => {
  const { room, half } = field("Essai");
  half.type("Essai du 17");
  expect(half.save()).toEqual({ text: "Essai du 17", base: "Essai", merged: false });
  expect(half.shown).toBe("Essai du 17");
  room.says = "Essai du 17";
  half.leave();
  room.says = "Autre";
  expect(half.shown).toBe("Autre");
});

test("[C4] what another facilitator saves meanwhile is merged where it does not clash", () => {
  const { room, half } = field("Essai de la séance");
  half.type("Essai de la séance du 17");
  room.says = "Premier Essai de la séance";
  expect(half.shown).toBe("Essai de la séance du 17");
  expect(half.moved).toBe(true);
  const both = "Premier Essai de la séance du 17";
  expect(half.save()).toEqual({ text: both, base: room.says, merged: true });
  expect(half.shown).toBe(both);
});

test("[C4] where it clashes nothing is sent, both are shown, and whoever types chooses", () => {
  for (const mine of [true, false]) {
    const { room, half } = field("Essai");
    half.type("Le mien");
    room.says = "Le leur";
    expect(half.save()).toBeNull();
    half.leave();
    expect([half.shown, half.clash]).toEqual(["Le mien", "Le leur"]);
    if (mine) expect(half.save()).toEqual({ text: "Le mien", base: "Le leur", merged: false });
    else half.takeTheirs();
    expect([half.shown, half.clash]).toEqual([mine ? "Le mien" : "Le leur", null]);
  }
});

test("[C4] a third version that comes while one chooses is not lost either", () => {
  const { room, half } = field("Essai");
  half.type("Le mien");
  room.says = "Le leur";
  half.save();
  room.says = "Un autre";
  expect(half.save()).toBeNull();
  expect(half.clash).toBe("Un autre");
});

test("[C4] what was refused because somebody was faster is asked anew when the room has said it", () => {
  const { room, half } = field("Essai de la séance");
  half.type("Essai de la séance du 17");
  const first = half.save();
  if (!first) throw new Error("nothing was sent");
  half.refused(first);
  expect(half.again).toBe(false);
  half.leave();
  room.says = "Un Essai de la séance";
  expect(half.again).toBe(true);
  expect(half.save()).toEqual({
    text: "Un Essai de la séance du 17",
    base: room.says,
    merged: true,
  });
  expect(half.again).toBe(false);
});

test("what was refused for another reason stays, to be corrected", () => {
  const { half } = field("Essai");
  half.type("");
  expect(half.save()?.text).toBe("");
  half.leave();
  expect(half.shown).toBe("");
});

test("a field that is left as it was shows what the room says by then", () => {
  const { room, half } = field("Essai");
  half.type("Essais");
  half.type("Essai");
  room.says = "Séance";
  half.leave();
  expect(half.shown).toBe("Séance");
  expect(half.save()).toBeNull();
});
