"""No sequence of decisions breaks the pooling: [G1] [G2] [G4] [G6] [G7] [G8] [G13] [V6].

The machine is `support.pooling_machine`; that each of its invariants can fail is shown by
`test_pooling_planted_bugs.py`.
"""

from datetime import UTC
from typing import ClassVar, get_args

import pytest
from hypothesis import HealthCheck, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from support.pooling_machine import PoolingMachine, pool_everything
from tablee.exports.archive import archive, read_archive
from tablee.exports.archive_mistake import ArchiveMistake
from tablee.exports.formats import Format, render
from tablee.workshop.commands import PoolingCommand
from tablee.workshop.happened import replay

SHORT = settings(
    max_examples=20,
    stateful_step_count=40,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
SEEDS = range(5)


def test_no_sequence_of_decisions_breaks_an_invariant() -> None:
    """[G1] [G2] [G4] [G6] [G7] [G8] [G13] [V6] 100 sequences of 40 steps, the same every time.

    Every kind of decision is taken in them, or they would prove little.
    """
    done = set[str]().union(*(pool_everything(number, SHORT) for number in SEEDS))
    assert {kind.__name__ for kind in get_args(PoolingCommand)} <= done


@pytest.mark.long
@pytest.mark.parametrize("_part", range(20))
def test_no_longer_sequence_of_decisions_breaks_an_invariant(_part: int) -> None:
    """[G1] [G2] [G4] [G6] [G7] [G8] [G13] [V6] 2,000 longer ones, others every time."""
    longer = settings(SHORT, max_examples=100, stateful_step_count=80, print_blob=True)
    run_state_machine_as_test(PoolingMachine, settings=longer)


def test_the_same_journal_gives_the_same_bytes_in_every_format() -> None:
    """[E1] [G14] through an archive and back: json, csv, md and html."""

    class Exported(PoolingMachine):
        done: ClassVar[set[str]] = set()

        def teardown(self) -> None:
            if not hasattr(self, "journal"):
                return
            journal = read_archive(archive(self.room, self.journal))
            assert not isinstance(journal, ArchiveMistake), journal
            room = replay(journal)
            for format_ in get_args(Format):
                first = render(format_, self.room, self.journal, self.now_ms, "fr", UTC)
                again = render(format_, room, journal, self.now_ms, "fr", UTC)
                assert first == again, "the same journal gives another document"

    seed(3)(Exported)
    how = settings(SHORT, max_examples=12, stateful_step_count=40)
    run_state_machine_as_test(Exported, settings=how)
    assert {"SameActor", "GroupEffects", "RetractDecision", "HideNote"} <= Exported.done
