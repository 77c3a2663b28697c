"""The journal of one machine: SQLite in a folder that this process owns.

Only `main` imports this module. It puts together the folder's lock, the migrations, the one
writing connection with its group commit, the read-only connections, and the journal and access
store that are written against them.
"""

import logging
import os
import sqlite3
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import aiosqlite
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from tablee.journal import faults
from tablee.journal.access import AccessStore
from tablee.journal.database import Work
from tablee.journal.errors import (
    CannotStart,
    JournalClosed,
    JournalUnavailable,
    NotWritten,
    Refused,
)
from tablee.journal.folder import DataFolder
from tablee.journal.links import LinkStore
from tablee.journal.migrate import migrate
from tablee.journal.sqlite import (
    Factory,
    commit_together,
    driver_of,
    fold_log,
    in_thread,
    look,
    reading_engine,
    writing_engine,
)
from tablee.journal.store import SqlJournal
from tablee.journal.upcast import KNOWN, Upcasts
from tablee.journal.writer import GroupWriter, Outcome

log = logging.getLogger(__name__)

T = TypeVar("T")

# A database locked by another program for a minute is waited for: nothing is acknowledged, and
# nothing of what waits is lost. Each try lasts SQLite's own `busy_timeout`, 5 s.
TRIES_TO_BEGIN = 12
# After these the connection itself is sound; after any other error it is opened again.
LOCKED = frozenset({"SQLITE_BUSY"})
SOUND = LOCKED | {"SQLITE_FULL", "SQLITE_TOOBIG"}
STORAGE_ERRORS = (sqlite3.Error, SQLAlchemyError, OSError)


class EmbeddedJournal(SqlJournal):
    """`Journal` on one machine; `access` and `links` are who came in and how, beside it."""

    def __init__(self, database: "EmbeddedDatabase", upcasts: Upcasts = KNOWN) -> None:
        super().__init__(database, upcasts)
        self.access = AccessStore(database)
        self.links = LinkStore(database)

    @classmethod
    async def open(
        cls,
        folder: Path,
        *,
        upcasts: Upcasts = KNOWN,
        factory: Factory = sqlite3.Connection,
    ) -> "EmbeddedJournal":
        """Take the folder, bring its tables up to date, and start writing.

        `factory` makes the bare connections; tests give one that fails. Raises `CannotStart` (see
        `errors.py`) or `JournalUnavailable`; nothing is held or changed then. The caller owes
        `close`.
        """
        return cls(await EmbeddedDatabase.open(folder, factory), upcasts)


class EmbeddedDatabase:
    """`Database` over SQLite; made by `open`."""

    def __init__(self, folder: DataFolder, writing: AsyncEngine, reading: AsyncEngine) -> None:
        self._folder = folder
        self._writing = writing
        self._reading = reading
        self._connection: AsyncConnection | None = None
        self._driver: aiosqlite.Connection | None = None
        self._fold_wanted = False
        self._writer = GroupWriter(self._commit)
        self._closed = False

    @classmethod
    async def open(cls, path: Path, factory: Factory) -> "EmbeddedDatabase":
        """See `EmbeddedJournal.open`."""
        faults.arm(os.environ)
        folder = DataFolder(path)
        writing = writing_engine(folder.database, factory)
        reading = reading_engine(folder.database, factory)
        try:
            async with writing.begin() as connection:
                await connection.run_sync(migrate)
            async with reading.connect():
                pass  # the readers' settings are refused now or never
        except BaseException as error:
            await reading.dispose()
            await writing.dispose()
            folder.release()
            if isinstance(error, STORAGE_ERRORS):
                raise JournalUnavailable(f"{folder.database}: {error}") from error
            raise
        return cls(folder, writing, reading)

    async def read(self, work: Work[T]) -> T:
        if self._closed:
            raise JournalClosed("the journal is closed")
        try:
            async with self._reading.connect() as connection:
                try:
                    driver = await driver_of(connection)
                    return await in_thread(driver, partial(look, work=work))
                except STORAGE_ERRORS:
                    await connection.invalidate()
                    raise
        except (*STORAGE_ERRORS, CannotStart) as error:
            raise JournalUnavailable(str(error)) from error

    async def write(self, work: Work[T], *, entries: int = 1, size: int = 0) -> T:
        result: T = await self._writer.write(work, entries, size)
        return result

    async def ready(self) -> bool:
        try:
            await self.write(lambda _: None)
        except NotWritten:
            return False
        return True

    async def scrub(self) -> None:
        """Fold the log back and cut it, so that a deleted row is in none of the files.

        `secure_delete` blanks the row in the database; this removes the older pages from the log.
        """
        self._fold_wanted = True
        await self.write(lambda _: None)

    async def close(self) -> None:
        if self._closed:
            return
        self._closed = True
        await self._writer.close()
        # The readers first: whoever closes last folds the log back, and only the writer may.
        await self._reading.dispose()
        await self._let_go()
        await self._writing.dispose()
        self._folder.release()

    async def _commit(self, works: Sequence[Work[Any]]) -> list[Outcome]:
        """All in one transaction; when that fails, each in one of its own."""
        try:
            outcomes = [Outcome(value, None) for value in await self._transact(works)]
        except Exception as error:  # noqa: BLE001 - each caller gets what its work raised
            if len(works) == 1 or _name(error) in LOCKED:  # a lock is nobody's own fault
                outcomes = [Outcome(None, _translated(error))] * len(works)
            else:
                outcomes = []
                for work in works:
                    outcomes += await self._commit([work])
                return outcomes
        if self._fold_wanted:
            await self._fold()
        return outcomes

    async def _transact(self, works: Sequence[Work[Any]]) -> list[object]:
        for tries_left in reversed(range(TRIES_TO_BEGIN)):
            try:
                if self._driver is None:
                    await self._connect()
                assert self._driver is not None
                return await in_thread(self._driver, partial(commit_together, works=works))
            except Refused:
                raise
            except Exception as error:
                name = _name(error)
                if name not in SOUND:
                    log.warning("the writing connection is opened again after: %s", error)
                    await self._let_go()
                if name not in LOCKED or not tries_left:
                    raise
                log.warning("another program has locked the database; waiting for it")
        raise AssertionError("the last try returns or raises")

    async def _fold(self) -> None:
        self._fold_wanted = False
        try:
            if self._driver is not None:
                await in_thread(self._driver, fold_log)
        except STORAGE_ERRORS as error:
            log.warning("the log could not be cut: %s", error)

    async def _connect(self) -> None:
        self._connection = await self._writing.connect()
        self._driver = await driver_of(self._connection)

    async def _let_go(self) -> None:
        """Close the writing connection, whatever state it is in."""
        connection, self._connection, self._driver = self._connection, None, None
        if connection is not None:
            await connection.invalidate()
            await connection.close()


def _name(error: BaseException) -> str:
    """SQLite's name of an error, wherever SQLAlchemy wrapped it; "" when it is not SQLite's."""
    if isinstance(error, DBAPIError):
        return _name(error.orig) if error.orig else ""
    # Extended codes (SQLITE_BUSY_SNAPSHOT) are kinds of their first two words.
    return "_".join(str(getattr(error, "sqlite_errorname", "")).split("_")[:2])


def _translated(error: Exception) -> Exception:
    """Storage trouble in the journal's words; anything else is a bug and stays what it is."""
    if isinstance(error, (*STORAGE_ERRORS, CannotStart)):
        unavailable = JournalUnavailable(str(error))
        unavailable.__cause__ = error
        return unavailable
    return error
