"""Kill a process that writes a real journal, at a named instant, again and again.

    test ──rounds on stdin──▶ nursery (this module as a program: imports once, never opens a file)
                                 └─fork─▶ one life: opens the journal, sends commands, dies
    test ◀──exit status───────┘

A life plays both sides. Its clients note in a ledger every command *before* it is sent and every
acknowledgement as it comes; the ledger is a file written without a buffer, so it survives the
kill and is the evidence. The next life sends again whatever was not acknowledged.

`MUTANTS` are journals broken on purpose: a harness that does not catch them proves nothing.
"""

import asyncio
import os
import random
import sqlite3
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from types import TracebackType
from typing import Any, NoReturn

import msgspec
from msgspec import Struct

from support.journal_values import NOW_MS, YEAR_MS, command, entry
from tablee.journal import embedded
from tablee.journal.base import Batch, Journal
from tablee.journal.database import Work
from tablee.journal.embedded import EmbeddedJournal
from tablee.journal.errors import CommandAlreadyRecorded
from tablee.journal.faults import POINTS, fault
from tablee.journal.sqlite import SqliteTransaction
from tablee.journal.writer import GroupWriter, Outcome, settle

ROOMS = ("r0", "r1", "r2")
OUTBOXES_PER_ROOM = 2
WINDOW = 8
MOST_COMMANDS = 3_000  # of one life, so that a life that is not killed ends all the same
MUTANTS = ("", "ack before commit", "no unique key")


class Round(Struct, frozen=True):
    """One life: where it writes and where it dies."""

    folder: str
    crash_at: str  # as TABLEE_CRASH_AT
    mutant: str = ""

    @property
    def ledger(self) -> Path:
        return Path(self.folder) / "ledger"


class Ledger:
    """What the clients know, outside the journal: lines of `sent` and `acked`."""

    def __init__(self, path: Path) -> None:
        self.sent: dict[tuple[str, str], int] = defaultdict(int)  # (room, outbox) -> last n
        self.acked: dict[tuple[str, str, int], tuple[int, int]] = {}  # -> (from_seq, to_seq)
        self._path = path
        for line in path.read_text().splitlines() if path.exists() else ():
            what, room, outbox, *numbers = line.split()
            n, *place = map(int, numbers)
            if what == "sent":
                self.sent[room, outbox] = max(self.sent[room, outbox], n)
            else:
                self.acked[room, outbox, n] = (place[0], place[1])

    def open(self) -> None:
        self._file = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def note(self, *words: object) -> None:
        os.write(self._file, (" ".join(map(str, words)) + "\n").encode())


def events_of(n: int) -> int:
    """How many events the command makes: mostly one, sometimes more, sometimes none."""
    return (1, 1, 2, 1, 3, 0)[n % 6]


class Life:
    """The rooms of one process, each with one writer, and their clients."""

    def __init__(self, journal: Journal, ledger: Ledger) -> None:
        self._journal = journal
        self._ledger = ledger
        self._left = MOST_COMMANDS

    async def run(self) -> None:
        await asyncio.gather(*(self._room(room) for room in ROOMS))

    async def _room(self, room: str) -> None:
        head = (await self._journal.open_room(room)).head_seq
        outboxes = [f"{room}-o{i}" for i in range(OUTBOXES_PER_ROOM)]
        again = [
            (outbox, n)
            for outbox in outboxes
            for n in range(1, self._ledger.sent[room, outbox] + 1)
            if (room, outbox, n) not in self._ledger.acked
        ]
        head = await self._send(room, head, again)
        chance = random.Random(room)
        while self._left > 0:
            new = []
            for outbox in outboxes:
                for _ in range(chance.randint(1, WINDOW)):
                    n = self._ledger.sent[room, outbox] = self._ledger.sent[room, outbox] + 1
                    self._ledger.note("sent", room, outbox, n)
                    new.append((outbox, n))
            self._left -= len(new)
            head = await self._send(room, head, new)

    async def _send(self, room: str, head: int, keys: Sequence[tuple[str, int]]) -> int:
        """Have these commands recorded, as a live room does, and acknowledge them: the new head."""
        entries, records = [], []
        at = head
        for outbox, n in keys:
            made = events_of(n)
            entries += [entry(f"{outbox} {n} {k}") for k in range(made)]
            records.append(command(outbox, n, at + 1, at + made))
            at += made
        try:
            head = await self._journal.append(room, head, Batch(tuple(entries), tuple(records)))
        except CommandAlreadyRecorded as refusal:
            if not refusal.keys:
                raise
            for outbox, n in refusal.keys:
                stored = await self._journal.command(room, outbox, n)
                assert stored is not None
                self._ledger.note("acked", room, outbox, n, stored.from_seq, stored.to_seq)
            return await self._send(room, head, [key for key in keys if key not in refusal.keys])
        for each in records:
            self._ledger.note("acked", room, *each.key, each.from_seq, each.to_seq)
        return head


async def live(this: Round) -> None:
    """One life, from opening to the kill."""
    os.environ["TESTING"] = "1"
    os.environ["TABLEE_CRASH_AT"] = this.crash_at
    if this.mutant == "ack before commit":
        acknowledge_before_the_commit()
    ledger = Ledger(this.ledger)
    ledger.open()
    journal = await EmbeddedJournal.open(Path(this.folder))
    await Life(journal, ledger).run()
    await journal.close()


