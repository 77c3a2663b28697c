"""An outbox in memory: what was asked and has no outcome yet, in order, and what to send next.

Pure: no socket, no clock. Numbers go 1, 2, 3… without a hole, and are what makes a repetition
harmless: the server answers a number it knows with the outcome it kept (SPEC W). Here a command
is only let go once a later promise covers it: a refusal may be forgotten by a server that is
killed before it was on disk, so refused commands stay until something durable follows them.
"""

from collections.abc import Mapping
from typing import Final

from ..protocol.messages import Do, Done, ReceivedLate, Rejected
from ..workshop.commands import Command

Outcome = Done | Rejected | ReceivedLate

WINDOW: Final = 50
"""How many commands may be on their way at once."""


class Forgotten(Exception):
    """The server knows less than it had acknowledged as durable."""

    def __init__(self, done: int, acked: int) -> None:
        super().__init__(done, acked)
        self.done = done
        self.acked = acked


class Outbox:
    """The commands of one connection's life, whatever sockets carry them."""

    def __init__(self) -> None:
        self._kept: dict[int, Do] = {}
        self._outcomes: dict[int, Outcome] = {}
        self._last = 0
        self._next = 1
        self._durable_to = 0

    @property
    def outcomes(self) -> Mapping[int, Outcome]:
        """The first outcome of each number that has one."""
        return self._outcomes

    @property
    def pending(self) -> int:
        """How many have no outcome yet."""
        return self._last - len(self._outcomes)

    @property
    def pending_to(self) -> int:
        """The highest number without an outcome; 0 when there is none."""
        return max((n for n in self._kept if n not in self._outcomes), default=0)

    def add(self, command: Command, written_ms: int) -> int:
        """Queue a command and return its number."""
        self._last += 1
        self._kept[self._last] = Do(n=self._last, command=command, written_ms=written_ms)
        return self._last

    def next_to_send(self) -> Do | None:
        """The next command, now counted as sent; None when all are, or the window is full."""
        first = next((n for n in self._kept if n not in self._outcomes), self._next)
        while self._next <= self._last and self._next not in self._kept:
            self._next += 1  # went back to it, and its first copy was answered meanwhile
        if self._next > self._last or self._next >= first + WINDOW:
            return None
        do = self._kept[self._next]
        self._next += 1
        return do

    def settle(self, outcome: Outcome) -> None:
        """Take the outcome of a number; a second one for the same number changes nothing."""
        if outcome.n in self._outcomes or outcome.n not in self._kept:
            return
        self._outcomes[outcome.n] = outcome
        if not isinstance(outcome, Rejected):
            self._durable_to = max(self._durable_to, outcome.n)
        covered = [n for n in self._kept if n <= self._durable_to and n in self._outcomes]
        for n in covered:
            del self._kept[n]

    def resume(self, done_to: int) -> None:
        """Start sending again on a new connection, to a server that knows up to `done_to`.

        Everything without an outcome goes again, since a repetition is answered and not redone.
        Raises Forgotten when the server lacks something that it had acknowledged.
        """
        if done_to < self._durable_to:
            raise Forgotten(done_to, self._durable_to)
        first = next((n for n in self._kept if n not in self._outcomes), self._last + 1)
        self._next = min(first, done_to + 1)

    def go_back(self, n: int) -> None:
        """Send again from `n`, which the server could not take or has not seen.

        Raises Forgotten when `n` was acknowledged, LookupError when it was never given.
        """
        if n <= self._durable_to:
            raise Forgotten(n - 1, self._durable_to)
        if n > self._last:
            raise LookupError(n)
        self._next = min(self._next, n)
