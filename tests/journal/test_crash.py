"""[F1] Killed at any instant, the journal loses nothing acknowledged and doubles nothing.

The figures of a long run are printed with `-s`.
"""

import signal
from pathlib import Path

import pytest

from support.journal_crash import Nursery, Round, Verdict, check, crash_points, make_rooms
from tablee.journal.faults import arm, fault


async def lives(folder: Path, kills: int, seed: int, mutant: str = "") -> Verdict:
    """The verdict after so many lives, each of which must have been killed where it was told."""
    await make_rooms(folder, mutant)
    with Nursery() as nursery:
        for crash_at in crash_points(kills, seed):
            status = nursery.live(Round(str(folder), crash_at, mutant))
            assert status == -signal.SIGKILL, f"{crash_at}: ended with {status}"
    verdict = await check(folder)
    print(f"{kills} kills, seed {seed}, {mutant or 'as shipped'}: {verdict}")
    assert verdict.acknowledged > kills
    return verdict


async def test_killed_at_each_named_instant_nothing_is_lost_or_doubled(tmp_path: Path) -> None:
    verdict = await lives(tmp_path, kills=40, seed=1)
    assert verdict.sound, verdict


async def test_the_harness_catches_an_acknowledgement_before_the_commit(tmp_path: Path) -> None:
    verdict = await lives(tmp_path, kills=10, seed=2, mutant="ack before commit")
    assert verdict.lost > 0


@pytest.mark.long
@pytest.mark.parametrize("seed", [11, 12, 13])
async def test_after_a_hundred_kills_nothing_is_lost_or_doubled(tmp_path: Path, seed: int) -> None:
    verdict = await lives(tmp_path, kills=100, seed=seed)
    assert verdict.sound, verdict


@pytest.mark.long
async def test_the_harness_catches_commands_without_a_unique_key(tmp_path: Path) -> None:
    verdict = await lives(tmp_path, kills=25, seed=3, mutant="no unique key")
    assert verdict.duplicated > 0


@pytest.mark.parametrize(
    "environ",
    [{}, {"TABLEE_CRASH_AT": "before_commit"}, {"TESTING": "1"}],
    ids=["nothing", "no TESTING", "no point"],
)
def test_outside_of_tests_a_named_instant_does_nothing(environ: dict[str, str]) -> None:
    arm(environ)
    fault("before_commit")


def test_a_misspelt_instant_is_refused() -> None:
    with pytest.raises(ValueError, match="befor_commit"):
        arm({"TESTING": "1", "TABLEE_CRASH_AT": "befor_commit"})
