"""Proposals for the facilitators of a pooling: when they are made, and who is told (SPEC W14).

    a room changes ──▶ RoomProposals ──(a moment later)──▶ Proposing ──one want at a time──▶ worker
                             ▲                                                                 │
    facilitators ◀───────────┴──────────────── what was found ◀────────────────────────────────┘

A room's task only says that it changed: nothing is compared on the event loop and nothing waits for
the worker. Of one room only the newest want is kept. Proposals are told, never journalled.
"""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Final, Protocol

import msgspec

from ..proposals import Board
from ..protocol import codec
from ..workshop.room import Room
from ..workshop.vocabulary import POOLING
from .audience import Audience
from .clock import Alarm, Clock
from .pooled_board import board_of, concepts_of
from .proposal_process import NotProposed
from .proposal_wants import Want
from .session import Session

_log: Final = logging.getLogger("tablee.live")

GATHER_MS: Final = 300
"""How long a room must be quiet before proposals are made again."""
LONGEST_MS: Final = 2_000
"""How long changes that do not stop may put that off."""
BEFORE: Final = "travail"
EMPTY: Final = Board(beneficiaries=(), notes=())
"""Wanted while people write: the lexicon takes a second or two to load, once, and the proposals
shall be there when the pooling opens."""
TRIES: Final = 2
"""A worker that died is given the same want once more; one that hung is not."""

Tell = Callable[[bytes | None], None]
"""Takes the JSON of what was found, or None when it could not be."""


class Worker(Protocol):
    async def ask(self, want: bytes) -> bytes:
        """Raises `NotProposed`."""
        ...

    async def end(self) -> None: ...


class Proposing:
    """One per server: the wants of all rooms, one each, answered one after the other."""

    def __init__(self, worker: Worker) -> None:
        self._worker = worker
        self._waiting: dict[str, tuple[bytes, Tell]] = {}
        self._rooms: set[str] = set()
        self._task: asyncio.Task[None] | None = None
        self._ending = False

    def ask(self, room: str, want: bytes, tell: Tell) -> None:
        """Take the place of what this room wanted before, in the same place of the queue."""
        if self._ending:
            return
        self._rooms.add(room)
        self._waiting[room] = (want, tell)
        self._go()

    def forget(self, room: str) -> None:
        """The room is closed: nothing of it is kept, and without rooms there is no worker."""
        if room in self._rooms and not self._ending:
            self._rooms.discard(room)
            self._waiting[room] = (msgspec.msgpack.encode(Want(room=room)), lambda _: None)
            self._go()

    async def stop(self) -> None:
        """End the worker, whatever it is at."""
        self._ending = True
        self._waiting.clear()
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
        await self._worker.end()

    def _go(self) -> None:
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._run(), name="proposals")

    async def _run(self) -> None:
        while self._waiting:
            if not self._rooms:
                self._waiting.clear()
                await self._worker.end()
                continue
            room = next(iter(self._waiting))
            want, tell = self._waiting.pop(room)
            found = await self._found(room, want)
            if room in self._rooms and not self._ending:
                tell(found)

    async def _found(self, room: str, want: bytes) -> bytes | None:
        for _ in range(TRIES):
            try:
                return await self._worker.ask(want)
            except NotProposed as error:
                _log.error("not proposed", extra={"room": room, "reason": str(error)})
                if str(error) != "died":
                    return None
        return None


class RoomProposals:
    """What is proposed in one room. `now` gives the room as it is and where it stands."""

    def __init__(
        self,
        room_id: str,
        audience: Audience,
        clock: Clock,
        now: Callable[[], tuple[Room, int]],
        proposing: Proposing | None,
    ) -> None:
        self._id = room_id
        self._audience = audience
        self._clock = clock
        self._now = now
        self._proposing = proposing
        self._alarm: Alarm | None = None
        self._since_ms: int | None = None
        self._wanted: Want | None = None
        self._ready = False
        self._told: bytes | None = None

    def came(self, session: Session) -> None:
        """Tell a facilitator who comes what was found last, and see whether it still holds."""
        if session.sight.kind != "facilitator":
            return
        room, _ = self._now()
        if self._told is not None and room.phase in POOLING:
            session.send(self._told)
        self._soon()

    def changed(self, before: Room) -> None:
        """To be called after each batch, with the room before it."""
        room, _ = self._now()
        same = all(one is other for one, other in zip(_read(before), _read(room), strict=True))
        if not same or before.phase != room.phase:
            self._soon()

    def stop(self) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
        if self._proposing is not None:
            self._proposing.forget(self._id)

    def _soon(self) -> None:
        if self._proposing is None or not self._matters():
            return
        now_ms = self._clock.now_ms()
        if self._since_ms is None:
            self._since_ms = now_ms
        if self._alarm is not None:
            self._alarm.cancel()
        delay_ms = max(0, min(GATHER_MS, self._since_ms + LONGEST_MS - now_ms))
        self._alarm = self._clock.call_later(delay_ms, self._ask)

    def _ask(self) -> None:
        self._alarm = self._since_ms = None
        room, seq = self._now()
        if self._proposing is None or not self._matters() or not self._facilitators():
            return
        if room.phase == BEFORE:
            self._ready = True
            nothing = Want(room=self._id, concepts=concepts_of(room), board=EMPTY)
            self._proposing.ask(self._id, msgspec.msgpack.encode(nothing), lambda _: None)
            return
        want = Want(room=self._id, concepts=concepts_of(room), board=board_of(room))
        if want == self._wanted:
            return
        self._wanted = want
        self._proposing.ask(self._id, msgspec.msgpack.encode(want), partial(self._tell, seq))

    def _tell(self, seq: int, found: bytes | None) -> None:
        if found is None:
            self._wanted = None
        self._told = codec.write_proposals(seq, found)
        for session in self._facilitators():
            session.send(self._told)

    def _matters(self) -> bool:
        """Whether there is something to propose, or a worker to make ready for it, once."""
        phase = self._now()[0].phase
        return phase in POOLING or (phase == BEFORE and not self._ready)

    def _facilitators(self) -> list[Session]:
        """[W14] nobody else is told, ever."""
        return [
            session
            for sight, sessions in self._audience.by_sight()
            if sight.kind == "facilitator"
            for session in sessions
        ]


def _read(room: Room) -> tuple[object, ...]:
    """What proposals are made from."""
    return room.boards, room.decisions, room.lexicon
