// Folding what the room makes of its pooling: the mirror of
// `server/tablee/workshop/evolve_concluding.py`. An event about what is not there changes nothing.
import type {
  ConceptAdded,
  ConceptRemoved,
  ConclusionClosed,
  ConclusionEdited,
  ConclusionRemoved,
  ConclusionReopened,
  ConclusionWritten,
  Mark,
  MisrenderedSaid,
  MisrenderedSettled,
  MisrenderedWithdrawn,
  SubjectTold,
  VotersCounted,
  Voting,
  VotingClosed,
  VotingOpened,
} from "../protocol/messages.ts";
import type { Draft } from "./draft.ts";

export type ConcludingEvent =
  | VotingOpened
  | VotersCounted
  | VotingClosed
  | ConclusionWritten
  | ConclusionEdited
  | ConclusionRemoved
  | ConclusionClosed
  | ConclusionReopened
  | MisrenderedSaid
  | MisrenderedWithdrawn
  | MisrenderedSettled
  | SubjectTold
  | ConceptAdded
  | ConceptRemoved;

export function evolveConcluding(draft: Draft, event: ConcludingEvent): void {
  switch (event.type) {
    case "VotingOpened": {
      const { mark, votes_each } = event;
      const state = "open";
      putLast(draft, mark, { state, votes_each, ballots: {}, voters: 0, results: [] });
      break;
    }
    case "VotersCounted":
      change(draft, event.mark, { voters: event.voters });
      break;
    case "VotingClosed": {
      const { mark, voters, results } = event;
      const found = draft.room.votings[mark];
      if (found) putLast(draft, mark, { ...found, state: "closed", ballots: {}, voters, results });
      break;
    }
    case "ConclusionWritten":
    case "ConclusionEdited":
      draft.table("conclusions")[event.conclusion.id] = event.conclusion;
      draft.own().unwritten = besides(draft.room.unwritten, event.conclusion.id);
      break;
    case "ConclusionRemoved":
      delete draft.table("conclusions")[event.conclusion];
      draft.own().unwritten = [...draft.room.unwritten, event.conclusion];
      break;
    case "ConclusionClosed":
    case "ConclusionReopened": {
      const found = draft.room.conclusions[event.conclusion];
      const closed = event.type === "ConclusionClosed";
      if (found) draft.table("conclusions")[found.id] = { ...found, closed };
      break;
    }
    case "MisrenderedSaid":
      draft.table("misrendered")[event.note] = event.misrendered;
      break;
    case "MisrenderedWithdrawn":
    case "MisrenderedSettled":
      delete draft.table("misrendered")[event.note];
      break;
    case "SubjectTold":
      draft.table("told")[event.target] = event.at_ms;
      break;
    case "ConceptAdded":
      draft.table("lexicon")[event.concept] = event.words;
      draft.own().unmeant = besides(draft.room.unmeant, event.concept);
      break;
    case "ConceptRemoved":
      delete draft.table("lexicon")[event.concept];
      draft.own().unmeant = [...draft.room.unmeant, event.concept];
  }
}

function besides(ids: readonly string[], one: string): readonly string[] {
  return ids.filter((each) => each !== one);
}

/** [O7] Votes are in the order in which each was last opened or closed. */
function putLast(draft: Draft, mark: Mark, voting: Voting): void {
  const votings = draft.table("votings");
  delete votings[mark];
  votings[mark] = voting;
}

function change(draft: Draft, mark: Mark, to: Partial<Voting>): void {
  const voting = draft.room.votings[mark];
  if (voting) draft.table("votings")[mark] = { ...voting, ...to };
}
