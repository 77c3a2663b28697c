"""The tables, once, for every engine. `migrations/` makes them; a test compares the two.

Rooms, events, commands and checkpoints are the journal; capabilities, codes, resumes, sessions,
outboxes and people are who may come in. Names of people are kept in `people` and nowhere else, so
that erasing a person erases one row. Everything that belongs to a room goes with it.

Only text, whole numbers and bytes: what is written is what is read, on every engine.
"""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

metadata = MetaData()


def _room(*, key: bool) -> Column[str]:
    return Column(
        "room_id",
        Text,
        ForeignKey("rooms.id", ondelete="CASCADE"),
        primary_key=key,
        nullable=False,
    )


rooms = Table(
    "rooms",
    metadata,
    Column("id", Text, primary_key=True),
    Column("epoch", Text, nullable=False),
    Column("head_seq", BigInteger, nullable=False),
    Column("created_ms", BigInteger, nullable=False),
    Column("delete_after_ms", BigInteger, nullable=False),
)

# Without a rowid the key *is* the table: one tree to write per row, and a room read in one sweep.
events = Table(
    "events",
    metadata,
    _room(key=True),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("type", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("at_ms", BigInteger, nullable=False),
    Column("by", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)

commands = Table(
    "commands",
    metadata,
    _room(key=True),
    Column("outbox", Text, primary_key=True),
    Column("n", BigInteger, primary_key=True, autoincrement=False),
    Column("payload_hash", LargeBinary, nullable=False),
    Column("from_seq", BigInteger, nullable=False),
    Column("to_seq", BigInteger, nullable=False),
    Column("outcome", LargeBinary, nullable=False),
    Column("at_ms", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

# Refusals are dropped by age; a partial index costs nothing to the commands that made events.
_without_events = commands.c.to_seq < commands.c.from_seq
Index(
    "commands_without_events",
    commands.c.at_ms,
    sqlite_where=_without_events,
    postgresql_where=_without_events,
)

checkpoints = Table(
    "checkpoints",
    metadata,
    _room(key=True),
    Column("schema", Integer, primary_key=True, autoincrement=False),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("crc", BigInteger, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

capabilities = Table(
    "capabilities",
    metadata,
    Column("token_hash", LargeBinary, primary_key=True),
    _room(key=False),
    Column("role", Text, nullable=False),
    Column("created_ms", BigInteger, nullable=False),
    Column("revoked_ms", BigInteger),
    Column("holds", LargeBinary),
    Column("shown", LargeBinary),
    Index("capabilities_of_room", "room_id", "role"),
)

sessions = Table(
    "sessions",
    metadata,
    Column("token_hash", LargeBinary, primary_key=True),
    _room(key=False),
    Column("role", Text, nullable=False),
    Column("participant", Text),
    Column("sealed", LargeBinary, nullable=False),
    Column("lang", Text, nullable=False),
    Column("created_ms", BigInteger, nullable=False),
    Column("seen_ms", BigInteger, nullable=False),
    Column("revoked_ms", BigInteger),
    Column("link", LargeBinary),
    Column("freed", Text),
    Index("sessions_of_room", "room_id", "participant"),
)

outboxes = Table(
    "outboxes",
    metadata,
    Column("id", Text, primary_key=True),
    _room(key=False),
    Column(
        "session_hash",
        LargeBinary,
        ForeignKey("sessions.token_hash", ondelete="CASCADE"),
        nullable=False,
    ),
    Index("outboxes_of_session", "session_hash"),
    Index("outboxes_of_room", "room_id"),
)

people = Table(
    "people",
    metadata,
    _room(key=True),
    Column("participant", Text, primary_key=True),
    Column("name", Text, nullable=False),
)

codes = Table(
    "codes",
    metadata,
    Column("code_hash", LargeBinary, primary_key=True),
    _room(key=False),
    Column("shown", LargeBinary),
    Index("codes_of_room", "room_id"),
)

resumes = Table(
    "resumes",
    metadata,
    Column("token_hash", LargeBinary, primary_key=True),
    _room(key=False),
    Column("participant", Text, nullable=False),
    Column("until_ms", BigInteger, nullable=False),
    Column("taker", LargeBinary),
    Column("salt", LargeBinary),
    Column("alone", Integer, nullable=False, server_default="0"),
    Index("resumes_of_room", "room_id", "participant"),
)
