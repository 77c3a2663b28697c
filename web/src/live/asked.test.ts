import { expect, test } from "vitest";
import { Asked, type Slots } from "./asked.ts";
import { MemoryStore } from "./store.ts";
import { note, World } from "./world.ts";

class MapSlots implements Slots {
  readonly #map = new Map<string, string>();
  get length() {
    return this.#map.size;
  }
  key = (index: number) => [...this.#map.keys()][index] ?? null;
  getItem = (key: string) => this.#map.get(key) ?? null;
  setItem = (key: string, value: string) => void this.#map.set(key, value);
  removeItem = (key: string) => void this.#map.delete(key);
}

/** A store whose disk takes its time, until it is told to go on. */
class SlowStore extends MemoryStore {
  goOn = () => {};
  readonly #disk = new Promise<void>((resolve) => {
    this.goOn = resolve;
  });
  override async add(...args: Parameters<MemoryStore["add"]>) {
    await this.#disk;
    return super.add(...args);
  }
}

test("[K2] what was asked is held until the store has it, whatever the line does", async () => {
  const slots = new MapSlots();
  const store = new SlowStore(true);
  const world = new World(store);
  const core = await world.online();
  void core.do(note("a"), new Asked("r", "participant", slots).hold(note("a")));
  await world.scheduler.tick(50);
  expect(new Asked("r", "participant", slots).left.map((each) => each.command)).toEqual([
    note("a"),
  ]);
  store.goOn();
  await world.scheduler.tick(0);
  expect(new Asked("r", "participant", slots).left).toEqual([]);
});

test("what an earlier page has left comes in order, of this room and role only", () => {
  const slots = new MapSlots();
  const asked = new Asked("r", "participant", slots);
  const letGo = Array.from({ length: 12 }, (_, at) => asked.hold(note(`n${at}`)));
  new Asked("r", "facilitator", slots).hold(note("x"));
  new Asked("other", "participant", slots).hold(note("y"));
  letGo[3]?.();
  const again = new Asked("r", "participant", slots);
  const ids = again.left.map(({ command }) => "note" in command && command.note);
  expect(ids).toEqual(["n0", "n1", "n2", ...[4, 5, 6, 7, 8, 9, 10, 11].map((at) => `n${at}`)]);
  for (const each of again.left) each.letGo();
  expect(new Asked("r", "participant", slots).left).toEqual([]);
});

test("a browser that holds nothing, and a torn text, stop nothing", () => {
  const slots = new MapSlots();
  slots.setItem("tablee.asked.r.participant.1", "{torn");
  expect(new Asked("r", "participant", slots).left).toEqual([]);
  const full = {
    ...slots,
    length: 0,
    key: () => null,
    setItem: () => {
      throw new Error("full");
    },
  };
  new Asked("r", "participant", full).hold(note("a"))();
  new Asked("r", "participant", null).hold(note("a"))();
});
