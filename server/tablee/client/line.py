"""A live line to a room: a replica kept by a websocket that comes back for as long as it lives.

It does what the page's connection does: hello, welcome, changes folded into a room, an outbox
kept until each command has its outcome, and a new connection whenever the old one is lost or has
been silent. It stands between `Session` (whose cookie it shows) and those who act through it; it
never decides what to say.
"""

import asyncio
import random
import time
from collections.abc import Callable
from typing import Final, Self, assert_never

import msgspec
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidStatus
from websockets.typing import Origin

from ..protocol import close_codes
from ..protocol.messages import (
    PROTOCOL,
    Beat,
    Changes,
    Done,
    GoAway,
    Hello,
    OwnLates,
    OwnVotes,
    PairMessages,
    People,
    Presence,
    Proposals,
    ReceivedLate,
    Refused,
    Rejected,
    ServerMessage,
    SomeoneWriting,
    Welcome,
    You,
)
from ..workshop.commands import Command
from ..workshop.evolve import evolve
from ..workshop.room import Room
from ..workshop.vocabulary import Language, Role
from .http import Session, machine_certificates
from .links import is_this_machine, websocket_of
from .outbox import WINDOW, Forgotten, Outbox, Outcome
from .trouble import Trouble

SILENCE_S: Final = 8.0
"""A line that hears nothing for so long is lost; a beat comes every 3 s."""
FIRST_PAUSE_S: Final = 0.25
LONGEST_PAUSE_S: Final = 5.0
GAP_PAUSE_S: Final = 0.05
"""Long enough for the answers to what was already on its way, so that they are not acted on."""

_FINAL: Final = {
    close_codes.NO_SESSION: "session_over",
    close_codes.FORBIDDEN: "link_revoked",
    close_codes.DISPLACED: "link_revoked",
    close_codes.NOT_FOUND: "room_gone",
    close_codes.SUPERSEDED: "superseded",
    close_codes.OLD_CLIENT: "protocol",
    close_codes.PROTOCOL_ERROR: "protocol",
    close_codes.TOO_LARGE: "protocol",
}
_STATUS: Final = {401: "session_over", 403: "link_revoked", 404: "room_gone"}
_decoder: Final = msgspec.json.Decoder(ServerMessage)


class _Behind(Exception):
    """The replica has missed something: say hello again."""


