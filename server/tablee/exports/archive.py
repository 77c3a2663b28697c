"""The facilitator's archive: a room with its whole history as JSON, and back without loss.

The journal is the truth; the other parts are derived from it for whoever reads the file without
Tablée: each note with its territory and beneficiary as typed. Reading believes nothing: the file
may have been cut, edited or made up, so its journal is replayed, the room that it gives is held
against the rules and the bounds (`archive_events`, `archive_rules`), and the derived parts must
agree with it.

Names of people are not in it; the ids of participants are, as the journal has them.
"""

from collections.abc import Sequence
from typing import Final

import msgspec

from tablee.workshop.events import WorkshopCreated
from tablee.workshop.evolve import create_room, evolve
from tablee.workshop.happened import Happened
from tablee.workshop.room import Room

from .archive_events import broken_event
from .archive_mistake import ArchiveMistake
from .archive_parts import FORMAT, Archive, ArchivedPooling, derived
from .archive_rules import broken_room, past_bounds

__all__ = ["ARCHIVE_BYTES", "FORMAT", "ArchiveMistake", "archive", "read_archive"]

ARCHIVE_BYTES: Final = 32 * 1024 * 1024
"""The largest archive that is read, in bytes."""

_STRIDE: Final = 256
"""How many events are replayed between two looks at the bounds."""


class _Header(msgspec.Struct):
    format: str


def archive(room: Room, journal: Sequence[Happened]) -> bytes:
    """The archive of a room and of the journal that gave it: UTF-8 JSON, one note or event a line.

    The file ends at its last brace, so that one cut anywhere is refused.
    """
    document = derived(room, tuple(journal))
    parts = [
        f'"{name}": {_laid_out(getattr(document, name))}' for name in Archive.__struct_fields__
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
    document = msgspec.json.decode(data, type=Archive)
    room = _replayed(document.journal)
    if isinstance(room, ArchiveMistake):
        return room
    mistake = broken_room(room)
    if mistake is not None:
        return mistake
    expected = derived(room, document.journal)
    for name in Archive.__struct_fields__:
        if getattr(document, name) != getattr(expected, name):
            return ArchiveMistake("disagrees", {"part": name})
    return document.journal


def _replayed(journal: tuple[Happened, ...]) -> Room | ArchiveMistake:
    """The room that a foreign journal gives, given up as soon as it is past a bound."""
    for expected, happened in enumerate(journal, start=1):
        mistake = broken_event(happened, expected)
        if mistake is not None:
            return mistake
    first = journal[0].event if journal else None
    if not isinstance(first, WorkshopCreated):
        return ArchiveMistake("journal_start")
    room = create_room(first)
    for happened in journal[1:]:
        room = evolve(room, happened.event)
        if happened.seq % _STRIDE == 0:
            mistake = past_bounds(room)
            if mistake is not None:
                return mistake
    return room


def _place(trouble: msgspec.ValidationError) -> str:
    """Where the file is wrong, as msgspec names it: `$.notes[3].text`."""
    message = str(trouble)
    return message.split("`")[-2] if " - at `" in message else "$"


def _laid_out(value: object) -> str:
    if isinstance(value, ArchivedPooling):
        inner = (f'"{name}": {_laid_out(getattr(value, name))}' for name in ("actors", "decisions"))
        return "{\n" + ",\n".join(inner) + "\n}"
    if isinstance(value, tuple):
        return "[\n" + ",\n".join(msgspec.json.encode(each).decode() for each in value) + "\n]"
    return msgspec.json.encode(value).decode()
