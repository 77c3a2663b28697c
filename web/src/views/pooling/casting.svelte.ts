// One's own ballots while a vote is open: shown as they are pressed, sent whole at each press.
import type { RoomSession } from "../../live/room_session.svelte";
import type { Mark, Voting } from "../../protocol/messages";
import { t } from "../../text/catalogue";
import { ownVotes } from "../../workshop/voting";
import { refusedWords } from "../refused";
import { oneLess, oneMore } from "./ballot";

export class Casting {
  /** Why the last press changed nothing, in words, and in which vote. */
  refused = $state.raw<{ mark: Mark; words: string } | null>(null);
  readonly #session: RoomSession;
  /** What was pressed, until the server has answered: two presses may fall into one picture. */
  #pressed = $state.raw<Partial<Record<Mark, readonly string[]>>>({});

  constructor(session: RoomSession) {
    this.#session = session;
  }

  of(mark: Mark): readonly string[] {
    return this.#pressed[mark] ?? ownVotes(mark, this.#session.votes, this.#session.waiting);
  }

  /** One vote more for a note, or what says why not. */
  give(mark: Mark, note: string, { votes_each }: Voting): void {
    const ballot = oneMore(this.of(mark), note, votes_each);
    if (ballot) void this.cast(mark, ballot);
    else this.refused = { mark, words: t("rejection.too_many_votes", { limit: votes_each }) };
  }

  /** One vote less for the effect of these notes. */
  takeBack(mark: Mark, notes: readonly string[]): void {
    const before = this.of(mark);
    const ballot = oneLess(before, notes);
    if (ballot !== before) void this.cast(mark, ballot);
  }

  /** The votes for these notes, all of them; each other one is kept. */
  letGoOf(mark: Mark, notes: readonly string[]): void {
    const before = this.of(mark);
    const ballot = before.filter((each) => !notes.includes(each));
    if (ballot.length < before.length) void this.cast(mark, ballot);
  }

  takeAllBack(mark: Mark): void {
    if (this.of(mark).length > 0) void this.cast(mark, []);
  }

  /** The whole ballot, in place of the one before. */
  async cast(mark: Mark, notes: readonly string[]): Promise<void> {
    this.refused = null;
    this.#pressed = { ...this.#pressed, [mark]: notes };
    const outcome = await this.#session.do({ type: "CastVotes", mark, notes });
    if (this.#pressed[mark] === notes) this.#pressed = { ...this.#pressed, [mark]: undefined };
    if (outcome.type !== "Rejected") return;
    // The ballot is gone with the vote: it is told where one is by then.
    if (outcome.code === "voting_closed") return;
    this.refused = { mark, words: refusedWords(outcome) };
    // Said here, where it was pressed: it holds no text that would be worth keeping.
    this.#session.dismiss(outcome.n);
  }
}
