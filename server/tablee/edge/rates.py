"""How often somebody may try a secret (reliability.md T1, T2), whoever else shares the address.

A venue is one address with hundreds of honest people, so only failures count.
"""

from collections import OrderedDict
from typing import Final

PER_ADDRESS: Final = 20
"""Wrong secrets a minute from one address."""
IN_ALL: Final = 100
"""Wrong spoken codes a minute on the whole server."""
WINDOW_MS: Final = 60_000
ADDRESSES: Final = 4_096


class Rates:
    """Failures of the running minute; memory is bounded by `ADDRESSES`."""

    def __init__(self) -> None:
        self._failures: OrderedDict[str, tuple[int, int]] = OrderedDict()
        self._codes = (0, 0)

    def allows(self, address: str, now_ms: int, *, code: bool) -> bool:
        started, count = self._failures.get(address, (now_ms, 0))
        tired = count >= PER_ADDRESS and now_ms - started < WINDOW_MS
        codes_started, codes = self._codes
        closed = code and codes >= IN_ALL and now_ms - codes_started < WINDOW_MS
        return not tired and not closed

    def failed(self, address: str, now_ms: int, *, code: bool) -> None:
        self._failures[address] = _counted(self._failures.get(address), now_ms)
        self._failures.move_to_end(address)
        while len(self._failures) > ADDRESSES:
            self._failures.popitem(last=False)
        if code:
            self._codes = _counted(self._codes, now_ms)


def _counted(window: tuple[int, int] | None, now_ms: int) -> tuple[int, int]:
    if window is None or now_ms - window[0] >= WINDOW_MS:
        return now_ms, 1
    return window[0], window[1] + 1
