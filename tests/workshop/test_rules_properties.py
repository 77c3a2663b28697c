"""No sequence of commands breaks the rules: [J3] [V4] [N1] [P3] [G1] [L1] at every step.

The machine is `support.rules_machine`; that each of its invariants can fail is shown by
`test_planted_bugs.py`.
"""

from typing import get_args

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from support.rules_machine import RulesMachine, ask_everything
from tablee.workshop.commands import Command

SHORT = settings(
    max_examples=25,
    stateful_step_count=50,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
SEEDS = range(3)


def test_no_sequence_of_commands_breaks_an_invariant() -> None:
    """[J3] [V4] [N1] [P3] [G1] [L1] 75 sequences of 50 steps, the same every time.

    Nearly every kind of command is done in them, or they would prove little.
    """
    done = set[str]().union(*(ask_everything(number, SHORT) for number in SEEDS))
    kinds = {kind.__name__ for kind in get_args(Command)}
    assert len(kinds - done) <= len(kinds) // 10, kinds - done


@pytest.mark.long
@pytest.mark.parametrize("_part", range(30))
def test_no_longer_sequence_of_commands_breaks_an_invariant(_part: int) -> None:
    """[J3] [V4] [N1] [P3] [G1] [L1] 3,000 longer ones, others every time.

    In parts, each far from the time at which a test that hangs is ended.
    """
    longer = settings(SHORT, max_examples=100, stateful_step_count=80, print_blob=True)
    run_state_machine_as_test(RulesMachine, settings=longer)
