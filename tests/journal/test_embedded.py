"""What the journal of one machine adds to the contract: durability, privacy, one owner."""

import asyncio
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import insert, text
from sqlalchemy.ext.asyncio import AsyncEngine

from support.journal_failing import Failures
from support.journal_values import NOW_MS, ROOM, YEAR_MS, accepted, entries, listed
from tablee.journal import embedded, sqlite
from tablee.journal.base import Batch
from tablee.journal.database import Transaction
from tablee.journal.embedded import EmbeddedDatabase, EmbeddedJournal
from tablee.journal.errors import (
    DataFromNewerVersion,
    DataInUse,
    JournalError,
    JournalUnavailable,
    NotWritten,
    RoomUnknown,
    SettingRefused,
)
from tablee.journal.sqlite import READER_SETTINGS, WRITER_SETTINGS, in_thread
from tablee.journal.tables import rooms


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data été 100%"


@pytest.fixture
async def journal(folder: Path) -> AsyncIterator[EmbeddedJournal]:
    opened = await EmbeddedJournal.open(folder)
    yield opened
    await opened.close()


async def make_room(journal: EmbeddedJournal, batch: Batch | None = None) -> int:
    return await journal.create_room(ROOM, "epoch", NOW_MS, NOW_MS + YEAR_MS, batch or Batch())


def database_of(journal: EmbeddedJournal) -> EmbeddedDatabase:
    database = journal._database
    assert isinstance(database, EmbeddedDatabase)
    return database


async def test_what_was_acknowledged_is_there_after_opening_again(folder: Path) -> None:
    first = await EmbeddedJournal.open(folder)
    await make_room(first)
    await first.append(ROOM, 0, accepted("o", 1, 0, "a", "b"))
    await first.close()
    second = await EmbeddedJournal.open(folder)
    assert await listed(second.read(ROOM, 0)) == [(1, "a"), (2, "b")]
    assert await second.last_n(ROOM, "o") == 1
    await second.close()


async def test_the_writing_connection_has_the_settings_that_durability_rests_on(
    journal: EmbeddedJournal,
) -> None:
    await make_room(journal)
    driver = database_of(journal)._driver
    assert driver is not None

    def read(bare: sqlite3.Connection) -> dict[str, object]:
        return {name: bare.execute(f"PRAGMA {name}").fetchone()[0] for name in WRITER_SETTINGS}

    found = await in_thread(driver, read)
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 5000,
        "trusted_schema": 0,
        "secure_delete": 1,
        "wal_autocheckpoint": 1000,
        "journal_size_limit": 64 * 1024 * 1024,
    }


async def test_a_reading_connection_can_neither_write_nor_fold_the_log(
    journal: EmbeddedJournal,
) -> None:
    await make_room(journal)

    def look(tx: Transaction) -> dict[str, object]:
        assert isinstance(tx, sqlite.SqliteTransaction)
        bare = tx._connection
        return {name: bare.execute(f"PRAGMA {name}").fetchone()[0] for name in READER_SETTINGS}

    found = await database_of(journal).read(look)
    assert (found["wal_autocheckpoint"], found["query_only"]) == (0, 1)

    values = {"id": "x", "epoch": "e", "head_seq": 0, "created_ms": 0, "delete_after_ms": 0}
    adding = insert(rooms)
    with pytest.raises(JournalUnavailable, match="readonly"):
        await database_of(journal).read(lambda tx: tx.run(adding, values))
    assert len(await journal.rooms()) == 1


@pytest.mark.parametrize("settings", ["WRITER_SETTINGS", "READER_SETTINGS"])
async def test_a_setting_that_does_not_take_refuses_the_start(
    folder: Path, monkeypatch: pytest.MonkeyPatch, settings: str
) -> None:
    monkeypatch.setitem(getattr(sqlite, settings), "busy_timeout", ("4000", 5000))
    with pytest.raises(SettingRefused, match="busy_timeout"):
        await EmbeddedJournal.open(folder)
    monkeypatch.undo()
    await (await EmbeddedJournal.open(folder)).close()  # nothing was left held


