"""A room that is live without a server: `Rooms` over a journal in memory and a clock by hand."""

import asyncio
from collections import deque

from support.clocks import ManualClock, settle
from support.memory_journal import MemoryJournal
from support.sockets import Connection
from support.tables import T0, Table
from tablee.journal.base import CommandRecord
from tablee.live.batch import entries_of
from tablee.live.live_room import LiveRoom
from tablee.live.proposing import Proposing, Worker
from tablee.live.rooms import Rooms
from tablee.workshop.happened import Happened
from tablee.workshop.room import Who
from tablee.workshop.vocabulary import TimerState

ROOM = "room"
MONTH_MS = 30 * 86_400_000


class Gate:
    """A journal's `delay` that the test opens: each commit passes it twice, before and after."""

    def __init__(self) -> None:
        self.shut = False
        self._waiting: deque[asyncio.Future[None]] = deque()

    async def __call__(self) -> None:
        await asyncio.sleep(0)
        if self.shut:
            held: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._waiting.append(held)
            await held

    async def let_one(self) -> None:
        """Let the write that waits pass once."""
        self._waiting.popleft().set_result(None)
        await settle()

    async def open(self) -> None:
        """Hold nothing any more."""
        self.shut = False
        while self._waiting:
            held = self._waiting.popleft()
            if not held.done():
                held.set_result(None)
        await settle()


class House:
    """One room, its journal, its clock; `restart` is a crash of the process."""

    def __init__(
        self, journal: MemoryJournal, clock: ManualClock, worker: Worker | None = None
    ) -> None:
        self.worker = worker
        self.journal = journal
        self.clock = clock
        self.names: dict[str, str] = {"zoe": "Zoé"}
        self.rooms = self.new_rooms()
        self.live: LiveRoom

    @classmethod
    async def open(
        cls, table: Table, *, gate: Gate | None = None, worker: Worker | None = None
    ) -> "House":
        """The room that the table's journal gives, open; with a `worker`, it has proposals."""
        journal = MemoryJournal(delay=gate) if gate is not None else MemoryJournal()
        house = cls(journal, ManualClock(T0), worker)
        batch = entries_of(tuple(table.journal))
        await journal.create_room(ROOM, "epoch", T0, T0 + MONTH_MS, batch)
        house.live = await house.rooms.get(ROOM)
        return house

    async def join(
        self,
        who: Who,
        outbox: str,
        *,
        epoch: str | None = None,
        seq: int = 0,
        pending_to: int = 0,
        device: bytes = b"",
    ) -> Connection:
        return await Connection.join(
            self.live, who, outbox, epoch=epoch, seq=seq, pending_to=pending_to, device=device
        )

    def new_rooms(self) -> Rooms:
        """What a new process begins with."""

        async def names_of(_: str) -> dict[str, str]:
            return dict(self.names)

        self.proposing = None if self.worker is None else Proposing(self.worker)
        return Rooms(self.journal, self.clock, names_of, self.proposing)

    async def restart(self, *, wait_ms: int = 0) -> None:
        """Lose what is not durable, be away for a while, and open the room from the journal."""
        self.crash()
        self.clock.jump(wait_ms)
        self.rooms = self.new_rooms()
        self.live = await self.rooms.get(ROOM)

    def crash(self) -> None:
        """The process dies: nothing that it had under way goes on."""
        self.journal.crash()
        for task in asyncio.all_tasks():
            if task.get_name() in (f"room {ROOM}", "heartbeat", "proposals"):
                task.cancel()

    async def happened(self) -> tuple[Happened, ...]:
        """The journal of the room."""
        return await self.rooms.journal_of(ROOM)

    async def kinds(self, after_seq: int = 0) -> list[str]:
        """The names of the events after `after_seq`."""
        return [type(each.event).__name__ for each in await self.happened() if each.seq > after_seq]

    def timer_state(self) -> TimerState:
        return self.live.room.timer.state

    @property
    def records(self) -> dict[tuple[str, int], CommandRecord]:
        return self.journal.committed[ROOM].commands
