"""A TCP proxy that is the bad wifi between a client and a server: later, thinner, cut, silent.

    client ──▶ ChaosProxy ── weather ──▶ server

Its weather is changed by a test while connections are open; `cut`, `freeze`, `deafen` and `refuse`
act at once. It knows nothing of what passes, but for the first line of a connection when websockets
are blocked or a portal answers. Everything a connection needs by chance comes from the seed.
"""

import asyncio
import socket
import struct
from collections import Counter, deque
from collections.abc import Coroutine
from contextlib import suppress
from types import TracebackType
from typing import Final, Self

from support.weather import CLEAR, RISK_EVERY_S, TRICKLE, Cut, Fate, Weather

PIECE: Final = 65_536
ON_ITS_WAY: Final = 1 << 20
"""Bytes that one way of a connection may hold; a sender who writes more has to wait."""
_LINGER_0: Final = struct.pack("ii", 1, 0)
_PORTAL: Final = b"<!doctype html><title>Wifi</title><p>Acceptez les conditions."


class ChaosProxy:
    """`async with ChaosProxy(port) as proxy`: listening at `address`, passing on to `port`."""

    def __init__(
        self, target: int, *, weather: Weather = CLEAR, seed: int = 1, port: int = 0
    ) -> None:
        self.target = target
        self.weather = weather
        self.port = port
        self.seed = seed
        self.opened = 0
        self.cuts: Counter[Cut] = Counter()
        """How many connections were cut, by the weather or by the test."""
        self._thawed = asyncio.Event()
        self._thawed.set()
        self._listening: asyncio.Server | None = None
        self._connections: dict[Connection, asyncio.Task[None]] = {}

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def __aenter__(self) -> Self:
        await self.accept()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        await self.refuse()
        open_still = dict(self._connections)
        for connection in open_still:
            connection.reset()
        await asyncio.gather(*open_still.values(), return_exceptions=True)

    @property
    def connections(self) -> int:
        """Connections that are open, as far as the client knows."""
        return len(self._connections)

    async def accept(self) -> None:
        """Listen; what is open goes on."""
        if self._listening is None:
            self._listening = await asyncio.start_server(
                self._serve, "127.0.0.1", self.port, backlog=512
            )
            self.port = self._listening.sockets[0].getsockname()[1]

    async def refuse(self) -> None:
        """New connections are refused (ECONNREFUSED) until `accept`; what is open goes on."""
        if self._listening is not None:
            self._listening.close()
            self._listening = None
            await asyncio.sleep(0)

    def freeze(self) -> None:
        """Nothing passes, both ways, until `thaw`; sockets stay open, what is sent is held."""
        self._thawed.clear()

    def thaw(self) -> None:
        self._thawed.set()

    def cut(self, how: Cut) -> int:
        """Cut every open connection; returns how many."""
        for connection in list(self._connections):
            connection.cut(how)
        return len(self._connections)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connection = Connection(self, Fate(self.seed, self.opened), self._thawed, reader, writer)
        self.opened += 1
        task = asyncio.current_task()
        assert task is not None
        self._connections[connection] = task
        try:
            await connection.run()
        finally:
            del self._connections[connection]
            connection.close()


