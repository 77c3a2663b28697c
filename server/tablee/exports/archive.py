"""The facilitator's archive: a room with its whole history as JSON, and back without loss.

The journal is the truth; the other parts are derived from it for whoever reads the file without
Tablée: each note with its territory and beneficiary as typed. Reading believes nothing: the file
may have been cut, edited or made up, so its journal is replayed, the room that it gives is held
against the rules and the bounds (`archive_events`, `archive_history` at each step, `archive_rules`
at the end), and the derived parts must agree with it.

Names of people are not in it; the ids of participants are, as the journal has them. Ballots are
not: where one was cast, the journal of an archive says how many had voted by then. An open vote
comes back open, with that number until somebody votes again, and without any ballot.
"""

from collections.abc import Sequence
from typing import Final

import msgspec
from msgspec.structs import replace

from tablee.workshop.events import WorkshopCreated
from tablee.workshop.evolve import create_room, evolve
from tablee.workshop.happened import Happened
from tablee.workshop.room import Room
from tablee.workshop.voting import without_ballot

from .archive_events import broken_event
from .archive_history import out_of_step
from .archive_mistake import ArchiveMistake
from .archive_parts import FORMAT, Archive, ArchivedPooling, agrees, derived
from .archive_rules import broken_room, past_bounds

__all__ = ["ARCHIVE_BYTES", "FORMAT", "ArchiveMistake", "archive", "read_archive"]

ARCHIVE_BYTES: Final = 32 * 1024 * 1024
"""The largest archive that is read, in bytes."""

_STRIDE: Final = 256
"""How many events are replayed between two looks at the bounds."""


_PLACE: Final = 120
"""Characters of a place that is named: a key of a foreign file may be anything."""


class _Header(msgspec.Struct):
    format: str


def archive(room: Room, journal: Sequence[Happened]) -> bytes:
    """The archive of a room and of the journal that gave it: UTF-8 JSON, one note or event a line.

    The file ends at its last brace, so that one cut anywhere is refused.
    """
    told = tuple(without_ballot(each) for each in _never_back(journal))
    document = derived(room, told)
    parts = [
        f'"{name}": {_laid_out(getattr(document, name))}' for name in Archive.__struct_fields__
    ]
    return ("{\n" + ",\n".join(parts) + "\n}").encode()


def _never_back(journal: Sequence[Happened]) -> tuple[Happened, ...]:
    """The journal of before, when a clock that was set right between two starts of the server
    could still give an event an earlier time than the one before it (J6)."""
    told: list[Happened] = []
    for each in journal:
        latest_ms = max(each.at_ms, told[-1].at_ms if told else 0)
        told.append(each if each.at_ms == latest_ms else replace(each, at_ms=latest_ms))
    return tuple(told)


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
    foreign = _unknown_field(msgspec.json.decode(data), msgspec.to_builtins(document), "$")
    if foreign is not None:
        return ArchiveMistake("unknown_field", {"place": foreign})
    room = _replayed(document.journal)
    if isinstance(room, ArchiveMistake):
        return room
    mistake = broken_room(room)
    if mistake is not None:
        return mistake
    expected = derived(room, document.journal)
    for name in Archive.__struct_fields__:
        if not agrees(document, expected, name):
            return ArchiveMistake("disagrees", {"part": name})
    return document.journal


def _replayed(journal: tuple[Happened, ...]) -> Room | ArchiveMistake:
    """The room that a foreign journal gives, given up as soon as it is past a bound."""
    before_ms = 0
    for expected, happened in enumerate(journal, start=1):
        mistake = broken_event(happened, expected)
        if mistake is not None:
            return mistake
        if happened.at_ms < before_ms:
            return ArchiveMistake("time_back", {"seq": expected})
        before_ms = happened.at_ms
    first = journal[0].event if journal else None
    if not isinstance(first, WorkshopCreated):
        return ArchiveMistake("journal_start")
    room = create_room(first)
    for happened in journal[1:]:
        mistake = out_of_step(room, happened)
        if mistake is not None:
            return mistake
        room = evolve(room, happened.event)
        if happened.seq % _STRIDE == 0:
            mistake = past_bounds(room)
            if mistake is not None:
                return mistake
    return room


def _unknown_field(given: object, known: object, place: str) -> str | None:
    """Where a field stands that no shape of ours has; one that is left out has its default."""
    if isinstance(given, dict) and isinstance(known, dict):
        for name, value in given.items():
            here = f"{place}.{name}"[:_PLACE]
            found = here if name not in known else _unknown_field(value, known[name], here)
            if found is not None:
                return found
    elif isinstance(given, list) and isinstance(known, list | tuple):
        for at, (one, other) in enumerate(zip(given, known, strict=False)):
            found = _unknown_field(one, other, f"{place}[{at}]")
            if found is not None:
                return found
    return None


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
