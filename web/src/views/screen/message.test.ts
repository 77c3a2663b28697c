import { expect, test } from "vitest";
import type { SeenEvent } from "../../protocol/messages.ts";
import { evolve } from "../../workshop/evolve.ts";
import { roomAtWork } from "../../workshop/room_at_work.ts";
import { onScreen } from "./message.ts";

const sent = (id: string, at_ms: number, pair: string | null = null): SeenEvent => ({
  type: "MessageSent",
  message: { id, text: id, pair, at_ms },
});
const opened = (phase: "mise-en-commun" | "travail", at_ms: number): SeenEvent => ({
  type: "PhaseOpened",
  phase,
  at_ms,
});
const shown = (...events: SeenEvent[]) =>
  onScreen(evolve(roomAtWork(), [opened("travail", 10), ...events]))?.id;

test("[H3] the projector shows the last message to everybody that stands", () => {
  expect(shown()).toBeUndefined();
  expect(shown(sent("one", 10), sent("two", 11), sent("three", 12, "p1"))).toBe("two");
  const withdrawn: SeenEvent = { type: "MessageWithdrawn", message: "two", pair: null };
  expect(shown(sent("one", 10), sent("two", 11), withdrawn)).toBe("one");
});

test("[H3] a message leaves the projector when another phase opens, also one that was open before", () => {
  const pooling = opened("mise-en-commun", 20);
  expect(shown(sent("one", 11), pooling)).toBeUndefined();
  expect(shown(sent("one", 11), pooling, sent("two", 21))).toBe("two");
  expect(shown(sent("one", 11), pooling, opened("travail", 30))).toBeUndefined();
});
