import { beforeEach, describe, expect, test } from "vitest";
import type { ServerMessage } from "../protocol/messages.ts";
import { Denied } from "./http.ts";
import { note, texts, World } from "./world.ts";

let world: World;

beforeEach(() => {
  world = new World();
});

test("[H4] what is told to the pair alone is the last list, and none after a welcome", async () => {
  const core = await world.online();
  const said = (...texts: string[]) => ({
    type: "PairMessages" as const,
    messages: texts.map((text) => ({ id: text, text, pair: "p1", at_ms: 0 })),
  });
  world.server.line.say(said("un", "deux"));
  await world.scheduler.tick(0);
  world.server.line.say(said("deux"));
  await world.scheduler.tick(0);
  expect(core.company.messages.map((each) => each.text)).toEqual(["deux"]);
  world.server.line.cut();
  expect(core.company.messages).toHaveLength(1);
  await world.back();
  expect(core.company.messages).toEqual([]);
});

test("[O3] one's own ballots are those last told, and none after a welcome", async () => {
  const core = await world.online();
  expect(core.company.votes).toEqual({});
  for (const compte of [["n1", "n1"], ["n2"]]) {
    world.server.line.say({ type: "OwnVotes", ballots: { compte } });
    await world.scheduler.tick(0);
    expect(core.company.votes).toEqual({ compte });
  }
  world.server.line.cut();
  await world.back();
  expect(core.company.votes).toEqual({});
});

