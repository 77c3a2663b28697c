"""The two journals that must behave alike, and the rooms to try them on."""

import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest

from support.journal_values import NOW_MS, ROOM, YEAR_MS
from support.memory_journal import MemoryJournal
from tablee.journal.base import Batch, Journal
from tablee.journal.embedded import EmbeddedJournal
from tablee.journal.upcast import Upcasts


class Trial(NamedTuple):
    """A journal, and how to damage one of its checkpoints."""

    journal: Journal
    spoil_checkpoint: Callable[[str, int, int], None]
    upcasts: Upcasts


@pytest.fixture(params=["memory", "embedded"])
async def trial(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Trial]:
    """Each implementation in turn."""
    upcasts = Upcasts()
    if request.param == "memory":
        memory = MemoryJournal(upcasts=upcasts)
        yield Trial(memory, memory.spoil_checkpoint, upcasts)
        await memory.close()
        return

    def spoil(room_id: str, schema: int, seq: int) -> None:
        with closing(sqlite3.connect(tmp_path / "data" / "tablee.db")) as bare, bare:
            changed = bare.execute(
                "UPDATE checkpoints SET body = CAST(x'00' || substr(body, 2) AS BLOB) "
                "WHERE room_id = ? AND schema = ? AND seq = ?",
                (room_id, schema, seq),
            )
            assert changed.rowcount == 1

    embedded = await EmbeddedJournal.open(tmp_path / "data", upcasts=upcasts)
    yield Trial(embedded, spoil, upcasts)
    await embedded.close()


@pytest.fixture
def journal(trial: Trial) -> Journal:
    """Each implementation in turn, empty."""
    return trial.journal


@pytest.fixture
async def room(journal: Journal) -> str:
    """A room without any entry."""
    await journal.create_room(ROOM, "epoch-1", NOW_MS, NOW_MS + YEAR_MS, Batch())
    return ROOM
