"""Who a request is from: a cookie for a room and a role, bought with a link (SPEC A5, A6).

Each room and role has a cookie of its own, so that one browser can be the facilitator of a room
and a participant of another. The role is that of the stored session, never that of the address:
the address only says which cookie is meant.
"""

from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

import msgspec
from starlette.requests import HTTPConnection
from starlette.responses import Response

from ..journal.access import StoredSession
from ..journal.errors import KeyTaken
from ..journal.links import LinkStore, StoredCapability
from ..workshop.room import Who
from ..workshop.vocabulary import Language, LinkRole
from . import keyring, tokens
from .services import origin_of, services_of

T = TypeVar("T")
ROLES: Final[tuple[LinkRole, ...]] = ("facilitator", "participant", "screen")
SESSION_MS: Final = 30 * 86_400_000
"""How long a cookie is good for."""
MOST_PLACES: Final = 20
"""So many of a browser's places are looked at, at the most."""


class Pass(msgspec.Struct, frozen=True, kw_only=True):
    """A request that may enter a room."""

    session: StoredSession
    cookie: str

    @property
    def who(self) -> Who:
        role = self.session.role
        assert role in ROLES
        return Who(role=role, participant=self.session.participant)

    @property
    def key(self) -> bytes | None:
        """The key of a facilitator's or a screen's session (`keyring`)."""
        return keyring.key_of_session(self.cookie, self.session.role, self.session.sealed)


def cookie_name(connection: HTTPConnection, room: str, role: LinkRole) -> str:
    """`__Host-` where https allows it."""
    prefix = "__Host-" if origin_of(connection).startswith("https://") else ""
    return f"{prefix}tablee-{role}-{room}"


def cookie_of(connection: HTTPConnection, room: str, role: str) -> str | None:
    """The cookie that this request shows for a room and a role."""
    if role not in ROLES:
        return None
    return connection.cookies.get(cookie_name(connection, room, role))


async def enter(connection: HTTPConnection, room: str, role: str) -> Pass | None:
    """The pass of this request for a room and a role, or None."""
    found = await _presented(connection, room, role)
    return None if found is None or found.session.revoked_ms is not None else found


async def was_in(connection: HTTPConnection, room: str, role: str) -> Pass | None:
    """The pass that this request had before its session was revoked: it says who, and opens
    nothing; with a link that stands, the same person comes in again (A12)."""
    found = await _presented(connection, room, role)
    return None if found is None or found.session.revoked_ms is None else found


def displaced(before: Pass) -> bool:
    """Whether what ended a pass was its place, not its link (A15, S6): it is nobody's since."""
    return before.session.role == "participant" and before.session.participant is None


async def held(connection: HTTPConnection) -> list[Pass]:
    """The participants' places that this browser has, the newest first (A16)."""
    begins = cookie_name(connection, "", "participant")
    rooms = [each.removeprefix(begins) for each in connection.cookies if each.startswith(begins)]
    found = [await enter(connection, room, "participant") for room in rooms[:MOST_PLACES]]
    places = [each for each in found if each is not None]
    return sorted(places, key=lambda each: each.session.created_ms, reverse=True)


async def leave(connection: HTTPConnection, response: Response, room: str) -> bytes | None:
    """End the participant's session that this browser has there, and its cookie (A16). Returns what
    the session was, None where there is none that stands."""
    entered = await enter(connection, room, "participant")
    response.delete_cookie(
        cookie_name(connection, room, "participant"),
        path="/",
        secure=origin_of(connection).startswith("https://"),
        httponly=True,
        samesite="lax",
    )
    if entered is None:
        return None
    services = services_of(connection)
    token = entered.session.token_hash
    await services.access.revoke_session(token, services.clock.now_ms())
    return token


