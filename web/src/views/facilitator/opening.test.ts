import { beforeAll, expect, test } from "vitest";
import french from "$text/fr.json";
import type { SeenEvent } from "../../protocol/messages.ts";
import { spoken } from "../../text/spoken.svelte.ts";
import { evolve } from "../../workshop/evolve.ts";
import { roomAtWork } from "../../workshop/room_at_work.ts";
import { inverse } from "./inverse.ts";
import { opening } from "./opening.ts";

beforeAll(() => {
  spoken.words = french;
});

const last: SeenEvent[] = [
  { type: "PhaseOpened", phase: "prochaine-session", at_ms: 1 },
  { type: "DoorsClosed" },
];

test("[A9] « prochaine session » says that it closes the doors, and undoing it opens them", () => {
  const room = roomAtWork();
  const { command, words } = opening(room, "prochaine-session");
  expect(words).toContain("Les portes sont fermées");
  expect(inverse(room, command, 0)).toContainEqual({ type: "OpenDoors" });
});

test("[A9] doors that somebody had closed before are neither told nor opened", () => {
  const room = evolve(roomAtWork(), [{ type: "DoorsClosed" }]);
  const { command, words } = opening(room, "prochaine-session");
  expect(words).not.toContain("portes");
  expect(inverse(room, command, 0)).not.toContainEqual({ type: "OpenDoors" });
});

test("[A9] going back from there says that they stay closed", () => {
  const room = evolve(roomAtWork(), last);
  expect(opening(room, "mise-en-commun").words).toContain("restent fermées");
  const open = evolve(room, [{ type: "DoorsOpened" }]);
  expect(opening(open, "mise-en-commun").words).not.toContain("portes");
});
