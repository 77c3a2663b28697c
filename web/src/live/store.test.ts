// One contract for every store, run on each; then what happens when one fails.
import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { beforeEach, describe, expect, test } from "vitest";
import type { AddNote } from "../protocol/messages.ts";
import { IndexedStore } from "./idb_store.ts";
import { SafeStore } from "./safe_store.ts";
import { type BoxStore, MemoryStore, type Refusal } from "./store.ts";
import { note } from "./world.ts";

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

const stores: [string, () => BoxStore][] = [
  ["in memory", () => new MemoryStore(true)],
  ["in IndexedDB", () => new IndexedStore()],
  ["in IndexedDB, watched", () => new SafeStore(new IndexedStore(), () => {})],
];

const numbers = async (store: BoxStore, key = "box") =>
  (await store.open(key, "r", "participant")).waiting.map((kept) => kept.n);
const ids = async (store: BoxStore) =>
  (await store.open("box", "r", "participant")).waiting.map(
    (kept) => (kept.command as AddNote).note,
  );

function refusal(n: number): Refusal {
  return { n, command: note("a"), code: "conflict", params: {}, message: "Non." };
}

describe.each(stores)("a box %s", (_name, make) => {
  test("[K2] gives numbers from 1 without a hole, also to commands given at once", async () => {
    const store = make();
    await store.open("box", "r", "participant");
    const given = await Promise.all(["a", "b", "c"].map((id) => store.add("box", note(id), 5)));
    expect(given).toEqual([1, 2, 3]);
    expect(await numbers(store)).toEqual([1, 2, 3]);
    expect(await ids(store)).toEqual(["a", "b", "c"]);
  });

  test("does not give a number again when its command is over", async () => {
    const store = make();
    await store.open("box", "r", "participant");
    await store.add("box", note("a"), null);
    expect(await store.conclude("box", 1, null, false)).toBeNull();
    expect(await store.add("box", note("b"), null)).toBe(2);
    expect(await numbers(store)).toEqual([2]);
  });

  test("is numbered again in the same order", async () => {
    const store = make();
    await store.open("box", "r", "participant");
    for (const id of ["a", "b", "c"]) await store.add("box", note(id), null);
    await store.conclude("box", 1, null, false);
    await store.renumber("box", 1);
    expect(await numbers(store)).toEqual([1, 2]);
    expect(await ids(store)).toEqual(["b", "c"]);
    expect(await store.add("box", note("d"), null)).toBe(3);
  });

  test("remembers its outbox, its person and how much came late", async () => {
    const store = make();
    await store.open("box", "r", "participant");
    await store.bind("box", "outbox-1", "anne");
    await store.add("box", note("a"), null);
    await store.conclude("box", 1, null, true);
    const { box } = await store.open("box", "r", "participant");
    expect(box).toMatchObject({ outbox: "outbox-1", participant: "anne", lates: 1, next: 2 });
  });

  test("keeps what was refused, by room and role, until it is let go of", async () => {
    const store = make();
    await store.open("box", "r", "participant");
    for (const n of [1, 2]) {
      await store.add("box", note(`n${n}`), null);
      expect(await store.conclude("box", n, refusal(n), false)).toBeGreaterThan(0);
    }
    expect(await store.refusals("other", "participant")).toEqual([]);
    expect(await store.refusals("r", "facilitator")).toEqual([]);
    const kept = await store.refusals("r", "participant");
    expect(kept).toMatchObject([refusal(1), refusal(2)]);
    await store.dismiss(kept[0]?.handle ?? 0);
    expect(await store.refusals("r", "participant")).toMatchObject([refusal(2)]);
  });

  test("is found by other pages while something waits in it, and can then be discarded", async () => {
    const store = make();
    for (const key of ["empty", "full"]) await store.open(key, "r", "participant");
    await store.open("elsewhere", "other", "participant");
    await store.add("full", note("a"), null);
    await store.add("elsewhere", note("b"), null);
    const found = await store.waitingBoxes("r", "participant");
    expect(found.map((box) => box.key)).toEqual(["full"]);
    await store.discard("full");
    expect(await numbers(store, "full")).toEqual([1]);
    await store.conclude("full", 1, null, false);
    await store.discard("full");
    expect((await store.open("full", "r", "participant")).box.next).toBe(1);
  });
});

test("a box in IndexedDB outlives the page", async () => {
  const before = new IndexedStore();
  await before.open("box", "r", "participant");
  await before.add("box", note("a"), null);
  expect(await ids(new IndexedStore())).toEqual(["a"]);
});

test("a database that the browser closed is opened again", async () => {
  const opened: IDBDatabase[] = [];
  const { open } = indexedDB;
  indexedDB.open = function (this: IDBFactory, ...asked: Parameters<typeof open>) {
    const request = open.apply(this, asked);
    request.addEventListener("success", () => opened.push(request.result));
    return request;
  };
  const store = new IndexedStore();
  await store.open("box", "r", "participant");
  opened[0]?.close();
  expect(await store.add("box", note("a"), null)).toBe(1);
  expect(opened.length).toBe(2);
});

test("when the store fails, memory goes on from there and says that it is memory", async () => {
  const kept = new IndexedStore();
  const failures: unknown[] = [];
  const store = new SafeStore(kept, (error) => failures.push(error));
  await store.open("box", "r", "participant");
  await store.add("box", note("a"), null);
  expect(store.durable).toBe(true);
  kept.add = () => Promise.reject(new Error("the disk is full"));
  expect(await Promise.all(["b", "c"].map((id) => store.add("box", note(id), null)))).toEqual([
    2, 3,
  ]);
  expect([store.durable, failures.length]).toEqual([false, 1]);
  expect(await ids(store)).toEqual(["a", "b", "c"]);
});
