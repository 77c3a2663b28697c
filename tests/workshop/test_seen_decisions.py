"""What a hidden note leaves in the decisions that others see (SPEC V6)."""

import pytest

from support.pooling_table import group, three_boards
from support.tables import Table
from tablee.workshop import commands as c
from tablee.workshop.evolve import evolve
from tablee.workshop.pooling import pooled
from tablee.workshop.room import Room
from tablee.workshop.visibility import READER, Sight, project, project_room


class Watched:
    """A table, and what a reader is sent of it, event by event."""

    def __init__(self, sight: Sight) -> None:
        self.table: Table = three_boards()
        self.sight = sight
        self.view: Room = project_room(self.table.room, sight)

    def do(self, command: c.Command) -> None:
        before = self.table.room
        for event in self.table.do(command):
            for seen in project(before, event, self.sight):
                self.view = evolve(self.view, seen)
            before = evolve(before, event)
        shown = project_room(self.table.room, self.sight)
        assert self.view == shown
        for key, board in shown.boards.items():
            assert list(self.view.boards[key].notes) == list(board.notes)

    def groups(self) -> list[tuple[str, ...]]:
        return [group.notes for actor in pooled(self.view) for group in actor.groups]

    def titles(self) -> list[str]:
        return [group.title for actor in pooled(self.view) for group in actor.groups]


@pytest.fixture
def watched() -> Watched:
    watched = Watched(READER)
    watched.do(c.SameActor(decision="s1", beneficiaries=("a1", "b1")))
    watched.do(c.GroupEffects(decision="g1", notes=("x1", "x2", "y1"), title="Le lien"))
    return watched


def test_a_hidden_note_leaves_the_groups_that_others_see_and_comes_back(watched: Watched) -> None:
    """[V6] in its place, with its name; a decision that says nothing without it is not shown."""
    watched.do(c.GroupEffects(decision="g2", notes=("y1", "y2")))
    watched.do(c.TitleGroup(decision="t1", note="y1", title="Un autre nom"))
    whole = pooled(watched.view)
    watched.do(c.HideNote(note="y1"))
    assert list(watched.view.decisions) == ["s1", "g1", "t1"]
    assert watched.groups() == [("x1", "x2")]
    watched.do(c.HideNote(note="x1"))
    assert "x1" not in repr(watched.view.decisions)
    assert watched.groups() == []
    watched.do(c.ShowNote(note="y1"))
    watched.do(c.ShowNote(note="x1"))
    assert pooled(watched.view) == whole


def test_what_is_decided_about_a_hidden_note_is_shown_without_it(watched: Watched) -> None:
    """[V6] nobody learns that it is in a group, taken out, named or in a register."""
    register = watched.table.room.template.registers[0].registers[0].id
    watched.do(c.HideNote(note="y1"))
    watched.do(c.GroupEffects(decision="g2", notes=("y1", "y2"), title="Rien à voir"))
    watched.do(c.GroupEffects(decision="g3", notes=("y1", "x1", "x2")))
    watched.do(c.TitleGroup(decision="t1", note="y1", title="Par elle"))
    watched.do(c.TakeOutOfGroup(decision="o1", note="y1"))
    watched.do(c.PutInRegister(decision="r1", notes=("y1", "x1"), register=register))
    watched.do(c.PutInRegister(decision="r2", notes=("y1",), register=register))
    assert list(watched.view.decisions) == ["s1", "g1", "g2", "g3", "t1", "r1"]
    assert "y1" not in repr(watched.view.decisions)
    watched.do(c.RetractDecision(decision="g2"))
    watched.do(c.DeleteNote(note="y1"))
    watched.do(c.RestoreNote(note="y1"))
    assert "y1" not in repr(watched.view.decisions)


def test_a_title_that_was_given_stays_whichever_note_of_its_group_is_hidden(
    watched: Watched,
) -> None:
    """[G10] [V6] though it was given through that note, or with nobody but that note."""
    watched.do(c.GroupEffects(decision="g2", notes=("y1", "y2")))
    watched.do(c.TitleGroup(decision="t1", note="y1", title="Se voir"))
    watched.do(c.HideNote(note="y1"))
    assert watched.titles() == ["Se voir"]
    watched.do(c.RetractDecision(decision="t1"))
    assert watched.titles() == ["Le lien"]
    watched.do(c.RetractDecision(decision="g1"))
    watched.do(c.GroupEffects(decision="g3", notes=("x1", "y1"), title="Se parler"))
    watched.do(c.GroupEffects(decision="g4", notes=("x1", "x2")))
    assert watched.titles() == ["Se parler"]
    watched.do(c.ShowNote(note="y1"))
    watched.do(c.TitleGroup(decision="t2", note="x1", title="Se revoir"))
    for decision in ("g2", "g3", "g4"):
        watched.do(c.RetractDecision(decision=decision))
    watched.do(c.HideNote(note="y1"))
    assert "y1" not in repr(watched.view.decisions)
    watched.do(c.ShowNote(note="y1"))


def test_the_words_of_a_hidden_note_are_no_title(watched: Watched) -> None:
    """[G10] [V6] they leave with it what is called by them, and come back with it."""
    watched.do(c.GroupEffects(decision="g2", notes=("x1", "x2", "y1"), titled_by="x2"))
    assert watched.titles() == ["Effet x2"]
    watched.do(c.HideNote(note="x2"))
    assert "x2" not in repr(watched.view.decisions)
    assert watched.titles() == ["Le lien"]
    watched.do(c.RetractDecision(decision="g1"))
    assert watched.titles() == ["Effet x1"]
    watched.do(c.ShowNote(note="x2"))
    assert watched.titles() == ["Effet x2"]


@pytest.mark.parametrize("sight", [Sight("board", "lyon"), Sight("outside")])
def test_who_does_not_read_all_boards_is_shown_no_decision_about_notes(sight: Sight) -> None:
    """[V2] [V6] only which beneficiaries are one actor."""
    watched = Watched(sight)
    watched.do(c.SameActor(decision="s1", beneficiaries=("a1", "b1")))
    watched.do(c.GroupEffects(decision="g1", notes=("x1", "y1")))
    watched.do(c.HideNote(note="x1"))
    watched.do(c.ShowNote(note="x1"))
    assert list(watched.view.decisions) == ["s1"]


def test_a_reader_who_comes_later_sees_what_those_who_were_there_see() -> None:
    """[V4] [V6] whatever was hidden meanwhile; the decisions themselves stay whole."""
    table = three_boards()
    group(table, "g1", "x1", "x2")
    table.do(c.HideNote(note="x1"))
    assert not project_room(table.room, READER).decisions
    assert "x1" in repr(table.room.decisions["g1"])
    table.do(c.ShowNote(note="x1"))
    assert project_room(table.room, READER).decisions == table.room.decisions
