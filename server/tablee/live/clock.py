"""The server's clock: wall time that never jumps while the process runs (reliability.md §4.5).

The wall is read once; afterwards the monotonic clock carries it, so a correction of the machine's
clock moves no deadline. Tests put a manual clock in its place.
"""

import asyncio
import time
from collections.abc import Callable
from typing import Protocol


class Alarm(Protocol):
    def cancel(self) -> object: ...


class Clock(Protocol):
    def now_ms(self) -> int:
        """Milliseconds since 1970."""
        ...

    def call_later(self, delay_ms: float, wake: Callable[[], object]) -> Alarm: ...

    async def sleep(self, delay_ms: float) -> None: ...


class SystemClock:
    """Wall time at start, carried on by the monotonic clock."""

    def __init__(self) -> None:
        self._offset = time.time() - time.monotonic()

    def now_ms(self) -> int:
        return int((self._offset + time.monotonic()) * 1_000)

    def call_later(self, delay_ms: float, wake: Callable[[], object]) -> Alarm:
        return asyncio.get_running_loop().call_later(delay_ms / 1_000, wake)

    async def sleep(self, delay_ms: float) -> None:
        await asyncio.sleep(delay_ms / 1_000)
