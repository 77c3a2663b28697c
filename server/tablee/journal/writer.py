"""Group commit: one task, one writing connection, no timer.

    write() ──▶ waiting ──▶ (everything that gathered while the last commit ran) ──▶ one commit
                                                                                       │
    the caller's future ◀── outcome of each ◀──────────────────────────────────────────┘

A quiet journal commits at once; a busy one batches by itself, because the next batch gathers
while the disk works. The task is never cancelled by a caller: a caller that goes away only leaves
its future unread. Engine-neutral: how a batch is committed is given as a function.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, NamedTuple

from tablee.journal.database import Work
from tablee.journal.errors import JournalBusy, JournalClosed, JournalUnavailable
from tablee.journal.faults import fault

log = logging.getLogger(__name__)

# One commit holds at most this: more would make the last of them wait for no gain (a commit of
# 200 rows already costs less than 10 µs of disk per row).
MOST_ENTRIES = 256
MOST_BYTES = 512 * 1024
# What may wait in memory before callers are told `busy`.
MOST_WAITING = 10_000
MOST_WAITING_BYTES = 64 * 1024 * 1024


class Outcome(NamedTuple):
    """What one work came to: its result, or what it raised."""

    value: object
    error: Exception | None


class _Job(NamedTuple):
    work: Work[Any]
    entries: int
    size: int
    future: asyncio.Future[Any]


Commit = Callable[[Sequence[Work[Any]]], Awaitable[Sequence[Outcome]]]


class GroupWriter:
    """Owns the writing task; must be made on the loop it serves, and closed there."""

    def __init__(self, commit: Commit) -> None:
        """`commit` takes works in order, returns the outcome of each, and does not raise."""
        self._commit = commit
        self._waiting: deque[_Job] = deque()
        self._waiting_bytes = 0
        self._wake = asyncio.Event()
        self._closing = False
        self._task = asyncio.create_task(self._serve(), name="journal writer")

    async def write(self, work: Work[Any], entries: int, size: int) -> Any:
        """The work's result once it is durable. Raises what it raised, or `NotWritten`."""
        if self._closing or self._task.done():
            raise JournalClosed("the journal is closed")
        if len(self._waiting) >= MOST_WAITING or self._waiting_bytes > MOST_WAITING_BYTES:
            raise JournalBusy(f"{len(self._waiting)} writes are waiting for the disk")
        future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._waiting.append(_Job(work, entries, size, future))
        self._waiting_bytes += size
        self._wake.set()
        return await future

    async def close(self) -> None:
        """Write what is waiting, then end the task."""
        self._closing = True
        self._wake.set()
        await asyncio.wait((self._task,))

    async def _serve(self) -> None:
        jobs: list[_Job] = []
        try:
            while True:
                if not self._waiting:
                    if self._closing:
                        return
                    self._wake.clear()
                    await self._wake.wait()
                    continue
                jobs = self._gather()
                fault("after_read")
                await self._write_together(jobs)
        finally:  # reached with jobs only when the loop itself is being shut down
            for job in (*jobs, *self._waiting):
                if not job.future.done():
                    job.future.set_exception(JournalClosed("the journal was closed first"))
            self._waiting.clear()

    def _gather(self) -> list[_Job]:
        """The next batch, in order of arrival; a job beyond the bounds goes alone."""
        jobs = [self._waiting.popleft()]
        entries, size = jobs[0].entries, jobs[0].size
        while self._waiting:
            entries += self._waiting[0].entries
            size += self._waiting[0].size
            if entries > MOST_ENTRIES or size > MOST_BYTES:
                break
            jobs.append(self._waiting.popleft())
        self._waiting_bytes -= sum(job.size for job in jobs)
        return jobs

    async def _write_together(self, jobs: Sequence[_Job]) -> None:
        try:
            outcomes = await self._commit([job.work for job in jobs])
        except Exception as error:
            log.exception("a commit broke its promise not to raise")
            broken = JournalUnavailable(str(error))
            outcomes = [Outcome(None, broken)] * len(jobs)
        for job, outcome in zip(jobs, outcomes, strict=True):
            settle(job.future, outcome)


def settle(future: asyncio.Future[Any], outcome: Outcome) -> None:
    """Answer the caller, if there is still one."""
    if future.done():
        return
    if outcome.error is not None:
        future.set_exception(outcome.error)
    else:
        future.set_result(outcome.value)
