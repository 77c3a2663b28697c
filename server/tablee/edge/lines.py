"""The lines over HTTP that are open: what waits for each, and when its client is gone.

A frame is kept until the client has asked for those after it, so that an answer that is lost, or a
request that a browser sends twice, loses and doubles nothing.
"""

import asyncio
import hmac
from collections import deque
from typing import Final

from ..live.live_room import LiveRoom
from ..live.session import RESTART_MS, Session
from ..protocol import close_codes, codec
from ..protocol.messages import GoAway
from . import tokens
from .wire import Sink

LOST_S: Final = 10.0
"""A client that has not asked for so long is gone, as one that closed its websocket."""
GATHER_S: Final = 0.02
"""What comes in so short a while goes into one answer."""


class PolledLine:
    """A `Socket` whose frames are fetched."""

    def __init__(self, owner: bytes, outbox: str) -> None:
        self.id = tokens.draw_id("l")
        self.owner = owner
        self.outbox = outbox
        self.closed: int | None = None
        self.sink: Sink = lambda _data, _text: None
        self.turn = 0
        self._frames: deque[bytes] = deque()
        self._first = 1
        self._waiting = 0
        self._news = asyncio.Event()

    def write(self, frame: bytes) -> None:
        if self.closed is None:
            payload = codec.payload_of(frame)
            self._frames.append(payload)
            self._waiting += len(payload)
            self._news.set()

    def waiting(self) -> int:
        """Bytes that the client has not acknowledged."""
        return self._waiting

    def close(self, code: int, _: str) -> None:
        self.closed = self.closed or code
        self._news.set()

    def abort(self) -> None:
        self.close(close_codes.TOO_SLOW, "too slow")
        self._frames.clear()
        self._waiting = 0

    def has(self, after: int) -> None:
        """The client has all frames up to `after`."""
        while self._frames and self._first <= after:
            self._waiting -= len(self._frames.popleft())
            self._first += 1

    def come(self) -> int:
        """Somebody comes to wait, instead of whoever waited before; the answer is their turn."""
        self.turn += 1
        self._news.set()
        return self.turn

    async def next(self, turn: int) -> None:
        """Until there is something to say, or somebody else has come to wait."""
        while not self._frames and self.closed is None and turn == self.turn:
            self._news.clear()
            await self._news.wait()
        if self._frames and turn == self.turn:
            await asyncio.sleep(GATHER_S)

    def held(self) -> tuple[int, list[bytes]]:
        """All that waits, and the place of the first."""
        return self._first, list(self._frames)


class Lines:
    """The lines over HTTP of a server, one at most of each outbox that is not closed."""

    def __init__(self) -> None:
        self._open: dict[str, tuple[PolledLine, Session, LiveRoom]] = {}
        self._ends: dict[str, asyncio.TimerHandle] = {}

    def __len__(self) -> int:
        return len(self._open)

    def add(self, line: PolledLine, session: Session, room: LiveRoom) -> None:
        """Keep a line for as long as its client asks; those that it supersedes may be forgotten."""
        for other, _, _ in list(self._open.values()):
            if other.outbox == line.outbox and other.closed is not None:
                self.lose(other)
        self._open[line.id] = (line, session, room)
        self.wait(line)

    def find(self, line_id: str, owner: bytes) -> tuple[PolledLine, Session] | None:
        """The line of that id, if this cookie opened it."""
        found = self._open.get(line_id)
        if found is None or not hmac.compare_digest(found[0].owner, owner):
            return None
        return found[:2]

    def keep(self, line: PolledLine) -> None:
        """Its client is there."""
        end = self._ends.pop(line.id, None)
        if end is not None:
            end.cancel()

    def wait(self, line: PolledLine) -> None:
        """Its client is expected to ask again."""
        self.keep(line)
        if line.id in self._open:
            loop = asyncio.get_running_loop()
            self._ends[line.id] = loop.call_later(LOST_S, self.lose, line)

    def lose(self, line: PolledLine) -> None:
        """Its client is gone."""
        self.keep(line)
        found = self._open.pop(line.id, None)
        if found is not None:
            _, session, room = found
            room.leave(session)

    def end(self) -> None:
        """The server stops: whoever waits is answered at once, and told when to come back (W9)."""
        for _, session, _ in self._open.values():
            session.tell(GoAway(retry_ms=RESTART_MS))
            session.cut(close_codes.GOING_AWAY, "restarting")
