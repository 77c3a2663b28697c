"""Who a request is from: a cookie for a room and a role, bought with a link (SPEC A5, A6).

Each room and role has a cookie of its own, so that one browser can be the facilitator of a room
and a participant of another. The role is that of the stored session, never that of the address:
the address only says which cookie is meant.
"""

from typing import Final, Literal

import msgspec
from starlette.requests import HTTPConnection
from starlette.responses import Response

from ..journal.access import StoredSession
from ..journal.base import Capability
from ..workshop.room import Who
from ..workshop.vocabulary import Language
from . import tokens
from .services import origin_of, services_of

LinkRole = Literal["facilitator", "participant", "screen"]
ROLES: Final[tuple[LinkRole, ...]] = ("facilitator", "participant", "screen")
SESSION_MS: Final = 30 * 86_400_000
"""How long a cookie is good for."""


class Links(msgspec.Struct, frozen=True, kw_only=True):
    """The secrets of a room, all from the first one."""

    facilitator: str
    screen: str
    join: str
    code: str

    @classmethod
    def draw(cls) -> "Links":
        facilitator = tokens.draw_facilitator()
        screen = tokens.screen_of(facilitator)
        join, code = tokens.join_of(screen), tokens.code_of(screen)
        return cls(facilitator=facilitator, screen=screen, join=join, code=code)

    def capabilities(self) -> tuple[Capability, ...]:
        return (
            Capability(tokens.hashed(self.facilitator), "facilitator"),
            Capability(tokens.hashed(self.screen), "screen"),
            Capability(tokens.hashed(self.join), "participant"),
        )


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
    def screen(self) -> str | None:
        """The screen's token, for those who were given it: from it come the join link and code."""
        return tokens.unseal(self.cookie, self.session.sealed)


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
    cookie = cookie_of(connection, room, role)
    if not cookie:
        return None
    services = services_of(connection)
    session = await services.access.find_session(tokens.hashed(cookie))
    if session is None or session.revoked_ms is not None:
        return None
    expired = services.clock.now_ms() - session.created_ms > SESSION_MS
    if expired or session.room_id != room or session.role != role:
        return None
    return Pass(session=session, cookie=cookie)


async def find_link(connection: HTTPConnection, secret: str, role: LinkRole) -> str | None:
    """The room that a secret opens for a role, or None; failures are counted per address.

    A venue is one address: somebody's wrong links keep nobody else's right link out. A code is
    short enough to be guessed, so past the limit none is tried at all.
    """
    services = services_of(connection)
    address = connection.client.host if connection.client else "-"
    now_ms = services.clock.now_ms()
    is_code = role == "participant" and len(secret) <= 2 * tokens.CODE_LENGTH
    allowed = services.rates.allows(address, now_ms, code=is_code)
    if is_code and not allowed:
        raise TooManyTries
    room: str | None = None
    if is_code:
        room = await services.access.room_of_code(tokens.hashed(tokens.spoken(secret)))
    else:
        found = await services.access.find_capability(tokens.hashed(secret))
        if found is not None and found.role == role and found.revoked_ms is None:
            room = found.room_id
    if room is None and not allowed:
        raise TooManyTries
    if room is None:
        services.rates.failed(address, now_ms, code=is_code)
    return room


class TooManyTries(Exception):
    """Too many wrong secrets from there in this minute."""


async def grant(
    connection: HTTPConnection,
    response: Response,
    *,
    room: str,
    role: LinkRole,
    language: Language,
    participant: str | None = None,
    screen: str | None = None,
) -> None:
    """Make a session and give its cookie."""
    services = services_of(connection)
    cookie = tokens.draw_cookie()
    now_ms = services.clock.now_ms()
    await services.access.add_session(
        StoredSession(
            token_hash=tokens.hashed(cookie),
            room_id=room,
            role=role,
            participant=participant,
            sealed=b"" if screen is None else tokens.seal(cookie, screen),
            lang=language,
            created_ms=now_ms,
            seen_ms=now_ms,
            revoked_ms=None,
        )
    )
    response.set_cookie(
        cookie_name(connection, room, role),
        cookie,
        max_age=SESSION_MS // 1_000,
        path="/",
        secure=origin_of(connection).startswith("https://"),
        httponly=True,
        samesite="lax",
    )
