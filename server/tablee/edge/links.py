"""The links of a room as its facilitators hold them: shown, replaced, made and revoked (A11–A13).

Each change is written whole, then told: sessions that came through a revoked link are cut at once,
and the room marks the change, so that every page that shows links asks for them again.
"""

from typing import Final, Literal

import msgspec
from msgspec.structs import replace
from starlette.requests import HTTPConnection

from ..journal.access import StoredSession
from ..journal.base import Capability
from ..journal.errors import KeyTaken
from ..journal.links import StoredCapability, StoredCode
from ..live.batch import SYSTEM
from ..workshop.commands import MarkLinks
from ..workshop.vocabulary import LinkChange, LinkRole
from . import first_links, keyring, tokens
from .access import Pass
from .answers import Refusal
from .qr import qr_of
from .services import origin_of, services_of

FACILITATORS: Final = 10
"""Facilitators' links that a room may have at a time."""


class Facilitator(msgspec.Struct, frozen=True, kw_only=True):
    """A facilitator's link as the others see it: never the link itself."""

    id: str
    own: bool
    created_ms: int
    devices: int


class Links(msgspec.Struct, frozen=True, kw_only=True):
    """What a page may show. `at` is how often the room's links had changed by then."""

    at: int
    join: str
    code: str
    qr_svg: str
    screen: str | None = None
    screen_qr_svg: str | None = None
    facilitators: tuple[Facilitator, ...] = ()


class Invitation(msgspec.Struct, frozen=True, kw_only=True):
    """A facilitator's link that was just made: the only time that it is shown."""

    facilitator: str
    qr_svg: str


async def links_of(connection: HTTPConnection, entered: Pass) -> Links | None:
    """The links that a facilitator's or a screen's page may show; never a facilitator's."""
    key = entered.key
    if key is None:
        return None
    services, room_id = services_of(connection), entered.session.room_id
    at = (await services.rooms.get(room_id)).room.links
    rows = await services.links.of_room(room_id)
    code = await services.links.code_of(room_id)
    if len(entered.session.sealed) == first_links.SEALED:
        screen = first_links.unseal(entered.cookie, entered.session.sealed)
        sealed, sealed_code = keyring.sealed_now(screen, rows, code)
        named = {each.token_hash: each for each in sealed}
        rows, code = tuple(named.get(each.token_hash, each) for each in rows), sealed_code or code
    leads = entered.session.role == "facilitator"
    screens_key = tokens.screens_key(key) if leads else key
    join = _opened(rows, "participant", screens_key)
    spoken = None if code is None else keyring.opened(screens_key, code.code_hash, code.shown)
    if join is None or spoken is None:
        return None
    origin = origin_of(connection)
    address = f"{origin}/j/{join}"
    links = Links(at=at, join=address, code=spoken, qr_svg=qr_of(address))
    if not leads:
        return links
    token = _opened(rows, "screen", key)
    screen_address = None if token is None else f"{origin}/e#{token}"
    return replace(
        links,
        screen=screen_address,
        screen_qr_svg=None if screen_address is None else qr_of(screen_address),
        facilitators=_facilitators(rows, await services.access.room_sessions(room_id), entered),
    )


def id_of(link: StoredCapability) -> str:
    """How a facilitator's link is named to the others."""
    return link.token_hash[:9].hex()


async def replace_link(
    connection: HTTPConnection, entered: Pass, role: Literal["participant", "screen"], again: bool
) -> None:
    """[A12] draw a new link (and code); the old one is dead at once.

    With `again`, everybody of that role is asked to come in again.
    """
    services, key = services_of(connection), _key(entered)
    room_id, now_ms = entered.session.room_id, services.clock.now_ms()
    for _ in range(20):
        token = tokens.draw_link()
        code: StoredCode | None = None
        if role == "participant":
            made, spoken = keyring.participants(key, token), tokens.draw_code()
            seal = keyring.shown(tokens.screens_key(key), spoken)
            code = StoredCode(tokens.hashed(spoken), room_id, seal)
        else:
            made = keyring.screens(key, token)
        link = _stored(made, room_id, now_ms)
        try:
            await services.links.replace(link, code, end_sessions=again)
        except KeyTaken:
            continue
        await _tell(connection, room_id, role, "replaced")
        return
    raise Refusal(503, "unavailable")


