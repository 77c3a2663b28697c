// A small room for the tests.
import type { Room } from "../protocol/messages.ts";
import { createRoom, evolve } from "./evolve.ts";

/** A room at work, where Anne sits in the pair p1 of the board « nord ». */
export function roomAtWork(): Room {
  const words = { fr: "mot", en: "word", sic: [] };
  const builtin = { id: "t", label: "Le territoire", aliases: [], category: "", parent: null };
  const pair = { id: "p1", board: "nord", number: 1 };
  const template = { id: "petit", phases: [], labels: {}, name: words } as unknown;
  const created = {
    type: "WorkshopCreated",
    template: template as Room["template"],
    title: "Essai",
    language: "fr",
    at_ms: 0,
    delete_after_ms: 1,
  } as const;
  return evolve(createRoom(created), [
    {
      type: "TerritoryAdded",
      board: "nord",
      name: "Nord",
      builtin: { ...builtin, builtin: true, rev: 0 },
    },
    { type: "ParticipantSeated", participant: "anne", board: "nord", pair },
    { type: "PhaseOpened", phase: "travail", at_ms: 0 },
  ]);
}
