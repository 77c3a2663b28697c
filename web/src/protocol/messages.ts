// Made by `python -m tablee.protocol.schema` from the Python types; not edited by hand.

export const PROTOCOL = 1;

/** Bytes that one frame of a client may hold. */
export const MAX_FRAME = 65536;

export const CLOSE = {
  GOING_AWAY: 1012,
  INTERNAL: 1011,
  TOO_LARGE: 1009,
  PROTOCOL_ERROR: 4400,
  NO_SESSION: 4401,
  FORBIDDEN: 4403,
  NOT_FOUND: 4404,
  TOO_SLOW: 4408,
  SUPERSEDED: 4409,
  ERASED: 4410,
  DISPLACED: 4411,
  OLD_CLIENT: 4426,
} as const;

export const LIMITS = {
  TEXT: 2000,
  REMARK: 1000,
  LABEL: 200,
  ALIASES: 10,
  TERRITORIES: 20,
  PARTICIPANTS: 600,
  PAIRS_PER_BOARD: 60,
  BENEFICIARIES_PER_BOARD: 150,
  BENEFICIARIES_KEPT: 1000,
  NOTES_PER_ROOM: 5000,
  NOTES_KEPT: 20000,
  POINTS_PER_BOARD: 1000,
  POSITIONS_PER_POINT: 20,
  INTERESTED_PER_BOARD: 100,
  PARTS_PER_SPLIT: 10,
  LATE_PER_ROOM: 1000,
  DECISIONS_PER_ROOM: 3000,
  DECISIONS_KEPT: 10000,
  NOTES_PER_DECISION: 500,
  SCREEN_PAGE: 999,
  REMARKS_PER_ROOM: 500,
  MESSAGE: 500,
  MESSAGES_PER_ROOM: 20,
  MESSAGES_KEPT: 1000,
  VOTES_EACH: [1, 10],
  CONCLUSIONS_PER_ROOM: 300,
  CONCLUSIONS_KEPT: 1000,
  NOTES_PER_CONCLUSION: 50,
  MISRENDERED_PER_ROOM: 1000,
  CONCEPTS_PER_ROOM: 200,
  CONCEPTS_KEPT: 1000,
  WORDS_PER_CONCEPT: [2, 20],
  WORD: 60,
  DURATION_MS: [1000, 28800000],
  PLANNED_S: [10, 28800],
  STEPS: 10,
  PROMPTS: 10,
  TEMPLATE_CONCEPTS: 200,
  EXPECTED_AT_ONCE: 500,
  DAY_MS: 86400000,
  KEPT_MS: [86400000, 315619200000],
  GRACE_MS: 60000,
} as const;

export const PHASES: readonly PhaseKind[] = [
  "accueil",
  "presentation",
  "travail",
  "mise-en-commun",
  "prochaine-session",
];

export const SECTIONS: readonly string[] = [
  "intentions",
  "grille",
  "composantes",
  "contexte",
  "effets",
  "externalites",
  "interesses",
  "etapes",
];

export type ChitKind = "note" | "beneficiary";

export type ConclusionKind = "accord" | "orientation" | "question";

export type Directness = "direct" | "indirect";

export type ExamplePart = "example" | "beneficiary" | "note";

export type Language = "fr" | "en";

export type LinkChange = "made" | "opened" | "replaced" | "revoked";

export type LinkRole = "facilitator" | "participant" | "screen";

export type LockReason = "deadline" | "facilitator" | "phase";

export type Mark = "compte" | "tient";

export type NoteKind = "visé" | "externalité";

export type PhaseKind = "accueil" | "presentation" | "travail" | "mise-en-commun" | "prochaine-session";

export type PoolingLook = "matrix" | "columns" | "discussion" | "card" | "common" | "ladder" | "kinds" | "interested" | "registers" | "gaps" | "votes";

export type Role = "facilitator" | "participant" | "screen" | "system";

export type ShownKind = "phase" | "section" | "example-beneficiary" | "example-note" | "actor" | "territory-actor" | "note";

export type Status = "hypothèse";

export type TargetKind = "note" | "beneficiary" | "board";

export type TimerState = "idle" | "running" | "paused" | "ended";

export type VotingState = "open" | "closed";

export type RejectionCode = "not_allowed" | "wrong_phase" | "board_closed" | "other_board" | "not_seated" | "unknown_board" | "unknown_beneficiary" | "unknown_note" | "unknown_point" | "unknown_interested" | "unknown_participant" | "unknown_pair" | "unknown_late" | "unknown_decision" | "unknown_remark" | "unknown_example" | "unknown_section" | "unknown_message" | "unknown_phase" | "unknown_conclusion" | "unknown_misrendered" | "unknown_concept" | "words_known" | "bad_id" | "id_taken" | "beneficiary_missing" | "text_empty" | "text_too_long" | "too_many" | "label_taken" | "conflict" | "changed" | "beneficiary_has_notes" | "beneficiary_builtin" | "beneficiary_deleted" | "parent_not_possible" | "point_closed" | "territory_in_use" | "too_few" | "timer_not_running" | "timer_not_paused" | "timer_running" | "timer_not_for_this_phase" | "duration_out_of_range" | "nothing_to_reopen" | "pooling_not_shown" | "note_hidden" | "other_pair" | "doors_closed" | "steps_too_long" | "phase_open" | "deletion_out_of_range" | "sandbox_date" | "seat_taken" | "voting_open" | "voting_closed" | "votes_out_of_range" | "too_many_votes" | "kept_apart" | "same_actor" | "circle" | "other_actor" | "not_grouped" | "unknown_register" | "key_conflict" | "gap" | "busy" | "storage" | "internal";

export type ReasonKind = "word" | "concept" | "acronym" | "same_name" | "close_effects" | "learned" | "third" | "category";

export type BoardCommand =
  | SetStartingPoint
  | AddBeneficiary
  | EditBeneficiary
  | RankBeneficiary
  | DeleteBeneficiary
  | RestoreBeneficiary
  | AddNote
  | EditNote
  | ClassifyNote
  | MoveNote
  | SplitNote
  | DeleteNote
  | RestoreNote
  | OpenPoint
  | EditPoint
  | TakePosition
  | KeepBothVersions
  | ClosePoint
  | ReopenPoint
  | AddInterestedActor
  | EditInterestedActor
  | DeleteInterestedActor
  | RestoreInterestedActor;

export type RemarkCommand =
  | LeaveRemark
  | AnswerRemark
  | CloseRemark
  | ReopenRemark;

export type TakingPartCommand =
  | CastVotes
  | SayMisrendered
  | WithdrawMisrendered;

export type PoolingCommand =
  | SameActor
  | RenameActor
  | RetractDecision
  | PartOfActor
  | DifferentActors
  | DecideLater
  | GroupEffects
  | TakeOutOfGroup
  | TitleGroup
  | CategoriseActor
  | PutInRegister;

export type LeadCommand =
  | HideNote
  | ShowNote
  | EditWorkshop
  | AddTerritory
  | RenameTerritory
  | RemoveTerritory
  | OpenPhase
  | StartTimer
  | PauseTimer
  | ResumeTimer
  | MoveDeadline
  | EndTimer
  | SetGrace
  | CloseBoard
  | ReopenBoards
  | LockBoards
  | AdmitLate
  | SetAsideLate
  | BringBackLate
  | SendMessage
  | WithdrawMessage
  | SetNextSession
  | OpenDoors
  | CloseDoors
  | MarkLinks
  | Guide
  | Release
  | Summon
  | Present
  | SetScreen
  | EditPhase
  | ExpectPeople
  | OpenVoting
  | CloseVoting
  | WriteConclusion
  | EditConclusion
  | RemoveConclusion
  | CloseConclusion
  | ReopenConclusion
  | SettleMisrendered
  | AddConcept
  | RemoveConcept;

export type SeatCommand =
  | Sit
  | Arrive
  | FreeSeat
  | GiveSeatBack
  | DropExpected;

