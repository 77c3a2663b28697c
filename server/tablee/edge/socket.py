"""A room's websocket: the handshake, the hello, then every frame straight to the room (SPEC W).

Refusals are closes with a code, after accepting, so that a browser can read them.
"""

import asyncio
from typing import Final

from starlette.websockets import WebSocket

from ..protocol import close_codes
from .entrance import NotLetIn, hears, pass_entrance, read_hello
from .wire import Wire

HELLO_S: Final = 5.0


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
    try:
        entrance = await pass_entrance(websocket)
        hello = read_hello(await asyncio.wait_for(first, HELLO_S))
    except TimeoutError:
        wire.close(close_codes.PROTOCOL_ERROR, "no hello")
        return
    except NotLetIn as refused:
        wire.close(refused.code, refused.reason)
        return
    session = entrance.session(wire, hello)
    wire.sink = hears(session, entrance.room)
    try:
        await entrance.room.join(session, hello)
        while (await websocket.receive())["type"] != "websocket.disconnect":
            pass
    finally:
        entrance.room.leave(session)