async def _presented(connection: HTTPConnection, room: str, role: str) -> Pass | None:
    cookie = cookie_of(connection, room, role)
    if not cookie:
        return None
    services = services_of(connection)
    session = await services.access.find_session(tokens.hashed(cookie))
    if session is None or session.room_id != room or session.role != role:
        return None
    expired = services.clock.now_ms() - session.created_ms > SESSION_MS
    return None if expired else Pass(session=session, cookie=cookie)


async def seat_behind(connection: HTTPConnection, secret: str) -> str | None:
    """The room that a participants' link, replaced meanwhile, led to, for a browser that has its
    place there: « back » must not lose it. Whoever has none is told what any wrong link is told.
    """
    link = await services_of(connection).links.find(tokens.hashed(secret))
    if link is None or link.role != "participant" or link.revoked_ms is None:
        return None
    seated = await enter(connection, link.room_id, "participant")
    return None if seated is None else link.room_id


async def find_link(
    connection: HTTPConnection, secret: str, role: LinkRole
) -> StoredCapability | None:
    """The standing link of a role that a secret is, or None; of the participants', also its code.

    Failures are counted per address.
    """
    links = services_of(connection).links
    if role == "participant" and len(secret) <= 2 * tokens.CODE_LENGTH:
        return await tried(connection, lambda: _link_of_code(links, secret), code=True)
    return await tried(connection, lambda: _link_of_token(links, secret, role), code=False)


async def tried(
    connection: HTTPConnection, look: Callable[[], Awaitable[T | None]], *, code: bool
) -> T | None:
    """What a secret gives, if it may be tried at all (A4).

    A venue is one address: somebody's wrong links keep nobody else's right link out. A code is
    short enough to be guessed, so past the limit none is tried. Raises `TooManyTries`.
    """
    services = services_of(connection)
    address = connection.client.host if connection.client else "-"
    now_ms = services.clock.now_ms()
    allowed = services.rates.allows(address, now_ms, code=code)
    found = await look() if allowed or not code else None
    if found is None and not allowed:
        raise TooManyTries
    if found is None:
        services.rates.failed(address, now_ms, code=code)
    return found


async def _link_of_code(links: LinkStore, secret: str) -> StoredCapability | None:
    for meant in tokens.spoken(secret):
        code = await links.find_code(tokens.hashed(meant))
        if code is not None:
            standing = [
                each for each in await links.of_room(code.room_id) if each.revoked_ms is None
            ]
            return next((each for each in standing if each.role == "participant"), None)
    return None


async def _link_of_token(links: LinkStore, secret: str, role: LinkRole) -> StoredCapability | None:
    found = await links.find(tokens.hashed(secret))
    stands = found is not None and found.role == role and found.revoked_ms is None
    return found if stands else None


class TooManyTries(Exception):
    """Too many wrong secrets from there in this minute."""


async def grant(
    connection: HTTPConnection,
    response: Response,
    *,
    room: str,
    role: LinkRole,
    language: Language,
    link: bytes | None,
    participant: str | None = None,
    key: bytes | None = None,
    again: str | None = None,
) -> None:
    """Make a session, which came through `link` and holds `key`, and give its cookie.

    `again` is a cookie that may have been given before: then its session stays what it is.
    """
    services = services_of(connection)
    cookie = tokens.draw_cookie() if again is None else again
    now_ms = services.clock.now_ms()
    made = StoredSession(
        token_hash=tokens.hashed(cookie),
        room_id=room,
        role=role,
        participant=participant,
        sealed=b"" if key is None else keyring.seal_session(cookie, key),
        lang=language,
        created_ms=now_ms,
        seen_ms=now_ms,
        revoked_ms=None,
        link=link,
    )
    try:
        await services.access.add_session(made)
    except KeyTaken:
        if again is None:
            raise
    before = await was_in(connection, room, role)
    if before is not None and displaced(before):
        await services.access.came_anew(before.session.token_hash)
    response.set_cookie(
        cookie_name(connection, room, role),
        cookie,
        max_age=SESSION_MS // 1_000,
        path="/",
        secure=origin_of(connection).startswith("https://"),
        httponly=True,
        samesite="lax",
    )