async def invite(connection: HTTPConnection, entered: Pass) -> Invitation:
    """[A13] one more facilitator's link, with the same rights."""
    services, key = services_of(connection), _key(entered)
    room_id = entered.session.room_id
    rows = await services.links.of_room(room_id)
    standing = [each for each in rows if each.role == "facilitator" and each.revoked_ms is None]
    if len(standing) >= FACILITATORS:
        raise Refusal(409, "too_many_facilitators")
    token = tokens.draw_facilitator()
    made = keyring.facilitators(key, token)
    await services.links.add(_stored(made, room_id, services.clock.now_ms()))
    await _tell(connection, room_id, "facilitator", "made")
    address = f"{origin_of(connection)}/f#{token}"
    return Invitation(facilitator=address, qr_svg=qr_of(address))


async def opened(connection: HTTPConnection, link: StoredCapability) -> None:
    """[A13] somebody came in through a facilitator's link: the others see it the first time."""
    access = services_of(connection).access
    standing = [
        each
        for each in await access.room_sessions(link.room_id)
        if each.role == "facilitator" and each.revoked_ms is None
    ]
    own = sum(each.link == link.token_hash for each in standing)
    if own == 1 and len(standing) > 1:
        await _tell(connection, link.room_id, "facilitator", "opened")


async def revoke(connection: HTTPConnection, entered: Pass, named: str) -> None:
    """[A13] end a facilitator's link and its sessions; one's own is handing over."""
    services, room_id = services_of(connection), entered.session.room_id
    rows = await services.links.of_room(room_id)
    leading = (each for each in rows if each.role == "facilitator" and each.revoked_ms is None)
    link = next((each for each in leading if id_of(each) == named), None)
    if link is None:
        raise Refusal(404, "no_such_link")
    outcome = await services.links.revoke(link, services.clock.now_ms())
    if outcome == "last":
        raise Refusal(409, "last_facilitator")
    await _tell(connection, room_id, "facilitator", "revoked")


async def _tell(
    connection: HTTPConnection, room_id: str, link: LinkRole, change: LinkChange
) -> None:
    """Cut who may not be there any more, then let the pages know."""
    services = services_of(connection)
    room = await services.rooms.get(room_id)
    sessions = await services.access.room_sessions(room_id)
    room.expel(each.token_hash for each in sessions if each.revoked_ms is not None)
    await room.ask(MarkLinks(link=link, change=change), SYSTEM)


def _stored(made: Capability, room_id: str, now_ms: int) -> StoredCapability:
    return StoredCapability(
        token_hash=made.token_hash,
        room_id=room_id,
        role=made.role,
        created_ms=now_ms,
        holds=made.holds,
        shown=made.shown,
    )


def _key(entered: Pass) -> bytes:
    key = entered.key
    assert key is not None, "a facilitator's session holds a key"
    return key


def _opened(rows: tuple[StoredCapability, ...], role: LinkRole, key: bytes) -> str | None:
    standing = (each for each in rows if each.role == role and each.revoked_ms is None)
    link = next(standing, None)
    return None if link is None else keyring.opened(key, link.token_hash, link.shown)


def _facilitators(
    rows: tuple[StoredCapability, ...], sessions: tuple[StoredSession, ...], entered: Pass
) -> tuple[Facilitator, ...]:
    standing = [each for each in sessions if each.revoked_ms is None]
    return tuple(
        Facilitator(
            id=id_of(link),
            own=entered.session.link == link.token_hash,
            created_ms=link.created_ms,
            devices=sum(each.link == link.token_hash for each in standing),
        )
        for link in rows
        if link.role == "facilitator" and link.revoked_ms is None
    )
