"""One connection of one device, as a room sees it: who it is, what it was sent, how it is told.

A session never awaits its socket: `Socket.write` puts bytes into the transport's own buffer, and a
reader who lets more than `MAX_WAITING` pile up is cut and may come back and resume.
"""

from collections.abc import Callable, Mapping
from typing import Final, Protocol

from ..protocol import close_codes, codec
from ..protocol.messages import Refused, ServerMessage
from ..workshop.room import Who
from ..workshop.visibility import OUTSIDE, Sight

MAX_WAITING: Final = 1 << 20
"""Bytes that may wait in a socket's buffer beside a snapshot; more cuts it (W8)."""
STALLED_MS: Final = 10_000
"""How long bytes may wait without any leaving (W8)."""
RATE: Final = 30.0
"""Commands a second that one connection may send for long."""
BURST: Final = 400.0
"""Commands that it may send at once, as an outbox does after a lost line."""

RESTART_MS: Final = 1_000
"""When to come back to a server that stops."""

Say = Callable[[str, Mapping[str, str | int]], str]
"""A sentence of the catalogue in the person's language."""


class Socket(Protocol):
    """What a room needs of a connection; the edge gives it, tests pump it by hand."""

    def write(self, frame: bytes) -> None:
        """Send a whole frame; never waits, never raises when the line is gone."""
        ...

    def waiting(self) -> int:
        """Bytes written that have not left yet."""
        ...

    def close(self, code: int, reason: str) -> None: ...

    def abort(self) -> None:
        """Drop the line without a farewell."""
        ...


class Session:
    """`pending_to` is what the hello announced; `device` tells the stored session it belongs to."""

    def __init__(
        self, socket: Socket, who: Who, outbox: str, say: Say, device: bytes = b""
    ) -> None:
        self.socket = socket
        self.who = who
        self.outbox = outbox
        self.device = device
        self.say = say
        self.pending_to = 0
        self.sight: Sight = OUTSIDE
        self.gone = False
        self.wrote_ms = 0
        self.writing = False
        self._owed = 0
        self._written = 0
        self._left = -1
        self._moved_ms = 0
        self._tokens = BURST
        self._tokens_ms = 0

    def send(self, frame: bytes) -> None:
        """Write a frame, or cut a reader who does not read."""
        if self.gone:
            return
        waiting = self.socket.waiting()
        if waiting <= MAX_WAITING:
            self._owed = 0
        if waiting > MAX_WAITING + self._owed:
            self.cut(close_codes.TOO_SLOW, "too slow")
            self.socket.abort()
            return
        self._written += len(frame)
        self.socket.write(frame)

    def welcome(self, frame: bytes) -> None:
        """Write a welcome: a snapshot may be larger than all that may wait, and leaves slowly."""
        self.send(frame)
        self._owed = max(self._owed, len(frame))

    def tell(self, message: ServerMessage) -> None:
        self.send(codec.write(message))

    def refuse_for_now(self, n: int | None, retry_ms: int) -> None:
        """`busy`: the same again later."""
        message = self.say("refused.busy", {})
        self.tell(Refused(code="busy", n=n, expected=None, retry_ms=retry_ms, message=message))

    def cut(self, code: int, reason: str) -> None:
        """Close the line; nothing is sent to this session any more."""
        if not self.gone:
            self.gone = True
            self.socket.close(code, reason)

    def admits(self, now_ms: int) -> bool:
        """Whether one more command may come in now: a bucket of `BURST` filled at `RATE`."""
        passed_ms = now_ms - self._tokens_ms
        self._tokens_ms = now_ms
        self._tokens = min(BURST, self._tokens + passed_ms * RATE / 1_000)
        if self._tokens < 1:
            return False
        self._tokens -= 1
        return True

    def stalled(self, now_ms: int) -> bool:
        """Whether bytes wait and none has left for `STALLED_MS`; asked at every beat."""
        waiting = self.socket.waiting()
        left = self._written - waiting
        if waiting == 0 or left > self._left:
            self._left = left
            self._moved_ms = now_ms
        return now_ms - self._moved_ms >= STALLED_MS
