"""Who sees what: one rule for live frames, snapshots and exports (SPEC V).

`project` gives what a sight is shown of an event; `project_room` gives what it is shown of a room.
The fold of projections equals the projection of the fold, which a property test holds: the same
rule cannot be right in one place and wrong in the other. Sight only widens (V3): when it does, the
viewer is given a fresh snapshot.
"""

from collections.abc import Mapping
from typing import Literal

import msgspec
from msgspec.structs import replace

from .events import (
    BeneficiaryAdded,
    BeneficiaryDeleted,
    BeneficiaryEdited,
    BeneficiaryFound,
    BeneficiaryRanked,
    BeneficiaryRestored,
    ChitPlaced,
    ChitTaken,
    CommandReceivedLate,
    ConceptAdded,
    ConceptRemoved,
    DecisionTaken,
    Event,
    HiddenCounted,
    InterestedActorAdded,
    InterestedActorEdited,
    LateAdmitted,
    LateBroughtBack,
    LateSetAside,
    MessageSent,
    MessageWithdrawn,
    MisrenderedSaid,
    MisrenderedSettled,
    MisrenderedWithdrawn,
    NoteAdded,
    NoteClassified,
    NoteDeleted,
    NoteEdited,
    NoteHidden,
    NoteMoved,
    NoteRestored,
    NoteReturned,
    NoteShown,
    NoteSplit,
    NoteWithdrawn,
    PointClosed,
    PointEdited,
    PointOpened,
    PointReopened,
    PositionTaken,
    SeenEvent,
    StartingPointSet,
    VotersCounted,
    VotesCast,
)
from .lookup import hangs_hidden, is_hidden
from .room import Board, Decision, Note, Room, Who
from .seen_decisions import all_seen, is_about_notes, names_note, seen
from .vocabulary import ChitKind
from .voting import hide_ballots

_LEADERS = (
    *(CommandReceivedLate, LateAdmitted, LateSetAside, LateBroughtBack),
    *(ConceptAdded, ConceptRemoved),
)
"""What only facilitators are shown."""
_MISRENDERED = (MisrenderedSaid, MisrenderedWithdrawn, MisrenderedSettled)
_PLAIN = (
    StartingPointSet,
    BeneficiaryFound,
    BeneficiaryEdited,
    BeneficiaryRanked,
    InterestedActorAdded,
    InterestedActorEdited,
)
_ON_NOTE = (
    NoteEdited,
    NoteClassified,
    NoteMoved,
    NoteDeleted,
    NoteRestored,
    NoteHidden,
    NoteShown,
    NoteSplit,
)
_ON_POINT = (PointEdited, PositionTaken, PointClosed, PointReopened)
_BENEFICIARY = (BeneficiaryAdded, BeneficiaryDeleted, BeneficiaryRestored)
_BoardContent = (
    StartingPointSet
    | BeneficiaryFound
    | BeneficiaryEdited
    | BeneficiaryRanked
    | InterestedActorAdded
    | InterestedActorEdited
    | BeneficiaryAdded
    | BeneficiaryDeleted
    | BeneficiaryRestored
    | NoteAdded
    | NoteEdited
    | NoteClassified
    | NoteMoved
    | NoteDeleted
    | NoteRestored
    | NoteHidden
    | NoteShown
    | NoteSplit
    | PointOpened
    | PointEdited
    | PositionTaken
    | PointClosed
    | PointReopened
)
_CONTENT = (*_PLAIN, *_BENEFICIARY, NoteAdded, *_ON_NOTE, PointOpened, *_ON_POINT)


class Sight(msgspec.Struct, frozen=True):
    """A kind of viewer; everybody of one kind is sent the same bytes.

    `facilitator` sees all; `reader` all but what is hidden or late (everybody else, once the
    pooling has been shown); `board` reads one board, the others as chits; `outside` chits only.
    """

    kind: Literal["facilitator", "reader", "board", "outside"]
    board: str | None = None


FACILITATOR = Sight("facilitator")
READER = Sight("reader")
OUTSIDE = Sight("outside")


def sight_of(room: Room, who: Who) -> Sight:
    """[V1] facilitators see all boards, [V2] a participant their own, [V3] all once pooled."""
    if who.role == "facilitator":
        return FACILITATOR
    if room.pooling_shown:
        return READER
    seat = room.participants.get(who.participant) if who.participant else None
    if who.role != "participant" or seat is None or seat.board is None:
        return OUTSIDE
    return Sight("board", seat.board)


