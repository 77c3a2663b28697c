"""The golden traces hold: the same events give the same room in Python, and later in TypeScript."""

from pathlib import Path
from typing import get_args

import msgspec
import pytest

from support import traces
from support.traces import FOLDER, Trace, fold
from tablee.workshop.events import SeenEvent

FILES = sorted(FOLDER.glob("*.json"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_events_of_a_trace_give_its_room_and_its_pooling(file: Path) -> None:
    """And what is derived from them."""
    trace = msgspec.json.decode(file.read_bytes(), type=Trace)
    room = fold(trace.events)
    assert room == trace.room
    assert traces.derived(trace.name, trace.events, room) == trace


def test_every_kind_of_event_has_a_trace() -> None:
    """But for a ballot, which no viewer is sent (O3)."""
    kept = {type(event) for trace in traces.build().values() for event in trace.events}
    assert [kind.__name__ for kind in get_args(SeenEvent) if kind not in kept] == ["VotesCast"]


def test_the_committed_traces_are_those_that_the_stories_give() -> None:
    """When this fails: `python -m support.traces` from `tests/`, then look at what changed."""
    built = {name: traces.encode(trace) for name, trace in traces.build().items()}
    assert {file.stem: file.read_bytes() for file in FILES} == built
