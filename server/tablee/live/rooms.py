"""The rooms that are open: opened from the journal when somebody comes, closed when nobody is left.

Creating and opening are different calls. Opening never writes, and a journal that cannot be read
gives an error, never an empty room.
"""

import asyncio
import logging
import zlib
from collections import deque
from collections.abc import Awaitable, Callable, Collection
from typing import Final

import msgspec

from ..journal.base import Journal, Recorded
from ..journal.errors import JournalError
from ..protocol import close_codes
from ..protocol.messages import GoAway
from ..workshop.events import Event
from ..workshop.evolve import evolve
from ..workshop.happened import Happened, replay
from ..workshop.room import Room, Who
from .clock import Clock
from .live_room import LiveRoom
from .proposing import Proposing
from .session import RESTART_MS

_log: Final = logging.getLogger("tablee.live")

BEAT_MS: Final = 3_000
IDLE_MS: Final = 600_000
"""A room that nobody listens to and that has no timer running is closed after this."""
CHECKPOINT_EVERY: Final = 500

_events: Final = msgspec.json.Decoder(Event)
_whos: Final = msgspec.json.Decoder(Who)
_rooms: Final = msgspec.json.Decoder(Room)

CHECKPOINT_SCHEMA: Final = zlib.crc32(msgspec.json.encode(msgspec.json.schema(Room))) & 0x7FFFFFFF
"""The shape of a room: a checkpoint of another shape is passed over."""

NamesOf = Callable[[str], Awaitable[dict[str, str]]]


class RoomUnreadable(Exception):
    """The journal of this room cannot be read; nothing was written."""


