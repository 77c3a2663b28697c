import { beforeEach, describe, expect, test } from "vitest";
import { MAX_FRAME } from "../protocol/messages.ts";
import { BROKEN, type Line } from "./line.ts";
import { ManualScheduler, settle } from "./manual_scheduler.ts";
import { polled } from "./polled.ts";

interface Request {
  readonly path: string;
  readonly body: string;
  readonly signal: AbortSignal;
  answer(text: string): void;
  fail(): void;
}

let scheduler: ManualScheduler;
let requests: Request[];
let told: string[];
let most: number;
let line: Line;

const head = (first = 1, close: number | null = null) =>
  JSON.stringify({ line: "l1", first, close });
const to = (end: string) => requests.filter((request) => request.path.endsWith(end));

/** Answer the only request of that kind that waits. */
async function answer(end: string, ...lines: string[]): Promise<Request> {
  const [request] = to(end);
  if (request === undefined) throw new Error(`nobody asks for ${end}`);
  requests = requests.filter((each) => each !== request);
  request.answer(lines.join("\n"));
  await settle();
  return request;
}

beforeEach(async () => {
  scheduler = new ManualScheduler();
  [requests, told, most] = [[], [], 0];
  const open = polled(
    "/lines",
    (path, body, signal) =>
      new Promise((resolve, reject) => {
        requests.push({ path, body, signal, answer: resolve, fail: () => reject(new Error()) });
        most = Math.max(most, requests.length);
      }),
    scheduler,
  );
  line = open("o 1", {
    opened: () => told.push("opened"),
    heard: (text) => told.push(text),
    lost: (code) => told.push(`lost ${code}`),
  });
  await settle();
});

/** The hello and its welcome. */
async function welcomed(): Promise<void> {
  line.send("hello");
  await answer("?outbox=o%201", head(), "welcome");
}

describe("a line over HTTP", () => {
  test("[W12] opens with its hello, then asks for what follows the welcome", async () => {
    expect([told, requests]).toEqual([["opened"], []]);
    line.send("hello");
    const opening = await answer("?outbox=o%201", head(), "welcome", "presence");
    expect(opening.body).toBe("hello");
    expect(told).toEqual(["opened", "welcome", "presence"]);
    await answer("/l1/next?after=2", head(3), "change");
    expect(told.at(-1)).toBe("change");
    expect(requests.map((each) => each.path)).toEqual(["/lines/l1/next?after=3"]);
  });

  test("[W12] brings frames in their order, one request at a time", async () => {
    await welcomed();
    line.send("one");
    line.send("two");
    line.send("three");
    expect(to("/frames").map((each) => each.body)).toEqual(["one"]);
    await answer("/frames", head());
    expect((await answer("/frames", head())).body).toBe("two\nthree");
    expect(to("/frames")).toEqual([]);
    expect(most).toBe(2);
  });

  test("[W1] puts no more into a request than a frame may hold", async () => {
    await welcomed();
    line.send("first");
    const long = "é".repeat(MAX_FRAME / 4);
    line.send(long);
    line.send(long.slice(1));
    line.send("x");
    line.send("y".repeat(MAX_FRAME));
    await answer("/frames", head());
    const bodies: string[] = [];
    while (to("/frames").length > 0) bodies.push((await answer("/frames", head())).body);
    expect(bodies).toEqual([`${long}\n${long.slice(1)}`, "x", "y".repeat(MAX_FRAME)]);
  });

  test("[W12] hears a frame that is said twice once", async () => {
    await welcomed();
    await answer("/next?after=1", head(1), "welcome", "change");
    expect(told).toEqual(["opened", "welcome", "change"]);
  });

  test("[W12] is lost when a frame is missing", async () => {
    await welcomed();
    await answer("/next?after=1", head(3), "later");
    expect(told.slice(2)).toEqual([`lost ${BROKEN}`]);
  });

  test("[W9] is closed with the server's code, after what was said before", async () => {
    await welcomed();
    await answer("/next?after=1", head(2, 1012), "go away");
    expect(told.slice(2)).toEqual(["go away", "lost 1012"]);
    expect(requests).toEqual([]);
  });

  test.each(["<!doctype html><title>Wifi</title>", "", "null", '{"url": "/r/x/plateau"}'])(
    "is lost when somebody else answers: %s",
    async (page) => {
      line.send("hello");
      await answer("?outbox=o%201", page);
      expect(told).toEqual(["opened", `lost ${BROKEN}`]);
    },
  );

  test("is lost once when its requests fail, and stops the others", async () => {
    await welcomed();
    line.send("one");
    const [waiting, bringing] = [to("after=1")[0], to("/frames")[0]];
    bringing?.fail();
    await settle();
    expect(waiting?.signal.aborted).toBe(true);
    waiting?.fail();
    await settle();
    expect(told.slice(2)).toEqual([`lost ${BROKEN}`]);
  });

  test("says nothing any more once it is closed", async () => {
    await welcomed();
    const [waiting] = to("after=1");
    line.close();
    expect(waiting?.signal.aborted).toBe(true);
    waiting?.answer(`${head(2)}\nchange`);
    await settle();
    line.send("one");
    await settle();
    expect(told).toEqual(["opened", "welcome"]);
    expect(to("/frames")).toEqual([]);
  });

  test("asks at most five times a second when the same empty answer comes back", async () => {
    await welcomed();
    let asked = 0;
    for (let ms = 0; ms < 2_000; ms += 50) {
      if (to("after=1").length > 0) {
        asked += 1;
        await answer("after=1", head(2));
      }
      await scheduler.tick(50);
    }
    expect(asked).toBeLessThanOrEqual(11);
    expect(asked).toBeGreaterThan(5);
  });
});