async def test_files_are_for_this_user_only(journal: EmbeddedJournal, folder: Path) -> None:
    await make_room(journal)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    assert set(modes) == {"tablee.db", "tablee.db-wal", "tablee.db-shm", "tablee.lock"}
    assert set(modes.values()) == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


OPEN_IN_ANOTHER_PROCESS = """
import asyncio, sys
from pathlib import Path
from tablee.journal.embedded import EmbeddedJournal
from tablee.journal.errors import DataInUse
try:
    asyncio.run(EmbeddedJournal.open(Path(sys.argv[1])))
except DataInUse as error:
    print(error.pid)
"""


async def test_a_second_process_is_refused_and_told_who_is_there(
    journal: EmbeddedJournal, folder: Path
) -> None:
    await make_room(journal)
    other = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        OPEN_IN_ANOTHER_PROCESS,
        str(folder),
        stdout=subprocess.PIPE,
        env={"PYTHONPATH": str(Path(embedded.__file__).parents[2])},
    )
    said, _ = await other.communicate()
    pid = (folder / "tablee.lock").read_text().strip()
    assert said.decode().strip() == pid


async def test_a_folder_is_opened_once_at_a_time_and_again_after_closing(folder: Path) -> None:
    first = await EmbeddedJournal.open(folder)
    with pytest.raises(DataInUse, match="one server at a time"):
        await EmbeddedJournal.open(folder)
    await first.close()
    await (await EmbeddedJournal.open(folder)).close()


async def test_a_database_of_a_newer_version_is_refused_untouched(folder: Path) -> None:
    await (await EmbeddedJournal.open(folder)).close()
    with closing(sqlite3.connect(folder / "tablee.db")) as bare, bare:
        bare.execute("UPDATE alembic_version SET version_num = '999'")
    before = (folder / "tablee.db").read_bytes()
    with pytest.raises(DataFromNewerVersion, match="999"):
        await EmbeddedJournal.open(folder)
    assert (folder / "tablee.db").read_bytes() == before


async def test_a_file_that_is_no_database_is_refused_untouched(folder: Path) -> None:
    folder.mkdir()
    (folder / "tablee.db").write_bytes(b"an old shopping list, " * 400)
    before = (folder / "tablee.db").read_bytes()
    with pytest.raises(JournalUnavailable, match="not a database"):
        await EmbeddedJournal.open(folder)
    assert (folder / "tablee.db").read_bytes() == before


async def test_a_failed_storage_call_never_loses_doubles_or_empties_a_room(folder: Path) -> None:
    """[F6] Fail the n-th call to storage, for n = 1, 2, … until everything passes unhurt."""
    seed = await EmbeddedJournal.open(folder / "seed")
    await make_room(seed, entries("a"))
    await seed.close()
    n, clean = 0, False
    failed_at = set()
    while not clean:
        n += 1
        shutil.copytree(folder / "seed", folder / str(n))
        clean = await one_room_with_the_nth_call_failing(folder / str(n), n)
        if not clean:
            failed_at.add(n)
    assert len(failed_at) > 30
    assert failed_at == set(range(1, n))


async def one_room_with_the_nth_call_failing(folder: Path, n: int) -> bool:
    """Whether the whole story, in a folder with a room, passed without meeting the failure."""
    failures = Failures()
    acknowledged = 1
    with failures.failing(n):
        try:
            journal = await EmbeddedJournal.open(folder, factory=failures.factory)
        except JournalUnavailable:
            journal = await EmbeddedJournal.open(folder, factory=failures.factory)
        for i in (1, 2, 3):
            batch = accepted("o", i, acknowledged, "b", "c")
            for _ in range(2):
                try:
                    acknowledged = await journal.append(ROOM, acknowledged, batch)
                    break
                except NotWritten:
                    continue
            try:
                assert (await journal.open_room(ROOM)).head_seq == acknowledged
                assert len(await listed(journal.read(ROOM, 0))) == acknowledged
                await journal.checkpoint(ROOM, acknowledged, 1, b"state")
            except NotWritten:
                continue
    assert acknowledged == 7
    assert [each async for each, _ in numbered(journal)] == list(range(1, 8))
    await journal.close()
    again = await EmbeddedJournal.open(folder)
    assert (await again.open_room(ROOM)).head_seq == 7
    assert [each.id for each in await again.rooms()] == [ROOM]
    with pytest.raises(RoomUnknown):
        await again.open_room("another")
    await again.close()
    return failures.failed == 0


