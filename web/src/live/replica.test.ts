import { beforeEach, describe, expect, test } from "vitest";
import type { Changes, SeenEvent, Welcome } from "../protocol/messages.ts";
import { roomAtWork } from "../workshop/room_at_work.ts";
import { Replica } from "./replica.ts";
import { ServerClock } from "./server_clock.ts";

const welcome: Welcome = {
  type: "Welcome",
  epoch: "first",
  seq: 10,
  now_ms: 0,
  you: { role: "participant", participant: "anne", outbox: "o" },
  done_to: 0,
  room: roomAtWork(),
  people: {},
};
const opened: SeenEvent = { type: "PhaseOpened", phase: "presentation", at_ms: 5 };

function frame(from_seq: number, ...seqs: number[]): Changes {
  const changes = seqs.map((seq) => {
    return { seq, at_ms: 0, role: "facilitator", pair: null, event: opened } as const;
  });
  return { type: "Changes", from_seq, to_seq: seqs.at(-1) ?? from_seq, changes };
}

describe("a replica", () => {
  let replica: Replica;
  const phases = () => (replica.room?.phases.length ?? 0) - roomAtWork().phases.length;

  beforeEach(() => {
    replica = new Replica(() => {});
    replica.welcome(welcome);
  });

  test("[W5] takes of a frame only what it has not had", () => {
    expect(replica.changes(frame(8, 9, 10, 11, 11, 12))).toBe("taken");
    expect([phases(), replica.seq]).toEqual([3, 12]);
  });

  test("[W5] drops a frame that it has had", () => {
    replica.changes(frame(10, 11));
    expect(replica.changes(frame(10, 11))).toBe("known");
    expect(phases()).toBe(1);
  });

  test("[W5] takes nothing of a frame that comes after a hole", () => {
    expect(replica.changes(frame(11, 12))).toBe("missed");
    expect([phases(), replica.seq]).toEqual([0, 10]);
  });

  test("[W5] goes to the end of a frame of which it is shown little", () => {
    replica.changes({ ...frame(10, 11), to_seq: 20 });
    expect(replica.changes(frame(20, 21))).toBe("taken");
  });

  test("[W4] a snapshot replaces what waited to be folded", () => {
    replica.changes(frame(10, 11));
    replica.welcome({ ...welcome, seq: 30 });
    expect([phases(), replica.seq]).toEqual([0, 30]);
  });

  test("[W4] a welcome without a snapshot is for the same log only", () => {
    expect(replica.welcome({ ...welcome, room: null })).toBe("known");
    expect(replica.welcome({ ...welcome, room: null, epoch: "second" })).toBe("missed");
    replica.distrust();
    expect([replica.epoch, replica.seq]).toEqual([null, 0]);
  });

  test("is the same value until something changes", () => {
    const { room } = replica;
    expect(replica.room).toBe(room);
    replica.changes(frame(10, 11));
    expect(replica.room).not.toBe(room);
    expect(replica.room?.boards).toBe(room?.boards);
  });
});

describe("the server's clock", () => {
  test("is the same on a device whose own clock is an hour wrong", () => {
    let elapsed = 1_000;
    const clocks = [0, 3_600_000].map((wrong) => new ServerClock(() => elapsed + wrong));
    for (const clock of clocks) clock.hear(1_700_000_000_000);
    elapsed += 60_000;
    expect(clocks.map((clock) => clock.now())).toEqual([1_700_000_060_000, 1_700_000_060_000]);
  });

  test("believes the news that were least late", () => {
    let local = 0;
    const clock = new ServerClock(() => local);
    for (const late of [900, 40, 700]) {
      local += 3_000;
      clock.hear(local - late);
    }
    expect(local - clock.now()).toBe(40);
  });

  test("never takes a small step back", () => {
    const clock = new ServerClock(() => 0);
    clock.hear(10_000);
    expect(clock.now()).toBe(10_000);
    clock.forget();
    expect([clock.known, clock.now()]).toEqual([true, 10_000]);
    clock.hear(9_000);
    expect(clock.now()).toBe(10_000);
    clock.forget();
    clock.hear(1_000);
    expect(clock.now()).toBe(1_000);
  });
});
