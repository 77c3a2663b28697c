"""The journal in SQL, the same on every engine.

Each call below is one small work given to the `Database`; the hot one is `append`. What is
specific to an engine (how the writer gathers works, pragmas, locks) stands in `embedded.py`.
"""

import zlib
from collections.abc import AsyncIterator, Sequence
from functools import partial

from tablee.journal.base import (
    Batch,
    Capability,
    Checkpoint,
    CommandRecord,
    Recorded,
    RoomRecord,
)
from tablee.journal.database import Database, Transaction
from tablee.journal.errors import (
    CommandAlreadyRecorded,
    KeyTaken,
    RoomExists,
    RoomUnknown,
    SequenceConflict,
)
from tablee.journal.faults import fault
from tablee.journal.statements import (
    ADD_CAPABILITY,
    ADD_CHECKPOINT,
    ADD_CODE,
    ADD_COMMAND,
    ADD_EVENT,
    CHECKPOINTS,
    COMMAND,
    DELETE_ROOM,
    DROP_CHECKPOINT,
    DROP_CHECKPOINTS,
    EVENTS,
    FORGET_REFUSALS,
    HEAD,
    LAST_N,
    MAKE_ROOM,
    MOVE_DELETION,
    MOVE_HEAD,
    ROOM,
    ROOMS,
)
from tablee.journal.upcast import KNOWN, Upcasts

# Long enough to make the price of a transaction small, short enough that no reader keeps the
# write-ahead log from being folded back for long.
ROWS_PER_READ = 500


class SqlJournal:
    """`Journal` over a `Database`; see `base.py` for what each call promises."""

    def __init__(self, database: Database, upcasts: Upcasts = KNOWN) -> None:
        self._database = database
        self._upcasts = upcasts

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
        def work(tx: Transaction) -> int:
            made = {
                "id": room_id,
                "epoch": epoch,
                "head_seq": 0,
                "created_ms": at_ms,
                "delete_after_ms": delete_after_ms,
            }
            try:
                tx.run(MAKE_ROOM, made)
            except KeyTaken:
                raise RoomExists(room_id) from None
            for each in capabilities:
                tx.run(
                    ADD_CAPABILITY,
                    {
                        "token_hash": each.token_hash,
                        "room_id": room_id,
                        "role": each.role,
                        "created_ms": at_ms,
                        "revoked_ms": None,
                        "holds": each.holds,
                        "shown": each.shown,
                    },
                )
            if code_hash is not None:
                code = {"code_hash": code_hash, "room_id": room_id, "shown": code_shown}
                tx.run(ADD_CODE, code)
            return _append(tx, room_id, 0, batch)

        refuse_repeated_commands(room_id, batch)
        return await self._database.write(work, **_weight(batch))

    async def open_room(self, room_id: str) -> RoomRecord:
        row = await self._database.read(lambda tx: tx.one(ROOM, room_id=room_id))
        if row is None:
            raise RoomUnknown(room_id)
        return RoomRecord(*row)

    async def append(self, room_id: str, expected_seq: int, batch: Batch) -> int:
        refuse_repeated_commands(room_id, batch)
        work = partial(_append, room_id=room_id, expected_seq=expected_seq, batch=batch)
        try:
            return await self._database.write(work, **_weight(batch))
        except CommandAlreadyRecorded:
            keys = [each.key for each in batch.commands if await self.command(room_id, *each.key)]
            raise CommandAlreadyRecorded(room_id, tuple(keys)) from None

    async def read(
        self, room_id: str, after_seq: int, limit: int | None = None
    ) -> AsyncIterator[Recorded]:
        left = limit
        while left is None or left > 0:
            count = ROWS_PER_READ if left is None else min(left, ROWS_PER_READ)
            page = await self._database.read(
                partial(_page, room_id=room_id, after=after_seq, count=count)
            )
            for recorded in self._upcasts.current(page):
                yield recorded
            if len(page) < count:
                return
            after_seq = page[-1].seq
            left = None if left is None else left - count

    async def command(self, room_id: str, outbox: str, n: int) -> CommandRecord | None:
        row = await self._database.read(
            lambda tx: tx.one(COMMAND, room_id=room_id, outbox=outbox, n=n)
        )
        return None if row is None else CommandRecord(*row)

    async def last_n(self, room_id: str, outbox: str) -> int:
        row = await self._database.read(lambda tx: tx.one(LAST_N, room_id=room_id, outbox=outbox))
        return 0 if row is None or row[0] is None else int(row[0])

    async def checkpoint(self, room_id: str, seq: int, schema: int, body: bytes) -> None:
        key = {"room_id": room_id, "schema": schema}

        def work(tx: Transaction) -> None:
            if tx.one(HEAD, room_id=room_id) is None:
                raise RoomUnknown(room_id)
            tx.run(DROP_CHECKPOINT, {**key, "seq": seq})
            crc = checkpoint_crc(seq, schema, body)
            tx.run(ADD_CHECKPOINT, {**key, "seq": seq, "crc": crc, "body": body})
            tx.run(DROP_CHECKPOINTS, key)

        await self._database.write(work, size=len(body))

    async def latest_checkpoint(self, room_id: str, schema: int) -> Checkpoint | None:
        rows = await self._database.read(
            lambda tx: tx.all(CHECKPOINTS, room_id=room_id, schema=schema)
        )
        for seq, kept_schema, body, crc in rows:
            if crc == checkpoint_crc(seq, kept_schema, body):
                return Checkpoint(seq=seq, schema=kept_schema, body=body)
        return None

    async def forget_refusals(self, before_ms: int) -> int:
        return await self._database.write(lambda tx: tx.run(FORGET_REFUSALS, {"before": before_ms}))

    async def rooms(self) -> tuple[RoomRecord, ...]:
        rows = await self._database.read(lambda tx: tx.all(ROOMS))
        return tuple(RoomRecord(*row) for row in rows)

    async def delete_room(self, room_id: str) -> None:
        def work(tx: Transaction) -> None:
            if not tx.run(DELETE_ROOM, {"room_id": room_id}):
                raise RoomUnknown(room_id)

        await self._database.write(work)
        await self._database.scrub()

    async def ready(self) -> bool:
        return await self._database.ready()

    async def close(self) -> None:
        await self._database.close()