class Connection:
    """One client's connection and its counterpart at the server."""

    def __init__(
        self,
        proxy: ChaosProxy,
        fate: Fate,
        thawed: asyncio.Event,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> None:
        self._proxy = proxy
        self._fate = fate
        self._thawed = thawed
        self._client = (reader, writer)
        self._writers = [writer]
        self._deaf = False
        self._half: Cut | None = None
        self._ended = asyncio.Event()

    async def run(self) -> None:
        reader, writer = self._client
        first = b""
        if self._proxy.weather.portal or self._proxy.weather.websockets != "passed":
            with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
                first = await reader.readuntil(b"\r\n\r\n")
            if await self._stopped_at_the_door(first):
                return
        try:
            upstream, to_server = await asyncio.open_connection("127.0.0.1", self._proxy.target)
        except OSError:
            self.cut("reset")
            return
        self._writers.append(to_server)
        both = asyncio.create_task(
            _all_of(self._pass(reader, to_server, first), self._pass(upstream, writer, b""))
        )
        ways = [
            both,
            asyncio.create_task(self._live_dangerously()),
            asyncio.create_task(self._ended.wait()),
        ]
        try:
            await asyncio.wait((both, ways[2]), return_when=asyncio.FIRST_COMPLETED)
        finally:
            for way in ways:
                way.cancel()
            await asyncio.gather(*ways, return_exceptions=True)

    def cut(self, how: Cut) -> None:
        """End it as told; `mid-frame` waits for the next piece that passes."""
        self._proxy.cuts[how] += 1
        if how == "half-open":
            self._deaf = True
        elif how == "mid-frame":
            self._half = how
        elif how == "reset":
            self.reset()
        else:
            self._ended.set()

    def close(self) -> None:
        for writer in self._writers:
            writer.close()

    def reset(self) -> None:
        """RST to both sides."""
        for writer in self._writers:
            with suppress(OSError):
                of: socket.socket = writer.get_extra_info("socket")
                of.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _LINGER_0)
            writer.transport.abort()
        self._ended.set()

    async def _live_dangerously(self) -> None:
        for after_s, how, luck in self._fate.cuts():
            await asyncio.sleep(after_s)
            if luck < self._proxy.weather.cuts:
                self.cut(how)
            await asyncio.sleep(RISK_EVERY_S - after_s)

    async def _stopped_at_the_door(self, head: bytes) -> bool:
        """Whether what stands in between answers by itself, or never does."""
        weather, writer = self._proxy.weather, self._client[1]
        is_websocket = b"\r\nupgrade: websocket" in head.lower()
        if weather.portal:
            await self._answer(b"200 OK", b"text/html", _PORTAL)
        elif is_websocket and weather.websockets == "refused":
            await self._answer(b"403 Forbidden", b"text/plain", b"no websockets here")
        elif is_websocket and weather.websockets == "swallowed":
            await self._ended.wait()
        else:
            return False
        writer.close()
        return True

    async def _answer(self, status: bytes, kind: bytes, body: bytes) -> None:
        head = b"HTTP/1.1 %b\r\ncontent-type: %b\r\ncontent-length: %d\r\nconnection: close\r\n\r\n"
        writer = self._client[1]
        with suppress(ConnectionError):
            writer.write(head % (status, kind, len(body)) + body)
            await writer.drain()

    async def _pass(
        self, source: asyncio.StreamReader, target: asyncio.StreamWriter, first: bytes
    ) -> None:
        """One way: every piece arrives in its order, when its delay is over."""
        way = _Way()
        reading = asyncio.create_task(self._read(source, way, first))
        try:
            while (piece := await way.next()) is not None:
                if self._deaf:
                    continue
                if self._half is not None:
                    target.write(piece[: len(piece) // 2])
                    self.reset()
                    return
                target.write(piece)
                await target.drain()
            if not self._deaf and target.can_write_eof():
                target.write_eof()
        except OSError:
            self._ended.set()
        finally:
            reading.cancel()
            await asyncio.gather(reading, return_exceptions=True)

    async def _read(self, source: asyncio.StreamReader, way: "_Way", piece: bytes) -> None:
        loop = asyncio.get_running_loop()
        free_at = loop.time()
        while True:
            if not piece:
                try:
                    piece = await source.read(self._piece_size())
                except OSError:
                    # The sender has reset its end: so does the other one learn it.
                    self.reset()
                    return
            await self._thawed.wait()
            weather = self._proxy.weather
            free_at = max(free_at, loop.time())
            if weather.bytes_per_s is not None:
                free_at += len(piece) / weather.bytes_per_s
            await way.put(piece, free_at + self._fate.lag_s(weather), self._thawed)
            if not piece:
                return
            piece = b""

    def _piece_size(self) -> int:
        rate = self._proxy.weather.bytes_per_s
        return PIECE if rate is None else max(1, rate // TRICKLE)


async def _all_of(*ways: Coroutine[object, object, None]) -> None:
    async with asyncio.TaskGroup() as group:
        for way in ways:
            group.create_task(way)


class _Way:
    """Pieces on their way, each with the instant at which it arrives."""

    def __init__(self) -> None:
        self._pieces: deque[tuple[float, bytes]] = deque()
        self._bytes = 0
        self._last = 0.0
        self._changed = asyncio.Event()
        self._thawed: asyncio.Event | None = None

    async def put(self, piece: bytes, at: float, thawed: asyncio.Event) -> None:
        """Let a piece leave; waits while too much is on its way. An empty one is the end."""
        while self._bytes > ON_ITS_WAY:
            self._changed.clear()
            await self._changed.wait()
        self._thawed = thawed
        self._last = max(self._last, at)
        self._pieces.append((self._last, piece))
        self._bytes += len(piece)
        self._changed.set()

    async def next(self) -> bytes | None:
        """The next piece, when it arrives; None at the end."""
        while not self._pieces:
            self._changed.clear()
            await self._changed.wait()
        at, piece = self._pieces[0]
        await asyncio.sleep(max(0.0, at - asyncio.get_running_loop().time()))
        assert self._thawed is not None
        await self._thawed.wait()
        self._pieces.popleft()
        self._bytes -= len(piece)
        self._changed.set()
        return piece or None
