"""The facilitator's archive: a room with its whole history as JSON, and back without loss.

The journal is the truth; the other parts are derived from it for whoever reads the file without
Tablée: each note with its territory and beneficiary as typed. Reading believes nothing: the file
may have been cut, edited or made up, so its journal is replayed, the room that it gives is held
against the rules and the bounds (`archive_rules`), and the derived parts must agree with it.

Names of people are not in it; the ids of participants are, as the journal has them.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

import msgspec

from tablee.workshop.happened import Happened, replay
from tablee.workshop.pooling import Actor, pooled
from tablee.workshop.room import (
    Board,
    Decision,
    InterestedActor,
    NextSession,
    Note,
    PhaseOpening,
    Position,
    Room,
)
from tablee.workshop.vocabulary import Directness, Language, NoteKind, Status, TargetKind

from .archive_rules import ArchiveMistake, broken_event, broken_room

__all__ = ["ARCHIVE_BYTES", "FORMAT", "ArchiveMistake", "archive", "read_archive"]

FORMAT: Final = "tablee/1"
ARCHIVE_BYTES: Final = 32 * 1024 * 1024
"""The largest archive that is read, in bytes."""

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


class _Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The order of the fields is the order of the keys in the file."""


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


class ArchivedPooling(_Part, frozen=True, kw_only=True):
    actors: tuple[Actor, ...]
    decisions: tuple[Decision, ...]


class _Archive(_Part, frozen=True, kw_only=True):
    format: str
    workshop: ArchivedWorkshop
    notes: tuple[ArchivedNote, ...]
    beneficiaries: tuple[ArchivedBeneficiary, ...]
    discussion_points: tuple[ArchivedPoint, ...]
    interested_actors: tuple[ArchivedInterest, ...]
    pooling: ArchivedPooling
    journal: tuple[Happened, ...]


class _Header(msgspec.Struct):
    format: str


def archive(room: Room, journal: Sequence[Happened]) -> bytes:
    """The archive of a room and of the journal that gave it: UTF-8 JSON, one note or event a line.

    The file ends at its last brace, so that one cut anywhere is refused.
    """
    document = _derived(room, tuple(journal))
    parts = [
        f'"{name}": {_laid_out(getattr(document, name))}' for name in _Archive.__struct_fields__
    ]
    return ("{\n" + ",\n".join(parts) + "\n}").encode()


def read_archive(data: bytes, limit: int = ARCHIVE_BYTES) -> tuple[Happened, ...] | ArchiveMistake:
    """The journal that an archive holds, or the first thing wrong with it; never raises for it.

    `limit` is in bytes. What is returned replays, keeps every rule and bound of a room, and gives
    the same archive again.
    """
    if len(data) > limit:
        return ArchiveMistake("too_large", {"limit": max(1, limit // (1024 * 1024))})
    try:
        data.decode()
    except UnicodeDecodeError as trouble:
        return ArchiveMistake("not_text", {"at": trouble.start})
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return _read(data)
    except RecursionError:
        return ArchiveMistake("not_json")
    except msgspec.ValidationError as trouble:
        return ArchiveMistake("shape", {"place": _place(trouble)})
    except msgspec.DecodeError as trouble:
        return ArchiveMistake("truncated" if "truncated" in str(trouble) else "not_json")


def _read(data: bytes) -> tuple[Happened, ...] | ArchiveMistake:
    try:
        header = msgspec.json.decode(data, type=_Header)
    except msgspec.ValidationError:
        return ArchiveMistake("not_archive")
    if header.format != FORMAT:
        return ArchiveMistake("other_format", {"format": header.format[:40]})
    document = msgspec.json.decode(data, type=_Archive)
    for expected, happened in enumerate(document.journal, start=1):
        mistake = broken_event(happened, expected)
        if mistake is not None:
            return mistake
    if not document.journal:
        return ArchiveMistake("journal_start")
    room = replay(document.journal)
    mistake = broken_room(room)
    if mistake is not None:
        return mistake
    derived = _derived(room, document.journal)
    for name in _Archive.__struct_fields__:
        if getattr(document, name) != getattr(derived, name):
            return ArchiveMistake("disagrees", {"part": name})
    return document.journal


def _place(trouble: msgspec.ValidationError) -> str:
    """Where the file is wrong, as msgspec names it: `$.notes[3].text`."""
    message = str(trouble)
    return message.split("`")[-2] if " - at `" in message else "$"


def _derived(room: Room, journal: tuple[Happened, ...]) -> _Archive:
    boards = room.boards.values()
    return _Archive(
        format=FORMAT,
        workshop=_workshop(room),
        notes=tuple(each for board in boards for each in _notes(room, board)),
        beneficiaries=tuple(each for board in boards for each in _beneficiaries(board)),
        discussion_points=tuple(each for board in boards for each in _points(board)),
        interested_actors=tuple(
            ArchivedInterest(territory=board.name, actor=actor)
            for board in boards
            for actor in board.interested.values()
        ),
        pooling=ArchivedPooling(actors=pooled(room), decisions=tuple(room.decisions.values())),
        journal=journal,
    )


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


def _laid_out(value: object) -> str:
    if isinstance(value, ArchivedPooling):
        inner = (f'"{name}": {_laid_out(getattr(value, name))}' for name in ("actors", "decisions"))
        return "{\n" + ",\n".join(inner) + "\n}"
    if isinstance(value, tuple):
        return "[\n" + ",\n".join(msgspec.json.encode(each).decode() for each in value) + "\n]"
    return msgspec.json.encode(value).decode()
