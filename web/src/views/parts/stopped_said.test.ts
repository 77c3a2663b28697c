// What the page says once its line came to an end, or came back to a server restored from a backup.
import type { Component } from "svelte";
import { render } from "svelte/server";
import { beforeAll, expect, test } from "vitest";
import french from "$text/fr.json";
import type { RoomSession } from "../../live/room_session.svelte.ts";
import { spoken } from "../../text/spoken.svelte.ts";
import { provide } from "../context.ts";
import type { Ticker } from "../ticker.svelte.ts";
import Stopped from "./Stopped.svelte";

beforeAll(() => {
  spoken.words = french;
});

function shown(session: Partial<Pick<RoomSession, "link" | "why" | "restored">>): string {
  const within: Component = (internals, props) => {
    provide(session as RoomSession, {} as Ticker);
    return Stopped(internals, props);
  };
  return render(within).body;
}

test("a server that was restored asks to look at one's last texts, and a line that ended why", () => {
  const restored = shown({ link: "online", why: null, restored: true });
  expect(restored).toContain(french["link.restored"]);
  expect(restored).not.toContain("<button");
  const stopped = shown({ link: "stopped", why: "revoked", restored: true });
  expect(stopped).toContain(french["link.stopped.revoked"]);
  expect(stopped).toContain(french["link.reload"]);
  expect(stopped).not.toContain(french["link.restored"]);
  expect(shown({ link: "stopped", why: null })).toContain(french["link.stopped.protocol"]);
});
