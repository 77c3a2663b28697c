"""The TypeScript that people's browsers run, in the simulation: it converges too (SPEC J, K, V, W).

The twin of `test_simulation.py` alone would prove nothing about the shipped client.
"""

from collections import Counter

import pytest

from support.core_world import Pipe, run_pages
from support.world import steps_of

pytestmark = pytest.mark.usefixtures("quiet")

SEEDS = 60
MANY = 1_000


async def played(seeds: range, count: int) -> Counter[str]:
    """What all the runs did; a failure names its seed."""
    work: Counter[str] = Counter()
    with Pipe() as pipe:
        for seed in seeds:
            try:
                work += await run_pages(pipe, seed, steps_of(seed, count))
            except AssertionError as error:
                raise AssertionError(f"seed {seed}: {error}") from error
    return work


async def test_pages_come_back_and_end_with_the_servers_room() -> None:
    """[K2, K3, J1, T9, V4, W4, W5, W7, W10] lost lines, reloads, crashes, a failing disk."""
    work = await played(range(SEEDS), 200)
    for kind in ("Done", "Rejected", "cut", "crash", "reload", "hello"):
        assert work[kind] >= SEEDS // 2, (kind, work)
    assert work["anew"] > 0, work


@pytest.mark.long
@pytest.mark.parametrize("first", range(20_000, 20_000 + MANY, 100))
async def test_pages_come_back_from_many_more_troubles(first: int) -> None:
    """[K2, K3, J1, T9, V4, W4, W5, W7, W10] the same, at length."""
    await played(range(first, first + 100), 300)
