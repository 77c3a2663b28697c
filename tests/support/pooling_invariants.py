"""What must hold of a pooling after every step: stated from the SPEC, not from how it is derived.

Each message is what `tests/workshop/test_pooling_planted_bugs.py` expects of the bug that it finds.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from support.rules_invariants import encoded
from tablee.workshop import pooling
from tablee.workshop.events import DecisionRetracted, DecisionTaken, Event
from tablee.workshop.happened import Happened, replay
from tablee.workshop.pooling import Actor
from tablee.workshop.room import Apart, Decision, Different, Grouped, PoolingChoice, Room, Same


def holds(room: Room) -> None:
    """[G1] [G2] [G6] [G7] [G8] of a room alone."""
    actors = pooling.pooled(room)
    notes_are_conserved(room, actors)
    groups_are_connected_parts(room, actors)
    nobody_is_with_whom_they_differ_from(room)
    nobody_is_part_of_itself(actors)
    joins_commute(room, actors)


def notes_are_conserved(room: Room, actors: Sequence[Actor]) -> None:
    """[G1] each live note once, in one actor, in one group of it or in none."""
    live = Counter(note for board in room.boards.values() for note in board.notes)
    pooled = Counter(note for actor in actors for note in actor.notes)
    assert pooled == live, "the pooling does not hold every live note once"
    for actor in actors:
        shared = [note for group in actor.groups for note in group.notes]
        assert Counter([*shared, *actor.ungrouped]) == Counter(actor.notes), (
            "a note is in two groups, or in a group and in none"
        )


def groups_are_connected_parts(room: Room, actors: Sequence[Actor]) -> None:
    """[G8] [G9] two notes of an actor are together when a chain of groupings leads from one to the
    other without leaving the actor."""
    home = homes(room)
    links = _links(room, home)
    for actor in actors:
        own = set(actor.notes)
        expected = set()
        for note in actor.notes:
            part = frozenset(_reached(note, links) & own)
            if len(part) > 1:
                expected.add(part)
        found = {frozenset(group.notes) for group in actor.groups}
        assert found == expected, "the groups are not the connected parts of an actor"
        for group in actor.groups:
            assert len({home[note] for note in group.notes}) == 1, "a group crosses actors"


def nobody_is_with_whom_they_differ_from(room: Room) -> None:
    """[G6] those that were deleted count too."""
    links = _kinship(room)
    for decision in room.decisions.values():
        choice = decision.choice
        if isinstance(choice, Different):
            assert choice.other not in _reached(choice.one, links), (
                "an actor holds two that are different"
            )


def nobody_is_part_of_itself(actors: Sequence[Actor]) -> None:
    """[G7] at whatever distance, and only of an actor that is there."""
    above = {actor.id: actor.parent for actor in actors}
    for actor in actors:
        parent, met = actor.parent, {actor.id}
        while parent is not None:
            assert parent in above, "an actor is part of one that is not there"
            assert parent not in met, "an actor is part of itself"
            met.add(parent)
            parent = above[parent]


def joins_commute(room: Room, actors: Sequence[Actor]) -> None:
    """[G2] [G8] the order of what joins and groups, and gives no name, is indifferent."""
    turned = pooling.pooled(replace(room, decisions=_otherwise(room.decisions)))
    assert turned == tuple(actors), "the pooling depends on the order of decisions that commute"


def retracting_is_identity(journal: Sequence[Happened], room: Room, decision: str) -> None:
    """[G4] [R35] the room without a decision is as if it had never been taken, whatever was decided
    after it."""
    others = [each for each in journal if not _is_about(each.event, decision)]
    never = [replace(each, seq=seq) for seq, each in enumerate(others, start=1)]
    assert pooling.pooled(replay(never)) == pooling.pooled(room), (
        "a decision that was taken back left a trace"
    )


def _is_about(event: Event, decision: str) -> bool:
    if isinstance(event, DecisionTaken):
        return event.decision.id == decision
    return isinstance(event, DecisionRetracted) and event.decision == decision


def same_journal_same_board(journal: Iterable[Happened], room: Room) -> None:
    """[J3] [G1] byte for byte."""
    replayed = replay(journal)
    assert encoded(pooling.pooled(replayed)) == encoded(pooling.pooled(room)), (
        "the same journal gives another pooling"
    )


def a_new_note_is_in_no_group(room: Room, note: str) -> None:
    """[G13] « non classée », whenever it comes."""
    grouped = {n for actor in pooling.pooled(room) for g in actor.groups for n in g.notes}
    assert note not in grouped, "a new note is in a group by itself"


def nothing_hidden_is_decided_about(view: Room, full: Room) -> None:
    """[V6] in what others than facilitators are shown."""
    hidden = {
        note.id
        for board in full.boards.values()
        for notes in (board.notes, board.removed_notes)
        for note in notes.values()
        if note.hidden
    }
    named = {note for decision in view.decisions.values() for note in _notes_of(decision.choice)}
    assert not hidden & named, "a hidden note is in a decision that others see"


def _notes_of(choice: PoolingChoice) -> Iterable[str | None]:
    several = (*getattr(choice, "notes", ()), *getattr(choice, "others", ()))
    return (*several, getattr(choice, "note", None), getattr(choice, "titled_by", None))


def _otherwise(decisions: Mapping[str, Decision]) -> dict[str, Decision]:
    """Those that only join or group taken first and backwards; what was taken out stays before or
    after what it was before or after, so that then groupings keep their place."""
    kept_in_place = any(isinstance(each.choice, Apart) for each in decisions.values())
    first: dict[str, Decision] = {}
    others: dict[str, Decision] = {}
    for key, decision in decisions.items():
        choice = decision.choice
        if isinstance(choice, Same) and choice.label is None:
            turned = tuple(reversed(choice.beneficiaries))
            first[key] = replace(decision, choice=replace(choice, beneficiaries=turned))
        elif (
            isinstance(choice, Grouped)
            and not (choice.title or choice.titled_by)
            and not kept_in_place
        ):
            turned = tuple(reversed(choice.notes))
            first[key] = replace(decision, choice=replace(choice, notes=turned))
        else:
            others[key] = decision
    return {**dict(reversed(first.items())), **others}


_Links = Mapping[str, set[str]]


def _kinship(room: Room) -> _Links:
    """Who is said to be one actor with whom, in one step."""
    links: dict[str, set[str]] = {}
    territories = {
        each.id for b in room.boards.values() for each in b.beneficiaries.values() if each.builtin
    }
    same = [
        {*decision.choice.beneficiaries}
        for decision in room.decisions.values()
        if isinstance(decision.choice, Same)
    ]
    for join in (territories, *same):
        for each in join:
            links.setdefault(each, set()).update(join)
    return links


def homes(room: Room) -> Mapping[str, frozenset[str]]:
    """The actor of each note, live or deleted: all that are one with its beneficiary."""
    kin = _kinship(room)
    return {
        note.id: frozenset(_reached(note.beneficiary, kin))
        for board in room.boards.values()
        for notes in (board.notes, board.removed_notes)
        for note in notes.values()
    }


def _links(room: Room, home: Mapping[str, frozenset[str]]) -> _Links:
    links: dict[str, set[str]] = {}
    decided = [decision.choice for decision in room.decisions.values()]
    for place, choice in enumerate(decided):
        if not isinstance(choice, Grouped):
            continue
        later = {each.note for each in decided[place:] if isinstance(each, Apart)}
        for one in choice.notes:
            for other in choice.notes:
                if not {one, other} & later and home.get(one, 1) == home.get(other, 2):
                    links.setdefault(one, set()).add(other)
    return links


def _reached(start: str, links: _Links) -> set[str]:
    reached, waiting = {start}, [start]
    while waiting:
        more = links.get(waiting.pop(), set()) - reached
        reached |= more
        waiting += more
    return reached
