"""What the crowd writes: the same seeded operations for every server.

One operation puts 120 characters on a note: one in five creates a note, the others overwrite the
client's own last one. Each text carries a token, so that the generator can count operations inside
any server's frames, whatever their format, and tell when each was sent. It never touches a socket.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from typing import Final

TEXT_LENGTH: Final = 120
CREATE_EVERY: Final = 5

MARK: Final = b"#note#"
TOKEN: Final = re.compile(rb"#note#(\d{4}):(\d{5})")
TOKEN_LENGTH: Final = 16

_FILLER = (
    " Les livreurs évitent un aller-retour à vide, le quartier gagne en calme"
    " et la mairie suit enfin les trajets réels de la semaine."
)


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing one client does; `n` counts the client's operations, `note` its notes, from 0.

    `revision` is how often this note was written before: 0 exactly when the operation creates it.
    """

    client: int
    n: int
    note: int
    revision: int
    text: str

    @property
    def creates(self) -> bool:
        return self.revision == 0


def text_of(client: int, n: int) -> str:
    """Return the note's text: 120 characters, French, opening with the operation's token."""
    return f"#note#{client:04d}:{n:05d}{_FILLER}"[:TEXT_LENGTH]


def operations_of(client: int, count: int) -> list[Operation]:
    """Return the client's first `count` operations; clients create in turn, not all at once."""
    done: list[Operation] = []
    note, revision = -1, 0
    for n in range(count):
        if n == 0 or (n + client) % CREATE_EVERY == 0:
            note, revision = note + 1, 0
        else:
            revision += 1
        done.append(Operation(client, n, note, revision, text_of(client, n)))
    return done


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is done to each server: the same plan, hence the same bytes, for all of them."""

    clients: int
    warm_rounds: int
    burst_rounds: int
    steady_rate: float
    steady_s: float
    seed: int

    def steady_schedule(self) -> list[tuple[float, int]]:
        """Return (second, client) pairs: a Poisson stream of `steady_rate` operations a second."""
        chance = random.Random(self.seed)
        schedule: list[tuple[float, int]] = []
        at = chance.expovariate(self.steady_rate)
        while at < self.steady_s:
            schedule.append((at, chance.randrange(self.clients)))
            at += chance.expovariate(self.steady_rate)
        return schedule

    def operations(self) -> list[list[Operation]]:
        """Return every client's operations, in the order in which the client will send them."""
        counts = [self.warm_rounds + self.burst_rounds] * self.clients
        for _, client in self.steady_schedule():
            counts[client] += 1
        return [operations_of(client, count) for client, count in enumerate(counts)]