def project(before: Room, event: Event, sight: Sight) -> tuple[SeenEvent, ...]:
    """What `sight` is shown of an event that happens to `before`: it, veils instead, or nothing."""
    if isinstance(event, VotesCast):
        return _blind(event)
    if sight.kind == "facilitator":
        return (event,)
    if isinstance(event, _MISRENDERED):
        return _on_a_seen_note(before, event, sight)
    if isinstance(event, _LEADERS) or _is_for_one_pair(event):
        return ()
    if isinstance(event, DecisionTaken):
        return _decided(before, event, sight)
    if not isinstance(event, _CONTENT):
        return (event,)
    board = before.boards.get(event.board)
    if board is None:
        return ()
    if sight.kind == "reader":
        returned = _returned_decisions(before, event)
        return (*_without_hidden(board, event, returned), *_misrendered_again(before, event))
    if sight.board == board.id:
        return _without_hidden(board, event, ())
    return _chits(board, event)


def project_room(room: Room, sight: Sight) -> Room:
    """What `sight` is shown of a room."""
    votings = hide_ballots(room.votings)
    if sight.kind == "facilitator":
        return room if votings is room.votings else replace(room, votings=votings)
    boards = {
        key: _read(board) if sight.kind == "reader" or sight.board == key else _blank(board)
        for key, board in room.boards.items()
    }
    to_all = {key: each for key, each in room.messages.items() if each.pair is None}
    withdrawn = {key: pair for key, pair in room.withdrawn.items() if pair is None}
    reads = sight.kind == "reader"
    misrendered = {k: m for k, m in room.misrendered.items() if reads and not _hides(room, k)}
    return replace(
        room,
        boards=boards,
        late={},
        aside={},
        messages=to_all,
        withdrawn=withdrawn,
        votings=votings,
        misrendered=misrendered,
        lexicon={},
        unmeant=(),
        decisions=_seen_decisions(room, sight),
    )


def _blind(event: VotesCast) -> tuple[SeenEvent, ...]:
    """[O3] of a ballot everybody, facilitators too, is shown how many have voted: when that is
    another number. Its voter is told by `voting.ballots_of`."""
    return (VotersCounted(mark=event.mark, voters=event.voters),) if event.counted else ()


def _hides(room: Room, note: str) -> bool:
    return any(is_hidden(board, note) for board in room.boards.values())


def _on_a_seen_note(
    room: Room, event: MisrenderedSaid | MisrenderedWithdrawn | MisrenderedSettled, sight: Sight
) -> tuple[SeenEvent, ...]:
    """[M2] everybody who reads the boards, unless the note is hidden."""
    return (event,) if sight.kind == "reader" and not _hides(room, event.note) else ()


def _misrendered_again(room: Room, event: _BoardContent) -> tuple[SeenEvent, ...]:
    """[M2] it goes with its note when this is hidden, and comes back with it."""
    if not isinstance(event, NoteHidden | NoteShown):
        return ()
    said = room.misrendered.get(event.note)
    if said is None:
        return ()
    if isinstance(event, NoteHidden):
        return (MisrenderedWithdrawn(note=event.note),)
    return (MisrenderedSaid(note=event.note, misrendered=said),)


def _is_for_one_pair(event: Event) -> bool:
    """[H4] its people are told by `calls.messages_to`: a whole board shares a sight."""
    if isinstance(event, MessageSent):
        return event.message.pair is not None
    return isinstance(event, MessageWithdrawn) and event.pair is not None


def _decided(before: Room, event: DecisionTaken, sight: Sight) -> tuple[SeenEvent, ...]:
    """[V6] who does not read all boards is shown no decision about notes at all."""
    if sight.kind != "reader":
        return () if is_about_notes(event.decision) else (event,)
    shown = seen(event.decision, lambda note: _hides(before, note))
    return () if shown is None else (replace(event, decision=shown),)


def _seen_decisions(room: Room, sight: Sight) -> Mapping[str, Decision]:
    if sight.kind == "reader":
        return all_seen(room.decisions, lambda note: _hides(room, note))
    return {key: each for key, each in room.decisions.items() if not is_about_notes(each)}


def _returned_decisions(room: Room, event: Event) -> tuple[Decision, ...]:
    """All that are seen once a note is shown again; none when no decision is about it."""
    if not isinstance(event, NoteShown):
        return ()
    if not any(names_note(decision, event.note) for decision in room.decisions.values()):
        return ()

    def still_hidden(note: str) -> bool:
        return note != event.note and _hides(room, note)

    return tuple(all_seen(room.decisions, still_hidden).values())