export type Command =
  | SayReady
  | RaiseHand
  | LowerHand
  | BoardCommand
  | RemarkCommand
  | TakingPartCommand
  | PoolingCommand
  | LeadCommand
  | SeatCommand;

export type PoolingChoice =
  | Same
  | Renamed
  | PartOf
  | Different
  | Later
  | Grouped
  | Apart
  | Titled
  | Categorised
  | InRegister;

export type Event =
  | WorkshopCreated
  | WorkshopEdited
  | TerritoryAdded
  | TerritoryRenamed
  | TerritoryRemoved
  | ParticipantSeated
  | PhaseOpened
  | TimerStarted
  | TimerPaused
  | TimerResumed
  | DeadlineMoved
  | GraceSet
  | BoardsLocked
  | BoardClosed
  | BoardsReopened
  | StartingPointSet
  | BeneficiaryAdded
  | BeneficiaryFound
  | BeneficiaryEdited
  | BeneficiaryRanked
  | BeneficiaryDeleted
  | BeneficiaryRestored
  | NoteAdded
  | NoteEdited
  | NoteClassified
  | NoteMoved
  | NoteSplit
  | NoteDeleted
  | NoteRestored
  | NoteHidden
  | NoteShown
  | PointOpened
  | PointEdited
  | PositionTaken
  | PointClosed
  | PointReopened
  | InterestedActorAdded
  | InterestedActorEdited
  | CommandReceivedLate
  | LateAdmitted
  | LateSetAside
  | DecisionTaken
  | DecisionRetracted
  | NextSessionSet
  | GuidanceSet
  | RemarkLeft
  | RemarkEdited
  | RemarkAnswered
  | RemarkClosed
  | RemarkReopened
  | DoorsOpened
  | DoorsClosed
  | LinksMarked
  | LateBroughtBack
  | PairReady
  | PairNotReady
  | HandRaised
  | HandLowered
  | MessageSent
  | MessageWithdrawn
  | ProgrammeEdited
  | IntentionEdited
  | QuestionEdited
  | LanguageChanged
  | DeletionMoved
  | PhaseEdited
  | PeopleExpected
  | ParticipantArrived
  | SeatFreed
  | ExpectedDropped
  | VotingOpened
  | VotesCast
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

export type Veil =
  | ChitPlaced
  | ChitTaken
  | NoteWithdrawn
  | NoteReturned
  | HiddenCounted;

export type SeenEvent =
  | Event
  | Veil;

export type ClientMessage =
  | Hello
  | Do
  | Writing
  | Speak;

export type ServerMessage =
  | Welcome
  | Changes
  | Done
  | Rejected
  | ReceivedLate
  | Refused
  | Beat
  | Presence
  | People
  | SomeoneWriting
  | PairMessages
  | OwnVotes
  | OwnLates
  | Proposals
  | GoAway;

/** The first frame. `epoch` and `seq` are where the client's replica stands, null when new. */
export interface Hello {
  readonly type: "Hello";
  readonly protocol: number;
  readonly epoch: string | null;
  readonly seq: number;
  readonly pending_to: number;
  readonly language: Language;
}

/** A command under its number in the outbox: 1, 2, 3… without a hole. */
export interface Do {
  readonly type: "Do";
  readonly n: number;
  readonly command: Command;
  readonly written_ms?: number | null;
}

/** Take a place: a board and a pair of it. `pair` may name a new pair, made by sitting in it. `proposed`: the pair that the board has to offer by then, and `pair` if that is a new one. */
export interface Sit {
  readonly type: "Sit";
  readonly participant: string;
  readonly board: string;
  readonly pair: string;
  readonly proposed?: boolean;
}

/** « Je suis… » : take the seat that was kept for oneself. */
export interface Arrive {
  readonly type: "Arrive";
  readonly participant: string;
}

/** The server's own, once it has closed the person's devices: their seat is kept again. */
export interface FreeSeat {
  readonly type: "FreeSeat";
  readonly participant: string;
}

/** The server's own: a seat that was freed is its holder's again, doors open or not. */
export interface GiveSeatBack {
  readonly type: "GiveSeatBack";
  readonly participant: string;
}

/** The server's own, with the erasing of the name: somebody who was awaited is not any more. */
export interface DropExpected {
  readonly type: "DropExpected";
  readonly participant: string;
}

/** Say which project a board starts from (deck line 162, « Si besoin… »). */
export interface SetStartingPoint {
  readonly type: "SetStartingPoint";
  readonly board: string;
  readonly text: string;
  readonly base?: string;
}

/** Add a beneficiary; the same label on the same board answers with the one that is there. */
export interface AddBeneficiary {
  readonly type: "AddBeneficiary";
  readonly board: string;
  readonly beneficiary: string;
  readonly label: string;
  readonly aliases?: readonly string[];
  readonly category?: string;
  readonly parent?: string | null;
}

/** Change a beneficiary; `base` is the revision that the person had before their eyes. */
export interface EditBeneficiary {
  readonly type: "EditBeneficiary";
  readonly beneficiary: string;
  readonly base: number;
  readonly label?: string;
  readonly aliases?: readonly string[];
  readonly category?: string;
  readonly parent?: string | null;
}

/** Put a beneficiary just after another one of its board, or first (`after` is None). */
export interface RankBeneficiary {
  readonly type: "RankBeneficiary";
  readonly beneficiary: string;
  readonly after: string | null;
}

/** Delete a beneficiary; its notes go to `reassign_to`, or the deletion is refused. */
export interface DeleteBeneficiary {
  readonly type: "DeleteBeneficiary";
  readonly beneficiary: string;
  readonly reassign_to?: string | null;
}

export interface RestoreBeneficiary {
  readonly type: "RestoreBeneficiary";
  readonly beneficiary: string;
}

/** Post a useful effect for a beneficiary; without a beneficiary it is refused (N1). */
export interface AddNote {
  readonly type: "AddNote";
  readonly note: string;
  readonly beneficiary?: string | null;
  readonly text: string;
  readonly kind?: NoteKind;
  readonly directness?: Directness | null;
  readonly unforeseen?: boolean;
  readonly via?: string;
  readonly via_note?: string | null;
}

/** Rewrite a note's text; `base` is the revision of the text that the person started from. */
export interface EditNote {
  readonly type: "EditNote";
  readonly note: string;
  readonly base: number;
  readonly text: string;
  readonly was?: string | null;
}

/** Say of what kind a note is; never touches its text. */
export interface ClassifyNote {
  readonly type: "ClassifyNote";
  readonly note: string;
  readonly kind?: NoteKind;
  readonly directness?: Directness;
  readonly unforeseen?: boolean;
  readonly via?: string;
  readonly via_note?: string | null;
}

/** Give a note to another beneficiary of the same board. */
export interface MoveNote {
  readonly type: "MoveNote";
  readonly note: string;
  readonly beneficiary: string;
}

/** Split a note in two or more; the parts keep its provenance, the original its history. */
export interface SplitNote {
  readonly type: "SplitNote";
  readonly note: string;
  readonly base: number;
  readonly parts: readonly Part[];
}

/** One of the notes that a note is split into. */
export interface Part {
  readonly note: string;
  readonly text: string;
}

/** Take a note off its board; `was` is the text that the person had before their eyes (N14). */
export interface DeleteNote {
  readonly type: "DeleteNote";
  readonly note: string;
  readonly was?: string | null;
}

export interface RestoreNote {
  readonly type: "RestoreNote";
  readonly note: string;
}

/** Mark a point of discussion on a note, a beneficiary or the board; the text may be empty. */
export interface OpenPoint {
  readonly type: "OpenPoint";
  readonly point: string;
  readonly target_kind: TargetKind;
  readonly target: string;
  readonly text?: string;
}

export interface EditPoint {
  readonly type: "EditPoint";
  readonly point: string;
  readonly text: string;
}

/** Put a position beside the others; the same id again rewrites it. */
export interface TakePosition {
  readonly type: "TakePosition";
  readonly point: string;
  readonly position: string;
  readonly text: string;
}

