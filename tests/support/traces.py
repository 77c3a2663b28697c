"""The golden traces: what both `evolve.py` and `evolve.ts` make of the same events.

    python -m support.traces       (from `tests/`) writes `tests/traces/*.json` again

A story is told with real commands, so that its events are those that `decide` gives; it is kept as
the facilitator sees it and as each other sight is shown it, veils included.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import msgspec

from tablee.workshop.distributions import Distribution, distribution, sourced
from tablee.workshop.effect_groups import registers
from tablee.workshop.events import SeenEvent, WorkshopCreated
from tablee.workshop.evolve import create_room, evolve
from tablee.workshop.pooling import Actor, missing, pooled
from tablee.workshop.room import Room, VoteCount
from tablee.workshop.visibility import FACILITATOR, OUTSIDE, READER, Sight, project
from tablee.workshop.voting import to_review

from .stories import (
    awkward,
    calling,
    concluding,
    discussing,
    grouping,
    guiding,
    leading,
    pooling,
    preparing,
    reviewing,
    writing,
)
from .story import Story

FOLDER: Final = Path(__file__).resolve().parent.parent / "traces"
SIGHTS: Final = (
    (FACILITATOR, "facilitator"),
    (READER, "reader"),
    (Sight("board", "nord"), "own-board"),
    (OUTSIDE, "outside"),
)


class Trace(msgspec.Struct, frozen=True, kw_only=True):
    """`room` is what the events give, the first being `WorkshopCreated`; the others are derived
    from it, `distributions` by the ids of actors and of groups."""

    name: str
    events: tuple[SeenEvent, ...]
    room: Room
    pooled: tuple[Actor, ...]
    to_review: tuple[VoteCount, ...]
    missing: tuple[str, ...]
    registers: Mapping[str, str]
    distributions: Mapping[str, Distribution]


def build() -> dict[str, Trace]:
    """Every trace by its name."""
    told = (writing(), leading(), discussing(), pooling(), awkward(), guiding(), calling())
    stories = (*told, preparing(), concluding(), grouping(), reviewing())
    traces = [seen(story, sight, suffix) for story in stories for sight, suffix in SIGHTS]
    return {trace.name: trace for trace in traces}


def seen(story: Story, sight: Sight, suffix: str) -> Trace:
    """A story as one sight is shown it from beginning to end."""
    events: list[SeenEvent] = [story.steps[0][1]]
    for before, event in story.steps[1:]:
        events += project(before, event, sight)
    room = fold(events)
    return derived(f"{story.name}-{suffix}", tuple(events), room)


def derived(name: str, events: tuple[SeenEvent, ...], room: Room) -> Trace:
    actors, notes = pooled(room), sourced(room)
    parts = [(each.id, each.notes) for actor in actors for each in actor.groups]
    parts += [(actor.id, actor.notes) for actor in actors]
    counts = tuple(each for voting in room.votings.values() for each in voting.results)
    return Trace(
        name=name,
        events=events,
        room=room,
        pooled=actors,
        to_review=to_review(room, counts),
        missing=missing(room),
        registers=registers(room),
        distributions={part: distribution(notes, own) for part, own in parts},
    )


def fold(events: Sequence[SeenEvent]) -> Room:
    """The room that a trace's events give."""
    first, *others = events
    assert isinstance(first, WorkshopCreated)
    room = create_room(first)
    for event in others:
        room = evolve(room, event)
    return room


def encode(trace: Trace) -> bytes:
    return msgspec.json.format(msgspec.json.encode(trace), indent=1) + b"\n"


def write() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, trace in build().items():
        (FOLDER / f"{name}.json").write_bytes(encode(trace))


if __name__ == "__main__":
    write()