def refuse_repeated_commands(room_id: str, batch: Batch) -> None:
    """Raise `CommandAlreadyRecorded` when a batch holds the same key twice."""
    keys = [each.key for each in batch.commands]
    if len(set(keys)) < len(keys):
        twice = tuple({key for key in keys if keys.count(key) > 1})
        raise CommandAlreadyRecorded(room_id, twice)


def checkpoint_crc(seq: int, schema: int, body: bytes) -> int:
    """A sum over the body *and* its place, so that a body at another's place is seen too."""
    return zlib.crc32(body, zlib.crc32(b"%d/%d" % (seq, schema)))


def _append(tx: Transaction, room_id: str, expected_seq: int, batch: Batch) -> int:
    head = expected_seq + len(batch.entries)
    if not _head_moved(tx, room_id, expected_seq, head):
        row = tx.one(HEAD, room_id=room_id)
        if row is None:
            raise RoomUnknown(room_id)
        raise SequenceConflict(room_id, expected_seq, int(row[0]))
    if batch.entries:
        tx.run(
            ADD_EVENT,
            *[
                {
                    "room_id": room_id,
                    "seq": seq,
                    "type": each.type,
                    "body": each.body,
                    "at_ms": each.at_ms,
                    "by": each.by,
                }
                for seq, each in enumerate(batch.entries, expected_seq + 1)
            ],
        )
    if batch.delete_after_ms is not None:
        tx.run(MOVE_DELETION, {"of_room": room_id, "until": batch.delete_after_ms})
    fault("mid_batch")
    if batch.commands:
        _add_commands(tx, room_id, batch.commands)
    return head


def _head_moved(tx: Transaction, room_id: str, expected: int, head: int) -> bool:
    if head == expected:  # only refusals to record: look, without touching the room's row
        return tx.one(HEAD, room_id=room_id) == (expected,)
    moved = {"room_id": room_id, "expected": expected, "head": head}
    return tx.run(MOVE_HEAD, moved) == 1


def _add_commands(tx: Transaction, room_id: str, records: Sequence[CommandRecord]) -> None:
    rows = [
        {
            "room_id": room_id,
            "outbox": each.outbox,
            "n": each.n,
            "payload_hash": each.payload_hash,
            "from_seq": each.from_seq,
            "to_seq": each.to_seq,
            "outcome": each.outcome,
            "at_ms": each.at_ms,
        }
        for each in records
    ]
    try:
        tx.run(ADD_COMMAND, *rows)
    except KeyTaken:
        raise CommandAlreadyRecorded(room_id, ()) from None


def _page(tx: Transaction, room_id: str, after: int, count: int) -> list[Recorded]:
    rows = tx.all(EVENTS, room_id=room_id, after=after, count=count)
    return [Recorded(*row) for row in rows]


def _weight(batch: Batch) -> dict[str, int]:
    size = sum(len(each.body) + len(each.by) for each in batch.entries)
    size += sum(len(each.outcome) for each in batch.commands)
    return {"entries": len(batch.entries) + len(batch.commands), "size": size}