/** Put a text that clashes with a note's own beside it: a point that holds both as positions. */
export interface KeepBothVersions {
  readonly type: "KeepBothVersions";
  readonly point: string;
  readonly note: string;
  readonly text: string;
  readonly question?: string;
}

export interface ClosePoint {
  readonly type: "ClosePoint";
  readonly point: string;
}

export interface ReopenPoint {
  readonly type: "ReopenPoint";
  readonly point: string;
}

export interface AddInterestedActor {
  readonly type: "AddInterestedActor";
  readonly board: string;
  readonly interested: string;
  readonly label: string;
  readonly reason?: string;
  readonly uncertain?: boolean;
  readonly notes?: readonly string[];
}

export interface EditInterestedActor {
  readonly type: "EditInterestedActor";
  readonly interested: string;
  readonly label?: string;
  readonly reason?: string;
  readonly uncertain?: boolean;
  readonly notes?: readonly string[];
}

export interface DeleteInterestedActor {
  readonly type: "DeleteInterestedActor";
  readonly interested: string;
}

export interface RestoreInterestedActor {
  readonly type: "RestoreInterestedActor";
  readonly interested: string;
}

/** Remark on the worked example, or on one of its beneficiaries or notes; the same id again rewrites it. `target` is an id of the example, empty for the example as a whole. */
export interface LeaveRemark {
  readonly type: "LeaveRemark";
  readonly remark: string;
  readonly part: ExamplePart;
  readonly target?: string;
  readonly text: string;
}

/** Put a position beside the others; the same id again rewrites it. */
export interface AnswerRemark {
  readonly type: "AnswerRemark";
  readonly remark: string;
  readonly position: string;
  readonly text: string;
}

export interface CloseRemark {
  readonly type: "CloseRemark";
  readonly remark: string;
}

export interface ReopenRemark {
  readonly type: "ReopenRemark";
  readonly remark: string;
}

/** « Nous avons terminé », for the pair of the person who says it; False takes it back. */
export interface SayReady {
  readonly type: "SayReady";
  readonly ready: boolean;
}

/** « Demander de l'aide », for oneself. */
export interface RaiseHand {
  readonly type: "RaiseHand";
}

export interface LowerHand {
  readonly type: "LowerHand";
  readonly participant: string;
}

/** Decide that these beneficiaries are one actor; `label` is how to call it, if chosen. */
export interface SameActor {
  readonly type: "SameActor";
  readonly decision: string;
  readonly beneficiaries: readonly string[];
  readonly label?: string | null;
}

/** Decide how the actor that this beneficiary belongs to is called. */
export interface RenameActor {
  readonly type: "RenameActor";
  readonly decision: string;
  readonly beneficiary: string;
  readonly label: string;
}

/** Undo one decision, in any order: the pooling is derived from those that stand. */
export interface RetractDecision {
  readonly type: "RetractDecision";
  readonly decision: string;
}

/** Decide that the actor of `child` is part of that of `parent`. */
export interface PartOfActor {
  readonly type: "PartOfActor";
  readonly decision: string;
  readonly child: string;
  readonly parent: string;
}

/** Decide that two beneficiaries are not one actor, and never become one meanwhile. */
export interface DifferentActors {
  readonly type: "DifferentActors";
  readonly decision: string;
  readonly one: string;
  readonly other: string;
}

/** Put off whether two beneficiaries are one actor. */
export interface DecideLater {
  readonly type: "DecideLater";
  readonly decision: string;
  readonly one: string;
  readonly other: string;
}

/** Decide that notes of one actor say the same; `title` is how to call them, if chosen, and without one `titled_by` the note of them whose words they are called by. */
export interface GroupEffects {
  readonly type: "GroupEffects";
  readonly decision: string;
  readonly notes: readonly string[];
  readonly title?: string | null;
  readonly titled_by?: string | null;
}

/** Decide that a note is not of its group. */
export interface TakeOutOfGroup {
  readonly type: "TakeOutOfGroup";
  readonly decision: string;
  readonly note: string;
}

/** Decide how the group that this note is in is called. */
export interface TitleGroup {
  readonly type: "TitleGroup";
  readonly decision: string;
  readonly note: string;
  readonly title: string;
}

/** Decide the category of the actor that this beneficiary belongs to; empty for none. */
export interface CategoriseActor {
  readonly type: "CategoriseActor";
  readonly decision: string;
  readonly beneficiary: string;
  readonly category: string;
}

/** Decide which register of the template notes belong to. */
export interface PutInRegister {
  readonly type: "PutInRegister";
  readonly decision: string;
  readonly notes: readonly string[];
  readonly register: string;
}

/** One's whole ballot, in place of the one before: a note for each vote, several perhaps for the same one; none at all takes it back. */
export interface CastVotes {
  readonly type: "CastVotes";
  readonly mark: Mark;
  readonly notes: readonly string[];
}

/** « Ma note est mal rendue », of a note of one's own board; the same pair again rewrites it. */
export interface SayMisrendered {
  readonly type: "SayMisrendered";
  readonly note: string;
  readonly text?: string;
}

export interface WithdrawMisrendered {
  readonly type: "WithdrawMisrendered";
  readonly note: string;
}

/** Take a note out of everything but the facilitator's own view and archive. */
export interface HideNote {
  readonly type: "HideNote";
  readonly note: string;
}

export interface ShowNote {
  readonly type: "ShowNote";
  readonly note: string;
}

/** Change what this workshop says of itself; the template stays as it is for the others. */
export interface EditWorkshop {
  readonly type: "EditWorkshop";
  readonly title?: string;
  readonly held_on?: string;
  readonly programme?: Phrase;
  readonly axe?: Phrase;
  readonly intention?: Phrase;
  readonly guiding_question?: Phrase;
  readonly for_whom?: Phrase;
  readonly language?: Language;
  readonly delete_after_ms?: number;
  readonly base?: WorkshopSeen;
}

/** A phrase as typed in both languages; one that is left empty is shown as the other. */
export interface Phrase {
  readonly fr: string;
  readonly en: string;
}

/** What whoever changes it had before their eyes of what a workshop says of itself. */
export interface WorkshopSeen {
  readonly title?: string;
  readonly held_on?: string;
  readonly programme?: Phrase;
  readonly axe?: Phrase;
  readonly intention?: Phrase;
  readonly guiding_question?: Phrase;
  readonly for_whom?: Phrase;
}

export interface AddTerritory {
  readonly type: "AddTerritory";
  readonly board: string;
  readonly name: string;
}

/** `base` is the name that whoever changes it had before their eyes. */
export interface RenameTerritory {
  readonly type: "RenameTerritory";
  readonly board: string;
  readonly name: string;
  readonly base?: string;
}

/** Remove a territory that nobody sits in and nothing was written on. */
export interface RemoveTerritory {
  readonly type: "RemoveTerritory";
  readonly board: string;
}

/** Move the room to a phase; `start_timer` starts the timer of a phase that has a duration. */
export interface OpenPhase {
  readonly type: "OpenPhase";
  readonly phase: PhaseKind;
  readonly start_timer?: boolean;
}

/** Start the timer; without a duration, with the phase's own (2,700 s in the deck). */
export interface StartTimer {
  readonly type: "StartTimer";
  readonly duration_ms?: number | null;
  readonly passed_ms?: number;
  readonly steps_ms?: number | null;
}

export interface PauseTimer {
  readonly type: "PauseTimer";
}

export interface ResumeTimer {
  readonly type: "ResumeTimer";
}

/** Extend (positive) or shorten (negative) the timer, running or paused. */
export interface MoveDeadline {
  readonly type: "MoveDeadline";
  readonly by_ms: number;
}

/** End now: the boards are locked at once. */
export interface EndTimer {
  readonly type: "EndTimer";
}

/** How long after the deadline the boards still take what arrives, 0 to 60,000 ms. */
export interface SetGrace {
  readonly type: "SetGrace";
  readonly grace_ms: number;
}

