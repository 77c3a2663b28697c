"""A journal in memory, for simulations: the contract of `tablee.journal.base` without a disk.

It passes the same contract suite as the real one, and can misbehave on demand:

* `fail_call(n)` makes the n-th call from now raise;
* `delay` is awaited before a commit and again before its acknowledgement, so that a simulation
  may hold either back;
* `crash()` loses what is not committed, and the acknowledgement of what is.

The object is the disk: after a crash it goes on being used, as a journal opened again.
"""

import asyncio
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from tablee.journal.base import (
    Batch,
    Capability,
    Checkpoint,
    CommandRecord,
    Entry,
    Recorded,
    RoomRecord,
)
from tablee.journal.errors import (
    CommandAlreadyRecorded,
    JournalClosed,
    JournalUnavailable,
    KeyTaken,
    RoomExists,
    RoomUnknown,
    SequenceConflict,
)
from tablee.journal.upcast import KNOWN, Upcasts

T = TypeVar("T")


async def one_turn() -> None:
    """The shortest delay: nothing is ever acknowledged in the turn in which it was asked."""
    await asyncio.sleep(0)


@dataclass
class MemoryRoom:
    """What is committed of one room."""

    epoch: str
    created_ms: int
    delete_after_ms: int
    entries: list[Entry] = field(default_factory=list)
    commands: dict[tuple[str, int], CommandRecord] = field(default_factory=dict)
    checkpoints: dict[tuple[int, int], tuple[bytes, int]] = field(default_factory=dict)


