import { describe, expect, test } from "vitest";
import type { ServerMessage } from "../protocol/messages.ts";
import { Connection, FRESH_MS, SILENCE_MS } from "./connection.ts";
import type { Listener } from "./line.ts";
import { ManualScheduler } from "./manual_scheduler.ts";

/** A client and its network: lines that open after a while, and bring what the test says. */
class Client {
  readonly scheduler: ManualScheduler;
  readonly attempts: number[] = [];
  readonly heard: ServerMessage[] = [];
  readonly connection: Connection;
  lines: Listener[] = [];
  opens = true;

  constructor(seed: number, scheduler = new ManualScheduler(seed)) {
    this.scheduler = scheduler;
    this.connection = new Connection({
      scheduler,
      openLine: (_outbox, listener) => {
        this.attempts.push(scheduler.now());
        this.lines.push(listener);
        if (this.opens) queueMicrotask(() => listener.opened());
        return { send: () => {}, close: () => {} };
      },
      address: async () => "outbox",
      opened: () => {},
      heard: (message) => {
        this.heard.push(message);
        if (message.type === "Welcome") this.connection.welcomed();
      },
      lost: () => {},
      stopped: () => {},
      report: () => {},
    });
  }

  hear(message: { type: string }): void {
    this.lines.at(-1)?.heard(JSON.stringify(message));
  }
}

describe("another network", () => {
  test("[W7] is taken at once, but for a line that works", async () => {
    const client = new Client(5);
    client.connection.start();
    await client.scheduler.tick(FRESH_MS - 1);
    client.connection.wake();
    expect(client.attempts.length).toBe(1);
    client.connection.wake(true);
    await client.scheduler.tick(0);
    expect(client.attempts.length).toBe(2);
    client.hear({ type: "Welcome" });
    client.connection.wake(true);
    await client.scheduler.tick(0);
    expect(client.attempts.length).toBe(2);
  });
});

describe("a thin line", () => {
  test("[W7] is given twice the time for a welcome that did not come, and then twice again", async () => {
    const client = new Client(3);
    client.connection.start();
    const lasted: number[] = [];
    for (let line = 1; line <= 6; line += 1) {
      await client.scheduler.tick(0);
      const began = client.attempts.at(-1) ?? 0;
      while (client.attempts.length === line) await client.scheduler.tick(100);
      lasted.push((client.attempts.at(-1) ?? 0) - began);
    }
    for (const [place, times] of [1, 2, 4, 8, 8, 8].entries()) {
      expect(lasted[place]).toBeGreaterThanOrEqual(times * SILENCE_MS);
      expect(lasted[place]).toBeLessThan(times * SILENCE_MS + 500 * 2 ** place + 200);
    }
  });

  test("[W7] that has brought its welcome is silent for 8 s and no longer", async () => {
    const client = new Client(3);
    client.connection.start();
    await client.scheduler.tick(2.5 * SILENCE_MS);
    client.hear({ type: "Welcome" });
    const lines = client.attempts.length;
    await client.scheduler.tick(SILENCE_MS - 1);
    expect(client.attempts.length).toBe(lines);
    await client.scheduler.tick(30_000);
    expect(client.attempts.length).toBeGreaterThan(lines);
  });

  test("that does not even open is given up after 8 s, however often", async () => {
    const client = new Client(3);
    client.opens = false;
    client.connection.start();
    await client.scheduler.tick(0);
    for (let line = 1; line <= 4; line += 1) {
      const began = client.attempts.at(-1) ?? 0;
      while (client.attempts.length === line) await client.scheduler.tick(100);
      const lasted = (client.attempts.at(-1) ?? 0) - began;
      expect(lasted).toBeLessThan(SILENCE_MS + 500 * 2 ** line);
    }
  });
});

describe("sixty devices of one hall", () => {
  const hall = () => Array.from({ length: 60 }, (_, seat) => new Client(seat * 7919 + 1));
  const together = (clients: Client[], ms: number) =>
    Promise.all(clients.map((client) => client.scheduler.tick(ms)));

  /** The most lines that were opened within 100 ms. */
  const rush = (clients: Client[], since: number) => {
    const instants = clients.flatMap((client) => client.attempts).filter((at) => at >= since);
    return Math.max(
      ...instants.map((from) => instants.filter((at) => at >= from && at < from + 100).length),
    );
  };

  test("[W7] do not come back in one instant from a wifi that froze for all of them", async () => {
    const clients = hall();
    for (const client of clients) client.connection.start();
    await together(clients, 0);
    for (const client of clients) client.hear({ type: "Welcome" });
    const frozen = clients[0]?.scheduler.now() ?? 0;
    for (const client of clients) client.opens = false;
    await together(clients, 60_000);
    const thawed = frozen + 60_000;
    for (const client of clients) client.opens = true;
    await together(clients, 45_000);
    expect(rush(clients, frozen + 1)).toBeLessThanOrEqual(25);
    expect(rush(clients, thawed)).toBeLessThanOrEqual(15);
    for (const client of clients) expect(client.attempts.at(-1)).toBeGreaterThan(frozen);
  });

  test("[W9] spread over the time that a server that restarts has asked for", async () => {
    const clients = hall();
    for (const client of clients) client.connection.start();
    await together(clients, 0);
    for (const client of clients) {
      client.hear({ type: "Welcome" });
      client.connection.away(1_000);
      client.lines.at(-1)?.lost(1012);
    }
    await together(clients, 1_000);
    expect(clients.every((client) => client.attempts.length === 2)).toBe(true);
    expect(rush(clients, 1)).toBeLessThanOrEqual(20);
  });

  test("try at once when each of them wakes or is told of a network", async () => {
    const clients = hall();
    for (const client of clients) {
      client.opens = false;
      client.connection.start();
    }
    await together(clients, 100_000);
    for (const client of clients) client.connection.wake();
    await together(clients, 0);
    for (const client of clients) {
      expect(client.attempts.some((at) => at >= 100_000 - FRESH_MS)).toBe(true);
    }
  });
});
