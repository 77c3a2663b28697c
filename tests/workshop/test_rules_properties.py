"""No sequence of commands breaks the rules: [J3] [V4] [N1] [P3] [G1] [L1] at every step.

The machine is `support.rules_machine`; that each of its invariants can fail is shown by
`test_planted_bugs.py`.
"""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from support.rules_machine import RulesMachine

EVERY_TIME = settings(
    max_examples=130,
    stateful_step_count=50,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)


def test_no_sequence_of_commands_breaks_an_invariant() -> None:
    """[J3] [V4] [N1] [P3] [G1] [L1] 130 sequences of 50 steps, the same every time."""
    run_state_machine_as_test(RulesMachine, settings=EVERY_TIME)


@pytest.mark.long
def test_no_longer_sequence_of_commands_breaks_an_invariant() -> None:
    """[J3] [V4] [N1] [P3] [G1] [L1] many more and longer ones, others every time."""
    longer = settings(
        EVERY_TIME, max_examples=3_000, stateful_step_count=80, derandomize=False, print_blob=True
    )
    run_state_machine_as_test(RulesMachine, settings=longer)
