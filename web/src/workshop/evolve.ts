// Folding events into a room: the mirror of `server/tablee/workshop/evolve.py`.
//
// What happened is never refused. `tests/traces/` holds both to the same results. A frame's events
// go into one draft, so that a frame costs one copy of what it touches, however much it changes.
import type {
  Board,
  BoardsReopened,
  Guidance,
  PhasePlan,
  Room,
  SeenEvent,
  Template,
  TerritoryAdded,
  Timer,
  WorkshopCreated,
} from "../protocol/messages.ts";
import { Draft, table } from "./draft.ts";
import { evolveBoard } from "./evolve_board.ts";
import { evolveConcluding } from "./evolve_concluding.ts";
import { evolveRemarks } from "./evolve_remarks.ts";
import { withoutNote } from "./seen_decisions.ts";

/** The phase's own page, with nothing in particular. */
const ITS_PAGE = { kind: "phase", target: "" } as const;

const AT_FIRST: Guidance = {
  shown: ITS_PAGE,
  leading: false,
  summons: 0,
  way_in: false,
  look: "matrix",
  page: 0,
  sift: null,
};

/** The room as its first event makes it: in « accueil », with no board yet. */
export function createRoom(event: WorkshopCreated): Room {
  const length_ms = plannedMs(event.template);
  return {
    title: event.title,
    held_on: "",
    language: event.language,
    template: event.template,
    created_ms: event.at_ms,
    delete_after_ms: event.delete_after_ms,
    phase: "accueil",
    phases: [{ phase: "accueil", at_ms: event.at_ms }],
    pooling_shown: false,
    timer: {
      state: "idle",
      reopened: false,
      duration_ms: length_ms,
      steps_ms: length_ms,
      deadline_ms: null,
      remaining_ms: null,
      grace_ms: 0,
    },
    boards: table(),
    participants: table(),
    pairs: table(),
    late: table(),
    decisions: table(),
    next_session: { date: "", method: "" },
    remarks: table(),
    guidance: AT_FIRST,
    doors_open: true,
    links: 0,
    ready: table(),
    hands: table(),
    messages: table(),
    aside: table(),
    retracted: [],
    withdrawn: table(),
    votings: table(),
    conclusions: table(),
    misrendered: table(),
    told: table(),
    lexicon: table(),
    unwritten: [],
    unmeant: [],
  };
}

/** How long the work is planned to last. */
function plannedMs(template: Template): number {
  const seconds = template.phases.find((plan) => plan.kind === "travail")?.duration_s;
  return seconds == null ? 2_700_000 : seconds * 1_000;
}

/** The room after the events. One that throws is skipped and given to `poison`. */
export function evolve(
  room: Room,
  events: Iterable<SeenEvent>,
  poison?: (event: SeenEvent, error: unknown) => void,
): Room {
  const draft = new Draft(room);
  for (const event of events) {
    try {
      apply(draft, event);
    } catch (error) {
      if (poison === undefined) throw error;
      poison(event, error);
    }
  }
  return draft.room;
}

