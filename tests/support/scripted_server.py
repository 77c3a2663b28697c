"""A websocket server that holds one room by the real rules and misbehaves when it is told to.

It speaks the wire with one participant's outbox, in memory, so that a test can say what happens to
the third time that command 5 is sent, and then look at what was remembered.
"""

import asyncio
import random
from collections import Counter
from collections.abc import Callable
from typing import Literal, Self

import msgspec
from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.exceptions import ConnectionClosed

from tablee.catalog import load
from tablee.protocol.messages import (
    Change,
    Changes,
    ClientMessage,
    Do,
    Done,
    Hello,
    ReceivedLate,
    Refused,
    Rejected,
    ServerMessage,
    Welcome,
    You,
)
from tablee.workshop import leading
from tablee.workshop.commands import Command, OpenPhase, Sit
from tablee.workshop.decide import decide, decide_late
from tablee.workshop.events import CommandReceivedLate, Event, WorkshopCreated
from tablee.workshop.evolve import create_room, evolve
from tablee.workshop.rejection import Rejection
from tablee.workshop.room import Who

NOW_MS = 1_800_000_000_000
BOARD = "board1"
PARTICIPANT = "someone"

Action = Literal[
    "take", "busy", "unavailable", "ignore", "lose", "cut before", "cut after", "skip", "stale"
]
"""ignore: the frame never came. lose: taken, and the answer never leaves. skip: taken, answered,
and the change is not shown, so that the replica falls behind. stale: as take, and the change
before the last is shown once more."""
Outcome = Done | Rejected | ReceivedLate


