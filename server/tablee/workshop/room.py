"""A workshop as it stands: the values that `evolve` builds and everybody else reads.

All are frozen. A mapping keeps the order of insertion, which is the order of the journal; it is
copied when it changes, so it is cut by board to stay small. The same shapes travel to the browser
as the snapshot of a welcome, after `visibility.project_room` has taken out what a viewer may not
read.
"""

from collections.abc import Mapping

import msgspec

from .commands import BoardCommand
from .sift import Sift
from .template import Template
from .vocabulary import (
    ChitKind,
    ConclusionKind,
    Directness,
    ExamplePart,
    Language,
    Mark,
    NoteKind,
    PhaseKind,
    PoolingLook,
    Role,
    ShownKind,
    Status,
    TargetKind,
    TimerState,
    VotingState,
)


class _Value(msgspec.Struct, frozen=True, kw_only=True):
    pass


class Who(_Value, frozen=True, kw_only=True):
    """Who asks, as the server knows it: never read from a frame."""

    role: Role
    participant: str | None = None
    pair: str | None = None


class Participant(_Value, frozen=True, kw_only=True):
    """`expected` while the seat is kept for somebody who has not come yet."""

    id: str
    board: str | None
    pair: str | None
    expected: bool


class Pair(_Value, frozen=True, kw_only=True):
    """« Binôme »: `number` counts the pairs of a board from 1."""

    id: str
    board: str
    number: int


class Beneficiary(_Value, frozen=True, kw_only=True):
    """`rev` counts the edits; `parent` is another beneficiary of the board, itself without one."""

    id: str
    label: str
    aliases: tuple[str, ...]
    category: str
    parent: str | None
    builtin: bool
    rev: int


class Note(_Value, frozen=True, kw_only=True):
    """`rev` counts the rewritings of the text; `pair` is None for a facilitator's own note."""

    id: str
    beneficiary: str
    text: str
    kind: NoteKind
    directness: Directness
    unforeseen: bool
    via: str
    via_note: str | None
    status: Status
    pair: str | None
    at_ms: int
    rev: int
    split_from: str | None
    hidden: bool


class Position(_Value, frozen=True, kw_only=True):
    id: str
    text: str
    pair: str | None


class DiscussionPoint(_Value, frozen=True, kw_only=True):
    id: str
    target_kind: TargetKind
    target: str
    text: str
    positions: tuple[Position, ...]
    pair: str | None
    closed: bool


class InterestedActor(_Value, frozen=True, kw_only=True):
    """`uncertain` is the deck's « ? », kept apart from the text."""

    id: str
    label: str
    reason: str
    uncertain: bool
    notes: tuple[str, ...]
    removed: bool


class Board(_Value, frozen=True, kw_only=True):
    """One territory's board.

    `order` holds the beneficiaries from the most direct to the most indirect, without the built-in
    « Le territoire », which comes last. `removed_*` keep what can be restored. `known_as` maps an
    id that somebody proposed for a label already there to the beneficiary that answered (B3).
    `chits` and `hidden` are what a viewer who may not read is given; empty and 0 in the full room.
    """

    id: str
    name: str
    closed: bool
    starting_point: str
    order: tuple[str, ...]
    beneficiaries: Mapping[str, Beneficiary]
    notes: Mapping[str, Note]
    points: Mapping[str, DiscussionPoint]
    interested: Mapping[str, InterestedActor]
    removed_beneficiaries: Mapping[str, Beneficiary]
    removed_notes: Mapping[str, Note]
    known_as: Mapping[str, str]
    chits: Mapping[str, ChitKind]
    hidden: int


class Timer(_Value, frozen=True, kw_only=True):
    """The end is an absolute instant of the server's clock, or what is left while paused.

    `steps_ms`: what the steps of the plan share out, the length that it was started with (T1).
    `reopened`: a time of its own that closed boards were given once more, which has no steps (T8).
    """

    state: TimerState
    duration_ms: int
    steps_ms: int
    deadline_ms: int | None
    remaining_ms: int | None
    grace_ms: int
    reopened: bool = False


class LateCommand(_Value, frozen=True, kw_only=True):
    """What arrived after the lock; `written_ms` is the client's own claim, shown as such."""

    id: str
    command: BoardCommand
    by: Who
    board: str
    received_ms: int
    written_ms: int | None


