"""What the journal costs beside bare `sqlite3` doing the same writes, alternating in one run.

    .venv/bin/python tests/bench/journal.py [--folder DIR] [--rounds N]

One operation is one event of 160 bytes and one command record, in the real tables, durable
(WAL, synchronous=FULL) before the next step. The bare side runs the same SQL in its own thread's
loop: no queue, no trip between threads, no async. Prints medians and ratios; asserts nothing.
"""

import argparse
import asyncio
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from contextlib import closing
from pathlib import Path

from tablee.journal.base import Batch, CommandRecord, Entry
from tablee.journal.embedded import EmbeddedJournal

BODY = b'{"text":"' + b"x" * 120 + b'","note":"n-123456","beneficiary":1}'
ENTRY = Entry(type="NoteAdded", body=BODY, at_ms=1_790_000_000_000, by=b'{"pair":"p-1"}')
QUIET = 300
SIZES = (1, 50, 200)
ROWS = 10_000

HEAD = "UPDATE rooms SET head_seq=:head WHERE id=:room AND head_seq=:expected"
EVENT = "INSERT INTO events VALUES (?,?,?,?,?,?)"
COMMAND = "INSERT INTO commands VALUES (?,?,?,?,?,?,?,?)"


def batch(head: int, size: int) -> Batch:
    """`size` commands of one event each, after `head`."""
    records = tuple(
        CommandRecord(
            outbox="outbox-1",
            n=at,
            payload_hash=b"h" * 16,
            from_seq=at,
            to_seq=at,
            outcome=b'{"ok":true}',
            at_ms=1_790_000_000_000,
        )
        for at in range(head + 1, head + size + 1)
    )
    return Batch(entries=(ENTRY,) * size, commands=records)


class Bare:
    """The same tables, the same rows, nothing around."""

    def __init__(self, database: Path) -> None:
        self._connection = sqlite3.connect(database, isolation_level=None)
        for setting in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            self._connection.execute(f"PRAGMA {setting}")
        self._connection.execute("PRAGMA secure_delete=ON")

    async def append(self, room: str, expected: int, batch: Batch) -> int:
        head = expected + len(batch.entries)
        run = self._connection
        run.execute("BEGIN IMMEDIATE")
        run.execute(HEAD, {"head": head, "room": room, "expected": expected})
        run.executemany(
            EVENT,
            [
                (room, seq, each.type, each.body, each.at_ms, each.by)
                for seq, each in enumerate(batch.entries, expected + 1)
            ],
        )
        run.executemany(
            COMMAND,
            [
                (room, c.outbox, c.n, c.payload_hash, c.from_seq, c.to_seq, c.outcome, c.at_ms)
                for c in batch.commands
            ],
        )
        run.execute("COMMIT")
        return head

    def close(self) -> None:
        self._connection.close()


Append = Callable[[str, int, Batch], Awaitable[int]]


class Cost:
    """Times of single writes, and processor time of the whole."""

    def __init__(self) -> None:
        self.wall: list[float] = []
        self.cpu = 0.0

    def per_write_ms(self) -> float:
        return statistics.median(self.wall) * 1e3

    def per_write_cpu_us(self) -> float:
        return self.cpu / len(self.wall) * 1e6


async def measure(append: Append, room: str, head: int, size: int, cost: Cost) -> int:
    """Write one after the other, each when the one before is durable; the new head."""
    writes = [batch(head + i * size, size) for i in range(max(QUIET // size, ROWS // size // 4))]
    cpu = time.process_time()
    for each in writes:
        before = time.perf_counter()
        head = await append(room, head, each)
        cost.wall.append(time.perf_counter() - before)
    cost.cpu += time.process_time() - cpu
    return head


async def crowd(journal: EmbeddedJournal, rooms: int, writes: int) -> float:
    """Many rooms at once, one operation per write: operations a second."""
    names = [f"crowd-{time.perf_counter_ns()}-{i}" for i in range(rooms)]
    for name in names:
        await journal.create_room(name, "e", 0, 0, Batch())

    async def one(name: str) -> None:
        head = 0
        for _ in range(writes):
            head = await journal.append(name, head, batch(head, 1))

    before = time.perf_counter()
    await asyncio.gather(*map(one, names))
    return rooms * writes / (time.perf_counter() - before)


async def compare(folder: Path, rounds: int) -> None:
    """Both sides in turn on files of the same make."""
    for side in ("bare", "journal"):
        made = await EmbeddedJournal.open(folder / side)
        await made.create_room("room", "e", 0, 0, Batch())
        await made.close()
    journal = await EmbeddedJournal.open(folder / "journal")
    with closing(Bare(folder / "bare" / "tablee.db")) as bare:
        heads = {"bare": 0, "journal": 0}
        for size in SIZES:
            costs = {"bare": Cost(), "journal": Cost()}
            for _ in range(rounds):
                heads["bare"] = await measure(
                    bare.append, "room", heads["bare"], size, costs["bare"]
                )
                heads["journal"] = await measure(
                    journal.append, "room", heads["journal"], size, costs["journal"]
                )
            report(size, costs["bare"], costs["journal"])
    for rooms in (20, 100):
        speed = statistics.median([await crowd(journal, rooms, 50) for _ in range(rounds)])
        print(f"{rooms:>3} rooms at once, one operation a write: {speed:>9,.0f} operations/s")
    await journal.close()


def report(size: int, bare: Cost, ours: Cost) -> None:
    """One line for each size of write."""
    wall = ours.per_write_ms() / bare.per_write_ms()
    cpu = ours.per_write_cpu_us() / bare.per_write_cpu_us()
    print(
        f"{size:>3} operations a write: "
        f"journal {ours.per_write_ms():6.2f} ms ({ours.per_write_ms() / size * 1e3:6.1f} µs each), "
        f"bare {bare.per_write_ms():6.2f} ms, ratio {wall:4.2f}; "
        f"CPU per operation {ours.per_write_cpu_us() / size:6.1f} µs, "
        f"bare {bare.per_write_cpu_us() / size:6.1f} µs, ratio {cpu:4.2f}"
    )


def main() -> None:
    """Read the arguments and run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, help="a folder of the disk to measure")
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=arguments.folder) as folder:
        try:
            import uvloop

            with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
                runner.run(compare(Path(folder), arguments.rounds))
        except ModuleNotFoundError:
            asyncio.run(compare(Path(folder), arguments.rounds))


if __name__ == "__main__":
    main()