async def numbered(journal: EmbeddedJournal) -> AsyncIterator[tuple[int, str]]:
    for each in await listed(journal.read(ROOM, 0)):
        yield each


async def test_one_failed_work_does_not_fail_its_neighbours(journal: EmbeddedJournal) -> None:
    """Works that shared a commit are tried again, each in a transaction of its own."""
    await make_room(journal)
    database = database_of(journal)

    def bug(_: Transaction) -> None:
        raise ZeroDivisionError

    answers = await asyncio.gather(
        journal.append(ROOM, 0, entries("a")),
        database.write(bug),
        journal.append(ROOM, 1, entries("b")),
        return_exceptions=True,
    )
    assert answers[0] == 1
    assert isinstance(answers[1], ZeroDivisionError)
    assert answers[2] == 2
    assert await listed(journal.read(ROOM, 0)) == [(1, "a"), (2, "b")]


async def test_a_full_disk_refuses_acknowledges_nothing_and_recovers_by_itself(
    journal: EmbeddedJournal,
) -> None:
    """[F4] Reading goes on; once there is room again writing does, without a restart."""
    await make_room(journal)
    head = await journal.append(ROOM, 0, entries("small"))
    database = database_of(journal)
    assert database._driver is not None
    driver = database._driver

    def limit(bare: sqlite3.Connection) -> None:
        pages = bare.execute("PRAGMA page_count").fetchone()[0]
        bare.execute(f"PRAGMA max_page_count={pages + 2}")

    await in_thread(driver, limit)
    big = "x" * 40_000
    answers = await asyncio.gather(
        *(journal.append(ROOM, head, entries(big)) for _ in range(3)), return_exceptions=True
    )
    assert [type(each) for each in answers] == [JournalUnavailable] * 3
    assert await listed(journal.read(ROOM, 0)) == [(1, "small")]
    assert database._driver is driver  # the connection was sound, and kept
    await in_thread(driver, lambda bare: bare.execute("PRAGMA max_page_count=1000000"))
    assert await journal.append(ROOM, head, entries(big)) == 2