class MemoryJournal:
    """See the head of this file; satisfies `Journal`."""

    def __init__(
        self, *, delay: Callable[[], Awaitable[None]] = one_turn, upcasts: Upcasts = KNOWN
    ) -> None:
        self.delay = delay
        self.calls = 0
        self.committed: dict[str, MemoryRoom] = {}
        self.capabilities: dict[bytes, tuple[str, str]] = {}
        self.codes: dict[bytes, tuple[str, bytes | None]] = {}
        self._upcasts = upcasts
        self._failing: dict[int, Exception] = {}
        self._life = 0
        self._one_writer = asyncio.Lock()
        self._closed = False

    def fail_call(self, n: int, error: Exception | None = None) -> None:
        """Make the n-th call from now (1 is the next) raise, `JournalUnavailable` by default."""
        self._failing[self.calls + n] = error or JournalUnavailable("told to fail")

    def crash(self) -> None:
        """Lose what is not committed: whoever waits is answered `JournalClosed`."""
        self._life += 1
        self._one_writer = asyncio.Lock()

    async def create_room(
        self,
        room_id: str,
        epoch: str,
        at_ms: int,
        delete_after_ms: int,
        batch: Batch,
        *,
        capabilities: Sequence[Capability] = (),
        code_hash: bytes | None = None,
        code_shown: bytes | None = None,
    ) -> int:
        def commit() -> int:
            if room_id in self.committed:
                raise RoomExists(room_id)
            hashes = [each.token_hash for each in capabilities]
            if len(set(hashes)) < len(hashes) or self.capabilities.keys() & set(hashes):
                raise KeyTaken("capabilities")
            if code_hash in self.codes:
                raise KeyTaken("codes")
            refuse_recorded(room_id, {}, batch)
            room = MemoryRoom(epoch, at_ms, delete_after_ms)
            self.committed[room_id] = room
            self.capabilities |= {each.token_hash: (room_id, each.role) for each in capabilities}
            if code_hash is not None:
                self.codes[code_hash] = (room_id, code_shown)
            return add(room, batch)

        return await self._write(commit)

    async def open_room(self, room_id: str) -> RoomRecord:
        await self._reading()
        return record(room_id, self._room(room_id))

    async def append(self, room_id: str, expected_seq: int, batch: Batch) -> int:
        def commit() -> int:
            room = self._room(room_id)
            if len(room.entries) != expected_seq:
                raise SequenceConflict(room_id, expected_seq, len(room.entries))
            refuse_recorded(room_id, room.commands, batch)
            return add(room, batch)

        return await self._write(commit)

    async def read(
        self, room_id: str, after_seq: int, limit: int | None = None
    ) -> AsyncIterator[Recorded]:
        await self._reading()
        room = self.committed.get(room_id)
        entries = room.entries if room else []
        until = len(entries) if limit is None else min(len(entries), after_seq + limit)
        recorded = [
            Recorded(seq=seq, type=each.type, body=each.body, at_ms=each.at_ms, by=each.by)
            for seq, each in enumerate(entries[after_seq:until], after_seq + 1)
        ]
        for each in self._upcasts.current(recorded):
            yield each

    async def command(self, room_id: str, outbox: str, n: int) -> CommandRecord | None:
        await self._reading()
        room = self.committed.get(room_id)
        return room.commands.get((outbox, n)) if room else None

    async def last_n(self, room_id: str, outbox: str) -> int:
        await self._reading()
        room = self.committed.get(room_id)
        return highest(room, outbox) if room else 0

    async def checkpoint(self, room_id: str, seq: int, schema: int, body: bytes) -> None:
        def commit() -> None:
            kept = self._room(room_id).checkpoints
            kept[schema, seq] = (body, zlib.crc32(body))
            for old in sorted(key for key in kept if key[0] == schema)[:-2]:
                del kept[old]

        await self._write(commit)

    async def latest_checkpoint(self, room_id: str, schema: int) -> Checkpoint | None:
        await self._reading()
        room = self.committed.get(room_id)
        if room is None:
            return None
        for (of_schema, seq), (body, crc) in sorted(room.checkpoints.items(), reverse=True):
            if of_schema == schema and seq <= len(room.entries) and zlib.crc32(body) == crc:
                return Checkpoint(seq=seq, schema=schema, body=body)
        return None

    async def forget_refusals(self, before_ms: int) -> int:
        def commit() -> int:
            forgotten = 0
            for room in self.committed.values():
                for key, each in tuple(room.commands.items()):
                    old = each.to_seq < each.from_seq and each.at_ms < before_ms
                    if old and each.n < highest(room, each.outbox):
                        del room.commands[key]
                        forgotten += 1
            return forgotten

        return await self._write(commit)

    async def rooms(self) -> tuple[RoomRecord, ...]:
        await self._reading()
        by_age = sorted(self.committed.items(), key=lambda item: (item[1].created_ms, item[0]))
        return tuple(record(room_id, room) for room_id, room in by_age)

    async def delete_room(self, room_id: str) -> None:
        def commit() -> None:
            self._room(room_id)
            del self.committed[room_id]
            for token, (of_room, _) in tuple(self.capabilities.items()):
                if of_room == room_id:
                    del self.capabilities[token]
            for code, (of_room, _) in tuple(self.codes.items()):
                if of_room == room_id:
                    del self.codes[code]

        await self._write(commit)

    async def ready(self) -> bool:
        self.calls += 1
        return not self._closed and self._failing.pop(self.calls, None) is None

    async def close(self) -> None:
        self._closed = True

    def spoil_checkpoint(self, room_id: str, schema: int, seq: int) -> None:
        """Damage one checkpoint, as a failing disk would."""
        body, crc = self.committed[room_id].checkpoints[schema, seq]
        self.committed[room_id].checkpoints[schema, seq] = (bytes([body[0] ^ 1]) + body[1:], crc)

    def _room(self, room_id: str) -> MemoryRoom:
        room = self.committed.get(room_id)
        if room is None:
            raise RoomUnknown(room_id)
        return room

    def _called(self) -> None:
        self.calls += 1
        if self._closed:
            raise JournalClosed("the journal is closed")
        if error := self._failing.pop(self.calls, None):
            raise error

    async def _reading(self) -> None:
        self._called()
        await asyncio.sleep(0)

    async def _write(self, commit: Callable[[], T]) -> T:
        self._called()
        life = self._life
        committed = False
        try:
            async with self._one_writer:
                await self.delay()
                if life != self._life:
                    raise JournalClosed("the journal crashed before the commit")
                committed = True
                result = commit()
            await self.delay()
        except asyncio.CancelledError:
            # Like the real one: a caller that goes away does not take its write with it.
            if not committed and life == self._life:
                commit()
            raise
        if life != self._life:
            raise JournalClosed("the journal crashed before the acknowledgement")
        return result


def add(room: MemoryRoom, batch: Batch) -> int:
    """Put the batch at the end of the room; returns the head."""
    room.entries += batch.entries
    room.commands |= {each.key: each for each in batch.commands}
    if batch.delete_after_ms is not None:
        room.delete_after_ms = batch.delete_after_ms
    return len(room.entries)


def refuse_recorded(
    room_id: str, recorded: dict[tuple[str, int], CommandRecord], batch: Batch
) -> None:
    """Raise `CommandAlreadyRecorded` for a key that is recorded, or twice in the batch."""
    keys = [each.key for each in batch.commands]
    twice = tuple(dict.fromkeys(key for key in keys if key in recorded or keys.count(key) > 1))
    if twice:
        raise CommandAlreadyRecorded(room_id, twice)


def highest(room: MemoryRoom, outbox: str) -> int:
    """The outbox's highest recorded number, 0 when there is none."""
    return max((n for of_outbox, n in room.commands if of_outbox == outbox), default=0)


def record(room_id: str, room: MemoryRoom) -> RoomRecord:
    """The room's record as `open_room` gives it."""
    return RoomRecord(room_id, room.epoch, len(room.entries), room.created_ms, room.delete_after_ms)
