"""Small values for tests of the journal, so that a test shows only what it is about."""

from collections.abc import AsyncIterator

from tablee.journal.base import Batch, CommandRecord, Entry, Recorded

ROOM = "room-1"
NOW_MS = 1_790_000_000_000
YEAR_MS = 365 * 24 * 3600 * 1000


def entry(text: str = "x", kind: str = "NoteAdded") -> Entry:
    """An entry whose body says `text`."""
    return Entry(type=kind, body=f'{{"text":"{text}"}}'.encode(), at_ms=NOW_MS, by=b'{"pair":1}')


def command(outbox: str, n: int, from_seq: int, to_seq: int, at_ms: int = NOW_MS) -> CommandRecord:
    """The record of a command that made the events from `from_seq` to `to_seq`."""
    return CommandRecord(
        outbox=outbox,
        n=n,
        payload_hash=f"{outbox}/{n}".encode(),
        from_seq=from_seq,
        to_seq=to_seq,
        outcome=b'{"ok":true}',
        at_ms=at_ms,
    )


def entries(*texts: str) -> Batch:
    """A batch of events without a command."""
    return Batch(entries=tuple(entry(text) for text in texts))


def accepted(outbox: str, n: int, after: int, *texts: str) -> Batch:
    """A batch of one command and its events, written after `after`."""
    return Batch(
        entries=tuple(entry(text) for text in texts),
        commands=(command(outbox, n, after + 1, after + len(texts)),),
    )


def refused(outbox: str, n: int, head: int, at_ms: int = NOW_MS) -> Batch:
    """A batch of one refused command."""
    return Batch(commands=(command(outbox, n, head + 1, head, at_ms),))


async def listed(recorded: AsyncIterator[Recorded]) -> list[tuple[int, str]]:
    """Place and text of each entry read."""
    return [(each.seq, each.body.decode()[9:-2]) async for each in recorded]
