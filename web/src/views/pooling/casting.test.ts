import { expect, test } from "vitest";
import french from "$text/fr.json";
import type { Outcome, RoomSession } from "../../live/room_session.svelte";
import type { Command, RejectionCode } from "../../protocol/messages";
import { spoken } from "../../text/spoken.svelte";
import { Casting } from "./casting.svelte";

/** What is said at the ballot, and whether the refusal is let go of, when a press is refused so. */
async function refused(code: RejectionCode): Promise<[string, number[]]> {
  spoken.words = french;
  const letGo: number[] = [];
  const outcome = { type: "Rejected", n: 7, code, message: "", params: { limit: 3 } };
  const session = {
    votes: {},
    waiting: [],
    do: async () => outcome as unknown as Outcome,
    dismiss: (n: number) => letGo.push(n),
  } as unknown as RoomSession;
  const casting = new Casting(session);
  await casting.cast("compte", ["n"]);
  expect(casting.of("compte")).toEqual([]);
  return [casting.refused?.words ?? "", letGo];
}

test("a vote that came after the closing is kept to be told, for its ballot is gone", async () => {
  expect(await refused("voting_closed")).toEqual(["", []]);
  const [said, letGo] = await refused("too_many_votes");
  expect(said).not.toBe("");
  expect(letGo).toEqual([7]);
});

test("[O2] what is let go of is every vote for these notes, and none of the others", async () => {
  const sent: (readonly string[])[] = [];
  const session = {
    votes: { compte: ["n1", "n2", "n1", "n3"] },
    waiting: [],
    do: async (command: Command) => {
      if (command.type === "CastVotes") sent.push(command.notes);
      return { type: "Done" } as unknown as Outcome;
    },
  } as unknown as RoomSession;
  const casting = new Casting(session);
  casting.letGoOf("compte", ["n4"]);
  expect(sent).toEqual([]);
  casting.letGoOf("compte", ["n1", "n1"]);
  expect(sent).toEqual([["n2", "n3"]]);
});
