import { beforeEach, describe, expect, test } from "vitest";
import { Carriers, FAILURES, KEPT_MS, type Memory } from "./carriers.ts";
import { BROKEN, type Listener, type OpenLine } from "./line.ts";
import { ManualScheduler } from "./manual_scheduler.ts";

/** A carrier whose lines do what the test says. */
class Fake {
  readonly lines: { listener: Listener; closed: boolean; sent: string[] }[] = [];

  readonly open: OpenLine = (_outbox, listener) => {
    const line = { listener, closed: false, sent: [] as string[] };
    this.lines.push(line);
    return {
      send: (text) => line.sent.push(text),
      close: () => {
        line.closed = true;
      },
    };
  };

  get last() {
    const line = this.lines.at(-1);
    if (line === undefined) throw new Error("nobody called");
    return line;
  }
}

let scheduler: ManualScheduler;
let sockets: Fake;
let http: Fake;
let memory: Memory;
let told: string[];
let carriers: Carriers;

const listener: Listener = {
  opened: () => told.push("opened"),
  heard: (text) => told.push(text),
  lost: (code) => told.push(`lost ${code}`),
};
const call = () => carriers.open("outbox", listener);
const reload = () => new Carriers(sockets.open, http.open, memory, scheduler);

/** Websockets that end before they bring a word. */
function fail(times = FAILURES): void {
  for (let time = 0; time < times; time += 1) {
    call();
    sockets.last.listener.lost(BROKEN);
  }
}

beforeEach(() => {
  scheduler = new ManualScheduler();
  sockets = new Fake();
  http = new Fake();
  memory = { until: 0, now: () => 1_000 + scheduler.now() };
  told = [];
  carriers = reload();
});

describe("what carries a line", () => {
  test("is a websocket, for as long as websockets bring something", () => {
    for (let time = 0; time < 5; time += 1) {
      call();
      sockets.last.listener.opened();
      sockets.last.listener.heard("welcome");
      sockets.last.listener.lost(BROKEN);
      fail(FAILURES - 1);
    }
    expect(http.lines).toEqual([]);
    expect(told.slice(0, 3)).toEqual(["opened", "welcome", `lost ${BROKEN}`]);
  });

  test("[W12] is HTTP after two websockets that brought nothing", () => {
    fail();
    call().send("hello");
    expect(http.last.sent).toEqual(["hello"]);
    http.last.listener.opened();
    http.last.listener.heard("welcome");
    expect(told.slice(-2)).toEqual(["opened", "welcome"]);
  });

  test("[W12] is HTTP too when websockets are swallowed: the connection gives them up", () => {
    for (let time = 0; time < FAILURES; time += 1) call().close();
    expect(sockets.lines.every((line) => line.closed)).toBe(true);
    call();
    expect(http.lines.length).toBe(1);
  });

  test("[W12] is HTTP too when they open and die before a welcome", () => {
    for (let time = 0; time < FAILURES; time += 1) {
      call();
      sockets.last.listener.opened();
      sockets.last.listener.lost(BROKEN);
    }
    call();
    expect(http.lines.length).toBe(1);
  });

  test("[W9] is a websocket while the server refuses by one: that is an answer", () => {
    for (const code of [4401, 4404, 1012, 4404, 1012]) {
      call();
      sockets.last.listener.lost(code);
    }
    call();
    expect(http.lines).toEqual([]);
  });

  test("is a websocket again when HTTP brought nothing either: the network is away", () => {
    fail();
    call();
    http.last.listener.lost(BROKEN);
    call();
    expect([sockets.lines.length, http.lines.length]).toEqual([FAILURES + 1, 1]);
    sockets.last.listener.lost(BROKEN);
    fail(FAILURES - 1);
    call().close();
    call();
    expect([sockets.lines.length, http.lines.length]).toEqual([2 * FAILURES + 1, 2]);
  });
});

test("[W12] HTTP is not taken on another network for what failed on the one before", () => {
  fail();
  carriers.networkChanged();
  call();
  expect([sockets.lines.length, http.lines.length]).toEqual([FAILURES + 1, 0]);
});

describe("HTTP that has worked", () => {
  const welcomed = () => {
    const line = call();
    http.last.listener.heard("welcome");
    return line;
  };

  beforeEach(() => {
    fail();
    welcomed();
  });

  test("[W12] is kept after a lost line, and by a reload of the tab", () => {
    http.last.listener.lost(BROKEN);
    call();
    carriers = reload();
    call();
    http.last.listener.lost(BROKEN);
    call();
    expect([sockets.lines.length, http.lines.length]).toEqual([FAILURES, 4]);
  });

  test("[W12] is left for a websocket that opens ten minutes later, aside", async () => {
    await scheduler.tick(KEPT_MS);
    expect(sockets.lines.length).toBe(FAILURES + 1);
    expect([http.last.closed, told.at(-1)]).toEqual([false, "welcome"]);
    sockets.last.listener.opened();
    expect(sockets.last).toMatchObject({ closed: true, sent: [] });
    expect([http.last.closed, told.at(-1)]).toEqual([true, `lost ${BROKEN}`]);
    call();
    expect(sockets.lines.length).toBe(FAILURES + 2);
    sockets.last.listener.lost(BROKEN);
    call();
    expect(http.lines.length).toBe(2);
  });

  test("[W12] goes on, and asks again, when that websocket does not open", async () => {
    for (let time = 1; time <= 3; time += 1) {
      await scheduler.tick(KEPT_MS);
      expect(sockets.lines.length).toBe(FAILURES + time);
      sockets.last.listener.lost(BROKEN);
    }
    expect([http.last.closed, told.at(-1)]).toEqual([false, "welcome"]);
    http.last.listener.lost(BROKEN);
    call();
    expect(http.lines.length).toBe(2);
  });

  test("asks nothing any more once its line is over", async () => {
    http.last.listener.lost(BROKEN);
    await scheduler.tick(KEPT_MS / 2);
    welcomed().close();
    await scheduler.tick(3 * KEPT_MS);
    expect(http.last.closed).toBe(true);
    expect(sockets.lines.length).toBe(FAILURES);
  });

  test("[W12] is put aside once when the device changes its network", () => {
    carriers.networkChanged();
    http.last.listener.lost(BROKEN);
    call();
    expect(sockets.lines.length).toBe(FAILURES + 1);
    sockets.last.listener.lost(BROKEN);
    call();
    expect(http.lines.length).toBe(2);
  });
});
