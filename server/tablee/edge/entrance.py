"""What every connection to a room passes, whatever carries it (SPEC W, A5, A6, K1).

The cookie says who it is, the address which room and outbox; the hello where its replica stands.
After that each frame goes straight to the room.
"""

from typing import Final

import msgspec
from starlette.requests import HTTPConnection

from ..journal.errors import NotWritten, RoomUnknown
from ..live.live_room import LiveRoom
from ..live.rooms import RoomUnreadable
from ..live.session import Say, Session, Socket
from ..protocol import close_codes, codec
from ..protocol.messages import PROTOCOL, Do, Hello, Refused, Speak, Writing
from ..text import say
from ..workshop.vocabulary import Language
from .access import Pass, displaced, enter, was_in
from .services import services_of
from .wire import Sink

UNREADABLE: Final = 3
"""Unreadable frames that one connection may send (W2)."""


class NotLetIn(Exception):
    """Why a connection is closed before it was welcomed: a close code and its reason."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


class Entrance(msgspec.Struct, frozen=True, kw_only=True):
    """A connection whose cookie and outbox are right, and its room."""

    entered: Pass
    outbox: str
    room: LiveRoom

    def session(self, socket: Socket, hello: Hello) -> Session:
        device = self.entered.session.token_hash
        return Session(socket, self.entered.who, self.outbox, _sayer(hello.language), device)


async def pass_entrance(connection: HTTPConnection) -> Entrance:
    """By `{room}`, `{role}` and `?outbox=` of its address. Raises `NotLetIn`."""
    outbox = connection.query_params.get("outbox", "")
    room_id = connection.path_params["room"]
    role = connection.path_params["role"]
    entered = await enter(connection, room_id, role)
    before = await was_in(connection, room_id, role) if entered is None else None
    if before is not None and displaced(before):
        raise NotLetIn(close_codes.DISPLACED, "displaced")
    if before is not None:
        raise NotLetIn(close_codes.FORBIDDEN, "revoked")
    if entered is None:
        raise NotLetIn(close_codes.NO_SESSION, "no session")
    services = services_of(connection)
    if await services.access.outbox_owner(outbox) != entered.session.token_hash:
        raise NotLetIn(close_codes.NOT_FOUND, "no such outbox")
    try:
        room = await services.rooms.get(room_id)
    except RoomUnknown:
        raise NotLetIn(close_codes.NOT_FOUND, "no such room") from None
    except (RoomUnreadable, NotWritten):
        raise NotLetIn(close_codes.INTERNAL, "unavailable") from None
    return Entrance(entered=entered, outbox=outbox, room=room)


def read_hello(data: bytes) -> Hello:
    """The first frame. Raises `NotLetIn` when it is no hello of a version that we speak."""
    try:
        hello = codec.read(data)
    except codec.Unreadable:
        raise NotLetIn(close_codes.PROTOCOL_ERROR, "no hello") from None
    if not isinstance(hello, Hello):
        raise NotLetIn(close_codes.PROTOCOL_ERROR, "no hello")
    if hello.protocol not in (PROTOCOL, PROTOCOL - 1):
        raise NotLetIn(close_codes.OLD_CLIENT, "reload")
    return hello


def hears(session: Session, room: LiveRoom) -> Sink:
    """Takes every later frame of a session to its room, as soon as it is there."""
    unreadable = 0

    def take(data: bytes, text: bool) -> None:
        nonlocal unreadable
        if session.gone:
            return
        try:
            message = codec.read(data) if text else None
        except codec.Unreadable as error:
            message, n = None, error.n
        else:
            n = None
        match message:
            case Do():
                room.ask_from(session, message)
            case Writing():
                room.writing(session, message)
            case Speak():
                session.say = _sayer(message.language)
            case _:
                unreadable += 1
                session.tell(
                    Refused(
                        code="malformed",
                        n=n,
                        expected=None,
                        retry_ms=None,
                        message=session.say("refused.malformed", {}),
                    )
                )
                if unreadable >= UNREADABLE:
                    session.cut(close_codes.PROTOCOL_ERROR, "unreadable")

    return take


def _sayer(language: Language) -> Say:
    return lambda key, params: say(language, key, **params)