export interface CloseBoard {
  readonly type: "CloseBoard";
  readonly board: string;
}

/** Lift the lock of one board, or of all (`board` is None), for `for_ms` or until told. */
export interface ReopenBoards {
  readonly type: "ReopenBoards";
  readonly board?: string | null;
  readonly for_ms?: number | null;
  readonly passed_ms?: number;
}

/** The server's own: the deadline has passed. Refused to everybody else. */
export interface LockBoards {
  readonly type: "LockBoards";
  readonly deadline_ms: number;
}

export interface AdmitLate {
  readonly type: "AdmitLate";
  readonly late: string;
}

export interface SetAsideLate {
  readonly type: "SetAsideLate";
  readonly late: string;
}

/** Put what was set aside back into the tray. */
export interface BringBackLate {
  readonly type: "BringBackLate";
  readonly late: string;
}

/** Tell everybody, or one pair alone. */
export interface SendMessage {
  readonly type: "SendMessage";
  readonly message: string;
  readonly text: string;
  readonly pair?: string | null;
}

export interface WithdrawMessage {
  readonly type: "WithdrawMessage";
  readonly message: string;
}

/** « date / méthode » (deck line 22); what is not given stays as it is. */
export interface SetNextSession {
  readonly type: "SetNextSession";
  readonly date?: string;
  readonly method?: string;
  readonly base?: NextSessionSeen;
}

/** What whoever changes it had before their eyes of the next session. */
export interface NextSessionSeen {
  readonly date?: string;
  readonly method?: string;
}

/** Let newcomers in, by the link or the code. */
export interface OpenDoors {
  readonly type: "OpenDoors";
}

/** Let no newcomer in; whoever is in already comes back freely. */
export interface CloseDoors {
  readonly type: "CloseDoors";
}

/** The server's own: a link was made, first opened, replaced or revoked. */
export interface MarkLinks {
  readonly type: "MarkLinks";
  readonly link: LinkRole;
  readonly change: LinkChange;
}

/** Have everybody follow what is shown; each may still look elsewhere and come back. */
export interface Guide {
  readonly type: "Guide";
}

/** Let everybody look where they like again; the screen goes on showing the same. */
export interface Release {
  readonly type: "Release";
}

/** Bring everybody back to what is shown, once, now. */
export interface Summon {
  readonly type: "Summon";
}

/** Show one thing on all screens and have everybody follow. */
export interface Present {
  readonly type: "Present";
  readonly kind: ShownKind;
  readonly target?: string;
}

/** What the projector shows: the way in over everything or not, which look of the pooling, which effects in it (`sift`, None being all), and which page of it, 0 to `limits.SCREEN_PAGE`; another look and other effects begin at its first. */
export interface SetScreen {
  readonly type: "SetScreen";
  readonly way_in?: boolean;
  readonly look?: PoolingLook;
  readonly page?: number;
  readonly sift?: Sift | null;
}

/** What is looked for: all that is asked for holds of each effect. */
export interface Sift {
  readonly text: string;
  readonly kind: NoteKind | null;
  readonly directness: Directness | null;
  readonly discussed: boolean;
  readonly boards: readonly string[];
  readonly register: string | null;
}

/** Change how this workshop plans one of its phases. Steps are given all together; without them, a new duration is shared out among those that are there. */
export interface EditPhase {
  readonly type: "EditPhase";
  readonly phase: PhaseKind;
  readonly label?: Phrase;
  readonly intro?: Phrase;
  readonly duration_s?: number | null;
  readonly steps?: readonly PlannedStep[];
  readonly skipped?: boolean;
  readonly base?: PhaseSeen;
}

/** One step of a phase, complete. */
export interface PlannedStep {
  readonly label: Phrase;
  readonly duration_s: number;
  readonly consigne: Phrase;
  readonly prompts: readonly Phrase[];
}

/** A phase, complete, as whoever changes it had it before their eyes. */
export interface PhaseSeen {
  readonly label: Phrase;
  readonly intro: Phrase;
  readonly duration_s: number | null;
  readonly steps: readonly PlannedStep[];
  readonly skipped: boolean;
}

/** Keep seats for people who are not there yet; a new pair is made by being named. */
export interface ExpectPeople {
  readonly type: "ExpectPeople";
  readonly people: readonly Expected[];
}

/** Somebody who is awaited, and where they will sit; their name travels apart. */
export interface Expected {
  readonly participant: string;
  readonly board: string;
  readonly pair: string;
}

/** Have everybody vote, blind: « ce qui compte » or « ce à quoi on tient ». */
export interface OpenVoting {
  readonly type: "OpenVoting";
  readonly mark: Mark;
  readonly votes_each?: number;
}

/** Count the votes and show the results. */
export interface CloseVoting {
  readonly type: "CloseVoting";
  readonly mark: Mark;
}

/** An agreement with its reservations, an orientation, or a question that stays « au travail »; under the id of one that was removed, it is back. */
export interface WriteConclusion {
  readonly type: "WriteConclusion";
  readonly conclusion: string;
  readonly kind: ConclusionKind;
  readonly text: string;
  readonly reservations?: string;
  readonly notes?: readonly string[];
}

export interface EditConclusion {
  readonly type: "EditConclusion";
  readonly conclusion: string;
  readonly kind?: ConclusionKind;
  readonly text?: string;
  readonly reservations?: string;
  readonly notes?: readonly string[];
}

export interface RemoveConclusion {
  readonly type: "RemoveConclusion";
  readonly conclusion: string;
}

/** A question that is answered, an orientation that is followed: nothing closes by itself. */
export interface CloseConclusion {
  readonly type: "CloseConclusion";
  readonly conclusion: string;
}

export interface ReopenConclusion {
  readonly type: "ReopenConclusion";
  readonly conclusion: string;
}

/** The facilitator's: it was put right, or talked over. */
export interface SettleMisrendered {
  readonly type: "SettleMisrendered";
  readonly note: string;
}

/** Words that mean the same here, in any language; the same id again rewrites them. */
export interface AddConcept {
  readonly type: "AddConcept";
  readonly concept: string;
  readonly words: readonly string[];
}

export interface RemoveConcept {
  readonly type: "RemoveConcept";
  readonly concept: string;
}

/** « écrit… »: for a beneficiary, in a note, or nowhere any more (both null). Never kept. */
export interface Writing {
  readonly type: "Writing";
  readonly beneficiary: string | null;
  readonly note: string | null;
  readonly moving?: boolean;
}

/** The person has switched: from here on, another language than the hello's. */
export interface Speak {
  readonly type: "Speak";
  readonly language: Language;
}

/** Answers `Hello`. `room` is the snapshot at `seq`; null when the client's replica is kept and a `Changes` with the tail follows. `done_to` is the highest number of this outbox that has an outcome. */
export interface Welcome {
  readonly type: "Welcome";
  readonly epoch: string;
  readonly seq: number;
  readonly now_ms: number;
  readonly you: You;
  readonly done_to: number;
  readonly room: Room | null;
  readonly people: Readonly<Record<string, string>>;
}

/** Who the server takes this connection for. */
export interface You {
  readonly role: Role;
  readonly participant: string | null;
  readonly outbox: string;
}

