"""An event at its place in a room's order: what the journal keeps and the archive carries."""

from collections.abc import Iterable

import msgspec

from .events import Event, WorkshopCreated
from .evolve import create_room, evolve
from .room import Room, Who


class Happened(msgspec.Struct, frozen=True, kw_only=True):
    """`seq` counts a room's events from 1, without a hole; `at_ms` is the server's clock."""

    seq: int
    at_ms: int
    who: Who
    event: Event


def replay(journal: Iterable[Happened]) -> Room:
    """The room that a whole journal gives.

    Raises `ValueError` when the journal does not begin with `WorkshopCreated` or has a hole.
    """
    room: Room | None = None
    for expected, happened in enumerate(journal, start=1):
        if happened.seq != expected:
            raise ValueError(f"event {happened.seq} stands where {expected} should")
        if room is None:
            if not isinstance(happened.event, WorkshopCreated):
                raise ValueError("the journal does not begin with WorkshopCreated")
            room = create_room(happened.event)
        else:
            room = evolve(room, happened.event)
    if room is None:
        raise ValueError("the journal is empty")
    return room
