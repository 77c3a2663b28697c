"""What has happened in a room: facts, in the past tense, kept for ever.

A kind of event is never renamed nor reused; a new one is added and old ones are translated when
the journal is read. An event carries all that `evolve` needs, so that the same events always give
the same room. The last group is never kept: it is what `visibility.project` makes of an event for
a viewer who may not read it.
"""

import msgspec

from .room import (
    Beneficiary,
    Conclusion,
    Decision,
    DiscussionPoint,
    Effect,
    Guidance,
    InterestedActor,
    LateCommand,
    Message,
    Misrendered,
    NextSession,
    Note,
    Pair,
    Participant,
    Position,
    Remark,
    VoteCount,
)
from .template import PhasePlan, Template, Words
from .vocabulary import (
    ChitKind,
    Directness,
    Language,
    LinkChange,
    LinkRole,
    LockReason,
    Mark,
    NoteKind,
    PhaseKind,
)


class _Event(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """An event's tag is the name of its class, in the field `type`."""


class WorkshopCreated(_Event, frozen=True, kw_only=True):
    template: Template
    title: str
    language: Language
    at_ms: int
    delete_after_ms: int


class WorkshopEdited(_Event, frozen=True, kw_only=True):
    title: str
    held_on: str


class TerritoryAdded(_Event, frozen=True, kw_only=True):
    """Brings the built-in « Le territoire » with it."""

    board: str
    name: str
    builtin: Beneficiary


class TerritoryRenamed(_Event, frozen=True, kw_only=True):
    board: str
    name: str


class TerritoryRemoved(_Event, frozen=True, kw_only=True):
    board: str


class ParticipantSeated(_Event, frozen=True, kw_only=True):
    participant: str
    board: str
    pair: Pair


class PhaseOpened(_Event, frozen=True, kw_only=True):
    phase: PhaseKind
    at_ms: int


class TimerStarted(_Event, frozen=True, kw_only=True):
    """`steps_ms`: what its steps share out, where that is not its duration."""

    duration_ms: int
    deadline_ms: int
    steps_ms: int | None = None


class TimerPaused(_Event, frozen=True, kw_only=True):
    remaining_ms: int


class TimerResumed(_Event, frozen=True, kw_only=True):
    deadline_ms: int


class DeadlineMoved(_Event, frozen=True, kw_only=True):
    """A running timer has a `deadline_ms`, a paused one a `remaining_ms`."""

    duration_ms: int
    deadline_ms: int | None
    remaining_ms: int | None


class GraceSet(_Event, frozen=True, kw_only=True):
    grace_ms: int


class BoardsLocked(_Event, frozen=True, kw_only=True):
    """The lock: every board is closed and the timer has ended."""

    reason: LockReason


class BoardClosed(_Event, frozen=True, kw_only=True):
    board: str


class BoardsReopened(_Event, frozen=True, kw_only=True):
    """`deadline_ms` restarts the timer; None leaves the boards open until told."""

    boards: tuple[str, ...]
    duration_ms: int
    deadline_ms: int | None


class StartingPointSet(_Event, frozen=True, kw_only=True):
    board: str
    text: str


class BeneficiaryAdded(_Event, frozen=True, kw_only=True):
    board: str
    beneficiary: Beneficiary


class BeneficiaryFound(_Event, frozen=True, kw_only=True):
    """The label was there already: the proposed id now means that beneficiary (B3)."""

    board: str
    beneficiary: str
    known_as: str


class BeneficiaryEdited(_Event, frozen=True, kw_only=True):
    board: str
    beneficiary: Beneficiary


class BeneficiaryRanked(_Event, frozen=True, kw_only=True):
    board: str
    beneficiary: str
    after: str | None


class BeneficiaryDeleted(_Event, frozen=True, kw_only=True):
    board: str
    beneficiary: str


class BeneficiaryRestored(_Event, frozen=True, kw_only=True):
    board: str
    beneficiary: str


class NoteAdded(_Event, frozen=True, kw_only=True):
    board: str
    note: Note


class NoteEdited(_Event, frozen=True, kw_only=True):
    board: str
    note: str
    text: str
    rev: int


class NoteClassified(_Event, frozen=True, kw_only=True):
    board: str
    note: str
    kind: NoteKind
    directness: Directness
    unforeseen: bool
    via: str
    via_note: str | None


class NoteMoved(_Event, frozen=True, kw_only=True):
    board: str
    note: str
    beneficiary: str


class NoteSplit(_Event, frozen=True, kw_only=True):
    """The original goes where it can be restored from; the parts take its place."""

    board: str
    note: str
    parts: tuple[Note, ...]


class NoteDeleted(_Event, frozen=True, kw_only=True):
    board: str
    note: str


class NoteRestored(_Event, frozen=True, kw_only=True):
    board: str
    note: str


class NoteHidden(_Event, frozen=True, kw_only=True):
    board: str
    note: str


class NoteShown(_Event, frozen=True, kw_only=True):
    board: str
    note: str


class PointOpened(_Event, frozen=True, kw_only=True):
    board: str
    point: DiscussionPoint


class PointEdited(_Event, frozen=True, kw_only=True):
    board: str
    point: str
    text: str


class PositionTaken(_Event, frozen=True, kw_only=True):
    board: str
    point: str
    position: Position


class PointClosed(_Event, frozen=True, kw_only=True):
    board: str
    point: str


class PointReopened(_Event, frozen=True, kw_only=True):
    board: str
    point: str


class InterestedActorAdded(_Event, frozen=True, kw_only=True):
    board: str
    interested: InterestedActor


class InterestedActorEdited(_Event, frozen=True, kw_only=True):
    """Also deletion and restoration, by `removed`."""

    board: str
    interested: InterestedActor


class CommandReceivedLate(_Event, frozen=True, kw_only=True):
    late: LateCommand


class LateAdmitted(_Event, frozen=True, kw_only=True):
    """Followed, in the same batch, by what the admitted command gave."""

    late: str


class LateSetAside(_Event, frozen=True, kw_only=True):
    late: str


class DecisionTaken(_Event, frozen=True, kw_only=True):
    decision: Decision


class DecisionRetracted(_Event, frozen=True, kw_only=True):
    decision: str


class NextSessionSet(_Event, frozen=True, kw_only=True):
    next_session: NextSession


class GuidanceSet(_Event, frozen=True, kw_only=True):
    """What everybody is shown from now on, whole."""

    guidance: Guidance


class RemarkLeft(_Event, frozen=True, kw_only=True):
    remark: Remark


class RemarkEdited(_Event, frozen=True, kw_only=True):
    remark: str
    text: str


class RemarkAnswered(_Event, frozen=True, kw_only=True):
    remark: str
    position: Position


class RemarkClosed(_Event, frozen=True, kw_only=True):
    remark: str


class RemarkReopened(_Event, frozen=True, kw_only=True):
    remark: str


class DoorsOpened(_Event, frozen=True, kw_only=True):
    pass


class DoorsClosed(_Event, frozen=True, kw_only=True):
    pass


class LinksMarked(_Event, frozen=True, kw_only=True):
    """A way in changed: a page that shows links asks for them again. Never holds one."""

    link: LinkRole
    change: LinkChange


class LateBroughtBack(_Event, frozen=True, kw_only=True):
    late: str


class PairReady(_Event, frozen=True, kw_only=True):
    pair: str
    at_ms: int


class PairNotReady(_Event, frozen=True, kw_only=True):
    pair: str


class HandRaised(_Event, frozen=True, kw_only=True):
    participant: str
    at_ms: int


class HandLowered(_Event, frozen=True, kw_only=True):
    participant: str


class MessageSent(_Event, frozen=True, kw_only=True):
    message: Message


class MessageWithdrawn(_Event, frozen=True, kw_only=True):
    """`pair` is the one that it was for, None when it was for everybody."""

    message: str
    pair: str | None


class ProgrammeEdited(_Event, frozen=True, kw_only=True):
    """What the workshop is part of, and which strand of that; None where nothing is said of it."""

    programme: Words | None
    axe: Words | None


class IntentionEdited(_Event, frozen=True, kw_only=True):
    intention: Words


class QuestionEdited(_Event, frozen=True, kw_only=True):
    guiding_question: Words
    for_whom: Words


class LanguageChanged(_Event, frozen=True, kw_only=True):
    language: Language


class DeletionMoved(_Event, frozen=True, kw_only=True):
    """The room is erased at this instant; the journal keeps it beside the room as well."""

    delete_after_ms: int


class PhaseEdited(_Event, frozen=True, kw_only=True):
    """This room's own plan of a phase, complete; the template of the others is untouched."""

    plan: PhasePlan


class PeopleExpected(_Event, frozen=True, kw_only=True):
    """Seats that are kept, and the pairs that were made for them."""

    people: tuple[Participant, ...]
    pairs: tuple[Pair, ...]


class ParticipantArrived(_Event, frozen=True, kw_only=True):
    participant: str


class SeatFreed(_Event, frozen=True, kw_only=True):
    """Whoever sat there is awaited again."""

    participant: str


class ExpectedDropped(_Event, frozen=True, kw_only=True):
    participant: str


class VotingOpened(_Event, frozen=True, kw_only=True):
    mark: Mark
    votes_each: int


class VotesCast(_Event, frozen=True, kw_only=True):
    """A ballot, in place of the same person's before; without notes, taken back. Shown to nobody.

    `voters` is how many have voted since, and `counted` whether that is another number.
    """

    mark: Mark
    participant: str
    notes: tuple[str, ...]
    effects: tuple[Effect, ...]
    voters: int
    counted: bool


class VotersCounted(_Event, frozen=True, kw_only=True):
    """How many have voted: what is shown of a ballot, and all that an archive holds of it."""

    mark: Mark
    voters: int


class VotingClosed(_Event, frozen=True, kw_only=True):
    """The ballots are dropped; what is left of them are the counts."""

    mark: Mark
    voters: int
    results: tuple[VoteCount, ...]


class ConclusionWritten(_Event, frozen=True, kw_only=True):
    conclusion: Conclusion


class ConclusionEdited(_Event, frozen=True, kw_only=True):
    conclusion: Conclusion


class ConclusionRemoved(_Event, frozen=True, kw_only=True):
    conclusion: str


class ConclusionClosed(_Event, frozen=True, kw_only=True):
    conclusion: str


class ConclusionReopened(_Event, frozen=True, kw_only=True):
    conclusion: str


class MisrenderedSaid(_Event, frozen=True, kw_only=True):
    note: str
    misrendered: Misrendered


class MisrenderedWithdrawn(_Event, frozen=True, kw_only=True):
    note: str


class MisrenderedSettled(_Event, frozen=True, kw_only=True):
    note: str


class SubjectTold(_Event, frozen=True, kw_only=True):
    """An actor (one of its beneficiaries) or a note was shown to all for the first time."""

    target: str
    at_ms: int


class ConceptAdded(_Event, frozen=True, kw_only=True):
    concept: str
    words: tuple[str, ...]


class ConceptRemoved(_Event, frozen=True, kw_only=True):
    concept: str


# --- what a viewer who may not read is given instead; never in the journal ------------------------


class ChitPlaced(_Event, frozen=True, kw_only=True):
    board: str
    chit: str
    kind: ChitKind


class ChitTaken(_Event, frozen=True, kw_only=True):
    board: str
    chit: str


class NoteWithdrawn(_Event, frozen=True, kw_only=True):
    """A note was hidden from this viewer, with the points that hang on it."""

    board: str
    note: str
    hidden: int


class NoteReturned(_Event, frozen=True, kw_only=True):
    """A note is shown to this viewer again, in its place, with the points that hang on it.

    `after` is the note before it, None for the first. `decisions` are all that are shown from then
    on; none when no decision is about the note.
    """

    board: str
    note: Note
    after: str | None
    points: tuple[DiscussionPoint, ...]
    hidden: int
    decisions: tuple[Decision, ...] = ()


class HiddenCounted(_Event, frozen=True, kw_only=True):
    board: str
    hidden: int


Event = (
    WorkshopCreated
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
    | ConceptRemoved
)
"""What the journal keeps."""

Veil = ChitPlaced | ChitTaken | NoteWithdrawn | NoteReturned | HiddenCounted
"""What only a projection gives."""

SeenEvent = Event | Veil
"""What a viewer may be sent."""
