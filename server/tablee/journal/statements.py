"""Every statement of the journal, built once and named for what it does.

Constants, because `database.Transaction` compiles each once and keeps it.
"""

from typing import Any

from sqlalchemy import BindParameter, bindparam, delete, func, insert, select, update

from tablee.journal.tables import capabilities, checkpoints, codes, commands, events, rooms

_room: BindParameter[Any] = bindparam("room_id")
_of_room: BindParameter[Any] = bindparam("of_room")

MAKE_ROOM = insert(rooms)
ROOM = select(rooms).where(rooms.c.id == _room)
ROOMS = select(rooms).order_by(rooms.c.created_ms, rooms.c.id)
DELETE_ROOM = delete(rooms).where(rooms.c.id == _room)
HEAD = select(rooms.c.head_seq).where(rooms.c.id == _room)
MOVE_HEAD = (
    update(rooms)
    .where(rooms.c.id == _room, rooms.c.head_seq == bindparam("expected"))
    .values(head_seq=bindparam("head"))
)
MOVE_DELETION = (
    update(rooms).where(rooms.c.id == _of_room).values(delete_after_ms=bindparam("until"))
)

ADD_EVENT = insert(events)
EVENTS = (
    select(events.c.seq, events.c.type, events.c.body, events.c.at_ms, events.c.by)
    .where(events.c.room_id == _room, events.c.seq > bindparam("after"))
    .order_by(events.c.seq)
    .limit(bindparam("count"))
)

ADD_COMMAND = insert(commands)
COMMAND = select(
    commands.c.outbox,
    commands.c.n,
    commands.c.payload_hash,
    commands.c.from_seq,
    commands.c.to_seq,
    commands.c.outcome,
    commands.c.at_ms,
).where(
    commands.c.room_id == _room,
    commands.c.outbox == bindparam("outbox"),
    commands.c.n == bindparam("n"),
)
LAST_N = select(func.max(commands.c.n)).where(
    commands.c.room_id == _room, commands.c.outbox == bindparam("outbox")
)
_later = commands.alias("later")
FORGET_REFUSALS = delete(commands).where(
    commands.c.to_seq < commands.c.from_seq,
    commands.c.at_ms < bindparam("before"),
    commands.c.n
    < select(func.max(_later.c.n))
    .where(_later.c.room_id == commands.c.room_id, _later.c.outbox == commands.c.outbox)
    .scalar_subquery(),
)

_schema: BindParameter[Any] = bindparam("schema")
ADD_CHECKPOINT = insert(checkpoints)
# The newest and the one before it: a damaged one must not cost a replay from the beginning.
DROP_CHECKPOINTS = delete(checkpoints).where(
    checkpoints.c.room_id == _room,
    checkpoints.c.schema == _schema,
    checkpoints.c.seq.not_in(
        select(checkpoints.c.seq)
        .where(checkpoints.c.room_id == _room, checkpoints.c.schema == _schema)
        .order_by(checkpoints.c.seq.desc())
        .limit(2)
    ),
)
DROP_CHECKPOINT = delete(checkpoints).where(
    checkpoints.c.room_id == _room,
    checkpoints.c.schema == _schema,
    checkpoints.c.seq == bindparam("seq"),
)
CHECKPOINTS = (
    select(checkpoints.c.seq, checkpoints.c.schema, checkpoints.c.body, checkpoints.c.crc)
    .join(rooms, rooms.c.id == checkpoints.c.room_id)
    .where(
        checkpoints.c.room_id == _room,
        checkpoints.c.schema == _schema,
        checkpoints.c.seq <= rooms.c.head_seq,
    )
    .order_by(checkpoints.c.seq.desc())
)

ADD_CAPABILITY = insert(capabilities)
ADD_CODE = insert(codes)