/** Change the draft as one event says. */
export function apply(draft: Draft, event: SeenEvent): void {
  switch (event.type) {
    case "WorkshopCreated":
      draft.restart(createRoom(event));
      break;
    case "WorkshopEdited":
      Object.assign(draft.own(), { title: event.title, held_on: event.held_on });
      break;
    case "TerritoryAdded":
      draft.table("boards")[event.board] = newBoard(event);
      break;
    case "TerritoryRenamed":
      if (draft.room.boards[event.board]) draft.board(event.board).name = event.name;
      break;
    case "TerritoryRemoved":
      delete draft.table("boards")[event.board];
      break;
    case "ParticipantSeated": {
      const { participant: id, board, pair } = event;
      const expected = draft.room.participants[id]?.expected ?? false;
      draft.table("participants")[id] = { id, board, pair: pair.id, expected };
      draft.table("pairs")[pair.id] = pair;
      break;
    }
    case "PhaseOpened": {
      const room = draft.own();
      room.phase = event.phase;
      room.phases = [...room.phases, { phase: event.phase, at_ms: event.at_ms }];
      room.pooling_shown = room.pooling_shown || event.phase === "mise-en-commun";
      // [Q3] its own page, without the way in over it; the presentation is followed.
      const leading = event.phase === "presentation";
      room.guidance = { ...room.guidance, shown: ITS_PAGE, leading, way_in: false, sift: null };
      room.ready = table();
      break;
    }
    case "TimerStarted":
      running(draft, event.deadline_ms, event.duration_ms);
      setTimer(draft, { steps_ms: event.steps_ms ?? event.duration_ms, reopened: false });
      close(draft, Object.keys(draft.room.boards), false);
      break;
    case "TimerPaused":
      setTimer(draft, {
        state: "paused",
        deadline_ms: null,
        remaining_ms: event.remaining_ms,
      });
      break;
    case "TimerResumed":
      running(draft, event.deadline_ms, draft.room.timer.duration_ms);
      break;
    case "DeadlineMoved": {
      const { duration_ms, deadline_ms, remaining_ms } = event;
      setTimer(draft, { duration_ms, deadline_ms, remaining_ms });
      break;
    }
    case "GraceSet":
      setTimer(draft, { grace_ms: event.grace_ms });
      break;
    case "BoardsLocked": {
      // [P5] Leaving the work ends no timer that was never started.
      const left = event.reason === "phase" && draft.room.timer.state === "idle";
      const state = left ? "idle" : "ended";
      setTimer(draft, { state, deadline_ms: null, remaining_ms: null });
      close(draft, Object.keys(draft.room.boards), true);
      break;
    }
    case "BoardClosed":
      close(draft, [event.board], true);
      break;
    case "BoardsReopened":
      reopened(draft, event);
      break;
    case "CommandReceivedLate":
      draft.table("late")[event.late.id] = event.late;
      break;
    case "LateAdmitted":
      delete draft.table("late")[event.late];
      delete draft.table("aside")[event.late];
      break;
    case "LateSetAside":
      moveLate(draft, event.late, "late", "aside");
      break;
    case "LateBroughtBack":
      moveLate(draft, event.late, "aside", "late");
      break;
    case "DecisionTaken":
      draft.table("decisions")[event.decision.id] = event.decision;
      break;
    case "DecisionRetracted":
      delete draft.table("decisions")[event.decision];
      draft.own().retracted = [...draft.room.retracted, event.decision];
      break;
    case "NextSessionSet":
      draft.own().next_session = event.next_session;
      break;
    case "GuidanceSet":
      draft.own().guidance = event.guidance;
      break;
    case "RemarkLeft":
    case "RemarkEdited":
    case "RemarkAnswered":
    case "RemarkClosed":
    case "RemarkReopened":
      evolveRemarks(draft, event);
      break;
    case "ProgrammeEdited":
    case "IntentionEdited":
    case "QuestionEdited": {
      const { type, ...words } = event;
      setTemplate(draft, words);
      break;
    }
    case "LanguageChanged":
      draft.own().language = event.language;
      break;
    case "DeletionMoved":
      draft.own().delete_after_ms = event.delete_after_ms;
      break;
    case "PhaseEdited":
      replanned(draft, event.plan);
      break;
    case "PeopleExpected":
      for (const person of event.people) draft.table("participants")[person.id] = person;
      for (const pair of event.pairs) draft.table("pairs")[pair.id] = pair;
      break;
    case "ParticipantArrived":
    case "SeatFreed": {
      const person = draft.room.participants[event.participant];
      const expected = event.type === "SeatFreed";
      if (person) draft.table("participants")[person.id] = { ...person, expected };
      break;
    }
    case "ExpectedDropped":
      delete draft.table("participants")[event.participant];
      break;
    case "DoorsOpened":
    case "DoorsClosed":
      draft.own().doors_open = event.type === "DoorsOpened";
      break;
    case "LinksMarked":
      draft.own().links += 1;
      break;
    case "PairReady":
      draft.table("ready")[event.pair] = event.at_ms;
      break;
    case "PairNotReady":
      delete draft.table("ready")[event.pair];
      break;
    case "HandRaised":
      draft.table("hands")[event.participant] = event.at_ms;
      break;
    case "HandLowered":
      delete draft.table("hands")[event.participant];
      break;
    case "MessageSent":
      draft.table("messages")[event.message.id] = event.message;
      break;
    case "MessageWithdrawn":
      delete draft.table("messages")[event.message];
      draft.table("withdrawn")[event.message] = event.pair;
      break;
    case "VotingOpened":
    case "VotersCounted":
    case "VotingClosed":
    case "ConclusionWritten":
    case "ConclusionEdited":
    case "ConclusionRemoved":
    case "ConclusionClosed":
    case "ConclusionReopened":
    case "MisrenderedSaid":
    case "MisrenderedWithdrawn":
    case "MisrenderedSettled":
    case "SubjectTold":
    case "ConceptAdded":
    case "ConceptRemoved":
      evolveConcluding(draft, event);
      break;
    case "VotesCast":
      break; // [O3] no viewer is sent one
    default: {
      const board = draft.room.boards[event.board];
      if (!board) break;
      evolveBoard(draft, board, event);
      followHidden(draft, event);
    }
  }
}

