import { beforeEach, describe, expect, test } from "vitest";
import type { AddNote, Do } from "../protocol/messages.ts";
import { FakeLine } from "./fake_server.ts";
import { MemoryStore } from "./store.ts";
import { note, texts, World } from "./world.ts";

let world: World;

beforeEach(() => {
  world = new World();
});

/** What the line held up arrives, both ways, and whatever that makes the page do is done. */
async function letThrough(): Promise<void> {
  world.server.line.holding = false;
  world.server.line.arrive();
  world.server.line.deliver();
  await world.scheduler.tick(200);
  await world.back();
}

describe("a command on its way", () => {
  test("is shown at once and saved only once acknowledged", async () => {
    const core = await world.online();
    world.server.line.holding = true;
    const outcome = core.do(note("a"));
    await world.scheduler.tick(0);
    expect(texts(core)).toEqual(["Texte a"]);
    expect([core.light, core.pending.length]).toEqual(["saving", 1]);
    world.server.line.holding = false;
    world.server.line.arrive();
    world.server.line.deliver();
    await world.scheduler.tick(0);
    expect(await outcome).toMatchObject({ type: "Done", n: 1 });
    expect([core.light, core.pending.length]).toEqual(["saved", 0]);
    expect(texts(core)).toEqual(["Texte a"]);
  });

  test("[N7] shows one's own second edit over one's first", async () => {
    const core = await world.online();
    world.server.line.holding = true;
    void core.do(note("a"));
    void core.do({ type: "EditNote", note: "a", base: 0, text: "Un" });
    void core.do({ type: "EditNote", note: "a", base: 1, text: "Deux" });
    await world.scheduler.tick(0);
    expect(texts(core)).toEqual(["Deux"]);
  });

  test("[B3] shows a note under the beneficiary that answered for the proposed one", async () => {
    const core = await world.online();
    world.server.line.holding = true;
    void core.do({
      type: "AddBeneficiary",
      board: "nord",
      beneficiary: "mine",
      label: "LE TERRITOIRE",
    });
    void core.do({ ...note("a"), beneficiary: "mine" });
    await world.scheduler.tick(0);
    expect(core.room?.boards.nord?.notes.a?.beneficiary).toBe("t");
  });

  test("[K3] is sent again after a lost line and done once", async () => {
    const core = await world.online();
    for (const lostBefore of [true, false]) {
      world.server.line.holding = true;
      const id = lostBefore ? "lost-command" : "lost-answer";
      const outcome = core.do(note(id));
      await world.scheduler.tick(0);
      if (!lostBefore) world.server.line.arrive();
      world.server.line.cut();
      expect(core.link).toBe("offline");
      expect(core.light).toBe("device");
      await world.back();
      expect(await outcome).toMatchObject({ type: "Done" });
    }
    expect(world.notes()).toEqual(["lost-command", "lost-answer"]);
    expect(world.said(2).length).toBe(2);
  });

  test("[T9] is announced in the hello when it waited", async () => {
    const core = await world.online();
    world.server.line.cut();
    void core.do(note("a"));
    void core.do(note("b"));
    await world.scheduler.tick(0);
    const hellos: unknown[] = [];
    const { server } = world;
    const { hear } = server;
    world.server.hear = (line, message) => {
      if (message.type === "Hello") hellos.push(message.pending_to);
      hear.call(server, line, message);
    };
    await world.back();
    expect(hellos).toEqual([2]);
  });

  test("[T9, K5] is asked anew in order when a lost line brought it after the end", async () => {
    const core = await world.online();
    world.server.line.holding = true;
    const asked = ["a", "b"].map((id) => core.do(note(id)));
    await world.scheduler.tick(0);
    world.server.locked = true;
    world.server.line.arrive();
    world.server.line.cut();
    const behind = core.do(note("c"));
    await world.scheduler.tick(0);
    await world.back();
    expect([core.pending.map(({ n }) => n), core.refusals]).toEqual([[3, 4, 5], []]);
    await world.back();
    const outcomes = await Promise.all([...asked, behind]);
    expect(outcomes.map(({ type }) => type)).toEqual(Array(3).fill("ReceivedLate"));
    const kept = world.server.outboxes.get("outbox-1")?.slice(2);
    const ids = kept?.map(({ payload }) => JSON.parse(payload).note);
    expect([ids, core.lates, core.pending]).toEqual([["a", "b", "c"], 3, []]);
    const lines = world.server.lines.length;
    await world.scheduler.tick(5_000);
    expect([world.server.lines.length, core.refusals]).toEqual([lines, []]);
  });

  test("[T9] is asked anew when the lost line brings it after the new line's welcome", async () => {
    const core = await world.online();
    const lost = world.server.line;
    lost.holding = true;
    const asked = ["a", "b"].map((id) => core.do(note(id)));
    await world.scheduler.tick(0);
    world.server.locked = true;
    const [first] = core.pending.map(({ n, command }): Do => {
      return { type: "Do", n: n ?? 0, command, written_ms: null };
    });
    lost.cut();
    const lines = world.server.lines.length;
    while (world.server.lines.length === lines) await world.scheduler.tick(100);
    world.server.line.holding = true;
    world.server.line.open();
    world.server.line.arrive();
    world.server.line.deliver();
    await world.scheduler.tick(0);
    // Welcomed, and on its way again: only now does what was on the lost line arrive.
    if (first) world.server.hear(lost, first);
    await letThrough();
    const outcomes = await Promise.all(asked);
    expect(outcomes.map(({ type }) => type)).toEqual(["ReceivedLate", "ReceivedLate"]);
    expect([core.lates, core.pending, core.refusals]).toEqual([2, [], []]);
  });

  test("[T9] an act of leading that was refused on a lost line stays refused", async () => {
    const core = await world.online();
    world.server.line.holding = true;
    const asked = core.do({ type: "EndTimer" });
    await world.scheduler.tick(0);
    world.server.locked = true;
    world.server.line.arrive();
    world.server.line.cut();
    await world.back();
    expect(await asked).toMatchObject({ type: "Rejected", n: 1 });
  });

  test("[T9] is asked anew when a line that was not lost held it up beyond the end", async () => {
    const core = await world.online();
    world.server.line.holding = true;
    const asked = ["a", "b"].map((id) => core.do(note(id)));
    await world.scheduler.tick(2_000);
    world.server.locked = true;
    await letThrough();
    const outcomes = await Promise.all(asked);
    expect(outcomes.map(({ type }) => type)).toEqual(["ReceivedLate", "ReceivedLate"]);
    expect([core.lates, core.pending, core.refusals]).toEqual([2, [], []]);
  });

  test("[T9] [K2] is asked anew once it is heard what a disk that failed has taken", async () => {
    const core = await world.online();
    const { server } = world;
    server.line.holding = true;
    const held = core.do(note("a"));
    await world.scheduler.tick(2_000);
    server.locked = true;
    server.line.arrive();
    server.locked = false;
    const unheard = new FakeLine(server, server.line.outbox, {
      opened() {},
      heard() {},
      lost() {},
    });
    let failed = false;
    server.instead = ({ n, ...asked }) => {
      if (n !== 2 || failed) return null;
      failed = true;
      server.hear(unheard, { n, ...asked });
      return {
        type: "Refused",
        code: "unavailable",
        n,
        expected: null,
        retry_ms: 500,
        message: "",
      };
    };
    const taken = core.do(note("b"));
    await world.scheduler.tick(0);
    await letThrough();
    await world.scheduler.tick(1_000);
    await world.back();
    expect([await held, await taken]).toMatchObject([{ type: "Done" }, { type: "Done", n: 2 }]);
    expect([world.notes(), core.refusals]).toEqual([["b", "a"], []]);
  });

  test("[T9] is refused when it was heard on a living line after the end", async () => {
    const core = await world.online();
    world.server.locked = true;
    expect(await core.do(note("a"))).toMatchObject({ type: "Rejected", code: "board_closed" });
    expect([core.refusals.length, world.server.lines.length]).toEqual([1, 1]);
  });

  test("[T9] is announced under its new number when the line breaks while it is kept", async () => {
    let release = () => {};
    const store = new MemoryStore(true);
    const { renumber } = store;
    world = new World(store);
    const core = await world.online();
    store.renumber = async (key, first) => {
      await new Promise<void>((go) => {
        release = go;
      });
      await renumber.call(store, key, first);
    };
    world.server.line.holding = true;
    const outcome = core.do(note("a"));
    await world.scheduler.tick(0);
    world.server.locked = true;
    world.server.line.arrive();
    world.server.line.cut();
    await world.back();
    world.server.line.cut();
    await world.back();
    release();
    await world.scheduler.tick(0);
    expect(await outcome).toMatchObject({ type: "ReceivedLate", n: 2 });
  });

  test("[T9] is asked anew by the page that is loaded meanwhile", async () => {
    const gone = await world.online();
    world.server.line.holding = true;
    void gone.do(note("a"));
    await world.scheduler.tick(0);
    world.server.locked = true;
    world.server.line.arrive();
    gone.stop();
    const core = await world.online();
    await world.back();
    expect([core.lates, core.pending, core.refusals]).toEqual([1, [], []]);
  });

  test("leaves in order, 120 at once, and each arrives once", async () => {
    const core = await world.online();
    world.server.line.cut();
    const ids = Array.from({ length: 120 }, (_, i) => `n${i}`);
    const outcomes = Promise.all(ids.map((id) => core.do(note(id))));
    await world.scheduler.tick(0);
    expect(core.light).toBe("device");
    await world.back();
    expect((await outcomes).every((each) => each.type === "Done")).toBe(true);
    expect(world.notes()).toEqual(ids);
    expect(world.server.dos.length).toBe(120);
  });

  test("[W6] waits as long as the server is busy, then goes on in order", async () => {
    const core = await world.online();
    let refusals = 3;
    world.server.instead = (message) =>
      message.n === 2 && refusals-- > 0
        ? { type: "Refused", code: "busy", n: 2, expected: null, retry_ms: 1_000, message: "" }
        : null;
    const outcomes = Promise.all(["a", "b", "c", "d"].map((id) => core.do(note(id))));
    await world.scheduler.tick(0);
    expect(core.pending.length).toBe(3);
    await world.scheduler.tick(5_000);
    await outcomes;
    expect(world.notes()).toEqual(["a", "b", "c", "d"]);
  });

  test("[W6] sends nothing again before every answer under way has come", async () => {
    const core = await world.online();
    const { line } = world.server;
    line.holding = true;
    world.server.instead = (message) =>
      message.n === 1 && world.said(1).length === 1
        ? { type: "Refused", code: "busy", n: 1, expected: null, retry_ms: 500, message: "" }
        : null;
    for (const id of ["a", "b", "c"]) void core.do(note(id));
    await world.scheduler.tick(0);
    line.arrive();
    line.deliver(1);
    await world.scheduler.tick(2_000);
    line.arrive();
    expect(world.server.dos.length).toBe(3);
    line.deliver();
    await world.scheduler.tick(2_000);
    line.holding = false;
    line.arrive();
    line.deliver();
    await world.scheduler.tick(2_000);
    expect(world.notes()).toEqual(["a", "b", "c"]);
    expect(world.server.dos.length).toBe(6);
  });

  test("[K4] goes on from the number that the server expects after a gap", async () => {
    const core = await world.online();
    let lost = true;
    world.server.instead = (message) => {
      if (message.n !== 1 || !lost) return null;
      lost = false;
      return { type: "Refused", code: "gap", n: 1, expected: 1, retry_ms: null, message: "" };
    };
    void core.do(note("a"));
    void core.do(note("b"));
    await world.scheduler.tick(2_000);
    expect(world.notes()).toEqual(["a", "b"]);
  });
});