/** `pooling_shown` widens what participants read and never narrows again (V3). */
export interface Room {
  readonly title: string;
  readonly held_on: string;
  readonly language: Language;
  readonly template: Template;
  readonly created_ms: number;
  readonly delete_after_ms: number;
  readonly phase: PhaseKind;
  readonly phases: readonly PhaseOpening[];
  readonly pooling_shown: boolean;
  readonly timer: Timer;
  readonly boards: Readonly<Record<string, Board>>;
  readonly participants: Readonly<Record<string, Participant>>;
  readonly pairs: Readonly<Record<string, Pair>>;
  readonly late: Readonly<Record<string, LateCommand>>;
  readonly decisions: Readonly<Record<string, Decision>>;
  readonly next_session: NextSession;
  readonly remarks: Readonly<Record<string, Remark>>;
  readonly guidance: Guidance;
  readonly doors_open: boolean;
  readonly links: number;
  readonly ready: Readonly<Record<string, number>>;
  readonly hands: Readonly<Record<string, number>>;
  readonly messages: Readonly<Record<string, Message>>;
  readonly aside: Readonly<Record<string, LateCommand>>;
  readonly retracted: readonly string[];
  readonly withdrawn: Readonly<Record<string, string | null>>;
  readonly votings: Readonly<Record<string, Voting>>;
  readonly conclusions: Readonly<Record<string, Conclusion>>;
  readonly misrendered: Readonly<Record<string, Misrendered>>;
  readonly told: Readonly<Record<string, number>>;
  readonly lexicon: Readonly<Record<string, readonly string[]>>;
  readonly unwritten: readonly string[];
  readonly unmeant: readonly string[];
}

/** One kind of workshop, complete: everything a room needs before anyone has written. */
export interface Template {
  readonly id: string;
  readonly version: number;
  readonly name: Words;
  readonly title: Words;
  readonly programme: Words | null;
  readonly axe: Words | null;
  readonly intention: Words;
  readonly guiding_question: Words;
  readonly for_whom: Words;
  readonly rule: Words;
  readonly pair_size: number;
  readonly retention_months: number;
  readonly phases: readonly PhasePlan[];
  readonly labels: Labels;
  readonly categories: readonly Category[];
  readonly precautions: Section;
  readonly next_steps: Section | null;
  readonly open_questions: Section | null;
  readonly reading_grid: ReadingGrid | null;
  readonly registers: readonly RegisterGroup[];
  readonly horizon: Words | null;
  readonly lexicon: readonly LexiconEntry[];
  readonly worked_example: Example | null;
}

/** One phrase that people see, in French and in English. `sic`: slips kept in the French. */
export interface Words {
  readonly fr: string;
  readonly en: string;
  readonly sic: readonly string[];
}

/** One phase as the session plans it. Without `duration_s` the phase has no timer of its own; a `skipped` one is passed over until the facilitator takes it up. */
export interface PhasePlan {
  readonly kind: PhaseKind;
  readonly label: Words;
  readonly intro: Words;
  readonly numbered: boolean;
  readonly duration_s: number | null;
  readonly steps: readonly Step[];
  readonly skipped: boolean;
}

/** A part of a timed phase: guidance with its share of the time, never a wall. */
export interface Step {
  readonly label: Words;
  readonly duration_s: number;
  readonly consigne: Words;
  readonly prompts: readonly Words[];
}

/** The words of this workshop for the things on the board and the headings of its report. */
export interface Labels {
  readonly beneficiary: Words;
  readonly beneficiaries: Words;
  readonly note: Words;
  readonly notes: Words;
  readonly pair: Words;
  readonly territory_itself: Words;
  readonly contribution: Words;
  readonly contribution_prompt: Words;
  readonly heading_for: Words;
  readonly externalities_heading: Words;
  readonly interested_heading: Words;
  readonly kinds: KindNames;
  readonly directness: DirectnessNames;
}

/** The two kinds of note (domain.md §0.3: another axis than directness). */
export interface KindNames {
  readonly vise: Choice;
  readonly externalite: Choice;
}

/** One answer people can give, with the one-line definition shown as a hint. */
export interface Choice {
  readonly label: Words;
  readonly hint: Words;
}

/** The names of the two degrees of directness. */
export interface DirectnessNames {
  readonly direct: Words;
  readonly indirect: Words;
}

/** A category of actors proposed when a beneficiary is named. */
export interface Category {
  readonly id: string;
  readonly label: Words;
}

/** A heading and its lines, shown and exported as they stand. */
export interface Section {
  readonly heading: Words;
  readonly items: readonly Words[];
}

/** The reminder of an earlier session's grid. `note` says what the source leaves out. */
export interface ReadingGrid {
  readonly heading: Words;
  readonly statement: Words;
  readonly dimensions: readonly Dimension[];
  readonly note: Words | null;
}

/** One dimension of the reading grid, with the questions that the source gives for it. */
export interface Dimension {
  readonly label: Words;
  readonly questions: readonly Words[];
}

/** Registers under the heading that introduces them. */
export interface RegisterGroup {
  readonly heading: Words;
  readonly registers: readonly Register[];
}

/** A thematic tag for pooled notes. `uncertain` prints the « ? » that is not typed in `text`. */
export interface Register {
  readonly id: string;
  readonly label: Words;
  readonly text: Words;
  readonly uncertain: boolean;
}

/** Words of this kind of workshop that mean the same, separated by commas in each language. */
export interface LexiconEntry {
  readonly id: string;
  readonly words: Words;
}

/** The worked example, word for word in its own language and never translated. */
export interface Example {
  readonly language: Language;
  readonly title: string;
  readonly components_heading: string;
  readonly components: readonly Component[];
  readonly context_heading: string;
  readonly context_intro: string;
  readonly context: readonly ContextLine[];
  readonly beneficiaries: readonly ExampleBeneficiary[];
  readonly interested: readonly ExampleInterest[];
}

/** One component of the solution that the worked example describes. */
export interface Component {
  readonly title: string;
  readonly partners: string | null;
  readonly quantity: string | null;
}

/** One line of the example's context, with the points under it. */
export interface ContextLine {
  readonly text: string;
  readonly points: readonly string[];
}

/** Who the notes are for; `label` is what follows « Pour ». */
export interface ExampleBeneficiary {
  readonly id: string;
  readonly label: string;
  readonly parent: string | null;
  readonly builtin: boolean;
  readonly remark: string | null;
  readonly sic: readonly string[];
  readonly notes: readonly ExampleNote[];
}

/** A useful effect of the worked example. `via_note`: the note that it passes through. */
export interface ExampleNote {
  readonly id: string;
  readonly text: string;
  readonly kind: NoteKind;
  readonly directness: Directness;
  readonly via_note: string | null;
  readonly sic: readonly string[];
}

/** An actor who may be interested. `sic` is about `reason`; `uncertain` prints the « ? ». */
export interface ExampleInterest {
  readonly label: string;
  readonly reason: string | null;
  readonly uncertain: boolean;
  readonly sic: readonly string[];
}

export interface PhaseOpening {
  readonly phase: PhaseKind;
  readonly at_ms: number;
}

/** The end is an absolute instant of the server's clock, or what is left while paused. */
export interface Timer {
  readonly state: TimerState;
  readonly duration_ms: number;
  readonly steps_ms: number;
  readonly deadline_ms: number | null;
  readonly remaining_ms: number | null;
  readonly grace_ms: number;
  readonly reopened: boolean;
}

/** One territory's board. */
export interface Board {
  readonly id: string;
  readonly name: string;
  readonly closed: boolean;
  readonly starting_point: string;
  readonly order: readonly string[];
  readonly beneficiaries: Readonly<Record<string, Beneficiary>>;
  readonly notes: Readonly<Record<string, Note>>;
  readonly points: Readonly<Record<string, DiscussionPoint>>;
  readonly interested: Readonly<Record<string, InterestedActor>>;
  readonly removed_beneficiaries: Readonly<Record<string, Beneficiary>>;
  readonly removed_notes: Readonly<Record<string, Note>>;
  readonly known_as: Readonly<Record<string, string>>;
  readonly chits: Readonly<Record<string, ChitKind>>;
  readonly hidden: number;
}

/** `rev` counts the edits; `parent` is another beneficiary of the board, itself without one. */
export interface Beneficiary {
  readonly id: string;
  readonly label: string;
  readonly aliases: readonly string[];
  readonly category: string;
  readonly parent: string | null;
  readonly builtin: boolean;
  readonly rev: number;
}

