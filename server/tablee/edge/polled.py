"""A line over HTTP, for places where websockets do not pass: the same frames, asked for (SPEC W12).

    POST …/lines?outbox=…          the hello         → the line's id, then what it is answered
    POST …/lines/{line}/frames     frames            → nothing yet
    POST …/lines/{line}/next?after=k                 → the frames after the k-th, once there are any

Every answer is whole and ends soon, at the next beat at the latest: what stands in between may
buffer, rewrite or refuse streams, and a browser that may open six connections to a host spends one
on waiting.
"""

import asyncio
from collections.abc import Iterable
from typing import Final

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from ..live.session import Session
from ..protocol import close_codes, codec
from . import tokens
from .access import cookie_of
from .answers import Refusal, body_of
from .entrance import NotLetIn, hears, pass_entrance, read_hello
from .lines import PolledLine
from .services import services_of

HOLD_S: Final = 5.0
"""How long a request waits for a frame at the most; a beat comes every 3 s."""


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """The first line of an answer. `first` is the place of the frame on the second line, counted
    from 1; `close` the code that a websocket would have been closed with."""

    line: str
    first: int
    close: int | None


async def open_line(request: Request) -> Response:
    """POST /api/rooms/{room}/{role}/lines?outbox=…, with the hello"""
    request.state.quiet = True
    try:
        entrance = await pass_entrance(request)
        hello = read_hello(await _frame(request))
    except NotLetIn as refused:
        return _closed(refused.code)
    line = PolledLine(entrance.entered.session.token_hash, entrance.outbox)
    session = entrance.session(line, hello)
    line.sink = hears(session, entrance.room)
    services_of(request).lines.add(line, session, entrance.room)
    await entrance.room.join(session, hello)
    return _all_of(line)


async def take_frames(request: Request) -> Response:
    """POST /api/rooms/{room}/{role}/lines/{line}/frames: one a line, as a websocket's, in order.

    Nothing is awaited once they are here: what reached the server before the end is in (T5).
    """
    request.state.quiet = True
    try:
        body = await _frame(request)
    except NotLetIn as refused:
        found = _own(request)
        if found is not None:
            found[1].cut(refused.code, refused.reason)
        return _closed(refused.code)
    found = _own(request)
    if found is None:
        return _closed(close_codes.GOING_AWAY)
    line, session = found
    for frame in body.split(b"\n"):
        line.sink(frame, True)
        if session.gone:
            break
    return _answer(Head(line=line.id, first=1, close=None), ())


async def give_next(request: Request) -> Response:
    """POST /api/rooms/{room}/{role}/lines/{line}/next?after=k: what comes after the k-th."""
    request.state.quiet = True
    await body_of(request, 0)
    found = _own(request)
    after = request.query_params.get("after", "")
    if found is None or not after.isdecimal() or len(after) > 15:
        return _closed(close_codes.GOING_AWAY)
    line, _ = found
    lines = services_of(request).lines
    line.has(int(after))
    lines.keep(line)
    turn = line.come()
    waiting = asyncio.create_task(line.next(turn))
    leaving = asyncio.ensure_future(request.receive())
    try:
        await asyncio.wait((waiting, leaving), timeout=HOLD_S, return_when=asyncio.FIRST_COMPLETED)
        gone = leaving.done()
    finally:
        waiting.cancel()
        leaving.cancel()
        await asyncio.gather(waiting, leaving, return_exceptions=True)
    answer = _all_of(line)
    if turn == line.turn:
        if gone or line.closed is not None:
            lines.lose(line)
        else:
            lines.wait(line)
    return answer


def _own(request: Request) -> tuple[PolledLine, Session] | None:
    """The line of the address, if it is this browser's; nothing is awaited."""
    room, role = request.path_params["room"], request.path_params["role"]
    owner = tokens.hashed(cookie_of(request, room, role) or "")
    return services_of(request).lines.find(request.path_params["line"], owner)


async def _frame(request: Request) -> bytes:
    try:
        return await body_of(request, codec.MAX_FRAME)
    except Refusal:
        raise NotLetIn(close_codes.TOO_LARGE, "too large") from None


def _all_of(line: PolledLine) -> Response:
    first, frames = line.held()
    return _answer(Head(line=line.id, first=first, close=line.closed), frames)


def _closed(code: int) -> Response:
    return _answer(Head(line="", first=1, close=code), ())


def _answer(head: Head, frames: Iterable[bytes]) -> Response:
    """Lines of JSON under a type that nothing in between holds back or looks into."""
    body = b"\n".join((msgspec.json.encode(head), *frames))
    return Response(body, media_type="text/plain; charset=utf-8")