describe("the line", () => {
  test("[W5] a gap is filled by saying hello again", async () => {
    const core = await world.online();
    world.server.line.holding = true;
    world.server.happen({ type: "StartingPointSet", board: "nord", text: "perdu" });
    world.server.line.cut();
    await world.back();
    expect(core.room?.boards.nord?.starting_point).toBe("perdu");
    world.server.line.welcomed = false;
    world.server.happen({ type: "StartingPointSet", board: "nord", text: "manqué" });
    world.server.line.welcomed = true;
    world.server.happen({ type: "TerritoryRenamed", board: "nord", name: "Le Nord" });
    await world.back();
    expect(core.room?.boards.nord).toMatchObject({ name: "Le Nord", starting_point: "manqué" });
  });

  test("[W13] the server is told of another language once, and only when it listens", async () => {
    const core = await world.online();
    core.speak();
    world.language = "en";
    core.speak();
    core.speak();
    expect(world.server.spoken).toEqual(["fr", "then en"]);

    world.server.line.cut();
    world.language = "fr";
    core.speak();
    await world.back();
    core.speak();
    expect(world.server.spoken.slice(2)).toEqual(["fr"]);

    // Switched between the hello and its welcome.
    const lines = world.server.lines.length;
    world.server.line.cut();
    while (world.server.lines.length === lines) await world.scheduler.tick(100);
    world.server.line.holding = true;
    world.server.line.open();
    world.language = "en";
    core.speak();
    world.server.line.holding = false;
    world.server.line.arrive();
    await world.scheduler.tick(0);
    expect(world.server.spoken.slice(3)).toEqual(["fr", "then en"]);
  });

  test("[W7] a beat beyond the replica makes it come back", async () => {
    const core = await world.online();
    world.server.line.welcomed = false;
    world.server.happen({ type: "StartingPointSet", board: "nord", text: "manqué" });
    world.server.line.welcomed = true;
    world.server.beat();
    await world.back(1_000);
    expect(core.room?.boards.nord?.starting_point).toBe("manqué");
  });

  test("[W7] eight seconds of silence are offline, said and retried", async () => {
    const core = await world.online();
    await world.scheduler.tick(7_900);
    expect(core.link).toBe("online");
    world.server.beat();
    await world.scheduler.tick(7_900);
    expect(core.link).toBe("online");
    await world.scheduler.tick(100);
    expect(core.link).toBe("offline");
    await world.back();
    expect(core.link).toBe("online");
  });

  test("events of a line that was given up change nothing", async () => {
    const core = await world.online();
    const old = world.server.line;
    old.holding = true;
    world.server.happen({ type: "StartingPointSet", board: "nord", text: "une fois" });
    await world.scheduler.tick(8_000);
    await world.back();
    old.deliver();
    old.lateLoss();
    await world.scheduler.tick(0);
    expect(core.link).toBe("online");
    await core.do(note("a"));
    expect(world.notes()).toEqual(["a"]);
    expect(world.server.lines.length).toBe(2);
  });

  test("[W4] another epoch replaces the replica and is offered what waits", async () => {
    const core = await world.online();
    await core.do(note("a"));
    await core.do(note("lost in the backup"));
    world.server.line.cut();
    void core.do(note("b"));
    await world.scheduler.tick(0);
    world.restore("second");
    world.server.outboxes.set("outbox-1", []);
    await world.back();
    expect(core.restored).toBe(true);
    expect(world.notes()).toEqual(["b"]);
    await core.do(note("c"));
    expect(texts(core)).toEqual(["Texte b", "Texte c"]);
  });

  test("a change that cannot be folded is skipped and reported, and the next one holds", async () => {
    const core = await world.online();
    const poison = { type: "FromTheFuture", board: "nord" } as never;
    const broken = { type: "NoteAdded", board: "nord", note: null } as never;
    const good = { type: "StartingPointSet", board: "nord", text: "après" } as const;
    const changes = [poison, broken, good].map((event, i) => {
      return { seq: 4 + i, at_ms: 0, role: "participant", pair: null, event } as const;
    });
    world.server.line.say({ type: "Changes", from_seq: 3, to_seq: 6, changes } as ServerMessage);
    expect(core.room?.boards.nord?.starting_point).toBe("après");
    expect(core.reports.length).toBe(2);
    world.server.line.sayRaw("{");
    world.server.line.sayRaw('{"type":"Unheard"}');
    await core.do(note("a"));
    expect(core.reports.length).toBe(4);
  });

  test("[W9] stops where coming back is vain, and keeps what waits", async () => {
    for (const [code, why] of [
      [4401, "session"],
      [4403, "revoked"],
      [4411, "displaced"],
      [4410, "gone"],
      [4426, "old"],
    ] as const) {
      const core = await world.online(`box-${code}`);
      world.server.line.holding = true;
      void core.do(note(`n${code}`));
      await world.scheduler.tick(0);
      world.server.line.cut(code);
      const lines = world.server.lines.length;
      await world.scheduler.tick(120_000);
      expect([core.link, core.why, core.light]).toEqual(["stopped", why, "trouble"]);
      expect([world.server.lines.length, core.pending.length]).toEqual([lines, 1]);
    }
  });

  test("[A15] says nothing that looks saved once it is stopped, with nothing waiting either", async () => {
    const core = await world.online();
    expect(core.light).toBe("saved");
    world.server.line.cut(4411);
    expect([core.link, core.light]).toEqual(["stopped", "stopped"]);
  });

  test("[W10] comes back once when superseded, and stops the second time", async () => {
    const core = await world.online();
    world.server.line.cut(4409);
    await world.back();
    expect(core.link).toBe("online");
    world.server.line.cut(4409);
    expect([core.link, core.why]).toEqual(["stopped", "superseded"]);
  });

  test("goes on asking for an outbox until it is given one", async () => {
    let failures = 5;
    const core = world.page(async () => {
      if (failures-- > 0) throw new TypeError("no network");
      return "outbox-1";
    });
    await core.start("box");
    void core.do(note("a"));
    await world.back(120_000);
    expect(world.notes()).toEqual(["a"]);
    const refused = world.page(() => Promise.reject(new Denied(404)));
    await refused.start("other");
    await world.scheduler.tick(0);
    expect([refused.link, refused.why]).toEqual(["stopped", "gone"]);
  });

  test("wakes at once when the page is seen again", async () => {
    const core = await world.online();
    for (let i = 0; i < 6; i += 1) {
      world.server.line.cut();
      await world.back();
      world.server.line.cut();
    }
    const lines = world.server.lines.length;
    core.wake();
    await world.scheduler.tick(0);
    expect(world.server.lines.length).toBe(lines + 1);
  });

  test("does not believe a line that was silent while the page slept", async () => {
    const core = await world.online();
    world.scheduler.sleep(60_000);
    core.wake();
    expect(core.link).toBe("offline");
    await world.back(1_000);
    expect(core.link).toBe("online");
  });

  test("the page's own clock plays no part in the time that is left", async () => {
    const core = await world.online();
    for (let i = 0; i < 5; i += 1) {
      await world.scheduler.tick(3_000);
      world.server.now_ms += 3_000;
      world.server.beat();
    }
    expect(Math.abs(core.clock.now() - world.server.now_ms)).toBeLessThan(5);
  });
});