def _without_hidden(
    board: Board, event: _BoardContent, returned: tuple[Decision, ...]
) -> tuple[SeenEvent, ...]:
    if isinstance(event, NoteShown):
        return _returned(board, event, returned)
    if isinstance(event, NoteHidden):
        hidden = _hidden_count(board) + 1
        return (NoteWithdrawn(board=board.id, note=event.note, hidden=hidden),)
    if isinstance(event, PointOpened):
        return () if hangs_hidden(board, event.point) else (event,)
    if isinstance(event, _ON_POINT):
        point = board.points.get(event.point)
        return () if point is not None and hangs_hidden(board, point) else (event,)
    if not isinstance(event, _ON_NOTE):
        return (event,)
    note = board.notes.get(event.note) or board.removed_notes.get(event.note)
    if note is None or not note.hidden:
        return (event,)
    count = _hidden_count(board)
    match event:
        case NoteDeleted():
            return (HiddenCounted(board=board.id, hidden=count - 1),)
        case NoteRestored():
            return (HiddenCounted(board=board.id, hidden=count + 1),)
        case NoteSplit():
            return (HiddenCounted(board=board.id, hidden=count - 1 + len(event.parts)),)
        case _:
            return ()


def _returned(
    board: Board, event: NoteShown, decisions: tuple[Decision, ...]
) -> tuple[SeenEvent, ...]:
    note = board.notes.get(event.note)
    if note is None:
        return ()
    hanging = tuple(point for point in board.points.values() if point.target == note.id)
    return (
        NoteReturned(
            board=board.id,
            note=replace(note, hidden=False),
            after=_before(board, note),
            points=hanging,
            hidden=_hidden_count(board) - 1,
            decisions=decisions,
        ),
    )


def _before(board: Board, note: Note) -> str | None:
    """The note that a reader sees just before this one."""
    seen = [key for key, each in board.notes.items() if not each.hidden or key == note.id]
    place = seen.index(note.id)
    return seen[place - 1] if place else None


def _chits(board: Board, event: _BoardContent) -> tuple[SeenEvent, ...]:
    match event:
        case BeneficiaryAdded():
            return (_placed(board, event.beneficiary.id, "beneficiary"),)
        case BeneficiaryRestored():
            return (_placed(board, event.beneficiary, "beneficiary"),)
        case BeneficiaryDeleted():
            return (ChitTaken(board=board.id, chit=event.beneficiary),)
        case NoteAdded():
            return (_placed(board, event.note.id, "note"),)
        case NoteShown():
            return (_placed(board, event.note, "note"),)
        case NoteHidden():
            return (ChitTaken(board=board.id, chit=event.note),)
        case NoteDeleted():
            return (
                ()
                if is_hidden(board, event.note)
                else (ChitTaken(board=board.id, chit=event.note),)
            )
        case NoteRestored():
            return () if is_hidden(board, event.note) else (_placed(board, event.note, "note"),)
        case NoteSplit():
            if is_hidden(board, event.note):
                return ()
            parts = (_placed(board, part.id, "note") for part in event.parts)
            return (ChitTaken(board=board.id, chit=event.note), *parts)
        case _:
            return ()


def _placed(board: Board, chit: str, kind: ChitKind) -> ChitPlaced:
    return ChitPlaced(board=board.id, chit=chit, kind=kind)


def _read(board: Board) -> Board:
    """A board as those who may read it see it: without what is hidden, which is counted."""
    hidden = _hidden_count(board)
    if not hidden and not any(note.hidden for note in board.removed_notes.values()):
        return board
    return replace(
        board,
        notes=_shown(board.notes),
        removed_notes=_shown(board.removed_notes),
        points={k: p for k, p in board.points.items() if not hangs_hidden(board, p)},
        hidden=hidden,
    )


def _blank(board: Board) -> Board:
    """A board as the others see it: its name and how much is on it."""
    builtin = {key: each for key, each in board.beneficiaries.items() if each.builtin}
    chits: dict[str, ChitKind] = {
        each.id: "beneficiary" for each in board.beneficiaries.values() if not each.builtin
    }
    chits.update({note.id: "note" for note in board.notes.values() if not note.hidden})
    return replace(
        board,
        starting_point="",
        order=(),
        beneficiaries=builtin,
        notes={},
        points={},
        interested={},
        removed_beneficiaries={},
        removed_notes={},
        known_as={},
        chits=chits,
    )


def _shown(notes: Mapping[str, Note]) -> Mapping[str, Note]:
    return {key: note for key, note in notes.items() if not note.hidden}


def _hidden_count(board: Board) -> int:
    return sum(note.hidden for note in board.notes.values())
