"""A connection that a test pumps by hand, and a client made of the shipped rules.

    TwinClient ──uplink──▶ Session / LiveRoom ──HandSocket──▶ TwinClient

Frames wait in `HandSocket.frames` until the test delivers them: it may deliver some, none, twice,
or cut the line. `TwinClient` keeps a replica by `evolve` and an outbox, as SPEC W asks of anybody
who writes a client; it takes time from nobody.
"""

from collections import deque
from collections.abc import Mapping
from typing import TypeVar, assert_never

import msgspec

from tablee.live.live_room import LiveRoom
from tablee.live.session import Session
from tablee.protocol import close_codes, codec
from tablee.protocol.messages import (
    PROTOCOL,
    Beat,
    Changes,
    Do,
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
    Writing,
)
from tablee.workshop.commands import Command
from tablee.workshop.evolve import evolve
from tablee.workshop.room import Room, Who

M = TypeVar("M")
Outcome = Done | Rejected | ReceivedLate

_server: msgspec.json.Decoder[ServerMessage] = msgspec.json.Decoder(ServerMessage)


def in_words(key: str, params: Mapping[str, str | int]) -> str:
    """Words for tests: the key itself, and its figures."""
    return " ".join((key, *(f"{name}={value}" for name, value in params.items())))


class HandSocket:
    """A `Socket` whose other end is the test."""

    def __init__(self) -> None:
        self.frames: deque[bytes] = deque()
        self.closed: tuple[int, str] | None = None
        self.aborted = False
        self.lost = False
        self.reading = True
        self.stuck = 0

    def write(self, frame: bytes) -> None:
        if self.lost or self.closed is not None:
            return
        if self.reading:
            self.frames.append(frame)
        else:
            self.stuck += len(frame)

    def waiting(self) -> int:
        return self.stuck

    def close(self, code: int, reason: str) -> None:
        self.closed = self.closed or (code, reason)

    def abort(self) -> None:
        self.aborted = True

    def lose(self) -> None:
        """The line is gone, with all that was on its way."""
        self.lost = True
        self.frames.clear()

    def messages(self) -> list[ServerMessage]:
        """All that has arrived since the last call, read."""
        taken = [_server.decode(codec.payload_of(frame)) for frame in self.frames]
        self.frames.clear()
        return taken

    def all(self, kind: type[M]) -> list[M]:
        """The messages of one kind that have arrived; the others are dropped."""
        return [message for message in self.messages() if isinstance(message, kind)]


class Connection:
    """One session of a room, joined by hand; for tests that look at single frames."""

    def __init__(self, live: LiveRoom, who: Who, outbox: str, device: bytes = b"") -> None:
        self.live = live
        self.socket = HandSocket()
        self.session = Session(self.socket, who, outbox, in_words, device)

    @classmethod
    async def join(
        cls,
        live: LiveRoom,
        who: Who,
        outbox: str,
        *,
        epoch: str | None = None,
        seq: int = 0,
        pending_to: int = 0,
        device: bytes = b"",
    ) -> "Connection":
        connection = cls(live, who, outbox, device)
        hello = Hello(protocol=PROTOCOL, epoch=epoch, seq=seq, pending_to=pending_to, language="fr")
        await live.join(connection.session, hello)
        return connection

    def do(self, n: int, command: Command, written_ms: int | None = None) -> None:
        self.live.ask_from(self.session, Do(n=n, command=command, written_ms=written_ms))

    def writing(
        self, beneficiary: str | None, note: str | None = None, *, moving: bool = False
    ) -> None:
        message = Writing(beneficiary=beneficiary, note=note, moving=moving)
        self.live.writing(self.session, message)

    def messages(self) -> list[ServerMessage]:
        return self.socket.messages()

    def all(self, kind: type[M]) -> list[M]:
        return self.socket.all(kind)


class ClientBroken(AssertionError):
    """The server broke a promise that a client can check by itself."""