describe("a command that comes to nothing", () => {
  test("[K5] keeps its text with the reason until it is dismissed, across reloads", async () => {
    const core = await world.online();
    const outcome = await core.do({ ...note("a", "Mon texte"), beneficiary: "unknown" });
    expect(outcome).toMatchObject({ type: "Rejected", code: "not_allowed", message: "Non." });
    await world.scheduler.tick(0);
    expect(core.refusals).toMatchObject([{ n: 1, command: { text: "Mon texte" } }]);
    core.stop();
    const again = await world.online();
    expect(again.refusals).toMatchObject([{ command: { text: "Mon texte" }, message: "Non." }]);
    again.dismiss(again.refusals[0]?.n ?? 0);
    await world.scheduler.tick(0);
    again.stop();
    expect((await world.online()).refusals).toEqual([]);
  });

  test("[W2] is skipped when the server cannot read it, and the others still leave", async () => {
    const core = await world.online();
    world.server.instead = (message) =>
      (message.command as AddNote).note === "poison"
        ? {
            type: "Refused",
            code: "malformed",
            n: message.n,
            expected: null,
            retry_ms: null,
            message: "?",
          }
        : null;
    for (const id of ["a", "poison", "b", "c"]) void core.do(note(id));
    await world.scheduler.tick(3_000);
    expect(world.notes()).toEqual(["a", "b", "c"]);
    expect(core.refusals).toMatchObject([{ code: "malformed", command: { note: "poison" } }]);
    expect(core.light).toBe("saved");
    await core.do(note("d"));
    expect(world.notes()).toEqual(["a", "b", "c", "d"]);
  });

  test("[W1] is never sent when no frame can carry it, and each is kept apart", async () => {
    const core = await world.online();
    for (const id of ["a", "b", "c"]) {
      const outcome = await core.do(note(id, "é".repeat(40_000)));
      const params = { limit: 2_000, length: 40_000 };
      expect(outcome).toMatchObject({ type: "Rejected", code: "text_too_long", params });
    }
    expect(new Set(core.refusals.map((each) => each.n)).size).toBe(3);
    core.dismiss(0);
    expect(core.refusals).toMatchObject([{ command: { note: "a" } }, { command: { note: "b" } }]);
    expect(world.server.dos).toEqual([]);
  });

  test("[W3] half an emoji does not make it unreadable", async () => {
    const core = await world.online();
    await core.do(note("a", `${"🌱".slice(0, 1)}ok`));
    expect(world.said(1)[0]?.command).toMatchObject({ text: "ok" });
  });
});

test("memory is said when nothing lasts", async () => {
  world = new World(new MemoryStore());
  const core = await world.online();
  world.server.line.cut();
  void core.do(note("a"));
  await world.scheduler.tick(0);
  expect(core.light).toBe("memory");
});