async def test_a_database_locked_by_another_program_is_waited_for(
    journal: EmbeddedJournal, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[F5] Nothing is acknowledged meanwhile, and all of it lands once the lock is gone."""
    await make_room(journal)
    database = database_of(journal)
    assert database._driver is not None
    await in_thread(database._driver, lambda bare: bare.execute("PRAGMA busy_timeout=1"))
    monkeypatch.setattr(embedded, "TRIES_TO_BEGIN", 1_000_000)
    with closing(sqlite3.connect(folder / "tablee.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        waiting = [asyncio.ensure_future(journal.append(ROOM, i, entries("a"))) for i in range(5)]
        for _ in range(20):  # each look is answered while the writer waits
            assert (await journal.open_room(ROOM)).head_seq == 0
        assert not any(each.done() for each in waiting)
        other.execute("ROLLBACK")
        assert await asyncio.gather(*waiting) == [1, 2, 3, 4, 5]


async def test_a_lock_that_stays_is_answered_as_unavailable(
    journal: EmbeddedJournal, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await make_room(journal)
    database = database_of(journal)
    assert database._driver is not None
    await in_thread(database._driver, lambda bare: bare.execute("PRAGMA busy_timeout=1"))
    monkeypatch.setattr(embedded, "TRIES_TO_BEGIN", 2)
    with closing(sqlite3.connect(folder / "tablee.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(JournalUnavailable, match="locked"):
            await journal.append(ROOM, 0, entries("a"))
        assert not await journal.ready()
    assert await journal.ready()
    assert await journal.append(ROOM, 0, entries("a")) == 1


async def test_a_lost_writing_connection_is_opened_again(journal: EmbeddedJournal) -> None:
    await make_room(journal)
    driver = database_of(journal)._driver
    assert driver is not None
    await driver.close()
    with pytest.raises(JournalUnavailable):
        await journal.append(ROOM, 0, entries("a"))
    assert await journal.append(ROOM, 0, entries("a")) == 1


async def test_a_lost_reading_connection_is_opened_again(journal: EmbeddedJournal) -> None:
    await make_room(journal)
    reading: AsyncEngine = database_of(journal)._reading
    async with reading.connect() as connection:
        await (await sqlite.driver_of(connection)).close()
    with pytest.raises(JournalUnavailable):
        await journal.open_room(ROOM)
    assert (await journal.open_room(ROOM)).head_seq == 0


async def test_an_erased_room_is_in_none_of_the_files(
    journal: EmbeddedJournal, folder: Path
) -> None:
    await make_room(journal, accepted("o", 1, 0, "un secret bien garde"))
    await journal.checkpoint(ROOM, 1, 1, b"un secret bien garde")
    await journal.access.name_person(ROOM, "p1", "Un Nom Secret")
    written = b"".join(path.read_bytes() for path in folder.iterdir())
    assert b"secret bien garde" in written
    assert b"Un Nom Secret" in written
    await journal.access.forget_person(ROOM, "p1")
    await journal.delete_room(ROOM)
    left = b"".join(path.read_bytes() for path in folder.iterdir())
    assert b"secret bien garde" not in left
    assert b"Un Nom Secret" not in left


async def test_closing_folds_the_log_back_and_leaves_one_file(folder: Path) -> None:
    journal = await EmbeddedJournal.open(folder)
    await make_room(journal, entries("a"))
    await listed(journal.read(ROOM, 0))
    await journal.close()
    assert {path.name for path in folder.iterdir()} == {"tablee.db", "tablee.lock"}


async def test_closing_writes_what_was_waiting(folder: Path) -> None:
    journal = await EmbeddedJournal.open(folder)
    await make_room(journal)
    waiting = [asyncio.ensure_future(journal.append(ROOM, i, entries("a"))) for i in range(600)]
    await asyncio.sleep(0)
    await journal.close()
    assert await asyncio.gather(*waiting) == list(range(1, 601))


async def test_a_journal_cut_off_with_its_loop_answers_whoever_waits(folder: Path) -> None:
    journal = await EmbeddedJournal.open(folder)
    await make_room(journal)
    waiting = asyncio.ensure_future(journal.append(ROOM, 0, entries("a")))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    database_of(journal)._writer._task.cancel()
    with pytest.raises(JournalError):
        await waiting
    with pytest.raises(NotWritten):
        await journal.append(ROOM, 0, entries("b"))
    await journal.close()


@pytest.mark.parametrize(
    ("version", "said"), [((3, 51, 2), "3.51.2"), ((3, 51, 3), None), ((3, 52, 0), None)]
)
def test_an_old_library_is_named(version: tuple[int, ...], said: str | None) -> None:
    assert sqlite.old_library(version) == said


async def test_the_migrations_make_the_tables_that_the_code_uses(
    journal: EmbeddedJournal,
) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.runtime.migration import MigrationContext

    from tablee.journal.tables import metadata

    await make_room(journal)
    engine = database_of(journal)._reading
    async with engine.connect() as connection:
        different = await connection.run_sync(
            lambda sync: compare_metadata(MigrationContext.configure(sync), metadata)
        )
        made = await connection.execute(
            text("SELECT sql FROM sqlite_master WHERE name IN ('events', 'commands')")
        )
        assert all("WITHOUT ROWID" in row[0] for row in made)
    assert different == []
