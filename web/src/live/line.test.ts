import { expect, test } from "vitest";
import { BROKEN, fetchedLine, type Listener, type OpenLine } from "./line.ts";

function listening() {
  const told: string[] = [];
  const listener: Listener = {
    opened: () => told.push("opened"),
    heard: (text) => told.push(text),
    lost: (code) => told.push(`lost ${code}`),
  };
  return { told, listener };
}

const echo: OpenLine = (outbox, listener) => {
  queueMicrotask(() => listener.opened());
  return { send: (text) => listener.heard(`${outbox} ${text}`), close: () => {} };
};

const rest = () => new Promise((done) => setTimeout(done));

test("a line that is fetched when it is needed is the line itself", async () => {
  const { told, listener } = listening();
  const line = fetchedLine(async () => echo)("o", listener);
  await rest();
  line.send("x");
  expect(told).toEqual(["opened", "o x"]);
});

test("one that cannot be fetched is broken, and one that was closed meanwhile is not called", async () => {
  const { told, listener } = listening();
  fetchedLine(() => Promise.reject(new Error("away")))("o", listener);
  fetchedLine(async () => echo)("o", listener).close();
  fetchedLine(() => Promise.reject(new Error("away")))("o", listener).close();
  await rest();
  expect(told).toEqual([`lost ${BROKEN}`]);
});
