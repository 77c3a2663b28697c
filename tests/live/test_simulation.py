"""Several clients, lost lines, a dying server, a failing disk: all converge (SPEC J, K, T, V, W).

Every run is a seed; a failure prints the seed and the shortest list of steps that still fails.
"""

import pytest

from support.world import search, steps_of

pytestmark = pytest.mark.usefixtures("quiet")

SEEDS = 200
MANY = 5_000


async def test_whatever_is_lost_on_the_way_everybody_ends_with_the_same_room() -> None:
    """[K2, K3, J1, J2, T5, T9, V4, W5, W10, W14] and every command has exactly one outcome."""
    found, work = await search(range(SEEDS))
    assert found is None, str(found)
    for kind in ("Done", "Rejected", "ReceivedLate", "BoardsLocked", "cut", "crash", "fail_disk"):
        assert work[kind] >= 20, (kind, work)
    assert work["Done"] >= 30 * SEEDS
    assert work["Proposals"] >= 15


@pytest.mark.long
@pytest.mark.parametrize("first", range(10_000, 10_000 + MANY, 500))
async def test_many_more_seeds_converge(first: int) -> None:
    """[K2, K3, J1, J2, T5, T9, V4, W5, W10] the same, at length."""
    found, _ = await search(range(first, first + 500))
    assert found is None, str(found)


def test_a_seed_always_gives_the_same_steps() -> None:
    """So that a failure can be played again."""
    assert steps_of(7) == steps_of(7)
    assert steps_of(7) != steps_of(8)
