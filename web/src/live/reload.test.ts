import { beforeEach, describe, expect, test } from "vitest";
import { note, World } from "./world.ts";

let world: World;

beforeEach(() => {
  world = new World();
});

describe("a reload", () => {
  test("[K2] brings back what waited, under the same outbox and numbers", async () => {
    const core = await world.online();
    world.server.line.holding = true;
    void core.do(note("a"));
    void core.do(note("b"));
    await world.scheduler.tick(0);
    world.server.line.arrive();
    core.stop();
    const again = world.page();
    await again.start("box");
    expect(again.pending.length).toBe(2);
    await world.scheduler.tick(0);
    world.server.line.open();
    await world.scheduler.tick(100);
    expect(again.pending.length).toBe(0);
    expect(world.notes()).toEqual(["a", "b"]);
    await again.do(note("c"));
    expect(world.notes()).toEqual(["a", "b", "c"]);
    expect([...world.server.outboxes.keys()]).toEqual(["outbox-1"]);
  });

  test("offers what waits under a new outbox when the server has lost the old one", async () => {
    const core = await world.online();
    await core.do(note("a"));
    world.server.line.holding = true;
    void core.do(note("b"));
    await world.scheduler.tick(0);
    world.server.line.cut(4404);
    await world.back();
    expect(world.notes()).toEqual(["a", "b"]);
    expect([...world.server.outboxes.keys()]).toEqual(["outbox-1", "outbox-2"]);
  });

  test("[A6] does not send in the name of somebody else what a person left here", async () => {
    const core = await world.online();
    world.server.line.cut();
    void core.do(note("a", "De Anne"));
    await world.scheduler.tick(0);
    core.stop();
    world.server.participant = "binta";
    const again = await world.online();
    await world.scheduler.tick(100);
    expect(world.server.dos).toEqual([]);
    expect(again.refusals).toMatchObject([{ code: "other_person", command: { text: "De Anne" } }]);
  });
});
