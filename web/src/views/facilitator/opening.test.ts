import { beforeAll, expect, test } from "vitest";
import french from "$text/fr.json";
import type { Room, SeenEvent } from "../../protocol/messages.ts";
import { spoken } from "../../text/spoken.svelte.ts";
import { evolve } from "../../workshop/evolve.ts";
import { roomAtWork } from "../../workshop/room_at_work.ts";
import { say } from "../sentence.ts";
import { inverse } from "./inverse.ts";
import { opening } from "./opening.ts";

beforeAll(() => {
  spoken.words = french;
});

const said = (room: Room) => say(opening(room, "mise-en-commun").done, room);
const last: SeenEvent[] = [
  { type: "PhaseOpened", phase: "prochaine-session", at_ms: 1 },
  { type: "DoorsClosed" },
];

test("[A9] « prochaine session » says that it closes the doors, and undoing it opens them", () => {
  const room = roomAtWork();
  const { command, done } = opening(room, "prochaine-session");
  expect(say(done, room)).toContain("Les portes sont fermées");
  expect(inverse(room, command, 0)).toContainEqual({ type: "OpenDoors" });
});

test("[A9] doors that somebody had closed before are neither told nor opened", () => {
  const room = evolve(roomAtWork(), [{ type: "DoorsClosed" }]);
  const { command, done } = opening(room, "prochaine-session");
  expect(say(done, room)).not.toContain("portes");
  expect(inverse(room, command, 0)).not.toContainEqual({ type: "OpenDoors" });
});

test("[A9] going back from there says that they stay closed", () => {
  const room = evolve(roomAtWork(), last);
  expect(said(room)).toContain("restent fermées");
  const open = evolve(room, [{ type: "DoorsOpened" }]);
  expect(said(open)).not.toContain("portes");
});
