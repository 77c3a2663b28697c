import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import english from "$text/en.json";
import catalogue from "$text/fr.json";
import type { RoomSession } from "../../live/room_session.svelte.ts";
import type { Command, PhaseKind, Room, SeenEvent } from "../../protocol/messages.ts";
import { spoken } from "../../text/spoken.svelte.ts";
import { evolve } from "../../workshop/evolve.ts";
import { roomAtWork } from "../../workshop/room_at_work.ts";
import type { Sentence } from "../sentence.ts";
import { toasts } from "../toasts.svelte.ts";
import { type Act, Acts } from "./acts.svelte.ts";

const MINUTE = 60_000;
const CLOSED: Sentence = { key: "acts.closed", with: { name: "Nord" } };
const phase = (phase: PhaseKind): Sentence => ({ key: "acts.phase", with: { phase: { phase } } });
const opened = (phase: PhaseKind): SeenEvent => ({ type: "PhaseOpened", phase, at_ms: 1 });
const given: SeenEvent[] = [
  { type: "BoardsLocked", reason: "deadline" },
  { type: "BoardsReopened", boards: ["nord"], duration_ms: 5 * MINUTE, deadline_ms: 5 * MINUTE },
];

beforeAll(() => {
  spoken.words = catalogue;
  vi.useFakeTimers();
});

afterAll(() => {
  vi.useRealTimers();
  for (const { id } of toasts.all) toasts.close(id);
});

/** What came after the end, from Anne's device. */
function late(...ids: string[]): SeenEvent[] {
  const by = { role: "participant", participant: "anne", pair: "p1" } as const;
  return ids.map((id) => {
    const command = { type: "AddNote", note: `n${id}`, beneficiary: "t", text: "Lien" } as const;
    const kept = { id, command, by, board: "nord", received_ms: 2, written_ms: 1 };
    return { type: "CommandReceivedLate", late: kept };
  });
}

let room: Room;
let done: Command[];
let acts: Acts;
let people: Record<string, string>;
/** Late commands that nobody may decide of any more. */
let refused: string[];
beforeEach(() => {
  room = roomAtWork();
  done = [];
  refused = [];
  people = { anne: "Anne" };
  const session = {
    get people() {
      return people;
    },
    get room() {
      return room;
    },
    clock: { now: () => 0 },
    async do(command: Command) {
      if ("late" in command && refused.includes(command.late)) return { type: "Rejected", n: 1 };
      done.push(command);
      return { type: "Done", n: 1, from_seq: 1, to_seq: 1 };
    },
  };
  acts = new Acts(session as unknown as RoomSession, `r${Math.random()}`);
});

describe("taking back the opening of the work", () => {
  async function takeBack(...news: SeenEvent[]) {
    room = evolve(room, [opened("mise-en-commun"), opened("presentation")]);
    await acts.give({ type: "OpenPhase", phase: "travail", start_timer: false }, phase("travail"));
    room = evolve(room, [opened("travail"), ...news]);
    done = [];
    await acts.undo(acts.all[0]?.id ?? "");
  }

  test("[P5] [T8] asks first while minutes that were given run, and closes nothing meanwhile", async () => {
    await takeBack(...given);
    expect(acts.asked?.to).toBe("presentation");
    expect([done, acts.all[0]?.undone]).toEqual([[], false]);
    await acts.answer(false);
    expect([done, acts.asked]).toEqual([[], null]);
    await acts.undo(acts.all[0]?.id ?? "");
    await acts.answer(true);
    expect(done).toEqual([{ type: "OpenPhase", phase: "presentation", start_timer: false }]);
    expect(acts.all[0]?.undone).toBe(true);
  });

  test("[P1] asks where nothing closes, since everybody is led back", async () => {
    await takeBack(
      { type: "BoardClosed", board: "nord" },
      { type: "PairReady", pair: "p1", at_ms: 1 },
    );
    expect(acts.asked?.to).toBe("presentation");
    expect(done).toEqual([]);
  });
});

