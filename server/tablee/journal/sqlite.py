"""What is particular to SQLite: engines, settings, and transactions run in the driver's thread.

SQLAlchemy owns the connections, compiles the statements and runs the migrations. A work is then
handed to aiosqlite's thread whole: BEGIN, the work, COMMIT, one trip there and back. Measured on
one row, a trip costs about 30 µs and a statement through the asynchronous layer several trips
(0.7 ms against 0.45 ms for a durable append); and because a transaction holds no `await`, a
cancelled caller can never leave one open.

Exactly one connection writes or folds the log back: below SQLite 3.51.3 two of them doing so at
the same moment can corrupt the file. All others are opened read-only.
"""

import logging
import sqlite3
from collections.abc import Awaitable, Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast
from urllib.parse import quote

import aiosqlite
from sqlalchemy import URL, Connection, event
from sqlalchemy.dialects import sqlite as dialect
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from tablee.journal.database import Change, Query, Row, Values, Work
from tablee.journal.errors import KeyTaken, ParentMissing, SettingRefused
from tablee.journal.faults import fault

log = logging.getLogger(__name__)

T = TypeVar("T")

WAL_RESET_FIXED = (3, 51, 3)
READERS = 4

# What is asked, and what SQLite must answer when it is read back.
WRITER_SETTINGS: dict[str, tuple[str, object]] = {
    "journal_mode": ("WAL", "wal"),
    "synchronous": ("FULL", 2),
    "foreign_keys": ("ON", 1),
    "busy_timeout": ("5000", 5000),
    "trusted_schema": ("OFF", 0),
    "secure_delete": ("ON", 1),
    "wal_autocheckpoint": ("1000", 1000),
    "journal_size_limit": ("67108864", 67108864),
}
READER_SETTINGS: dict[str, tuple[str, object]] = {
    "query_only": ("ON", 1),
    "busy_timeout": ("5000", 5000),
    "trusted_schema": ("OFF", 0),
    "wal_autocheckpoint": ("0", 0),
}

Factory = type[sqlite3.Connection]


def writing_engine(database: Path, factory: Factory = sqlite3.Connection) -> AsyncEngine:
    """The engine of the one writing connection; its transactions begin with the write lock."""
    return _engine(database, "rw", WRITER_SETTINGS, "BEGIN IMMEDIATE", 1, factory)


def reading_engine(database: Path, factory: Factory = sqlite3.Connection) -> AsyncEngine:
    """The engine of the read-only connections."""
    return _engine(database, "ro", READER_SETTINGS, "BEGIN", READERS, factory)


def _engine(
    database: Path,
    mode: str,
    settings: dict[str, tuple[str, object]],
    begin: str,
    connections: int,
    factory: Factory,
) -> AsyncEngine:
    engine = create_async_engine(
        URL.create(
            "sqlite+aiosqlite",
            database=f"file:{quote(str(database))}",
            query={"mode": mode, "uri": "true"},
        ),
        # Without the driver's own idea of transactions: ours are written out.
        connect_args={"isolation_level": None, "factory": factory},
        pool_size=connections,
        max_overflow=0,
        # A work leaves no transaction open, so handing a connection back needs no ROLLBACK.
        pool_reset_on_return=None,
    )

    @event.listens_for(engine.sync_engine, "connect")
    def configure(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        try:
            for name, (asked, expected) in settings.items():
                cursor.execute(f"PRAGMA {name}={asked}")
                cursor.execute(f"PRAGMA {name}")
                answer = cursor.fetchone()
                if answer is None or answer[0] != expected:
                    raise SettingRefused(f"SQLite refuses {name}={asked}: it says {answer}")
        finally:
            cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def open_transaction(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def old_library(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> str | None:
    """The version of the SQLite at hand when it has the bug that one writing connection works
    around: nothing else may open the data while the server runs, and its lock keeps servers out."""
    return ".".join(map(str, version)) if version < WAL_RESET_FIXED else None


async def driver_of(connection: AsyncConnection) -> aiosqlite.Connection:
    """The driver's own connection under SQLAlchemy's."""
    pooled = await connection.get_raw_connection()
    return cast(aiosqlite.Connection, pooled.driver_connection)


async def in_thread(driver: aiosqlite.Connection, call: Callable[[sqlite3.Connection], T]) -> T:
    """Run a function of the bare connection in the thread that owns it.

    aiosqlite has no public call for this; SQLAlchemy's own dialect goes the same way. A cancelled
    caller does not stop the function.
    """
    bare = driver._connection
    if bare is None:
        raise sqlite3.OperationalError("the connection is closed")
    execute: Callable[..., Awaitable[T]] = driver._execute
    return await execute(call, bare)


def fold_log(connection: sqlite3.Connection) -> None:
    """Write the log back into the database and cut it to nothing."""
    busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    if busy:
        log.warning("a reader kept the log from being cut; the next erasure will cut it")


def commit_together(connection: sqlite3.Connection, works: Sequence[Work[Any]]) -> list[object]:
    """Run the works in one transaction, durable on return. On any error nothing is written."""
    fault("before_begin")
    connection.execute("BEGIN IMMEDIATE")
    try:
        transaction = SqliteTransaction(connection)
        results = [work(transaction) for work in works]
        fault("before_commit")
        connection.execute("COMMIT")
    except BaseException:
        roll_back(connection)
        raise
    fault("after_commit_before_ack")
    return results


def look(connection: sqlite3.Connection, work: Work[T]) -> T:
    """Run a reading work on one view of the database."""
    connection.execute("BEGIN")
    try:
        return work(SqliteTransaction(connection))
    finally:
        roll_back(connection)


def roll_back(connection: sqlite3.Connection) -> None:
    """End the transaction if there is still one: SQLite ends it by itself on a full disk."""
    if connection.in_transaction:
        connection.execute("ROLLBACK")


@cache
def _compiled(statement: Change | Query) -> tuple[str, dict[str, Any]]:
    """The SQL with named parameters, and the values that the statement itself holds."""
    compiled = statement.compile(dialect=dialect.dialect(paramstyle="named"))
    own = {name: value for name, value in compiled.params.items() if value is not None}
    return str(compiled), own


class SqliteTransaction:
    """`Transaction` over a bare connection, in the thread that owns it."""

    __slots__ = ("_connection",)

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def run(self, statement: Change, *rows: Values) -> int:
        sql, own = _compiled(statement)
        values = [{**own, **row} for row in rows] if own else rows
        try:
            if len(values) == 1:
                return self._connection.execute(sql, values[0]).rowcount
            return self._connection.executemany(sql, values).rowcount
        except sqlite3.IntegrityError as error:
            if error.sqlite_errorname == "SQLITE_CONSTRAINT_FOREIGNKEY":
                raise ParentMissing(str(error)) from error
            if error.sqlite_errorname in _UNIQUE:
                raise KeyTaken(str(error)) from error
            raise

    def all(self, query: Query, **values: object) -> list[Row]:
        return self._execute(query, values).fetchall()

    def one(self, query: Query, **values: object) -> Row | None:
        row: Row | None = self._execute(query, values).fetchone()
        return row

    def _execute(self, query: Query, values: dict[str, Any]) -> sqlite3.Cursor:
        sql, own = _compiled(query)
        return self._connection.execute(sql, {**own, **values} if own else values)


_UNIQUE = frozenset({"SQLITE_CONSTRAINT_PRIMARYKEY", "SQLITE_CONSTRAINT_UNIQUE"})
