"""The parts of an archive, and how all but the journal are derived from a room.

For whoever reads the file without Tablée: each note stands with its territory and beneficiary as
typed. The order of the fields is the order of the keys in the file, and part of the format.
"""

from datetime import UTC, datetime, timedelta
from typing import Final

import msgspec
from msgspec import UNSET, UnsetType

from tablee.workshop.effect_groups import Group
from tablee.workshop.happened import Happened
from tablee.workshop.pooling import Member, pooled
from tablee.workshop.room import (
    Board,
    Conclusion,
    Decision,
    InterestedActor,
    Misrendered,
    NextSession,
    Note,
    PhaseOpening,
    Position,
    Remark,
    Room,
    VoteCount,
)
from tablee.workshop.vocabulary import (
    Directness,
    Language,
    Mark,
    NoteKind,
    Status,
    TargetKind,
    VotingState,
)

FORMAT: Final = "tablee/1"

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


class _Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    pass


class ArchivedTerritory(_Part, frozen=True, kw_only=True):
    id: str
    name: str
    starting_point: str
    pairs: int


class ArchivedWorkshop(_Part, frozen=True, kw_only=True):
    """`created` is ISO 8601 in UTC; `delete_after_ms` the end of the retention."""

    title: str
    language: Language
    held_on: str
    created: str
    delete_after_ms: int
    template: str
    phases: tuple[PhaseOpening, ...]
    next_session: NextSession
    territories: tuple[ArchivedTerritory, ...]


class ArchivedNote(_Part, frozen=True, kw_only=True):
    """`territory` and `beneficiary` are as typed; `discussion`: a point on it is open."""

    id: str
    text: str
    territory: str
    beneficiary: str
    kind: NoteKind
    directness: Directness
    discussion: bool
    unforeseen: bool
    via: str
    via_note: str | None
    status: Status
    pair: int | None
    hidden: bool
    at_ms: int
    rev: int
    split_from: str | None
    board_id: str
    beneficiary_id: str
    pair_id: str | None


class ArchivedBeneficiary(_Part, frozen=True, kw_only=True):
    """In the order of the board, from direct to indirect, « Le territoire » last."""

    id: str
    label: str
    territory: str
    aliases: tuple[str, ...]
    category: str
    parent: str | None
    builtin: bool


class ArchivedPoint(_Part, frozen=True, kw_only=True):
    id: str
    territory: str
    target_kind: TargetKind
    target: str
    text: str
    positions: tuple[Position, ...]
    closed: bool


class ArchivedInterest(_Part, frozen=True, kw_only=True):
    territory: str
    actor: InterestedActor


class ArchivedActor(_Part, frozen=True, kw_only=True):
    """A `pooling.Actor`; archives of before had no word for what may be left out here."""

    id: str
    label: str
    also_named: tuple[str, ...]
    category: str
    builtin: bool
    members: tuple[Member, ...]
    notes: tuple[str, ...]
    parent: str | UnsetType | None = UNSET
    groups: tuple[Group, ...] | UnsetType = UNSET
    ungrouped: tuple[str, ...] | UnsetType = UNSET


class ArchivedPooling(_Part, frozen=True, kw_only=True):
    actors: tuple[ArchivedActor, ...]
    decisions: tuple[Decision, ...]


class ArchivedVoting(_Part, frozen=True, kw_only=True):
    """A round of votes as everybody sees it: counts, never who voted what."""

    mark: Mark
    state: VotingState
    votes_each: int
    voters: int
    results: tuple[VoteCount, ...]


class ArchivedMisrendering(_Part, frozen=True, kw_only=True):
    note: str
    misrendered: Misrendered


class ArchivedConcept(_Part, frozen=True, kw_only=True):
    id: str
    words: tuple[str, ...]


class Archive(_Part, frozen=True, kw_only=True):
    format: str
    workshop: ArchivedWorkshop
    notes: tuple[ArchivedNote, ...]
    beneficiaries: tuple[ArchivedBeneficiary, ...]
    discussion_points: tuple[ArchivedPoint, ...]
    example_remarks: tuple[Remark, ...] = ()
    interested_actors: tuple[ArchivedInterest, ...]
    pooling: ArchivedPooling
    votes: tuple[ArchivedVoting, ...] = ()
    conclusions: tuple[Conclusion, ...] = ()
    misrendered: tuple[ArchivedMisrendering, ...] = ()
    told: tuple[str, ...] = ()
    lexicon: tuple[ArchivedConcept, ...] = ()
    journal: tuple[Happened, ...]