/** `rev` counts the rewritings of the text; `pair` is None for a facilitator's own note. */
export interface Note {
  readonly id: string;
  readonly beneficiary: string;
  readonly text: string;
  readonly kind: NoteKind;
  readonly directness: Directness;
  readonly unforeseen: boolean;
  readonly via: string;
  readonly via_note: string | null;
  readonly status: Status;
  readonly pair: string | null;
  readonly at_ms: number;
  readonly rev: number;
  readonly split_from: string | null;
  readonly hidden: boolean;
}

export interface DiscussionPoint {
  readonly id: string;
  readonly target_kind: TargetKind;
  readonly target: string;
  readonly text: string;
  readonly positions: readonly Position[];
  readonly pair: string | null;
  readonly closed: boolean;
}

export interface Position {
  readonly id: string;
  readonly text: string;
  readonly pair: string | null;
}

/** `uncertain` is the deck's « ? », kept apart from the text. */
export interface InterestedActor {
  readonly id: string;
  readonly label: string;
  readonly reason: string;
  readonly uncertain: boolean;
  readonly notes: readonly string[];
  readonly removed: boolean;
}

/** `expected` while the seat is kept for somebody who has not come yet. */
export interface Participant {
  readonly id: string;
  readonly board: string | null;
  readonly pair: string | null;
  readonly expected: boolean;
}

/** « Binôme »: `number` counts the pairs of a board from 1. */
export interface Pair {
  readonly id: string;
  readonly board: string;
  readonly number: number;
}

/** What arrived after the lock; `written_ms` is the client's own claim, shown as such. */
export interface LateCommand {
  readonly id: string;
  readonly command: BoardCommand;
  readonly by: Who;
  readonly board: string;
  readonly received_ms: number;
  readonly written_ms: number | null;
}

/** Who asks, as the server knows it: never read from a frame. */
export interface Who {
  readonly role: Role;
  readonly participant: string | null;
  readonly pair: string | null;
}

/** One retractable choice of the pooling, in the order in which they were taken. */
export interface Decision {
  readonly id: string;
  readonly at_ms: number;
  readonly choice: PoolingChoice;
}

export interface Same {
  readonly type: "Same";
  readonly beneficiaries: readonly string[];
  readonly label: string | null;
}

export interface Renamed {
  readonly type: "Renamed";
  readonly beneficiary: string;
  readonly label: string;
}

/** The actor of `child` is part of that of `parent`. */
export interface PartOf {
  readonly type: "PartOf";
  readonly child: string;
  readonly parent: string;
}

/** Two beneficiaries that are never one actor while this stands. */
export interface Different {
  readonly type: "Different";
  readonly one: string;
  readonly other: string;
}

/** Whether these are one actor is put off: nothing follows from it but their place in line. */
export interface Later {
  readonly type: "Later";
  readonly one: string;
  readonly other: string;
}

/** Notes of one actor that say the same; `titled_by` is the one of them whose words are the title, as long as it is there and shown. */
export interface Grouped {
  readonly type: "Grouped";
  readonly notes: readonly string[];
  readonly title: string | null;
  readonly titled_by: string | null;
}

/** A note that left its group: the groupings of before no longer count for it. */
export interface Apart {
  readonly type: "Apart";
  readonly note: string;
}

/** How the group that the note is in is called; `others` are the notes it was with then. */
export interface Titled {
  readonly type: "Titled";
  readonly note: string;
  readonly title: string;
  readonly others: readonly string[];
}

/** The category of the actor that the beneficiary belongs to; empty for none. */
export interface Categorised {
  readonly type: "Categorised";
  readonly beneficiary: string;
  readonly category: string;
}

/** Notes that belong to a register of the template. */
export interface InRegister {
  readonly type: "InRegister";
  readonly notes: readonly string[];
  readonly register: string;
}

export interface NextSession {
  readonly date: string;
  readonly method: string;
}

/** A point of discussion about the worked example; `target` is empty for all of it. */
export interface Remark {
  readonly id: string;
  readonly part: ExamplePart;
  readonly target: string;
  readonly text: string;
  readonly positions: readonly Position[];
  readonly pair: string | null;
  readonly closed: boolean;
}

/** What the facilitator shows, and whether everybody follows. */
export interface Guidance {
  readonly shown: Shown;
  readonly leading: boolean;
  readonly summons: number;
  readonly way_in: boolean;
  readonly look: PoolingLook;
  readonly page: number;
  readonly sift: Sift | null;
}

/** One thing that is shown to all; for `phase`, nothing but the phase's own page. */
export interface Shown {
  readonly kind: ShownKind;
  readonly target: string;
}

/** What the facilitators tell everybody, or one pair alone (`pair`). */
export interface Message {
  readonly id: string;
  readonly text: string;
  readonly pair: string | null;
  readonly at_ms: number;
}

/** A round of votes for one mark, and how many have voted. */
export interface Voting {
  readonly state: VotingState;
  readonly votes_each: number;
  readonly ballots: Readonly<Record<string, Ballot>>;
  readonly voters: number;
  readonly results: readonly VoteCount[];
}

/** One person's votes: a note for each, several perhaps for the same one. */
export interface Ballot {
  readonly notes: readonly string[];
  readonly effects: readonly Effect[];
}

/** A useful effect of the pooling: the notes that say it, and the beneficiaries of its actor. */
export interface Effect {
  readonly notes: readonly string[];
  readonly actor: readonly string[];
  readonly revs: readonly number[];
  readonly label: string;
}

/** What one effect was given: `votes` by `voters` people. `notes`, `actor`, `revs` and `label` are the effect's at the closing; `changed`: some of the votes went to it when it was another. */
export interface VoteCount {
  readonly notes: readonly string[];
  readonly actor: readonly string[];
  readonly revs: readonly number[];
  readonly label: string;
  readonly voters: number;
  readonly votes: number;
  readonly changed: boolean;
}

/** What the room concludes, in the facilitator's words, about some of the notes. */
export interface Conclusion {
  readonly id: string;
  readonly kind: ConclusionKind;
  readonly text: string;
  readonly reservations: string;
  readonly notes: readonly string[];
  readonly closed: boolean;
}

/** « Ma note est mal rendue »: what the pair has to say about it, perhaps nothing more. */
export interface Misrendered {
  readonly text: string;
  readonly pair: string | null;
  readonly at_ms: number;
}

/** All that happened after `from_seq` up to `to_seq`, as this viewer sees it. */
export interface Changes {
  readonly type: "Changes";
  readonly from_seq: number;
  readonly to_seq: number;
  readonly changes: readonly Change[];
}

/** An event as this viewer sees it, at its place in the room's order. */
export interface Change {
  readonly seq: number;
  readonly at_ms: number;
  readonly role: Role;
  readonly pair: string | null;
  readonly event: SeenEvent;
}

export interface WorkshopCreated {
  readonly type: "WorkshopCreated";
  readonly template: Template;
  readonly title: string;
  readonly language: Language;
  readonly at_ms: number;
  readonly delete_after_ms: number;
}

export interface WorkshopEdited {
  readonly type: "WorkshopEdited";
  readonly title: string;
  readonly held_on: string;
}

/** Brings the built-in « Le territoire » with it. */
export interface TerritoryAdded {
  readonly type: "TerritoryAdded";
  readonly board: string;
  readonly name: string;
  readonly builtin: Beneficiary;
}

export interface TerritoryRenamed {
  readonly type: "TerritoryRenamed";
  readonly board: string;
  readonly name: string;
}

export interface TerritoryRemoved {
  readonly type: "TerritoryRemoved";
  readonly board: string;
}

export interface ParticipantSeated {
  readonly type: "ParticipantSeated";
  readonly participant: string;
  readonly board: string;
  readonly pair: Pair;
}

export interface PhaseOpened {
  readonly type: "PhaseOpened";
  readonly phase: PhaseKind;
  readonly at_ms: number;
}

/** `steps_ms`: what its steps share out, where that is not its duration. */
export interface TimerStarted {
  readonly type: "TimerStarted";
  readonly duration_ms: number;
  readonly deadline_ms: number;
  readonly steps_ms: number | null;
}

