"""Time that only a test moves."""

import asyncio
import heapq
from collections.abc import Callable
from dataclasses import dataclass, field

from support.tables import T0

TURNS = 60
"""Turns of the event loop after which whatever can go on without time has gone on."""


async def settle(turns: int = TURNS) -> None:
    """Let every task run until it waits for time or for the test."""
    for _ in range(turns):
        await asyncio.sleep(0)


@dataclass(order=True)
class ManualAlarm:
    """A wake-up at an instant; ties ring in the order in which they were set."""

    at_ms: float
    order: int
    wake: Callable[[], object] = field(compare=False)
    cancelled: bool = field(default=False, compare=False)

    def cancel(self) -> None:
        self.cancelled = True


class ManualClock:
    """A `Clock` that stands still until `advance`; it also counts the alarms that wait."""

    def __init__(self, now_ms: int = T0) -> None:
        self._now_ms = now_ms
        self._alarms: list[ManualAlarm] = []
        self._set = 0

    def now_ms(self) -> int:
        return self._now_ms

    def call_later(self, delay_ms: float, wake: Callable[[], object]) -> ManualAlarm:
        self._set += 1
        alarm = ManualAlarm(self._now_ms + max(0.0, delay_ms), self._set, wake)
        heapq.heappush(self._alarms, alarm)
        return alarm

    async def sleep(self, delay_ms: float) -> None:
        woken: asyncio.Future[None] = asyncio.get_running_loop().create_future()

        def wake() -> None:
            if not woken.done():
                woken.set_result(None)

        alarm = self.call_later(delay_ms, wake)
        try:
            await woken
        finally:
            alarm.cancel()

    @property
    def waiting(self) -> int:
        """Alarms that will ring if time passes."""
        return sum(not alarm.cancelled for alarm in self._alarms)

    async def advance(self, by_ms: int) -> None:
        """Let time pass: every alarm rings at its own instant, and what it wakes runs at once."""
        until_ms = self._now_ms + by_ms
        while self._alarms and self._alarms[0].at_ms <= until_ms:
            alarm = heapq.heappop(self._alarms)
            if not alarm.cancelled:
                self._now_ms = max(self._now_ms, -int(-alarm.at_ms // 1))
                alarm.wake()
                await settle()
        self._now_ms = until_ms
        await settle()

    def jump(self, by_ms: int) -> None:
        """Let time pass at once, as when the machine slept; what is due rings at `advance`."""
        self._now_ms += by_ms