def derived(room: Room, journal: tuple[Happened, ...]) -> Archive:
    """The archive of a room and of the journal that gave it."""
    boards = room.boards.values()
    return Archive(
        format=FORMAT,
        workshop=_workshop(room),
        notes=tuple(each for board in boards for each in _notes(room, board)),
        beneficiaries=tuple(each for board in boards for each in _beneficiaries(board)),
        discussion_points=tuple(each for board in boards for each in _points(board)),
        example_remarks=tuple(room.remarks.values()),
        interested_actors=tuple(
            ArchivedInterest(territory=board.name, actor=actor)
            for board in boards
            for actor in board.interested.values()
        ),
        pooling=ArchivedPooling(
            actors=msgspec.convert(
                pooled(room), type=tuple[ArchivedActor, ...], from_attributes=True
            ),
            decisions=tuple(room.decisions.values()),
        ),
        votes=tuple(
            ArchivedVoting(
                mark=mark,
                state=voting.state,
                votes_each=voting.votes_each,
                voters=voting.voters,
                results=voting.results,
            )
            for mark, voting in room.votings.items()
        ),
        conclusions=tuple(room.conclusions.values()),
        misrendered=tuple(
            ArchivedMisrendering(note=note, misrendered=said)
            for note, said in room.misrendered.items()
        ),
        told=tuple(room.told),
        lexicon=tuple(
            ArchivedConcept(id=each, words=words) for each, words in room.lexicon.items()
        ),
        journal=journal,
    )


def agrees(given: Archive, derived: Archive, part: str) -> bool:
    """Whether a part of a file is what its journal gives.

    The actors of an archive from before effects were grouped were derived by the rules of then.
    """
    found, expected = getattr(given, part), getattr(derived, part)
    if isinstance(found, ArchivedPooling) and any(e.groups is UNSET for e in found.actors):
        return found.decisions == derived.pooling.decisions
    return bool(found == expected)


def _workshop(room: Room) -> ArchivedWorkshop:
    return ArchivedWorkshop(
        title=room.title,
        language=room.language,
        held_on=room.held_on,
        created=(_EPOCH + timedelta(milliseconds=room.created_ms)).isoformat(),
        delete_after_ms=room.delete_after_ms,
        template=room.template.id,
        phases=room.phases,
        next_session=room.next_session,
        territories=tuple(
            ArchivedTerritory(
                id=board.id,
                name=board.name,
                starting_point=board.starting_point,
                pairs=sum(pair.board == board.id for pair in room.pairs.values()),
            )
            for board in room.boards.values()
        ),
    )


def _notes(room: Room, board: Board) -> list[ArchivedNote]:
    open_points = (point for point in board.points.values() if not point.closed)
    discussed = {point.target for point in open_points if point.target_kind == "note"}
    return [_note(room, board, note, note.id in discussed) for note in board.notes.values()]


def _note(room: Room, board: Board, note: Note, discussion: bool) -> ArchivedNote:
    pair = room.pairs[note.pair] if note.pair is not None else None
    return ArchivedNote(
        id=note.id,
        text=note.text,
        territory=board.name,
        beneficiary=board.beneficiaries[note.beneficiary].label,
        kind=note.kind,
        directness=note.directness,
        discussion=discussion,
        unforeseen=note.unforeseen,
        via=note.via,
        via_note=note.via_note,
        status=note.status,
        pair=pair.number if pair else None,
        hidden=note.hidden,
        at_ms=note.at_ms,
        rev=note.rev,
        split_from=note.split_from,
        board_id=board.id,
        beneficiary_id=note.beneficiary,
        pair_id=note.pair,
    )


def _beneficiaries(board: Board) -> list[ArchivedBeneficiary]:
    builtin = (each.id for each in board.beneficiaries.values() if each.builtin)
    ranked = (board.beneficiaries[each] for each in (*board.order, *builtin))
    return [
        ArchivedBeneficiary(
            id=each.id,
            label=each.label,
            territory=board.name,
            aliases=each.aliases,
            category=each.category,
            parent=each.parent,
            builtin=each.builtin,
        )
        for each in ranked
    ]


def _points(board: Board) -> list[ArchivedPoint]:
    return [
        ArchivedPoint(
            id=point.id,
            territory=board.name,
            target_kind=point.target_kind,
            target=point.target,
            text=point.text,
            positions=point.positions,
            closed=point.closed,
        )
        for point in board.points.values()
    ]
