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

test("what is being typed stays when another facilitator saves the field, and says so", () => {
  const { room, half } = field("Essai");
  half.type("Essai du 17");
  room.says = "Séance";
  expect(half.shown).toBe("Essai du 17");
  expect(half.moved).toBe(true);
  half.type("Essai du 17 juin");
  expect(half.moved).toBe(true);
  half.send();
  expect(half.shown).toBe("Essai du 17 juin");
  expect(half.moved).toBe(false);
  room.says = "Essai du 17 juin";
  half.leave();
  room.says = "Autre";
  expect(half.shown).toBe("Autre");
});

test("what was refused stays, to be corrected", () => {
  const { half } = field("Essai");
  half.type("");
  half.send();
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
});
