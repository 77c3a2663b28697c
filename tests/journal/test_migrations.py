"""Data of an earlier version opens, and loses nothing."""

import sqlite3
from contextlib import closing
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

import tablee.journal.migrations
from tablee.journal.embedded import EmbeddedJournal


def database_of_before(folder: Path) -> None:
    """A room of the first version: three links, a code, and a session of each role."""
    folder.mkdir()
    config = Config()
    config.set_main_option("script_location", str(Path(tablee.journal.migrations.__path__[0])))
    config.set_main_option("path_separator", "newline")
    engine = create_engine(f"sqlite:///{folder / 'tablee.db'}")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "001")
    engine.dispose()
    with closing(sqlite3.connect(folder / "tablee.db")) as bare, bare:
        for room in ("a", "b"):
            bare.execute("INSERT INTO rooms VALUES (?, 'e', 0, 1, 9)", (room,))
            bare.execute("INSERT INTO codes VALUES (?, ?)", (f"code-{room}".encode(), room))
            for role in ("facilitator", "screen", "participant"):
                link = f"{role}-{room}".encode()
                bare.execute(
                    "INSERT INTO capabilities VALUES (?, ?, ?, 1, NULL)", (link, room, role)
                )
                bare.execute(
                    "INSERT INTO sessions VALUES (?, ?, ?, NULL, ?, 'fr', 1, 1, NULL)",
                    (b"session of " + link, room, role, b"sealed"),
                )


async def test_rooms_of_before_keep_their_links_and_their_sessions(tmp_path: Path) -> None:
    """[A11] each session is said to have come through the one link of its role."""
    database_of_before(tmp_path / "data")
    journal = await EmbeddedJournal.open(tmp_path / "data")
    for room in ("a", "b"):
        rows = await journal.links.of_room(room)
        assert [(each.role, each.holds, each.shown, each.revoked_ms) for each in rows] == [
            (role, None, None, None) for role in ("facilitator", "participant", "screen")
        ]
        sessions = await journal.access.room_sessions(room)
        assert len(sessions) == 3
        for each in sessions:
            assert each.token_hash == b"session of " + (each.link or b"")
            assert each.sealed == b"sealed"
        code = await journal.links.code_of(room)
        assert code is not None
        assert (code.code_hash, code.shown) == (f"code-{room}".encode(), None)
    await journal.close()
