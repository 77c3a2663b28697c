"""What a facilitator does from the command line: create, import, open a phase, export.

Each call opens the link as a browser would, does one thing, and leaves.
"""

from collections.abc import Mapping, Sequence
from typing import Final

import msgspec

from ..workshop.commands import OpenPhase
from ..workshop.vocabulary import Language, PhaseKind
from .http import Session
from .links import facilitator_link, server_of
from .participant import Entered

_KEY_HEADER: Final = "Tablee-Creation-Key"


class NewWorkshop(msgspec.Struct, frozen=True, kw_only=True):
    """The links of a workshop that was just made; this is the only time they are all shown."""

    id: str
    facilitator: str
    join: str
    screen: str
    code: str


async def create(
    server: str,
    *,
    template: str,
    title: str,
    territories: Sequence[str],
    language: Language,
    key: str | None,
) -> NewWorkshop:
    """Make a workshop. Raises Trouble with the server's reason when it refuses."""
    body: dict[str, object] = {
        "template": template,
        "title": title,
        "territories": list(territories),
        "language": language,
    }
    if key is not None:
        body["key"] = key
    async with Session(server_of(server), language) as session:
        return await session.post("/api/workshops", body, NewWorkshop)


async def bring_back(
    server: str, archive: bytes, *, language: Language, key: str | None
) -> NewWorkshop:
    """Make a workshop from a JSON archive; the server judges the archive."""
    headers: Mapping[str, str] = {} if key is None else {_KEY_HEADER: key}
    async with Session(server_of(server), language) as session:
        return await session.post("/api/import", archive, NewWorkshop, headers=headers)


async def open_phase(link: str, phase: PhaseKind, *, start_timer: bool, language: Language) -> None:
    """Move the room to a phase, and start the timer of a phase that has one if asked."""
    address = facilitator_link(link)
    command = OpenPhase(phase=phase, start_timer=start_timer)
    async with Session(address.server, language) as session:
        room_id = await _enter(session, address.secret)
        await session.post(f"/api/rooms/{room_id}/commands", {"command": command}, _Accepted)


async def export(link: str, file_format: str, *, language: Language) -> bytes:
    """The document, as the facilitator's page downloads it."""
    address = facilitator_link(link)
    async with Session(address.server, language) as session:
        room_id = await _enter(session, address.secret)
        return await session.download(f"/api/rooms/{room_id}/export?format={file_format}")


async def _enter(session: Session, token: str) -> str:
    """Exchange a facilitator's link for a cookie; returns the room's id."""
    body = {"token": token, "role": "facilitator"}
    entered = await session.post("/api/session", body, Entered)
    return entered.room_id


class _Accepted(msgspec.Struct, frozen=True):
    from_seq: int
    to_seq: int