export interface TimerPaused {
  readonly type: "TimerPaused";
  readonly remaining_ms: number;
}

export interface TimerResumed {
  readonly type: "TimerResumed";
  readonly deadline_ms: number;
}

/** A running timer has a `deadline_ms`, a paused one a `remaining_ms`. */
export interface DeadlineMoved {
  readonly type: "DeadlineMoved";
  readonly duration_ms: number;
  readonly deadline_ms: number | null;
  readonly remaining_ms: number | null;
}

export interface GraceSet {
  readonly type: "GraceSet";
  readonly grace_ms: number;
}

/** The lock: every board is closed and the timer has ended. */
export interface BoardsLocked {
  readonly type: "BoardsLocked";
  readonly reason: LockReason;
}

export interface BoardClosed {
  readonly type: "BoardClosed";
  readonly board: string;
}

/** `deadline_ms` restarts the timer; None leaves the boards open until told. */
export interface BoardsReopened {
  readonly type: "BoardsReopened";
  readonly boards: readonly string[];
  readonly duration_ms: number;
  readonly deadline_ms: number | null;
}

export interface StartingPointSet {
  readonly type: "StartingPointSet";
  readonly board: string;
  readonly text: string;
}

export interface BeneficiaryAdded {
  readonly type: "BeneficiaryAdded";
  readonly board: string;
  readonly beneficiary: Beneficiary;
}

/** The label was there already: the proposed id now means that beneficiary (B3). */
export interface BeneficiaryFound {
  readonly type: "BeneficiaryFound";
  readonly board: string;
  readonly beneficiary: string;
  readonly known_as: string;
}

export interface BeneficiaryEdited {
  readonly type: "BeneficiaryEdited";
  readonly board: string;
  readonly beneficiary: Beneficiary;
}

export interface BeneficiaryRanked {
  readonly type: "BeneficiaryRanked";
  readonly board: string;
  readonly beneficiary: string;
  readonly after: string | null;
}

export interface BeneficiaryDeleted {
  readonly type: "BeneficiaryDeleted";
  readonly board: string;
  readonly beneficiary: string;
}

export interface BeneficiaryRestored {
  readonly type: "BeneficiaryRestored";
  readonly board: string;
  readonly beneficiary: string;
}

export interface NoteAdded {
  readonly type: "NoteAdded";
  readonly board: string;
  readonly note: Note;
}

export interface NoteEdited {
  readonly type: "NoteEdited";
  readonly board: string;
  readonly note: string;
  readonly text: string;
  readonly rev: number;
}

export interface NoteClassified {
  readonly type: "NoteClassified";
  readonly board: string;
  readonly note: string;
  readonly kind: NoteKind;
  readonly directness: Directness;
  readonly unforeseen: boolean;
  readonly via: string;
  readonly via_note: string | null;
}

export interface NoteMoved {
  readonly type: "NoteMoved";
  readonly board: string;
  readonly note: string;
  readonly beneficiary: string;
}

/** The original goes where it can be restored from; the parts take its place. */
export interface NoteSplit {
  readonly type: "NoteSplit";
  readonly board: string;
  readonly note: string;
  readonly parts: readonly Note[];
}

export interface NoteDeleted {
  readonly type: "NoteDeleted";
  readonly board: string;
  readonly note: string;
}

export interface NoteRestored {
  readonly type: "NoteRestored";
  readonly board: string;
  readonly note: string;
}

export interface NoteHidden {
  readonly type: "NoteHidden";
  readonly board: string;
  readonly note: string;
}

export interface NoteShown {
  readonly type: "NoteShown";
  readonly board: string;
  readonly note: string;
}

export interface PointOpened {
  readonly type: "PointOpened";
  readonly board: string;
  readonly point: DiscussionPoint;
}

export interface PointEdited {
  readonly type: "PointEdited";
  readonly board: string;
  readonly point: string;
  readonly text: string;
}

export interface PositionTaken {
  readonly type: "PositionTaken";
  readonly board: string;
  readonly point: string;
  readonly position: Position;
}

export interface PointClosed {
  readonly type: "PointClosed";
  readonly board: string;
  readonly point: string;
}

export interface PointReopened {
  readonly type: "PointReopened";
  readonly board: string;
  readonly point: string;
}

export interface InterestedActorAdded {
  readonly type: "InterestedActorAdded";
  readonly board: string;
  readonly interested: InterestedActor;
}

/** Also deletion and restoration, by `removed`. */
export interface InterestedActorEdited {
  readonly type: "InterestedActorEdited";
  readonly board: string;
  readonly interested: InterestedActor;
}

export interface CommandReceivedLate {
  readonly type: "CommandReceivedLate";
  readonly late: LateCommand;
}

/** Followed, in the same batch, by what the admitted command gave. */
export interface LateAdmitted {
  readonly type: "LateAdmitted";
  readonly late: string;
}

export interface LateSetAside {
  readonly type: "LateSetAside";
  readonly late: string;
}

export interface DecisionTaken {
  readonly type: "DecisionTaken";
  readonly decision: Decision;
}

export interface DecisionRetracted {
  readonly type: "DecisionRetracted";
  readonly decision: string;
}

export interface NextSessionSet {
  readonly type: "NextSessionSet";
  readonly next_session: NextSession;
}

/** What everybody is shown from now on, whole. */
export interface GuidanceSet {
  readonly type: "GuidanceSet";
  readonly guidance: Guidance;
}

export interface RemarkLeft {
  readonly type: "RemarkLeft";
  readonly remark: Remark;
}

export interface RemarkEdited {
  readonly type: "RemarkEdited";
  readonly remark: string;
  readonly text: string;
}

export interface RemarkAnswered {
  readonly type: "RemarkAnswered";
  readonly remark: string;
  readonly position: Position;
}

export interface RemarkClosed {
  readonly type: "RemarkClosed";
  readonly remark: string;
}

export interface RemarkReopened {
  readonly type: "RemarkReopened";
  readonly remark: string;
}

export interface DoorsOpened {
  readonly type: "DoorsOpened";
}

export interface DoorsClosed {
  readonly type: "DoorsClosed";
}

/** A way in changed: a page that shows links asks for them again. Never holds one. */
export interface LinksMarked {
  readonly type: "LinksMarked";
  readonly link: LinkRole;
  readonly change: LinkChange;
}

export interface LateBroughtBack {
  readonly type: "LateBroughtBack";
  readonly late: string;
}

export interface PairReady {
  readonly type: "PairReady";
  readonly pair: string;
  readonly at_ms: number;
}

export interface PairNotReady {
  readonly type: "PairNotReady";
  readonly pair: string;
}

export interface HandRaised {
  readonly type: "HandRaised";
  readonly participant: string;
  readonly at_ms: number;
}

export interface HandLowered {
  readonly type: "HandLowered";
  readonly participant: string;
}

export interface MessageSent {
  readonly type: "MessageSent";
  readonly message: Message;
}

/** `pair` is the one that it was for, None when it was for everybody. */
export interface MessageWithdrawn {
  readonly type: "MessageWithdrawn";
  readonly message: string;
  readonly pair: string | null;
}

/** What the workshop is part of, and which strand of that; None where nothing is said of it. */
export interface ProgrammeEdited {
  readonly type: "ProgrammeEdited";
  readonly programme: Words | null;
  readonly axe: Words | null;
}

export interface IntentionEdited {
  readonly type: "IntentionEdited";
  readonly intention: Words;
}

export interface QuestionEdited {
  readonly type: "QuestionEdited";
  readonly guiding_question: Words;
  readonly for_whom: Words;
}

export interface LanguageChanged {
  readonly type: "LanguageChanged";
  readonly language: Language;
}

/** The room is erased at this instant; the journal keeps it beside the room as well. */
export interface DeletionMoved {
  readonly type: "DeletionMoved";
  readonly delete_after_ms: number;
}

/** This room's own plan of a phase, complete; the template of the others is untouched. */
export interface PhaseEdited {
  readonly type: "PhaseEdited";
  readonly plan: PhasePlan;
}