describe("of acts that have something in common only the last is taken back", () => {
  const open = async (phase: PhaseKind) => {
    await acts.give(
      { type: "OpenPhase", phase, start_timer: false },
      { key: "acts.phase", with: { phase: { phase } } },
    );
    room = evolve(room, [opened(phase)]);
    done = [];
    return acts.all.at(-1) as Act;
  };
  const told = () => toasts.all.at(-1)?.text;

  test("[P1] [T8] a phase that was left and opened again since leads nobody back", async () => {
    const first = await open("mise-en-commun");
    const back = await open("travail");
    const again = await open("mise-en-commun");
    expect([first, back, again].map((act) => acts.overtaken(act))).toEqual([true, true, false]);
    await acts.undo(first.id);
    expect([done, acts.asked]).toEqual([[], null]);
    expect(told()).toContain(acts.words(first));

    await acts.undo(again.id);
    expect(acts.asked?.to).toBe("travail");
    await acts.answer(true);
    room = evolve(room, [opened("travail")]);
    expect([first, back].map((act) => acts.overtaken(act))).toEqual([true, false]);
  });

  test("what another facilitator has done since stands in the way too", async () => {
    const act = await open("mise-en-commun");
    room = evolve(room, [opened("prochaine-session")]);
    expect(acts.overtaken(act)).toBe(true);
    await acts.undo(act.id);
    expect(done).toEqual([]);
  });

  test("its notice goes when it is taken back, or gone beyond, from elsewhere", async () => {
    const shown = () => toasts.standing.map(({ text }) => text);
    const act = await open("mise-en-commun");
    expect(shown()).toContain(acts.words(act));
    room = evolve(room, [opened("prochaine-session")]);
    expect(shown()).not.toContain(acts.words(act));

    await acts.give({ type: "CloseBoard", board: "nord" }, CLOSED);
    room = evolve(room, [{ type: "BoardClosed", board: "nord" }]);
    expect(shown()).toContain("Plateau fermé : Nord");
    await acts.undo(acts.all.at(-1)?.id ?? "");
    expect(shown()).not.toContain("Plateau fermé : Nord");
    expect(shown().at(-1)).toContain("Plateau fermé : Nord");
  });

  test("one that goes on while it is asked is not taken back", async () => {
    const act = await open("mise-en-commun");
    await acts.undo(act.id);
    room = evolve(room, [opened("prochaine-session")]);
    await acts.answer(true);
    expect(done).toEqual([]);
  });

  test("[T7] what has to do with other things is", async () => {
    await acts.give({ type: "CloseBoard", board: "nord" }, CLOSED);
    room = evolve(room, [{ type: "BoardClosed", board: "nord" }]);
    await acts.give(
      { type: "SetAsideLate", late: "l1" },
      { key: "acts.set_aside", with: { text: "Lien" } },
    );
    const [closed] = acts.all;
    expect(closed && acts.overtaken(closed)).toBe(false);
    await acts.give({ type: "EndTimer" }, { key: "acts.ended" });
    expect(closed && acts.overtaken(closed)).toBe(true);
  });
});

test("[T10] several acts that are one have one notice and one way back, the last first", async () => {
  for (const { id } of toasts.all) toasts.close(id);
  room = evolve(room, late("l1", "l2", "l3"));
  refused = ["l2"];
  const every = ["l1", "l2", "l3"].map((id) => ({ type: "SetAsideLate", late: id }) as const);
  expect(await acts.giveAll(every, (count) => ({ plural: "acts.set_aside_all", count }))).toBe(
    false,
  );
  expect(toasts.all.map((each) => each.text)).toEqual(["Écartées : 2 tardives"]);
  room = evolve(room, [
    { type: "LateSetAside", late: "l1" },
    { type: "LateSetAside", late: "l3" },
  ]);
  done = [];
  await acts.undo(acts.all[0]?.id ?? "");
  expect(done).toEqual([
    { type: "BringBackLate", late: "l3" },
    { type: "BringBackLate", late: "l1" },
  ]);
});

test("an act is told in the language that is spoken now, after a reload too", async () => {
  const stored = new Map<string, string>();
  vi.stubGlobal("sessionStorage", {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, text: string) => stored.set(key, text),
  });
  const session = {
    room,
    clock: { now: () => 0 },
    do: async () => ({ type: "Done", n: 1, from_seq: 1, to_seq: 1 }),
  } as unknown as RoomSession;
  const before = new Acts(session, "r");
  await before.give({ type: "OpenPhase", phase: "travail", start_timer: false }, phase("travail"));
  await before.give({ type: "CloseBoard", board: "nord" }, CLOSED);
  const again = new Acts(session, "r");
  const told = () => again.all.map((act) => again.words(act));
  const french = told();
  spoken.words = english;
  spoken.language = "en";
  try {
    expect(told()).toEqual(["Phase opened: Work in pairs", "Board closed: Nord"]);
    expect(french).toEqual(before.all.map(() => expect.stringContaining(" : ")));
  } finally {
    vi.unstubAllGlobals();
    spoken.words = catalogue;
    spoken.language = "fr";
  }
});

