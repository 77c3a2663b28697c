import { expect, test } from "vitest";
import { isOf } from "./forget_room.ts";

const ROOM = "Zo_-1";
const of = (key: string) => isOf(key, ROOM, ["b1"]);

test("[A16] what a tab and a device keep of a room is found by its keys, the texts first", () => {
  for (const key of [
    `tablee.draft./r/${ROOM}/plateau.b-1`,
    `tablee.draft./r/${ROOM}/plateau.note.n1`,
    `tablee.late-texts./r/${ROOM}/plateau`,
    `tablee.read.${ROOM}`,
    `tablee.said./r/${ROOM}/plateau`,
    `tablee.box.${ROOM}.participant`,
    `tablee.asked.${ROOM}.participant.1`,
    `tablee.way_in /r/${ROOM}/plateau`,
    `tablee.where /r/${ROOM}/plateau look`,
    "tablee.withdrawn.b1",
  ]) {
    expect(of(key), key).toBe(true);
  }
});

test("[A16] another room's, a facilitator's and the device's own choices stay", () => {
  for (const key of [
    "tablee.draft./r/Other/plateau.b-1",
    `tablee.draft./r/${ROOM}2/plateau.b-1`,
    `tablee.draft./r/${ROOM}/animer.b-1`,
    `tablee.box.${ROOM}.facilitator`,
    "tablee.outline",
    "tablee.withdrawn.b2",
    `other.${ROOM}`,
  ]) {
    expect(of(key), key).toBe(false);
  }
});