/** Seats that are kept, and the pairs that were made for them. */
export interface PeopleExpected {
  readonly type: "PeopleExpected";
  readonly people: readonly Participant[];
  readonly pairs: readonly Pair[];
}

export interface ParticipantArrived {
  readonly type: "ParticipantArrived";
  readonly participant: string;
}

/** Whoever sat there is awaited again. */
export interface SeatFreed {
  readonly type: "SeatFreed";
  readonly participant: string;
}

export interface ExpectedDropped {
  readonly type: "ExpectedDropped";
  readonly participant: string;
}

export interface VotingOpened {
  readonly type: "VotingOpened";
  readonly mark: Mark;
  readonly votes_each: number;
}

/** A ballot, in place of the same person's before; without notes, taken back. Shown to nobody. */
export interface VotesCast {
  readonly type: "VotesCast";
  readonly mark: Mark;
  readonly participant: string;
  readonly notes: readonly string[];
  readonly effects: readonly Effect[];
  readonly voters: number;
  readonly counted: boolean;
}

/** How many have voted: what is shown of a ballot, and all that an archive holds of it. */
export interface VotersCounted {
  readonly type: "VotersCounted";
  readonly mark: Mark;
  readonly voters: number;
}

/** The ballots are dropped; what is left of them are the counts. */
export interface VotingClosed {
  readonly type: "VotingClosed";
  readonly mark: Mark;
  readonly voters: number;
  readonly results: readonly VoteCount[];
}

export interface ConclusionWritten {
  readonly type: "ConclusionWritten";
  readonly conclusion: Conclusion;
}

export interface ConclusionEdited {
  readonly type: "ConclusionEdited";
  readonly conclusion: Conclusion;
}

export interface ConclusionRemoved {
  readonly type: "ConclusionRemoved";
  readonly conclusion: string;
}

export interface ConclusionClosed {
  readonly type: "ConclusionClosed";
  readonly conclusion: string;
}

export interface ConclusionReopened {
  readonly type: "ConclusionReopened";
  readonly conclusion: string;
}

export interface MisrenderedSaid {
  readonly type: "MisrenderedSaid";
  readonly note: string;
  readonly misrendered: Misrendered;
}

export interface MisrenderedWithdrawn {
  readonly type: "MisrenderedWithdrawn";
  readonly note: string;
}

export interface MisrenderedSettled {
  readonly type: "MisrenderedSettled";
  readonly note: string;
}

/** An actor (one of its beneficiaries) or a note was shown to all for the first time. */
export interface SubjectTold {
  readonly type: "SubjectTold";
  readonly target: string;
  readonly at_ms: number;
}

export interface ConceptAdded {
  readonly type: "ConceptAdded";
  readonly concept: string;
  readonly words: readonly string[];
}

export interface ConceptRemoved {
  readonly type: "ConceptRemoved";
  readonly concept: string;
}

export interface ChitPlaced {
  readonly type: "ChitPlaced";
  readonly board: string;
  readonly chit: string;
  readonly kind: ChitKind;
}

export interface ChitTaken {
  readonly type: "ChitTaken";
  readonly board: string;
  readonly chit: string;
}

/** A note was hidden from this viewer, with the points that hang on it. */
export interface NoteWithdrawn {
  readonly type: "NoteWithdrawn";
  readonly board: string;
  readonly note: string;
  readonly hidden: number;
}

/** A note is shown to this viewer again, in its place, with the points that hang on it. */
export interface NoteReturned {
  readonly type: "NoteReturned";
  readonly board: string;
  readonly note: Note;
  readonly after: string | null;
  readonly points: readonly DiscussionPoint[];
  readonly hidden: number;
  readonly decisions: readonly Decision[];
}

export interface HiddenCounted {
  readonly type: "HiddenCounted";
  readonly board: string;
  readonly hidden: number;
}

/** The command is on disk, as the events `from_seq` to `to_seq` (none when `to_seq` is less). */
export interface Done {
  readonly type: "Done";
  readonly n: number;
  readonly from_seq: number;
  readonly to_seq: number;
}

/** The command changed nothing; `message` says why in the person's language. */
export interface Rejected {
  readonly type: "Rejected";
  readonly n: number;
  readonly code: RejectionCode;
  readonly params: Readonly<Record<string, string | number>>;
  readonly message: string;
}

/** The command is on disk, in « reçues après la fin », until the facilitator decides. */
export interface ReceivedLate {
  readonly type: "ReceivedLate";
  readonly n: number;
  readonly message: string;
}

/** A frame that could not be read or taken now; with `n` when it can be told which command. */
export interface Refused {
  readonly type: "Refused";
  readonly code: "malformed" | "busy" | "gap" | "unavailable";
  readonly n: number | null;
  readonly expected: number | null;
  readonly retry_ms: number | null;
  readonly message: string;
}

/** Every 3 s: where this viewer's replica should stand, and the server's clock. */
export interface Beat {
  readonly type: "Beat";
  readonly seq: number;
  readonly now_ms: number;
}

/** How many devices of each participant are connected; those with none are left out. */
export interface Presence {
  readonly type: "Presence";
  readonly devices: Readonly<Record<string, number>>;
  readonly facilitators: number;
}

/** First names by participant, only those that changed; empty for an erased one. */
export interface People {
  readonly type: "People";
  readonly names: Readonly<Record<string, string>>;
}

/** Somebody writes on a board; who and where is null for a viewer who may not read it. */
export interface SomeoneWriting {
  readonly type: "SomeoneWriting";
  readonly board: string;
  readonly participant: string | null;
  readonly beneficiary: string | null;
  readonly note: string | null;
  readonly moving: boolean;
  readonly stopped: boolean;
}

/** All that stands of what the facilitators tell this person's pair alone (H4). */
export interface PairMessages {
  readonly type: "PairMessages";
  readonly messages: readonly Message[];
}

/** A person's own ballots in the rounds that are open, for their own devices alone (O3). */
export interface OwnVotes {
  readonly type: "OwnVotes";
  readonly ballots: Readonly<Record<string, readonly string[]>>;
}

/** What a person sent after the end and what stands of it, for their own devices alone (T9). */
export interface OwnLates {
  readonly type: "OwnLates";
  readonly lates: readonly OwnLate[];
}

/** A late command of this person's that has not been admitted; `aside` when it was left out. */
export interface OwnLate {
  readonly id: string;
  readonly text: string;
  readonly act: string;
  readonly aside: boolean;
  readonly withdrawn: boolean;
}

/** What the pooling may join, for facilitators alone (W14), as the room stood at `seq`. */
export interface Proposals {
  readonly type: "Proposals";
  readonly seq: number;
  readonly found: Found | null;
}

/** What may be one, the most likely first, each pair once. */
export interface Found {
  readonly actors: readonly ActorProposal[];
  readonly effects: readonly EffectProposal[];
  readonly doubles: readonly Double[];
  readonly coverage: number;
  readonly unknown_words: readonly string[];
}

/** `other`, of another territory, may be the same actor as `one`. */
export interface ActorProposal {
  readonly one: string;
  readonly other: string;
  readonly reasons: readonly Reason[];
  readonly later: boolean;
  readonly exact: boolean;
}

/** Why two things may be one, as data. */
export interface Reason {
  readonly kind: ReasonKind;
  readonly params: Readonly<Record<string, string | number>>;
}

/** Notes of one actor that may say the same; `titled_by` is the most central one. */
export interface EffectProposal {
  readonly actor: string;
  readonly notes: readonly string[];
  readonly reasons: readonly Reason[];
  readonly titled_by: string;
}

/** Two beneficiaries of one territory that may have been written twice; listed apart. */
export interface Double {
  readonly one: string;
  readonly other: string;
  readonly reasons: readonly Reason[];
  readonly exact: boolean;
}

/** The server is about to close: come back after `retry_ms`. */
export interface GoAway {
  readonly type: "GoAway";
  readonly retry_ms: number;
}
