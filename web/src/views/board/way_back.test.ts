import { expect, test } from "vitest";
import type { Board } from "../../protocol/messages.ts";
import { roomAtWork } from "../../workshop/room_at_work.ts";
import { toasts } from "../toasts.svelte.ts";
import { withWayBack } from "./acts.ts";
import { History } from "./history.svelte.ts";
import type { Place } from "./place.svelte.ts";

test("a notice with a way back goes when its act is taken back elsewhere, and no other does", () => {
  const history = new History();
  const place = { history } as Place;
  const act = (note: string) => {
    const before = roomAtWork().boards.nord as Board;
    history.add({ before, command: { type: "DeleteNote", note } });
    withWayBack(place, note);
  };
  const shown = () => toasts.standing.map(({ text }) => text);
  act("moved");
  act("deleted");
  expect(shown()).toEqual(["moved", "deleted"]);
  const [moved] = history.done;
  if (moved) history.tookBack(moved);
  expect(shown()).toEqual(["deleted"]);
  for (const { id } of toasts.all) toasts.close(id);
});
