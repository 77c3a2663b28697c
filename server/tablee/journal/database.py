"""What the SQL of this package is written against, so that it is written once.

A *work* is a plain function of a `Transaction`. It is handed to a `Database`, which runs it
whole: in one transaction of its own when reading, in a transaction shared with other works when
writing. A work holds no `await`, so nobody can be cancelled in the middle of a transaction.
"""

from collections.abc import Callable, Mapping
from typing import Any, Protocol, TypeVar

from sqlalchemy import Delete, Insert, Select, Update

T = TypeVar("T")
Row = tuple[Any, ...]
Values = Mapping[str, object]
Query = Select[*tuple[Any, ...]]
Change = Insert | Update | Delete


class Transaction(Protocol):
    """An open transaction.

    Statements are constants built from named `bindparam`s: each is compiled once and kept, so a
    statement built per call would be kept for ever too.
    """

    def run(self, statement: Change, *rows: Values) -> int:
        """Execute once per row of values; returns how many rows of the table were touched.

        Raises `KeyTaken` when a unique key is.
        """
        ...

    def all(self, query: Query, **values: object) -> list[Row]:
        """Every row of the answer."""
        ...

    def one(self, query: Query, **values: object) -> Row | None:
        """The first row of the answer, or None."""
        ...


Work = Callable[[Transaction], T]


class Database(Protocol):
    """One database and its single writer."""

    async def read(self, work: Work[T]) -> T:
        """Run a work that only reads, on one consistent view of the database."""
        ...

    async def write(self, work: Work[T], *, entries: int = 1, size: int = 0) -> T:
        """Run a work that writes; returns its result once it is durable.

        `entries` and `size` (bytes) bound how much is gathered in one commit. The work may be run
        more than once, after a rollback, so it must hold no state of its own. What it raises is
        raised here, and then nothing of it was written. `NotWritten` when storage is away.
        """
        ...

    async def ready(self) -> bool:
        """Whether a write would be accepted at this moment."""
        ...

    async def scrub(self) -> None:
        """Leave no trace of deleted rows in the database's own log, as far as it can be asked."""
        ...

    async def close(self) -> None:
        """Finish what is waiting and let go."""
        ...
