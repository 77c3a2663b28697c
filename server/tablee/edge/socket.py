"""A room's websocket: the handshake, the hello, then every frame straight to the room (SPEC W).

The cookie says who it is, the address which room and outbox; both are checked before the hello is
read. Refusals are closes with a code, after accepting, so that a browser can read them.
"""

import asyncio
from typing import Final

from starlette.websockets import WebSocket

from ..journal.errors import NotWritten, RoomUnknown
from ..live.live_room import LiveRoom
from ..live.rooms import RoomUnreadable
from ..live.session import Say, Session
from ..protocol import close_codes, codec
from ..protocol.messages import PROTOCOL, Do, Hello, Refused, Writing
from ..text import say
from ..workshop.vocabulary import Language
from .access import enter
from .services import services_of
from .wire import Sink, Wire

HELLO_S: Final = 5.0
UNREADABLE: Final = 3
"""Unreadable frames that one connection may send."""


async def room_socket(websocket: WebSocket) -> None:
    """`/ws/{room}/{role}?outbox=…`"""
    await websocket.accept()
    wire = websocket.scope["extensions"]["tablee.wire"]
    assert isinstance(wire, Wire)
    first: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()

    def take_first(data: bytes, text: bool) -> None:
        if first.done() or not text:
            wire.close(close_codes.PROTOCOL_ERROR, "say hello first")
        else:
            first.set_result(data)

    wire.sink = take_first
    outbox = websocket.query_params.get("outbox", "")
    room_id = websocket.path_params["room"]
    entered = await enter(websocket, room_id, websocket.path_params["role"])
    if entered is None:
        wire.close(close_codes.NO_SESSION, "no session")
        return
    services = services_of(websocket)
    if await services.access.outbox_owner(outbox) != entered.session.token_hash:
        wire.close(close_codes.NOT_FOUND, "no such outbox")
        return
    try:
        room = await services.rooms.get(room_id)
    except RoomUnknown:
        wire.close(close_codes.NOT_FOUND, "no such room")
        return
    except (RoomUnreadable, NotWritten):
        wire.close(close_codes.INTERNAL, "unavailable")
        return
    hello = await _hello(first, wire)
    if hello is None:
        return
    session = Session(wire, entered.who, outbox, _sayer(hello.language))
    wire.sink = _sink(session, room)
    try:
        await room.join(session, hello)
        while (await websocket.receive())["type"] != "websocket.disconnect":
            pass
    finally:
        room.leave(session)


async def _hello(first: asyncio.Future[bytes], wire: Wire) -> Hello | None:
    try:
        data = await asyncio.wait_for(first, HELLO_S)
        hello = codec.read(data)
    except (TimeoutError, codec.Unreadable):
        wire.close(close_codes.PROTOCOL_ERROR, "no hello")
        return None
    if not isinstance(hello, Hello):
        wire.close(close_codes.PROTOCOL_ERROR, "no hello")
        return None
    if hello.protocol not in (PROTOCOL, PROTOCOL - 1):
        wire.close(close_codes.OLD_CLIENT, "reload")
        return None
    return hello


def _sink(session: Session, room: LiveRoom) -> Sink:
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