class Line:
    """One outbox's line. Use as `async with`; it stops, and forgets its outbox, at the end."""

    def __init__(
        self,
        session: Session,
        room_id: str,
        role: Role,
        outbox_id: str,
        language: Language,
        *,
        silence_s: float = SILENCE_S,
        longest_pause_s: float = LONGEST_PAUSE_S,
    ) -> None:
        self.room: Room | None = None
        self.you: You | None = None
        self.outbox: Final = Outbox()
        self.reconnections = 0
        self._session = session
        self._language = language
        self._address = f"{websocket_of(session.server)}/ws/{room_id}/{role}?outbox={outbox_id}"
        self._silence_s = silence_s
        self._longest_pause_s = longest_pause_s
        self._epoch: str | None = None
        self._seq = 0
        self._welcomed = False
        self._failures = 0
        self._asked_pause_s = 0.0
        self._hold_until = 0.0
        self._wake = asyncio.Event()
        self._changed = asyncio.Event()
        self._trouble: Exception | None = None
        self._task: asyncio.Task[None] | None = None

    @classmethod
    async def open(cls, session: Session, room_id: str, role: Role, language: Language) -> Self:
        """A line with an outbox of its own, minted by the server; not yet connected."""
        path = f"/api/rooms/{room_id}/{role}/outboxes"
        minted = await session.post_patiently(path, {}, _Minted)
        return cls(session, room_id, role, minted.outbox, language)

    async def __aenter__(self) -> Self:
        self._task = asyncio.create_task(self._live())
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    def give(self, command: Command) -> int:
        """Put a command in the outbox, sent as soon as it can be; returns its number."""
        n = self.outbox.add(command, time.time_ns() // 1_000_000)
        self._wake.set()
        return n

    async def outcome(self, n: int) -> Outcome:
        """What became of a command, once the server has said so. Raises Trouble."""
        await self._until(lambda: n in self.outbox.outcomes)
        return self.outbox.outcomes[n]

    async def do(self, command: Command) -> Outcome:
        """Give a command and wait for its outcome. Raises Trouble."""
        return await self.outcome(self.give(command))

    async def space(self) -> None:
        """Wait until fewer than a window's worth of commands wait for their outcome."""
        await self._until(lambda: self.outbox.pending < WINDOW)

    async def until(self, holds: Callable[[Room], bool]) -> Room:
        """The replica, as soon as `holds` is true of it. Raises Trouble."""
        await self._until(lambda: self.room is not None and holds(self.room))
        assert self.room is not None
        return self.room

    async def _until(self, holds: Callable[[], bool]) -> None:
        while not holds():
            if self._trouble is not None:
                raise self._trouble
            await self._changed.wait()

    def _tell(self) -> None:
        """Wake those who wait for a change; who waits next waits for the next one."""
        self._changed.set()
        self._changed = asyncio.Event()

    # --- the life of the line -------------------------------------------------------------------

    async def _live(self) -> None:
        try:
            while True:
                await self._connect_once()
                self._welcomed = False
                await asyncio.sleep(self._pause_s())
        except Forgotten as less:
            self._trouble = Trouble("server_forgot", done=less.done, acked=less.acked)
        except Exception as broken:  # noqa: BLE001 - handed to whoever waits on this line
            self._trouble = broken
        finally:
            self._tell()

    def _pause_s(self) -> float:
        """Full jitter: anything up to a bound that doubles, so that a crowd does not come back at
        once; on top of what the server asked for."""
        bound = min(self._longest_pause_s, FIRST_PAUSE_S * 2.0**self._failures)
        self._failures = min(self._failures + 1, 10)
        asked, self._asked_pause_s = self._asked_pause_s, 0.0
        return asked + random.uniform(0, bound)  # noqa: S311

    async def _connect_once(self) -> None:
        """One connection, until it is lost. Raises Trouble when coming back would be vain."""
        server = self._session.server
        opening = connect(
            self._address,
            origin=Origin(server),
            additional_headers={"Cookie": self._session.cookie},
            ssl=machine_certificates() if server.startswith("https") else None,
            proxy=None if is_this_machine(server) else True,
            compression=None,
            open_timeout=10,
            close_timeout=1,
            ping_interval=None,
            max_size=64 * 1024 * 1024,
        )
        try:
            async with opening as socket:
                await self._converse(socket)
        except ConnectionClosed as closed:
            code = closed.rcvd.code if closed.rcvd else None
            if code in _FINAL:
                detail = closed.rcvd.reason if closed.rcvd else ""
                raise Trouble(_FINAL[code], detail=detail or str(code)) from None
        except InvalidStatus as refused:
            status = refused.response.status_code
            if 400 <= status < 500 and status != 429:
                raise Trouble(_STATUS.get(status, "protocol"), detail=f"HTTP {status}") from None
        except (OSError, TimeoutError, EOFError, InvalidHandshake, _Behind):
            pass

    async def _converse(self, socket: ClientConnection) -> None:
        hello = Hello(
            protocol=PROTOCOL,
            epoch=self._epoch,
            seq=self._seq,
            pending_to=self.outbox.pending_to,
            language=self._language,
        )
        await socket.send(msgspec.json.encode(hello).decode())
        receiver = asyncio.create_task(self._receive(socket))
        sender = asyncio.create_task(self._send(socket))
        try:
            done, _ = await asyncio.wait((receiver, sender), return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (receiver, sender):
                task.cancel()
            await asyncio.gather(receiver, sender, return_exceptions=True)
        # What was received says more than what could not be sent.
        await (receiver if receiver in done else sender)

    async def _receive(self, socket: ClientConnection) -> None:
        while True:
            async with asyncio.timeout(self._silence_s):
                frame = await socket.recv()
            try:
                message = _decoder.decode(frame)
            except (msgspec.DecodeError, UnicodeDecodeError) as unread:
                raise Trouble("protocol", detail=str(unread)) from None
            self._take(message)
            self._tell()

    async def _send(self, socket: ClientConnection) -> None:
        clock = asyncio.get_running_loop().time
        while True:
            self._wake.clear()
            hold_s = self._hold_until - clock()
            if self._welcomed and hold_s > 0:
                await asyncio.sleep(hold_s)
            elif self._welcomed and (do := self.outbox.next_to_send()) is not None:
                await socket.send(msgspec.json.encode(do).decode())
            else:
                await self._wake.wait()

    # --- what the server says -------------------------------------------------------------------

    def _take(self, message: ServerMessage) -> None:
        match message:
            case Welcome():
                self._take_welcome(message)
            case Changes():
                self._take_changes(message)
            case Done() | ReceivedLate() | Rejected():
                self.outbox.settle(message)
                self._wake.set()
            case Refused():
                self._take_refused(message)
            case GoAway():
                self._asked_pause_s = message.retry_ms / 1_000
            case (
                Beat()
                | Presence()
                | People()
                | SomeoneWriting()
                | PairMessages()
                | OwnVotes()
                | OwnLates()
                | Proposals()
            ):
                pass
            case _:
                assert_never(message)

    def _take_welcome(self, welcome: Welcome) -> None:
        if welcome.room is not None:
            self.room, self._seq = welcome.room, welcome.seq
        elif self.room is None or welcome.epoch != self._epoch:
            raise Trouble("protocol", detail="Welcome")
        if not self._welcomed:
            self.reconnections += self.you is not None
            self.outbox.resume(welcome.done_to)
        self._epoch, self.you = welcome.epoch, welcome.you
        self._welcomed = True
        self._failures = 0
        self._wake.set()

    def _take_changes(self, frame: Changes) -> None:
        if self.room is None or frame.from_seq > self._seq:
            raise _Behind
        for change in frame.changes:
            if change.seq > self._seq:
                self.room = evolve(self.room, change.event)
        self._seq = max(self._seq, frame.to_seq)

    def _take_refused(self, refused: Refused) -> None:
        """Busy and unavailable pass; a gap is filled; what cannot be read now never will be."""
        if refused.code == "malformed":
            raise Trouble("refused", message=refused.message)
        back_to = refused.expected if refused.code == "gap" else refused.n
        pause_s = GAP_PAUSE_S if refused.retry_ms is None else refused.retry_ms / 1_000
        self._hold_until = max(self._hold_until, asyncio.get_running_loop().time() + pause_s)
        answered = refused.code != "gap" and back_to in self.outbox.outcomes
        if back_to is not None and not answered:
            try:
                self.outbox.go_back(back_to)
            except LookupError:
                raise Trouble("protocol", detail="gap") from None
        self._wake.set()


class _Minted(msgspec.Struct, frozen=True):
    outbox: str