test("[T10] a double click on what is on its way is one act, without a refusal", async () => {
  room = evolve(room, late("l1", "l2"));
  const [first, second] = ["l1", "l2"].map((id) => ({ type: "AdmitLate", late: id }) as const);
  const every = [first, second].flatMap((each) => each ?? []);
  const said = { key: "acts.admitted", with: { text: "Lien" } } as const;
  const twice = (commands: readonly Command[]) =>
    Promise.all([1, 2].map(() => acts.giveAll(commands, () => said)));

  expect(await twice(every.slice(0, 1))).toEqual([true, true]);
  expect([done.length, acts.all.length]).toEqual([1, 1]);
  expect(await twice(every)).toEqual([true, true]);
  expect([done.length, acts.all.length]).toEqual([3, 2]);
});

describe("[S6] [S8] of a seat", () => {
  let asked: [string, unknown][];
  let answers: { status: number; body: unknown }[];
  beforeEach(() => {
    asked = [];
    answers = [];
    for (const { id } of toasts.all) toasts.close(id);
    vi.stubGlobal("fetch", async (path: string, { body }: { body: string }) => {
      asked.push([path.replace(/^.*people/, ""), JSON.parse(body)]);
      const { status, body: said } = answers.shift() ?? { status: 200, body: { devices: 1 } };
      return new Response(JSON.stringify(said), { status });
    });
  });
  const said: Sentence = { key: "acts.free", with: { name: "Anne" } };

  test("freeing is told and listed, and its way back gives it to the same person", async () => {
    await acts.give({ type: "FreeSeat", participant: "anne" }, said);
    room = evolve(room, [{ type: "SeatFreed", participant: "anne" }]);
    expect(toasts.all.map((each) => [each.text, each.action?.label])).toEqual([
      ["Place libérée : Anne", "Annuler"],
    ]);
    const id = acts.all[0]?.id ?? "";
    await acts.undo(id);
    expect(asked).toEqual([
      ["/anne/free", {}],
      ["/anne/giveback", {}],
    ]);
    expect(acts.all[0]?.undone).toBe(true);
  });

  test("no way back once somebody has taken it, nor where the server refuses", async () => {
    await acts.give({ type: "FreeSeat", participant: "anne" }, said);
    room = evolve(room, [{ type: "SeatFreed", participant: "anne" }]);
    const [act] = acts.all;
    answers = [{ status: 409, body: { message: "Cette place est prise." } }];
    await acts.undo(act?.id ?? "");
    expect([acts.all[0]?.undone, toasts.all.at(-1)?.text]).toEqual([
      false,
      "Cette place est prise.",
    ]);
    room = evolve(room, [{ type: "ParticipantArrived", participant: "anne" }]);
    expect(act && acts.overtaken(act)).toBe(true);
  });

  test("that no device comes back to it is said", async () => {
    await acts.give({ type: "FreeSeat", participant: "anne" }, said);
    room = evolve(room, [{ type: "SeatFreed", participant: "anne" }]);
    answers = [{ status: 200, body: { devices: 0 } }];
    await acts.undo(acts.all[0]?.id ?? "");
    expect(toasts.all.map((each) => each.text).join()).toContain("aucun appareil n'y revient");
  });

  test("whoever is awaited no more is awaited again where they were, by their name", async () => {
    room = evolve(room, [{ type: "SeatFreed", participant: "anne" }]);
    const { board, pair } = room.participants.anne ?? {};
    await acts.give({ type: "DropExpected", participant: "anne" }, said);
    room = evolve(room, [{ type: "ExpectedDropped", participant: "anne" }]);
    people = {};
    await acts.undo(acts.all[0]?.id ?? "");
    expect(asked).toEqual([
      ["/anne/drop", {}],
      ["/anne/await", { name: "Anne", board, pair }],
    ]);
  });
});
