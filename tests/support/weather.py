"""What a network does to a line: the weather between a browser and the server, drawn from a seed.

A `Weather` says what is likely; a `Fate` is what it does to one connection. The same seed gives the
same fates to the same connections in their order, so that a bad afternoon can be had again.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

Cut = Literal["end", "reset", "mid-frame", "half-open"]
"""`end`: both sides are told politely (FIN). `reset`: at once (RST). `mid-frame`: half of what was
passing, then a reset. `half-open`: nothing passes any more and nobody is told."""
CUTS: Final[tuple[Cut, ...]] = ("end", "reset", "mid-frame", "half-open")

RISK_EVERY_S: Final = 10.0
"""The stretch of a connection's life that one risk of being cut is for."""
TRICKLE: Final = 20
"""A throttled line passes its bytes in so many pieces a second at least."""


@dataclass(frozen=True)
class Weather:
    """Delays are for one way, in milliseconds; `bytes_per_s` for one way of one connection.

    `cuts` is the risk (0 to 1) that a connection runs in each ten seconds of its life. `websockets`
    are passed, refused (403) or swallowed (never answered) by what stands in between; behind a
    `portal` every request is answered by somebody else's page.
    """

    delay_ms: float = 0
    jitter_ms: float = 0
    bytes_per_s: int | None = None
    cuts: float = 0
    websockets: Literal["passed", "refused", "swallowed"] = "passed"
    portal: bool = False


CLEAR: Final = Weather()
VENUE: Final = Weather(delay_ms=300, jitter_ms=100, cuts=0.05)
"""A full hall: 600 ms for a round trip, and 5 % of the lines are cut in any ten seconds."""
TRAIN: Final = Weather(delay_ms=150, jitter_ms=120, bytes_per_s=40_000, cuts=0.15)
"""Thin, uneven, often lost; a test adds the tunnels (`ChaosProxy.freeze`)."""
CAPTIVE: Final = Weather(delay_ms=30, portal=True)
"""The hotel's own page instead of ours, until somebody has accepted its terms."""
OFFICE: Final = Weather(delay_ms=20, websockets="refused")
"""A proxy that lets HTTP through and no websocket."""


class Fate:
    """What happens to the connection `number` of a proxy with this seed."""

    def __init__(self, seed: int, number: int) -> None:
        self._chance = random.Random(f"{seed}/{number}")

    def lag_s(self, weather: Weather) -> float:
        """How long the next piece is on its way."""
        swing = self._chance.uniform(-weather.jitter_ms, weather.jitter_ms)
        return max(0.0, weather.delay_ms + swing) / 1_000

    def cuts(self) -> Iterator[tuple[float, Cut, float]]:
        """For each ten seconds of its life: when (seconds after the last), how, and the luck (0 to
        1) below which the weather's risk must be for it to happen."""
        while True:
            yield (
                self._chance.uniform(0, RISK_EVERY_S),
                self._chance.choice(CUTS),
                self._chance.random(),
            )
