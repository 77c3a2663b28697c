"""Group commit: what gathers while one commit runs makes the next."""

import asyncio
from collections.abc import Sequence
from typing import Any

import pytest

from tablee.journal import writer
from tablee.journal.database import Work
from tablee.journal.errors import JournalBusy, JournalClosed, JournalUnavailable
from tablee.journal.writer import GroupWriter, Outcome


class HandPumpedDisk:
    """Commits only when it is told to, and remembers what was in each commit."""

    def __init__(self) -> None:
        self.commits: list[int] = []
        self.turns = asyncio.Semaphore(0)
        self.error: Exception | None = None

    async def commit(self, works: Sequence[Work[Any]]) -> list[Outcome]:
        self.commits.append(len(works))
        await self.turns.acquire()
        if self.error:
            raise self.error
        return [Outcome(number, None) for number in range(len(works))]


@pytest.fixture
async def disk() -> HandPumpedDisk:
    return HandPumpedDisk()


def nothing(_: object) -> None:
    """A work that does nothing."""


def asked(group: GroupWriter, entries: int = 1, size: int = 0) -> asyncio.Future[Any]:
    return asyncio.ensure_future(group.write(nothing, entries, size))


async def turns_of_the_loop(count: int = 5) -> None:
    for _ in range(count):
        await asyncio.sleep(0)


async def test_a_quiet_writer_commits_at_once_and_a_busy_one_gathers(
    disk: HandPumpedDisk,
) -> None:
    group = GroupWriter(disk.commit)
    first = asked(group)
    await turns_of_the_loop()
    assert disk.commits == [1]
    rest = [asked(group) for _ in range(40)]
    await turns_of_the_loop()
    assert disk.commits == [1]
    assert not first.done()
    disk.turns.release()
    disk.turns.release()
    await asyncio.gather(first, *rest)
    assert disk.commits == [1, 40]
    await group.close()


@pytest.mark.parametrize(
    ("entries", "size", "commits"),
    [
        (1, 0, [1, 256, 44]),
        (100, 0, [1] + [2] * 150),
        (1000, 0, [1] + [1] * 300),
        (1, 200_000, [1] + [2] * 150),
        (1, 10_000_000, [1] + [1] * 6),
    ],
)
async def test_a_commit_is_bounded_in_entries_and_in_bytes(
    disk: HandPumpedDisk, entries: int, size: int, commits: list[int]
) -> None:
    group = GroupWriter(disk.commit)
    first = asked(group, entries, size)
    await turns_of_the_loop()
    asked_for = sum(commits) - 1
    rest = [asked(group, entries, size) for _ in range(asked_for)]
    for _ in commits:
        disk.turns.release()
    await asyncio.gather(first, *rest)
    assert disk.commits == commits
    await group.close()


async def test_a_full_queue_says_busy_and_takes_again_once_there_is_room(
    disk: HandPumpedDisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "MOST_WAITING", 3)
    group = GroupWriter(disk.commit)
    first = asked(group)
    await turns_of_the_loop()
    waiting = [asked(group) for _ in range(3)]
    await turns_of_the_loop()
    with pytest.raises(JournalBusy):
        await group.write(nothing, 1, 0)
    for _ in range(3):
        disk.turns.release()
    await asyncio.gather(first, *waiting)
    await group.write(nothing, 1, 0)
    await group.close()


async def test_too_many_waiting_bytes_say_busy(
    disk: HandPumpedDisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "MOST_WAITING_BYTES", 1000)
    group = GroupWriter(disk.commit)
    first = asked(group, size=5000)
    await turns_of_the_loop()
    second = asked(group, size=1001)
    await turns_of_the_loop()
    with pytest.raises(JournalBusy):
        await group.write(nothing, 1, 0)
    for _ in range(3):
        disk.turns.release()
    await asyncio.gather(first, second)
    await group.write(nothing, 1, 0)
    await group.close()


async def test_a_caller_that_goes_away_takes_nothing_with_it(disk: HandPumpedDisk) -> None:
    group = GroupWriter(disk.commit)
    waiting = [asked(group) for _ in range(3)]
    await turns_of_the_loop()
    waiting[1].cancel()
    disk.turns.release()
    answers = await asyncio.gather(*waiting, return_exceptions=True)
    assert (answers[0], answers[2]) == (0, 2)
    assert isinstance(answers[1], asyncio.CancelledError)
    assert disk.commits == [3]
    await group.close()


async def test_a_commit_that_raises_is_answered_and_the_writer_goes_on(
    disk: HandPumpedDisk, caplog: pytest.LogCaptureFixture
) -> None:
    group = GroupWriter(disk.commit)
    disk.error = RuntimeError("a bug")
    disk.turns.release()
    with pytest.raises(JournalUnavailable):
        await group.write(nothing, 1, 0)
    assert "broke its promise" in caplog.text
    disk.error = None
    disk.turns.release()
    assert await group.write(nothing, 1, 0) == 0
    await group.close()


async def test_a_closed_writer_refuses(disk: HandPumpedDisk) -> None:
    group = GroupWriter(disk.commit)
    await group.close()
    with pytest.raises(JournalClosed):
        await group.write(nothing, 1, 0)