class Same(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    beneficiaries: tuple[str, ...]
    label: str | None


class Renamed(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    beneficiary: str
    label: str


class PartOf(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The actor of `child` is part of that of `parent`."""

    child: str
    parent: str


class Different(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Two beneficiaries that are never one actor while this stands."""

    one: str
    other: str


class Later(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Whether these are one actor is put off: nothing follows from it but their place in line."""

    one: str
    other: str


class Grouped(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Notes of one actor that say the same; `titled_by` is the one of them whose words are the
    title, as long as it is there and shown."""

    notes: tuple[str, ...]
    title: str | None
    titled_by: str | None = None


class Apart(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A note that left its group: the groupings of before no longer count for it."""

    note: str


class Titled(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """How the group that the note is in is called; `others` are the notes it was with then."""

    note: str
    title: str
    others: tuple[str, ...] = ()


class Categorised(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The category of the actor that the beneficiary belongs to; empty for none."""

    beneficiary: str
    category: str


class InRegister(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Notes that belong to a register of the template."""

    notes: tuple[str, ...]
    register: str


PoolingChoice = (
    Same
    | Renamed
    | PartOf
    | Different
    | Later
    | Grouped
    | Apart
    | Titled
    | Categorised
    | InRegister
)
"""What a decision of the pooling may say. None moves a note or rewrites a word of a board."""


class Decision(_Value, frozen=True, kw_only=True):
    """One retractable choice of the pooling, in the order in which they were taken."""

    id: str
    at_ms: int
    choice: PoolingChoice


class Message(_Value, frozen=True, kw_only=True):
    """What the facilitators tell everybody, or one pair alone (`pair`)."""

    id: str
    text: str
    pair: str | None
    at_ms: int


class NextSession(_Value, frozen=True, kw_only=True):
    date: str
    method: str


class Remark(_Value, frozen=True, kw_only=True):
    """A point of discussion about the worked example; `target` is empty for all of it."""

    id: str
    part: ExamplePart
    target: str
    text: str
    positions: tuple[Position, ...]
    pair: str | None
    closed: bool


class Shown(_Value, frozen=True, kw_only=True):
    """One thing that is shown to all; for `phase`, nothing but the phase's own page."""

    kind: ShownKind
    target: str


class Guidance(_Value, frozen=True, kw_only=True):
    """What the facilitator shows, and whether everybody follows.

    `summons` counts the calls to come back: a page that knows a smaller number has one to answer.
    `way_in`, `look`, `page` and `sift` are the projector's: the way in over everything, the look of
    the pooling, which of the pages that it takes there, and which effects it is about, None being
    all. The projector alone knows how many pages there are: after the last comes the first.
    """

    shown: Shown
    leading: bool
    summons: int
    way_in: bool
    look: PoolingLook
    page: int = 0
    sift: Sift | None = None


class Effect(_Value, frozen=True, kw_only=True):
    """A useful effect of the pooling: the notes that say it, and the beneficiaries of its actor.

    `revs` are those of the notes, `label` is what the actor is called: older votes have neither.
    Without `actor`, it was told by a note that is deleted or hidden.
    """

    notes: tuple[str, ...]
    actor: tuple[str, ...]
    revs: tuple[int, ...] = ()
    label: str = ""


class Ballot(_Value, frozen=True, kw_only=True):
    """One person's votes: a note for each, several perhaps for the same one.

    `effects` are what each of these notes, once, stood for when the vote went to it.
    """

    notes: tuple[str, ...]
    effects: tuple[Effect, ...]


class VoteCount(_Value, frozen=True, kw_only=True):
    """What one effect was given: `votes` by `voters` people. `notes`, `actor`, `revs` and `label`
    are the effect's at the closing; `changed`: some of the votes went to it when it was another."""

    notes: tuple[str, ...]
    actor: tuple[str, ...]
    revs: tuple[int, ...] = ()
    label: str = ""
    voters: int
    votes: int
    changed: bool


class Voting(_Value, frozen=True, kw_only=True):
    """A round of votes for one mark, and how many have voted.

    `ballots`, by participant, are in the server's own room only while it is open, and then in none:
    a viewer's room has the number of `voters`, and the `results` once it is closed.
    """

    state: VotingState
    votes_each: int
    ballots: Mapping[str, Ballot]
    voters: int
    results: tuple[VoteCount, ...]


class Conclusion(_Value, frozen=True, kw_only=True):
    """What the room concludes, in the facilitator's words, about some of the notes."""

    id: str
    kind: ConclusionKind
    text: str
    reservations: str
    notes: tuple[str, ...]
    closed: bool


class Misrendered(_Value, frozen=True, kw_only=True):
    """« Ma note est mal rendue »: what the pair has to say about it, perhaps nothing more."""

    text: str
    pair: str | None
    at_ms: int


class PhaseOpening(_Value, frozen=True, kw_only=True):
    phase: PhaseKind
    at_ms: int


class Room(_Value, frozen=True, kw_only=True):
    """`pooling_shown` widens what participants read and never narrows again (V3).

    `ready` maps a pair to the instant at which it said so, `hands` a participant to the instant at
    which their hand went up; `aside` keeps what was set aside of `late`; `messages` are those that
    stand. `links` counts the changes of the ways in: a page then knows when to ask for them again.
    `retracted` are the ids of the decisions that were taken back, which no other takes (N3);
    `withdrawn` those of the messages, each with the pair that it was to, if to one.
    `misrendered` is by note; `told` maps a beneficiary or a note to the instant at which it was
    first shown to all in the pooling; `lexicon` maps a concept to the words that mean it here.
    `unwritten` and `unmeant` are the ids of the conclusions and concepts that were removed: each
    comes back as what it was, and nothing else takes it (N3).
    """

    title: str
    held_on: str
    language: Language
    template: Template
    created_ms: int
    delete_after_ms: int
    phase: PhaseKind
    phases: tuple[PhaseOpening, ...]
    pooling_shown: bool
    timer: Timer
    boards: Mapping[str, Board]
    participants: Mapping[str, Participant]
    pairs: Mapping[str, Pair]
    late: Mapping[str, LateCommand]
    decisions: Mapping[str, Decision]
    next_session: NextSession
    remarks: Mapping[str, Remark]
    guidance: Guidance
    doors_open: bool
    links: int
    ready: Mapping[str, int]
    hands: Mapping[str, int]
    messages: Mapping[str, Message]
    aside: Mapping[str, LateCommand]
    retracted: tuple[str, ...]
    withdrawn: Mapping[str, str | None]
    votings: Mapping[Mark, Voting]
    conclusions: Mapping[str, Conclusion]
    misrendered: Mapping[str, Misrendered]
    told: Mapping[str, int]
    lexicon: Mapping[str, tuple[str, ...]]
    unwritten: tuple[str, ...]
    unmeant: tuple[str, ...]