class ScriptedServer:
    """`script` says what happens to the `time`-th sending (from 1) of command `n`."""

    def __init__(self, script: Callable[[int, int], Action] = lambda _n, _time: "take") -> None:
        self.script = script
        self.hellos: list[Hello] = []
        self.headers: list[tuple[str | None, str | None]] = []
        self.received: list[int] = []
        self.taken: list[Command] = []
        self.outcomes: dict[int, Outcome] = {}
        self.journal: list[Event] = []
        self.close_with: int | None = None
        self.holding = False
        self._times: Counter[int] = Counter()
        self._server: Server | None = None
        self._heard = asyncio.Event()
        created = leading.create(
            load("effets-utiles"), "Essai", ((BOARD, "Nord"),), "fr", NOW_MS, NOW_MS + 1
        )
        assert not isinstance(created, Rejection)
        first = created[0]
        assert isinstance(first, WorkshopCreated)
        self.room = create_room(first)
        self.journal.append(first)
        for event in created[1:]:
            self._remember(event)
        self.lead(OpenPhase(phase="travail"))
        self._decide(Sit(participant=PARTICIPANT, board=BOARD, pair="pair1"), _person())

    async def __aenter__(self) -> Self:
        self._server = await serve(self._serve, "127.0.0.1", 0, compression=None)
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.close()
        await self._server.wait_closed()

    @property
    def address(self) -> str:
        assert self._server is not None
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    @property
    def last_n(self) -> int:
        return max(self.outcomes, default=0)

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait for something that follows from what clients send."""
        while not holds():
            await self._heard.wait()

    def _hear(self) -> None:
        self._heard.set()
        self._heard = asyncio.Event()

    def lead(self, command: Command) -> None:
        """A facilitator's command, from elsewhere."""
        refused = self._decide(command, Who(role="facilitator"))
        assert refused is None, refused

    def forget(self, n: int) -> None:
        """Lose the outcome of `n` and of all after it, as a disk that lied would."""
        self.outcomes = {each: out for each, out in self.outcomes.items() if each < n}

    def texts(self) -> list[str]:
        """The texts of the notes, in the order of the journal."""
        return [note.text for note in self.room.boards[BOARD].notes.values()]

    async def _serve(self, socket: ServerConnection) -> None:
        try:
            assert socket.request is not None
            headers = socket.request.headers
            self.headers.append((headers.get("Origin"), headers.get("Cookie")))
            hello = msgspec.json.decode(await socket.recv(), type=ClientMessage)
            assert isinstance(hello, Hello)
            self.hellos.append(hello)
            self._hear()
            if self.close_with is not None:
                await socket.close(self.close_with, "scripted")
                return
            await self._welcome(socket, hello)
            async for frame in socket:
                do = msgspec.json.decode(frame, type=ClientMessage)
                assert isinstance(do, Do)
                await self._answer(socket, do, hello.pending_to)
        except ConnectionClosed:
            pass

    async def _welcome(self, socket: ServerConnection, hello: Hello) -> None:
        known = hello.epoch is not None
        welcome = Welcome(
            epoch="epoch1",
            seq=len(self.journal),
            now_ms=NOW_MS,
            you=You(role="participant", participant=PARTICIPANT, outbox="o"),
            done_to=self.last_n,
            room=None if known else self.room,
            people={},
        )
        await _send(socket, welcome)
        if known:
            await self._show(socket, hello.seq)

    async def _answer(self, socket: ServerConnection, do: Do, pending_to: int) -> None:
        self.received.append(do.n)
        self._hear()
        self._times[do.n] += 1
        action = self.script(do.n, self._times[do.n])
        if action == "cut before":
            socket.transport.abort()
            return
        if action == "busy" or action == "unavailable":
            await _send(socket, _refused(action, do.n, None, 5))
            return
        if action == "ignore" or self.holding:
            return
        before = len(self.journal)
        if do.n == self.last_n + 1:
            self.taken.append(do.command)
            self.outcomes[do.n] = self._outcome(do, pending_to)
        elif do.n > self.last_n:
            await _send(socket, _refused("gap", do.n, self.last_n + 1, None))
            return
        if action == "cut after":
            socket.transport.abort()
            return
        if action == "lose":
            return
        if action in ("take", "stale") and len(self.journal) > before:
            await self._show(socket, before)
        if action == "stale":
            await self._show(socket, before - 1, before)
        await _send(socket, self.outcomes[do.n])

    def _outcome(self, do: Do, pending_to: int) -> Outcome:
        before = len(self.journal)
        refused = self._decide(do.command, _person(), f"late{do.n}" if do.n <= pending_to else "")
        if refused is not None:
            return Rejected(n=do.n, code=refused.code, params=refused.params, message="refusé")
        if isinstance(self.journal[-1], CommandReceivedLate) and len(self.journal) > before:
            return ReceivedLate(n=do.n, message="après la fin")
        return Done(n=do.n, from_seq=before + 1, to_seq=len(self.journal))

    def _decide(self, command: Command, who: Who, late: str = "") -> Rejection | None:
        if late:
            answer = decide_late(self.room, command, who, NOW_MS, late, None)
        else:
            answer = decide(self.room, command, who, NOW_MS)
        if isinstance(answer, Rejection):
            return answer
        for event in answer:
            self._remember(event)
        return None

    def _remember(self, event: Event) -> None:
        self.journal.append(event)
        self.room = evolve(self.room, event)

    async def _show(self, socket: ServerConnection, after: int, to_seq: int | None = None) -> None:
        shown = self.journal[:to_seq]
        changes = tuple(
            Change(seq=seq, at_ms=NOW_MS, role="participant", pair=None, event=event)
            for seq, event in enumerate(shown[after:], after + 1)
        )
        await _send(socket, Changes(from_seq=after, to_seq=len(shown), changes=changes))


def seeded(seed: int, wildness: float) -> Callable[[int, int], Action]:
    """A script drawn by chance; from the fourth time on a command is always taken."""
    chance = random.Random(seed)
    wild: tuple[Action, ...] = ("busy", "unavailable", "ignore", "lose", "cut before", "cut after")

    def script(_: int, time: int) -> Action:
        return chance.choice(wild) if time <= 3 and chance.random() < wildness else "take"

    return script


def _person() -> Who:
    return Who(role="participant", participant=PARTICIPANT, pair="pair1")


def _refused(
    code: Literal["busy", "unavailable", "gap"], n: int, expected: int | None, retry_ms: int | None
) -> Refused:
    return Refused(code=code, n=n, expected=expected, retry_ms=retry_ms, message=code)


async def _send(socket: ServerConnection, message: ServerMessage) -> None:
    await socket.send(msgspec.json.encode(message).decode())
