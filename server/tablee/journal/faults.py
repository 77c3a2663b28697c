"""Named instants at which a test may stop the process, and nothing at all otherwise.

A kill from outside almost never lands between a commit and its acknowledgement, so it proves
little; these points do. `arm` acts only when TESTING is 1 and TABLEE_CRASH_AT names a point:
`before_commit:7` ends the process, as SIGKILL does, the seventh time it gets there.

Never used for anything but the tests of durability.
"""

import os
import signal
from collections.abc import Callable, Mapping

POINTS = ("after_read", "before_begin", "mid_batch", "before_commit", "after_commit_before_ack")

_visit: Callable[[str], None] | None = None


def fault(point: str) -> None:
    """Pass a named instant."""
    if _visit is not None:
        _visit(point)


def arm(environ: Mapping[str, str]) -> None:
    """Make one point deadly if the environment asks for it; called when a journal is opened.

    Raises ValueError for an unknown point: a misspelt test would prove nothing.
    """
    global _visit
    _visit = None
    wanted = environ.get("TABLEE_CRASH_AT", "")
    if environ.get("TESTING") != "1" or not wanted:
        return
    deadly, _, count = wanted.partition(":")
    if deadly not in POINTS:
        raise ValueError(f"no crash point named {deadly!r}")
    left = int(count or "1")

    def visit(point: str) -> None:
        nonlocal left
        if point == deadly:
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    _visit = visit