/** A note that is hidden from this viewer leaves the decisions that they see, and comes back. */
function followHidden(draft: Draft, event: SeenEvent): void {
  if (event.type === "NoteWithdrawn") {
    for (const decision of Object.values(draft.room.decisions)) {
      const seen = withoutNote(decision, event.note);
      if (seen === decision) continue;
      if (seen) draft.table("decisions")[decision.id] = seen;
      else delete draft.table("decisions")[decision.id];
    }
  } else if (event.type === "NoteReturned" && event.decisions.length > 0) {
    const all = event.decisions.map((decision) => [decision.id, decision]);
    draft.own().decisions = table(Object.fromEntries(all));
  }
}

function moveLate(draft: Draft, id: string, from: "late" | "aside", to: "late" | "aside"): void {
  const late = draft.room[from][id];
  if (!late) return;
  delete draft.table(from)[id];
  draft.table(to)[id] = late;
}

function setTemplate(draft: Draft, change: Partial<Template>): void {
  draft.own().template = { ...draft.room.template, ...change };
}

/** A timer that has not been started yet shows what is planned. */
function replanned(draft: Draft, plan: PhasePlan): void {
  const phases = draft.room.template.phases.map((each) => (each.kind === plan.kind ? plan : each));
  setTemplate(draft, { phases });
  if (draft.room.timer.state === "idle") {
    const length_ms = plannedMs(draft.room.template);
    setTimer(draft, { duration_ms: length_ms, steps_ms: length_ms });
  }
}

function setTimer(draft: Draft, change: Partial<Timer>): void {
  draft.own().timer = { ...draft.room.timer, ...change };
}

function running(draft: Draft, deadline_ms: number, duration_ms: number): void {
  setTimer(draft, { state: "running", duration_ms, deadline_ms, remaining_ms: null });
}

function close(draft: Draft, boards: readonly string[], closed: boolean): void {
  for (const id of boards) {
    const board = draft.room.boards[id];
    if (board && board.closed !== closed) draft.board(id).closed = closed;
  }
}

function reopened(draft: Draft, event: BoardsReopened): void {
  close(draft, event.boards, false);
  if (event.deadline_ms === null) return;
  running(draft, event.deadline_ms, event.duration_ms);
  setTimer(draft, { reopened: true });
}

function newBoard(event: TerritoryAdded): Board {
  return {
    id: event.board,
    name: event.name,
    closed: false,
    starting_point: "",
    order: [],
    beneficiaries: table({ [event.builtin.id]: event.builtin }),
    notes: table(),
    points: table(),
    interested: table(),
    removed_beneficiaries: table(),
    removed_notes: table(),
    known_as: table(),
    chits: table(),
    hidden: 0,
  };
}
