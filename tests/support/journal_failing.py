"""A bare SQLite connection that fails when it is told to, under the real journal.

Every call to storage passes here: settings, migrations, reads, BEGIN, statements, COMMIT.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class Failures:
    """Counts the calls made on its connections, and fails the one asked for."""

    def __init__(self) -> None:
        self.calls = 0
        self.failed = 0
        self._at: int | None = None
        failures = self

        class Cursor(sqlite3.Cursor):
            def execute(self, *args: Any) -> "Cursor":
                failures.count()
                super().execute(*args)
                return self

            def executemany(self, *args: Any) -> "Cursor":
                failures.count()
                super().executemany(*args)
                return self

        class Connection(sqlite3.Connection):
            def cursor(self, *_: Any) -> Any:
                return super().cursor(Cursor)

            def execute(self, *args: Any) -> sqlite3.Cursor:
                return self.cursor().execute(*args)  # type: ignore[no-any-return]

            def executemany(self, *args: Any) -> sqlite3.Cursor:
                return self.cursor().executemany(*args)  # type: ignore[no-any-return]

        self.factory: type[sqlite3.Connection] = Connection

    def count(self) -> None:
        """One call to storage."""
        self.calls += 1
        if self._at is not None and self.calls == self._at:
            self.failed += 1
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorname = "SQLITE_IOERR_WRITE"
            raise error

    @contextmanager
    def failing(self, n: int) -> Iterator[None]:
        """Within, the n-th call (1 is the next) fails."""
        self._at = self.calls + n
        try:
            yield
        finally:
            self._at = None