class Rooms:
    """One per process; owns the task of every open room and the heartbeat."""

    def __init__(
        self,
        journal: Journal,
        clock: Clock,
        names_of: NamesOf,
        proposing: Proposing | None = None,
    ) -> None:
        """Without `proposing`, nothing is proposed to anybody."""
        self._journal = journal
        self._clock = clock
        self._names_of = names_of
        self._proposing = proposing
        self._open: dict[str, LiveRoom] = {}
        self._opening: dict[str, asyncio.Lock] = {}
        self._beats: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin the heartbeat, and open the rooms whose timer runs: an end that passed while
        nobody was there locks now (T11)."""
        self._beats = asyncio.get_running_loop().create_task(self._beat(), name="heartbeat")
        for record in await self._journal.rooms():
            try:
                room = await self.get(record.id)
            except (RoomUnreadable, JournalError):
                _log.exception("room not opened", extra={"room": record.id})
                continue
            if room.room.timer.state != "running":
                await self._close(room)

    async def stop(self) -> None:
        """Tell everybody to come back, write what is waiting, end every task."""
        if self._beats is not None:
            self._beats.cancel()
        for room in list(self._open.values()):
            room.audience.everyone(GoAway(retry_ms=RESTART_MS))
            for session in list(room.audience.sessions):
                session.cut(close_codes.GOING_AWAY, "restarting")
                room.leave(session)
            await self._close(room)

    async def get(self, room_id: str) -> LiveRoom:
        """The open room. Raises `RoomUnknown`, `RoomUnreadable`, `NotWritten`."""
        found = self._open.get(room_id)
        if found is not None and not found.failed:
            return found
        async with self._opening.setdefault(room_id, asyncio.Lock()):
            found = self._open.get(room_id)
            if found is None or found.failed:
                found = await self._load(room_id)
                self._open[room_id] = found
                found.start()
        return found

    async def journal_of(self, room_id: str) -> tuple[Happened, ...]:
        """Every event of a room, for its archive."""
        return tuple([_happened(each) async for each in self._journal.read(room_id, 0)])

    def watched(self, room_id: str) -> bool:
        """Whether somebody has this room before their eyes."""
        room = self._open.get(room_id)
        return room is not None and bool(room.audience.sessions)

    async def erase(self, room_id: str) -> None:
        """Delete a room with all that belongs to it, and tell those who are in it.

        Raises `RoomUnknown`, and `NotWritten` when the journal is away: then everybody comes back
        to the room as it was. Nobody opens it meanwhile.
        """
        async with self._opening.setdefault(room_id, asyncio.Lock()):
            room = self._open.pop(room_id, None)
            if room is not None:
                await room.stop()
            code, reason = close_codes.GOING_AWAY, "restarting"
            try:
                await self._journal.delete_room(room_id)
                code, reason = close_codes.ERASED, "erased"
            finally:
                if room is not None:
                    for session in tuple(room.audience.sessions):
                        session.cut(code, reason)
                        room.leave(session)
        _log.info("erased", extra={"room": room_id})

    async def acts_of(self, room_id: str, kinds: Collection[str], most: int) -> list[Happened]:
        """The last `most` events of these kinds; what is of no interest is not even decoded."""
        kept: deque[Recorded] = deque(maxlen=most)
        async for each in self._journal.read(room_id, 0):
            if each.type in kinds:
                kept.append(each)
        return [_happened(each) for each in kept]

    async def _load(self, room_id: str) -> LiveRoom:
        record = await self._journal.open_room(room_id)
        people = await self._names_of(room_id)
        seq, room = await self._checkpoint(room_id)
        try:
            tail = [_happened(each) async for each in self._journal.read(room_id, seq)]
            if [each.seq for each in tail] != list(range(seq + 1, record.head_seq + 1)):
                raise ValueError("the journal does not reach its head")
            if room is None:
                room = replay(tail)
            else:
                for each in tail:
                    room = evolve(room, each.event)
            last = tail or [_happened(each) async for each in self._journal.read(room_id, seq - 1)]
        except (msgspec.DecodeError, ValueError) as error:
            raise RoomUnreadable(room_id) from error
        return LiveRoom(
            room_id,
            record.epoch,
            room,
            record.head_seq,
            people,
            self._journal,
            self._clock,
            last[-1].at_ms,
            self._proposing,
        )

    async def _checkpoint(self, room_id: str) -> tuple[int, Room | None]:
        kept = await self._journal.latest_checkpoint(room_id, CHECKPOINT_SCHEMA)
        if kept is None:
            return 0, None
        try:
            return kept.seq, _rooms.decode(kept.body)
        except msgspec.DecodeError:
            _log.warning("checkpoint passed over", extra={"room": room_id, "seq": kept.seq})
            return 0, None

    async def _close(self, room: LiveRoom) -> None:
        async with self._opening.setdefault(room.id, asyncio.Lock()):
            if self._open.get(room.id) is room:
                del self._open[room.id]
            await room.stop()
        if room.seq - room.checkpointed_seq >= 50:
            await self._keep(room)

    async def _keep(self, room: LiveRoom) -> None:
        """Keep a checkpoint: a cache, so a failure costs only time."""
        seq, state = room.seq, room.room
        room.checkpointed_seq = seq
        try:
            body = await asyncio.to_thread(msgspec.json.encode, state)
            await self._journal.checkpoint(room.id, seq, CHECKPOINT_SCHEMA, body)
        except JournalError:
            _log.warning("checkpoint not kept", extra={"room": room.id, "seq": seq})

    async def _beat(self) -> None:
        while True:
            await self._clock.sleep(BEAT_MS)
            now_ms = self._clock.now_ms()
            for room in list(self._open.values()):
                try:
                    await self._tend(room, now_ms)
                except Exception:  # noqa: BLE001 - one room's trouble must not stop the others' heartbeat
                    _log.exception("beat failed", extra={"room": room.id})

    async def _tend(self, room: LiveRoom, now_ms: int) -> None:
        if room.failed:
            self._open.pop(room.id, None)
            return
        room.beat()
        if room.seq - room.checkpointed_seq >= CHECKPOINT_EVERY:
            await self._keep(room)
        quiet = not room.audience.sessions and room.room.timer.state != "running"
        if quiet and now_ms - room.idle_since_ms > IDLE_MS:
            await self._close(room)


def _happened(recorded: Recorded) -> Happened:
    return Happened(
        seq=recorded.seq,
        at_ms=recorded.at_ms,
        who=_whos.decode(recorded.by),
        event=_events.decode(recorded.body),
    )