def acknowledge_before_the_commit() -> None:
    """The mutant: callers are answered while the transaction is still open."""
    loop = asyncio.get_running_loop()

    class EagerWriter(GroupWriter):
        async def _write_together(self, jobs: Sequence[Any]) -> None:
            EagerWriter.jobs = jobs
            await super()._write_together(jobs)

        jobs: Sequence[Any] = ()

    async def answer(results: Sequence[object]) -> None:
        for job, result in zip(EagerWriter.jobs, results, strict=True):
            settle(job.future, Outcome(result, None))
        for _ in range(10):  # time for the acknowledgements to reach the ledger
            await asyncio.sleep(0)

    def commit_together(connection: sqlite3.Connection, works: Sequence[Work[Any]]) -> list[object]:
        fault("before_begin")
        connection.execute("BEGIN IMMEDIATE")
        results = [work(SqliteTransaction(connection)) for work in works]
        asyncio.run_coroutine_threadsafe(answer(results), loop).result()
        fault("before_commit")
        connection.execute("COMMIT")
        fault("after_commit_before_ack")
        return results

    vars(embedded).update(GroupWriter=EagerWriter, commit_together=commit_together)


async def make_rooms(folder: Path, mutant: str = "") -> None:
    """The journal before its first life."""
    journal = await EmbeddedJournal.open(folder)
    for room in ROOMS:
        await journal.create_room(room, "epoch", NOW_MS, NOW_MS + YEAR_MS, Batch())
    await journal.close()
    if mutant == "no unique key":
        with closing(sqlite3.connect(folder / "tablee.db")) as bare, bare:
            columns = [row[1] for row in bare.execute("PRAGMA table_info(commands)")]
            bare.execute("DROP TABLE commands")
            bare.execute(f"CREATE TABLE commands ({', '.join(columns)})")


class Verdict(Struct):
    """What the checker found; all of `lost` to `torn` must be 0."""

    acknowledged: int = 0
    lost: int = 0  # acknowledged, not in the journal
    renumbered: int = 0  # acknowledged, elsewhere in the journal
    duplicated: int = 0  # more than once in the journal
    reordered: int = 0  # behind a later command of the same outbox
    unexpected: int = 0  # in the journal, never sent
    torn: int = 0  # a command without its events, or the reverse
    holes: int = 0  # places without an entry

    @property
    def sound(self) -> bool:
        return self == Verdict(acknowledged=self.acknowledged)


async def check(folder: Path) -> Verdict:
    """Compare the journal with the ledger."""
    ledger = Ledger(folder / "ledger")
    with closing(sqlite3.connect(folder / "tablee.db")) as bare:
        assert bare.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    verdict = Verdict(acknowledged=len(ledger.acked))
    journal = await EmbeddedJournal.open(folder)
    for room in ROOMS:
        texts = {each.seq: each.body.decode()[9:-2] async for each in journal.read(room, 0)}
        head = (await journal.open_room(room)).head_seq
        verdict.holes += sorted(texts) != list(range(1, head + 1))
        places = Counter(texts.values())
        verdict.duplicated += sum(count - 1 for count in places.values())
        newest: dict[str, tuple[int, int]] = {}
        for _, text in sorted(texts.items()):
            outbox, *counted = text.split()
            at = (int(counted[0]), int(counted[1]))
            verdict.reordered += newest.get(outbox, (0, 0)) >= at
            newest[outbox] = at
            verdict.unexpected += at[0] > ledger.sent[room, outbox]
        for outbox in {of for in_room, of in ledger.sent if in_room == room}:
            for n in range(1, ledger.sent[room, outbox] + 1):
                stored = await journal.command(room, outbox, n)
                expected = [f"{outbox} {n} {k}" for k in range(events_of(n))]
                found = [text for text in expected if text in places]
                acked = ledger.acked.get((room, outbox, n))
                if acked and (stored is None or found != expected):
                    verdict.lost += 1
                elif acked and [texts[s] for s in range(acked[0], acked[1] + 1)] != expected:
                    verdict.renumbered += 1
                elif (found != expected) if stored else found:
                    verdict.torn += 1
    await journal.close()
    return verdict


class Nursery:
    """The program that forks lives; entering starts it, leaving ends it."""

    def __enter__(self) -> "Nursery":
        self._process = subprocess.Popen(
            [sys.executable, "-m", "support.journal_crash"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
        return self

    def live(self, this: Round) -> int:
        """Play one life; its exit status, -9 when it was killed."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(msgspec.json.encode(this).decode() + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._process.communicate()


def crash_points(kills: int, seed: int) -> list[str]:
    """Each point in turn, at its first to 25th visit."""
    chance = random.Random(seed)
    return [f"{POINTS[i % len(POINTS)]}:{chance.randint(1, 25)}" for i in range(kills)]


def main() -> None:
    """The nursery's own loop."""
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            _one_life(msgspec.json.decode(line, type=Round))
        _, status = os.waitpid(pid, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def _one_life(this: Round) -> NoReturn:
    status = 1
    try:
        asyncio.run(live(this))
        status = 0
    finally:
        os._exit(status)


if __name__ == "__main__":
    main()
