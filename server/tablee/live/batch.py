"""Deciding all that has gathered in a room's inbox, on a copy, before anything is remembered.

A batch is speculative: `LiveRoom` writes it to the journal and only then makes its room the room.
The lock is an entry like any other: what was received at or after the deadline is decided after it.
"""

import logging
from typing import Final

import msgspec
from msgspec.structs import replace

from ..journal.base import Batch, CommandRecord, Entry
from ..workshop.commands import Command, LockBoards
from ..workshop.decide import decide, decide_late
from ..workshop.events import CommandReceivedLate, DeletionMoved, Event
from ..workshop.evolve import evolve
from ..workshop.happened import Happened
from ..workshop.phases import lock_at_ms
from ..workshop.rejection import Rejection
from ..workshop.room import Room, Who
from . import outcome as outcomes
from .audience import Step
from .outcome import Accepted, Declined, KeptLate, Outcome

_log: Final = logging.getLogger("tablee.live")
SYSTEM: Final = Who(role="system")


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A command on its way. `n` is 0 for one that no outbox keeps (asked over HTTP)."""

    command: Command
    who: Who
    received_ms: int
    outbox: str = ""
    n: int = 0
    payload_hash: bytes = b""
    announced: bool = False
    written_ms: int | None = None


class Answered(msgspec.Struct, frozen=True, kw_only=True):
    outcome: Outcome
    from_seq: int
    to_seq: int


class Deciding:
    """A batch under way: the room as it would be, the events and records to write."""

    def __init__(self, room: Room, seq: int, at_ms: int = 0) -> None:
        self.room = room
        self.at_ms = at_ms
        self.seq = seq
        self.steps: list[Step] = []
        self.records: list[CommandRecord] = []
        self.last_n: dict[str, int] = {}

    def lock_if_due(self, now_ms: int) -> None:
        """[T5] at its deadline, before anything received later."""
        at_ms = lock_at_ms(self.room)
        deadline_ms = self.room.timer.deadline_ms
        if at_ms is not None and deadline_ms is not None and now_ms >= at_ms:
            events = decide(self.room, LockBoards(deadline_ms=deadline_ms), SYSTEM, now_ms)
            if not isinstance(events, Rejection):
                self._apply(events, SYSTEM, now_ms)

    def ask(self, asked: Asked) -> Answered:
        """Decide one command after all those before it."""
        self.lock_if_due(asked.received_ms)
        before = self.seq
        outcome = self._decided(asked)
        answered = Answered(outcome=outcome, from_seq=before + 1, to_seq=self.seq)
        if asked.n:
            self.last_n[asked.outbox] = asked.n
            self.records.append(
                CommandRecord(
                    outbox=asked.outbox,
                    n=asked.n,
                    payload_hash=asked.payload_hash,
                    from_seq=answered.from_seq,
                    to_seq=answered.to_seq,
                    outcome=outcomes.encode(outcome),
                    at_ms=asked.received_ms,
                )
            )
        return answered

    def to_write(self) -> Batch:
        written = entries_of(tuple(happened for _, happened in self.steps))
        return replace(written, commands=tuple(self.records))

    def _decided(self, asked: Asked) -> Outcome:
        room, who = self.room, asked.who
        seat = room.participants.get(who.participant) if who.participant else None
        if seat is not None and seat.pair != who.pair:
            who = Who(role=who.role, participant=who.participant, pair=seat.pair)
        try:
            if asked.announced:
                late = f"{asked.outbox}-{asked.n}"
                answer = decide_late(
                    room, asked.command, who, asked.received_ms, late, asked.written_ms
                )
            else:
                answer = decide(room, asked.command, who, asked.received_ms)
            if isinstance(answer, Rejection):
                return Declined(answer)
            self._apply(answer, who, asked.received_ms)
        except Exception:  # noqa: BLE001 - our bug: the room goes on without this command
            _log.exception("decide failed", extra={"seq": self.seq, "kind": _kind(asked.command)})
            self.room = room
            return Declined(Rejection(code="internal"))
        kept = any(isinstance(event, CommandReceivedLate) for event in answer)
        return KeptLate() if kept else Accepted()

    def _apply(self, events: tuple[Event, ...], who: Who, at_ms: int) -> None:
        """[J6] a clock that was set back gives no event an earlier time than the one before."""
        steps: list[Step] = []
        room = self.room
        at_ms = max(at_ms, self.at_ms)
        for place, event in enumerate(events, start=self.seq + 1):
            steps.append((room, Happened(seq=place, at_ms=at_ms, who=who, event=event)))
            room = evolve(room, event)
        self.steps += steps
        self.seq += len(steps)
        self.at_ms = at_ms
        self.room = room


def _kind(command: Command) -> str:
    return type(command).__name__


_encoder: Final = msgspec.json.Encoder()


def _entry(happened: Happened) -> Entry:
    return Entry(
        type=type(happened.event).__name__,
        body=_encoder.encode(happened.event),
        at_ms=happened.at_ms,
        by=_encoder.encode(happened.who),
    )


def entries_of(journal: tuple[Happened, ...]) -> Batch:
    """Entries to write at once, with the date of erasure that they move."""
    moves = [each.event for each in journal if isinstance(each.event, DeletionMoved)]
    return Batch(
        entries=tuple(_entry(happened) for happened in journal),
        delete_after_ms=moves[-1].delete_after_ms if moves else None,
    )
