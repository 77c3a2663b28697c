"""Each invariant of the pooling fails on a bug that is planted for it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from msgspec.structs import replace

from support.pooling_machine import pool_everything
from tablee.workshop import closure, effect_groups, pooling, pooling_choices, visibility
from tablee.workshop import evolve as folding
from tablee.workshop.effect_groups import Group
from tablee.workshop.events import DecisionRetracted, DecisionTaken, SeenEvent
from tablee.workshop.room import Decision, Grouped, Note, Room
from tablee.workshop.visibility import Sight

SEARCH = settings(
    max_examples=20,
    stateful_step_count=40,
    deadline=None,
    database=None,
    phases=(Phase.generate,),
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)
Plant = Callable[[Any, str, Any, str], None]


def hunt() -> None:
    """Until the machine fails, from one seed after the other."""
    for number in range(30):
        pool_everything(number, SEARCH)


@pytest.fixture
def planted(monkeypatch: pytest.MonkeyPatch) -> Plant:
    """Put a bug in the place of a function of the rules, and insist that the machine names it."""

    def plant(module: Any, name: str, bug: Any, broken: str) -> None:
        monkeypatch.setattr(module, name, bug)
        with pytest.raises(AssertionError, match=broken):
            hunt()

    return plant


def test_a_merge_that_loses_a_note_is_found(planted: Plant) -> None:
    """[G1] one that has the words of another."""

    def notes_by_beneficiary(room: Room) -> Mapping[str, Sequence[Note]]:
        return {
            key: list({note.text: note for note in notes}.values())
            for key, notes in was(room).items()
        }

    was = pooling._notes_by_beneficiary
    broken = "does not hold every live note once"
    planted(pooling, "_notes_by_beneficiary", notes_by_beneficiary, broken)


def test_a_note_that_is_in_a_group_and_in_none_is_found(planted: Plant) -> None:
    """[G8] what is grouped stays « non classée »."""

    def grouped(found: Any, notes: Sequence[str], texts: Any) -> Any:
        return was(found, notes, texts)[0], tuple(notes)

    was = effect_groups.grouped
    planted(pooling, "grouped", grouped, "in two groups, or in a group and in none")


def test_a_pooling_that_depends_on_the_order_of_merges_is_found(planted: Plant) -> None:
    """[G2] only the first merge of each beneficiary counts."""

    def joins(room: Room) -> list[Sequence[str]]:
        met: set[str] = set()
        kept: list[Sequence[str]] = []
        for join in was(room):
            kept.append([each for each in join if each not in met])
            met.update(join)
        return [join for join in kept if join]

    was = closure.joins
    planted(closure, "joins", joins, "depends on the order|not the connected parts|different")


def test_groups_that_depend_on_the_order_of_groupings_are_found(planted: Plant) -> None:
    """[G8] a note is of the first grouping that names it."""

    def groupings(room: Room, roots: Any) -> Any:
        met: set[str] = set()
        decisions: dict[str, Decision] = {}
        for key, decision in room.decisions.items():
            choice = decision.choice
            if isinstance(choice, Grouped):
                first = tuple(note for note in choice.notes if note not in met)
                choice = replace(choice, notes=first)
                met.update(first)
            decisions[key] = replace(decision, choice=choice)
        return was(replace(room, decisions=decisions), roots)

    was = effect_groups.groupings
    planted(pooling, "groupings", groupings, "not the connected parts|depends on the order")


def test_a_decision_that_is_only_undone_when_it_is_the_last_is_found(planted: Plant) -> None:
    """[G4] what was decided since keeps it."""

    def evolve(room: Room, event: SeenEvent) -> Room:
        last = [*room.decisions][-1:]
        buried = isinstance(event, DecisionRetracted) and [event.decision] != last
        return room if buried else was(room, event)

    was = folding.evolve
    planted(folding, "evolve", evolve, "left a trace|not the projection")


def test_groups_that_cross_actors_are_found(planted: Plant) -> None:
    """[G8] a merge that was undone leaves its groups as they were."""

    def parts(choice: Grouped, place: int, actor: Mapping[str, str], since: Any) -> Any:
        return was(choice, place, dict.fromkeys(actor, "one"), since)

    was = effect_groups._parts
    planted(effect_groups, "_parts", parts, "not the connected parts of an actor")


def test_a_group_with_a_note_of_another_actor_is_found(planted: Plant) -> None:
    """[G8] a group keeps all the notes it was decided with."""

    def groupings(room: Room, roots: Any) -> Any:
        found = was(room, roots)
        every = {note for decision in room.decisions.values() for note in _notes(decision)}
        return replace(found, roots=dict.fromkeys(every, "one"))

    was = effect_groups.groupings
    planted(pooling, "groupings", groupings, "not the connected parts of an actor")


def test_a_note_that_cannot_be_taken_out_is_found(planted: Plant) -> None:
    """[G9] every grouping counts."""
    planted(effect_groups, "_taken_out", lambda _choices: {}, "not the connected parts")


def test_a_merge_of_two_that_are_different_is_found(planted: Plant) -> None:
    """[G6] nothing is asked."""
    broken = "an actor holds two that are different"
    planted(pooling_choices, "kept_apart", lambda _room, _roots: None, broken)


def test_a_merge_of_two_that_are_different_through_a_third_is_found(planted: Plant) -> None:
    """[G6] only the merge itself is asked about, not what stands already."""

    def kept(room: Room, _roots: Any) -> Decision | None:
        return was(room, {})

    was = closure.kept_apart
    planted(pooling_choices, "kept_apart", kept, "an actor holds two that are different")


def test_a_restored_beneficiary_that_meets_one_it_differs_from_is_found(planted: Plant) -> None:
    """[G6] what was decided about it is forgotten while it is deleted."""

    def forgetful(room: Room, *more: Sequence[str]) -> Any:
        live = {each for board in room.boards.values() for each in board.beneficiaries}
        kept = {
            key: decision
            for key, decision in room.decisions.items()
            if live.issuperset(getattr(decision.choice, "beneficiaries", ()))
        }
        return was(replace(room, decisions=kept), *more)

    was = closure.closure
    planted(pooling_choices, "closure", forgetful, "an actor holds two that are different")


def test_an_actor_that_is_part_of_itself_is_found(planted: Plant) -> None:
    """[G7] circles are not looked for."""
    planted(pooling, "is_under", lambda _above, _one, _other: False, "an actor is part of itself")


def test_a_late_note_that_enters_a_group_by_itself_is_found(planted: Plant) -> None:
    """[G13] because it has the words of one that is in it."""

    def grouped(found: Any, notes: Sequence[str], texts: Mapping[str, str]) -> Any:
        groups, ungrouped = was(found, notes, texts)
        joined: list[Group] = []
        for group in groups:
            words = {texts[note] for note in group.notes}
            same = tuple(note for note in ungrouped if texts[note] in words)
            ungrouped = tuple(note for note in ungrouped if note not in same)
            joined.append(replace(group, notes=(*group.notes, *same)))
        return tuple(joined), ungrouped

    was = effect_groups.grouped
    broken = "a new note is in a group by itself|not the connected parts"
    planted(pooling, "grouped", grouped, broken)


def test_a_journal_that_gives_another_pooling_is_found(planted: Plant) -> None:
    """[J3] the running room forgets the groupings that have no title."""

    def evolve(room: Room, event: SeenEvent) -> Room:
        taken = isinstance(event, DecisionTaken) and event.decision.choice
        forgotten = isinstance(taken, Grouped) and taken.title is None
        return room if forgotten else was(room, event)

    was = folding.evolve
    broken = "the same journal gives another pooling|left a trace|not the projection"
    planted(folding, "evolve", evolve, broken)


def test_a_hidden_note_in_a_decision_that_others_see_is_found(planted: Plant) -> None:
    """[V6] decisions are shown whole, in frames and in snapshots."""

    def decided(_before: Room, event: DecisionTaken, _sight: Sight) -> tuple[SeenEvent, ...]:
        return (event,)

    planted(visibility, "_decided", decided, "in a decision that others see|not the projection")


def test_a_note_that_comes_back_elsewhere_is_found(planted: Plant) -> None:
    """[V4] shown again, it is the last of its board for those who were there."""
    planted(visibility, "_before", lambda board, _note: [*board.notes][-1], "not the projection")


def _notes(decision: Decision) -> Sequence[str]:
    return decision.choice.notes if isinstance(decision.choice, Grouped) else ()


def test_the_machine_runs_on_the_rules_that_it_names() -> None:
    """The functions above are those that the rules call, under the names that they call."""
    for module, name, home in (
        (pooling, "grouped", effect_groups),
        (pooling, "groupings", effect_groups),
        (pooling_choices, "closure", closure),
        (pooling_choices, "kept_apart", closure),
    ):
        assert getattr(module, name) is getattr(home, name)
