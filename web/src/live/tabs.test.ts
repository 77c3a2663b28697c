import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { roomAtWork } from "../workshop/room_at_work.ts";
import { FakeServer } from "./fake_server.ts";
import { empty } from "./leftovers.ts";
import { Tabs } from "./tabs.ts";
import { note, World } from "./world.ts";

/** What the browser keeps for one tab; a duplicate of the tab begins with a copy. */
class Session extends Map<string, string> {
  getItem = (name: string) => this.get(name) ?? null;
  setItem = (name: string, value: string) => void this.set(name, value);
  removeItem = (name: string) => void this.delete(name);
}

/** The channel between the tabs of one browser; Node's own would keep the process alive. */
class Channel extends EventTarget {
  static all = new Set<Channel>();

  constructor() {
    super();
    Channel.all.add(this);
  }

  postMessage(data: unknown): void {
    for (const other of Channel.all) {
      if (other !== this) other.dispatchEvent(new MessageEvent("message", { data }));
    }
  }
}

const tab = (session: Session) => {
  vi.stubGlobal("sessionStorage", session);
  return new Tabs("r", "participant");
};

beforeEach(() => {
  Channel.all.clear();
  vi.stubGlobal("BroadcastChannel", Channel);
});

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("the box of a tab", () => {
  test("[K1] stays its own across a reload", async () => {
    const session = new Session();
    const before = await tab(session).box();
    Channel.all.clear();
    expect(await tab(session).box()).toBe(before);
  });

  test("[K1] is another one in a tab that was duplicated", async () => {
    const session = new Session();
    const first = await tab(session).box();
    const duplicate = tab(new Session(session));
    expect(await duplicate.box()).not.toBe(first);
    expect([...(await duplicate.others())]).toEqual([first]);
  });

  test("is another one after a reload when the store could not be trusted", async () => {
    const session = new Session();
    const tabs = tab(session);
    const before = await tabs.box();
    tabs.forget();
    Channel.all.clear();
    expect(await tab(session).box()).not.toBe(before);
  });

  test("is found where nothing lets tabs speak or remember", async () => {
    vi.stubGlobal("BroadcastChannel", undefined);
    vi.stubGlobal("sessionStorage", undefined);
    expect(await new Tabs("r", "participant").box()).toMatch(/^[A-Za-z0-9_-]{22}$/);
  });
});

describe("the box of a closed tab", () => {
  let world: World;

  beforeEach(async () => {
    world = new World();
    const closed = await world.online("closed");
    world.server.line.holding = true;
    for (const id of ["a", "b"]) void closed.do(note(id));
    await world.scheduler.tick(0);
    world.server.line.arrive();
    void closed.do(note("c"));
    await world.scheduler.tick(0);
    closed.stop();
  });

  /** Empty what the next page of the same browser finds. */
  async function next(): Promise<void> {
    const [box] = await world.store.waitingBoxes("r", "participant");
    if (box === undefined) throw new Error("nothing waits");
    const emptied = empty(box, {
      room: "r",
      role: "participant",
      language: () => "fr",
      store: world.store,
      scheduler: world.scheduler,
      mint: () => Promise.reject(new Error("not needed")),
      openLine: (url, listener) => world.server.open(url, listener),
    });
    await world.scheduler.tick(0);
    world.server.line.open();
    await world.scheduler.tick(60_000);
    await emptied;
  }

  test("[K3] is emptied once, under its own outbox, by the next page", async () => {
    await next();
    expect(world.notes()).toEqual(["a", "b", "c"]);
    expect([...world.server.outboxes.keys()]).toEqual(["outbox-1"]);
    expect(await world.store.waitingBoxes("r", "participant")).toEqual([]);
  });

  test("is left as it is when the server does not know its outbox", async () => {
    world.server = new FakeServer(roomAtWork());
    world.server.hear = (line) => line.cut(4404);
    await next();
    expect((await world.store.waitingBoxes("r", "participant")).length).toBe(1);
  });
});
