"""A live room to test on: Zoé at Lyon, Marc at Toulouse, at work."""

import pytest

from support.houses import Gate, House
from support.tables import at_work


@pytest.fixture
def gate() -> Gate:
    """Open unless the test shuts it."""
    return Gate()


@pytest.fixture
async def house(gate: Gate) -> House:
    """The room of `at_work`, its journal behind `gate`."""
    return await House.open(at_work(), gate=gate)


@pytest.fixture
def quiet(caplog: pytest.LogCaptureFixture) -> None:
    """For a simulation: a disk that fails on purpose is logged thousands of times."""
    caplog.set_level("CRITICAL", logger="tablee.live")
