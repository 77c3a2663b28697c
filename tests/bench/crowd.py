"""The load generator: hundreds of clients in one thread, as cheap as Python can be when receiving.

It reads with epoll into one shared buffer, walks over frame headers (to answer pings and notice a
close) and counts the operations' marks in the raw bytes, whatever the server wraps around them: a
frame that holds fifty operations is fifty deliveries. Only a few sampled clients look at each
token, for the latency. It applies nothing: it measures the server, not a browser.
"""

from __future__ import annotations

import select
import socket
import struct
import time
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from bench.line import CLOSE, PING, PONG, Line, client_frame
from bench.operations import MARK, TOKEN, TOKEN_LENGTH

_BUFFER_BYTES: Final = 1 << 20
# What is kept of the previous read: enough for a cut token and for a whole control frame.
_KEPT: Final = 160


class _Member:
    """One connected client: its socket, the frames it has yet to send, where its reading stands."""

    __slots__ = ("frames", "kept", "missing", "sampled", "sent", "skip", "socket")

    def __init__(self, line: Line, frames: Sequence[bytes], sampled: bool) -> None:
        self.socket: socket.socket = line.socket
        self.frames = frames
        self.sent = 0
        self.sampled = sampled
        self.skip = 0  # payload bytes of the current frame that are still to come
        self.missing = 0  # bytes of a cut header at the end of `kept`
        self.kept = bytes(_KEPT)


@dataclass(slots=True)
class Tally:
    """What one phase saw. Times are in seconds, latencies in nanoseconds."""

    operations: int = 0
    expected: int = 0
    deliveries: int = 0
    frames: int = 0
    drained_s: list[float] = field(default_factory=list)
    own_cpu_s: float = 0.0
    busy_s: float = 0.0
    latencies_ns: array[int] = field(default_factory=lambda: array("q"))

    @property
    def own_share(self) -> float:
        """The part of its core that the generator used while deliveries were under way."""
        return self.own_cpu_s / self.busy_s if self.busy_s else 0.0


class Crowd:
    """Connected clients that send prepared frames and count what comes back."""

    def __init__(
        self, lines: Sequence[Line], frames: Sequence[Sequence[bytes]], samples: int, echoes: bool
    ) -> None:
        """Take over joined lines; `frames[i]` is what client i will send, in order.

        `samples` clients, evenly spread, look at latency. `echoes` says that a client also gets
        its own operations back, which then count as deliveries.
        """
        step = max(1, len(lines) // samples)
        self._members = [
            _Member(line, mine, index % step == step // 2)
            for index, (line, mine) in enumerate(zip(lines, frames, strict=True))
        ]
        self._receivers = len(lines) if echoes else len(lines) - 1
        self._poll = select.epoll()
        self._by_fd = {}
        for member in self._members:
            member.socket.setblocking(False)
            self._by_fd[member.socket.fileno()] = member
            self._poll.register(member.socket.fileno(), select.EPOLLIN)
        self._buffer = bytearray(_BUFFER_BYTES)
        self._room = memoryview(self._buffer)[_KEPT:]
        self._sent_ns = [array("q", bytes(8 * len(mine))) for mine in frames]
        self._tally = Tally()

    def burst(self, rounds: int, patience_s: float = 60.0) -> Tally:
        """Let all clients write at once, `rounds` times, each when the round before is drained."""
        tally = self._tally = Tally()
        for _ in range(rounds):
            start, own = time.monotonic(), time.process_time()
            for member in range(len(self._members)):
                self._send(member)
            self._receive_until_complete(start + patience_s)
            end = time.monotonic()
            tally.drained_s.append(end - start)
            tally.busy_s += end - start
            tally.own_cpu_s += time.process_time() - own
        return tally

    def steady(self, schedule: Sequence[tuple[float, int]], patience_s: float = 60.0) -> Tally:
        """Send by the schedule, however the server keeps up, then wait for what is under way."""
        tally = self._tally = Tally()
        start, own = time.monotonic(), time.process_time()
        for at, member in schedule:
            while (wait := start + at - time.monotonic()) > 0:
                self.receive(wait)
            self._send(member)
        self._receive_until_complete(time.monotonic() + patience_s)
        tally.busy_s = time.monotonic() - start
        tally.own_cpu_s = time.process_time() - own
        return tally

    def idle(self, seconds: float) -> None:
        """Keep reading, so that late frames are counted and pings answered."""
        end = time.monotonic() + seconds
        while (wait := end - time.monotonic()) > 0:
            self.receive(wait)

    def close(self) -> None:
        self._poll.close()
        for member in self._members:
            member.socket.close()

    def _send(self, index: int) -> None:
        member = self._members[index]
        frame = member.frames[member.sent]
        self._sent_ns[index][member.sent] = time.monotonic_ns()
        if member.socket.send(frame) != len(frame):
            raise ConnectionError(f"client {index} cannot send: the server has stopped reading")
        member.sent += 1
        self._tally.operations += 1
        self._tally.expected += self._receivers

    def _receive_until_complete(self, deadline: float) -> None:
        """Read until every expected delivery is there; give up at the deadline, which shows."""
        tally = self._tally
        while tally.deliveries < tally.expected and time.monotonic() < deadline:
            self.receive(0.5)

    def receive(self, timeout_s: float) -> None:
        """Read once from whoever has something, waiting for it at most `timeout_s`."""
        tally, buffer, room = self._tally, self._buffer, self._room
        by_fd, overlap = self._by_fd, len(MARK) - 1
        for fd, _ in self._poll.poll(timeout_s):
            member = by_fd[fd]
            size = member.socket.recv_into(room)
            if not size:
                raise ConnectionError("the server hung up on a client")
            end = _KEPT + size
            buffer[:_KEPT] = member.kept
            tally.deliveries += buffer.count(MARK, _KEPT - overlap, end)
            if member.sampled:
                self._note_latencies(member, end)
            self._walk(member, end)
            member.kept = bytes(buffer[size:end])

    def _note_latencies(self, member: _Member, end: int) -> None:
        now = time.monotonic_ns()
        for token in TOKEN.finditer(self._buffer, _KEPT - (TOKEN_LENGTH - 1), end):
            client, n = int(token[1]), int(token[2])
            if self._members[client] is not member:
                self._tally.latencies_ns.append(now - self._sent_ns[client][n])

    def _walk(self, member: _Member, end: int) -> None:
        """Step over the frames in the buffer; what is cut at its end waits for the next read."""
        buffer = self._buffer
        at = _KEPT - member.missing + member.skip
        member.missing = 0
        frames = 0
        while at < end:
            head, left = at, end - at
            size = buffer[at + 1] & 0x7F if left > 1 else 0
            header = 2 if size < 126 else 4 if size == 126 else 10
            if left < header:
                member.missing = left
                at = end
                break
            if size == 126:
                size = buffer[at + 2] << 8 | buffer[at + 3]
            elif size == 127:
                (size,) = struct.unpack_from("!Q", buffer, at + 2)
            at += header + size
            if buffer[head] & 0x08:
                if at > end:
                    member.missing = left
                    at = end
                    break
                self._answer(member, buffer[head] & 0x0F, bytes(buffer[head + header : at]))
            else:
                frames += 1
        member.skip = at - end
        self._tally.frames += frames

    def _answer(self, member: _Member, opcode: int, payload: bytes) -> None:
        if opcode == PING:
            member.socket.send(client_frame(payload, PONG))
        elif opcode == CLOSE:
            raise ConnectionError(f"the server closed a line: {payload!r}")
