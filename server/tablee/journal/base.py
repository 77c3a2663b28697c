"""The contract of the journal: what the live layer asks of storage, and what storage promises.

    decide ──▶ append ──▶ (durable) ──▶ evolve ──▶ broadcast

* `append` returns once the disk has the batch: an acknowledgement is a fact about the disk.
* (room, seq) is unique and is the only arbiter. `seq` is proposed by the writer, `expected + 1`
  onwards, so a reader never meets a hole and never skips a late commit.
* (room, outbox, n) is unique: a command is recorded once, with its events, or not at all.
* `create_room` is the only call that makes a room. Opening and reading never write.

The journal never looks inside a body, an author or an outcome: they are bytes of JSON to it.
Every implementation passes `tests/journal/test_contract.py`.
"""

from collections.abc import AsyncIterator, Sequence
from typing import Protocol

from msgspec import Struct


class Entry(Struct, frozen=True):
    """One event to remember."""

    type: str  # the event's tag; never renamed, never used again for something else
    body: bytes  # the event's JSON
    at_ms: int  # when it was decided, milliseconds since 1970 by the server's clock
    by: bytes  # who, JSON


class CommandRecord(Struct, frozen=True):
    """What became of one command.

    Its events are `from_seq` to `to_seq`, both included; `to_seq < from_seq` means it made none,
    as every refusal does.
    """

    outbox: str  # minted by the server for one tab
    n: int  # the outbox's own count, from 1
    payload_hash: bytes  # tells a repeated command from another one under the same number
    from_seq: int
    to_seq: int
    outcome: bytes  # JSON
    at_ms: int

    @property
    def key(self) -> tuple[str, int]:
        """What is unique within a room."""
        return self.outbox, self.n


class Batch(Struct, frozen=True):
    """What is written together or not at all."""

    entries: tuple[Entry, ...] = ()
    commands: tuple[CommandRecord, ...] = ()
    delete_after_ms: int | None = None  # the room's new date of erasure, when the entries move it


class Recorded(Struct, frozen=True):
    """One entry at its place in the room."""

    seq: int  # 1 for the first entry of a room, no holes
    type: str
    body: bytes
    at_ms: int
    by: bytes


class RoomRecord(Struct, frozen=True):
    """What is known of a room without reading its entries."""

    id: str
    epoch: str  # the identity of this log: another after a restore
    head_seq: int  # 0 while nothing is recorded
    created_ms: int
    delete_after_ms: int


class Checkpoint(Struct, frozen=True):
    """The state of a room at `seq`, as the rules encoded it: a cache that may be thrown away."""

    seq: int
    schema: int
    body: bytes


class Capability(Struct, frozen=True):
    """The right that a link gives; the link's own text is nowhere, only its hash and what the edge
    has sealed (`links.StoredCapability` says what)."""

    token_hash: bytes
    role: str
    holds: bytes | None = None
    shown: bytes | None = None


class Journal(Protocol):
    """See the head of this file. Any call may raise `NotWritten` when the storage is away."""

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
        """Make a room with its first entries, its links and its short code, all in one go.

        Returns the new head. Raises `RoomExists`, or `KeyTaken` when a link or the code is
        another room's: nothing is made then, draw again.
        """
        ...

    async def open_room(self, room_id: str) -> RoomRecord:
        """The room's record; never writes. Raises `RoomUnknown`."""
        ...

    async def append(self, room_id: str, expected_seq: int, batch: Batch) -> int:
        """Write the batch after `expected_seq`; returns the new head once it is durable.

        All or nothing, command records included. Raises `SequenceConflict` when the head is
        elsewhere, `CommandAlreadyRecorded`, `RoomUnknown`. A caller that is cancelled does not
        stop the write: it is made as a whole or refused as a whole.
        """
        ...

    def read(
        self, room_id: str, after_seq: int, limit: int | None = None
    ) -> AsyncIterator[Recorded]:
        """Entries after `after_seq`, in order, without holes, at most `limit`, in today's types.

        Nothing for an unknown room: `open_room` is what tells.
        """
        ...

    async def command(self, room_id: str, outbox: str, n: int) -> CommandRecord | None:
        """What became of this command, or None when it was never recorded (or is forgotten)."""
        ...

    async def last_n(self, room_id: str, outbox: str) -> int:
        """The highest number recorded for the outbox; 0 when there is none."""
        ...

    async def checkpoint(self, room_id: str, seq: int, schema: int, body: bytes) -> None:
        """Keep this state, and the one before it. Raises `RoomUnknown`."""
        ...

    async def latest_checkpoint(self, room_id: str, schema: int) -> Checkpoint | None:
        """The newest sound checkpoint of this schema; a damaged one is passed over."""
        ...

    async def forget_refusals(self, before_ms: int) -> int:
        """Drop the records of commands without events older than this; returns how many.

        Each outbox's highest number stays, so that `last_n` never goes back.
        """
        ...

    async def rooms(self) -> tuple[RoomRecord, ...]:
        """Every room, oldest first."""
        ...

    async def delete_room(self, room_id: str) -> None:
        """Erase the room and all that belongs to it. Raises `RoomUnknown`."""
        ...

    async def ready(self) -> bool:
        """Whether the storage accepts writes at this moment; writes nothing."""
        ...

    async def close(self) -> None:
        """Write what is waiting, then let go of the storage. Calling it again does nothing."""
        ...