class TwinClient:
    """A client of SPEC W in Python: replica, outbox, hello and welcome, gap and busy.

    `outcomes` holds the first outcome of each number; a second one that says something else is a
    broken promise. `connect` and `pump` are the test's.
    """

    def __init__(self, who: Who, outbox: str) -> None:
        self.who = who
        self.outbox = outbox
        self.room: Room | None = None
        self.epoch: str | None = None
        self.seq = 0
        self.last = 0
        self.kept: dict[int, Do] = {}
        self.outcomes: dict[int, Outcome] = {}
        self.to_send: deque[int] = deque()
        self.socket: HandSocket | None = None
        self.session: Session | None = None
        self.welcomed = False
        self.frozen = False
        self.must_return = False
        self.stopped = False
        self.proposals = 0

    def do(self, command: Command, written_ms: int | None = None) -> int:
        """Put a command in the outbox; it leaves when the test lets it."""
        self.last += 1
        self.kept[self.last] = Do(n=self.last, command=command, written_ms=written_ms)
        if self.welcomed:
            self.to_send.append(self.last)
        return self.last

    @property
    def connected(self) -> bool:
        return self.socket is not None

    def is_behind(self) -> bool:
        """Whether it has to say hello again."""
        return self.must_return

    @property
    def pending(self) -> list[int]:
        return [n for n in self.kept if n not in self.outcomes]

    async def connect(self, live: LiveRoom) -> None:
        """A new line: hello with where the replica stands and what is pending."""
        self.cut()
        self.socket = HandSocket()
        self.session = Session(self.socket, self.who, self.outbox, in_words)
        self.welcomed = self.must_return = False
        self.to_send.clear()
        hello = Hello(
            protocol=PROTOCOL,
            epoch=self.epoch,
            seq=self.seq,
            pending_to=max(self.pending, default=0),
            language="fr",
        )
        await live.join(self.session, hello)

    def cut(self, live: LiveRoom | None = None) -> None:
        """Lose the line, and with it whatever was on its way; the room may hear of it or not."""
        if self.socket is not None:
            self.socket.lose()
        if live is not None and self.session is not None:
            live.leave(self.session)
        self.socket = self.session = None
        self.welcomed = False

    def send_one(self, live: LiveRoom, *, again: bool = False) -> bool:
        """Let the next command reach the room, once or twice; False when none could."""
        if not self.welcomed or self.session is None or self.session.gone or not self.to_send:
            return False
        n = self.to_send.popleft()
        live.ask_from(self.session, self.kept[n])
        if again:
            live.ask_from(self.session, self.kept[n])
        return True

    def receive(self, at_most: int | None = None) -> int:
        """Take frames in the order in which they came; returns how many."""
        taken = 0
        while self.socket is not None and self.socket.frames and taken != at_most:
            self.take(_server.decode(codec.payload_of(self.socket.frames.popleft())))
            taken += 1
        if self.socket is not None and self.socket.closed is not None and not self.socket.frames:
            self.stopped = self.socket.closed[0] == close_codes.SUPERSEDED
            self.must_return = not self.stopped
        return taken

    def take(self, message: ServerMessage) -> None:
        match message:
            case Welcome():
                self._welcome(message)
            case Changes():
                self._changes(message)
            case Done() | Rejected() | ReceivedLate():
                self._settle(message)
            case Refused():
                self._refused(message)
            case Beat():
                if self.welcomed and message.seq > self.seq:
                    raise ClientBroken(f"at {self.seq}, told that it should be at {message.seq}")
            case Proposals():
                if self.who.role != "facilitator":
                    raise ClientBroken(f"a {self.who.role} is told what is proposed")
                self.proposals += 1
            case (
                Presence() | People() | SomeoneWriting() | PairMessages() | OwnVotes() | OwnLates()
            ):
                pass
            case GoAway():
                self.must_return = True
            case _:
                assert_never(message)

    def _welcome(self, welcome: Welcome) -> None:
        if welcome.you.outbox != self.outbox or welcome.you.role != self.who.role:
            raise ClientBroken("welcomed as somebody else")
        if welcome.room is not None:
            self.room, self.seq = welcome.room, welcome.seq
        elif self.room is None or welcome.epoch != self.epoch:
            raise ClientBroken("a tail without a replica to put it on")
        self.epoch = welcome.epoch
        settled = [n for n, outcome in self.outcomes.items() if not isinstance(outcome, Rejected)]
        if welcome.done_to < max(settled, default=0):
            raise ClientBroken("the server forgot what it had acknowledged")
        if not self.welcomed:
            self.welcomed = True
            self.to_send = deque(self.pending)

    def _changes(self, frame: Changes) -> None:
        if self.room is None or frame.from_seq > self.seq:
            self.must_return = True
            return
        for change in frame.changes:
            if change.seq > self.seq:
                self.room = evolve(self.room, change.event)
        self.seq = max(self.seq, frame.to_seq)

    def _settle(self, outcome: Outcome) -> None:
        known = self.outcomes.setdefault(outcome.n, outcome)
        if known != outcome:
            raise ClientBroken(f"command {outcome.n} had {known}, now {outcome}")

    def _refused(self, refused: Refused) -> None:
        """What was not taken goes out again; a gap goes on from what is expected."""
        if refused.code == "malformed":
            raise ClientBroken("our own frame cannot be read")
        start = refused.expected if refused.code == "gap" else refused.n
        if start is not None:
            again = {*self.to_send, *(n for n in self.pending if n >= start)}
            self.to_send = deque(sorted(again))
