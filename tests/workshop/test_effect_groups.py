"""Which effects say the same inside one actor (SPEC G8–G11)."""

from itertools import permutations

import pytest

from support.pooling_table import actor, group, group_of, groups, same, three_boards, undo
from support.tables import Table
from tablee.workshop import commands as c
from tablee.workshop import limits
from tablee.workshop.effect_groups import registers
from tablee.workshop.pooling import pooled


@pytest.fixture
def table() -> Table:
    """a1, b1 and c1 are one actor (x1, x2, y1, y2, z1); a2 and b2 (x3, y3) are others."""
    table = three_boards()
    same(table, "s1", "a1", "b1")
    same(table, "s2", "b1", "c1")
    return table


def test_only_notes_of_one_actor_are_grouped(table: Table) -> None:
    """[G8] [R40] two at least, each once, that are there."""
    for notes, code in (
        (("x1", "x3"), "other_actor"),
        (("x1",), "too_few"),
        (("x1", "x1"), "too_few"),
        (("x1", "ghost"), "unknown_note"),
    ):
        assert table.refused(c.GroupEffects(decision="g", notes=notes)) == code
    group(table, "g1", "x1", "y1", "x1")
    assert groups(table) == {("x1", "y1")}
    assert actor(table, "a1").ungrouped == ("x2", "y2", "z1")


def test_groups_are_connected_parts_whatever_the_order(table: Table) -> None:
    """[G8] three groupings in every order give the same groups, in the actor's order."""
    for order in permutations((("z1", "y2"), ("x2", "y2"), ("x1", "y1"))):
        before = table.room
        for place, notes in enumerate(order):
            group(table, f"g{place}", *notes)
        assert groups(table) == {("x1", "y1"), ("x2", "y2", "z1")}
        table.room = before


def test_undoing_a_merge_splits_its_groups_along_the_actors(table: Table) -> None:
    """[G8] [R35] and doing it again brings them back, without a note lost."""
    group(table, "g1", "x1", "x2", "y1", "y2", "z1", title="Ensemble")
    undo(table, "s1")
    assert groups(table) == {("x1", "x2"), ("y1", "y2", "z1")}
    assert {group_of(table, note).title for note in ("x1", "y1")} == {"Ensemble"}
    undo(table, "s2")
    assert groups(table) == {("x1", "x2"), ("y1", "y2")}
    same(table, "s3", "c1", "a1")
    assert groups(table) == {("x1", "x2", "z1"), ("y1", "y2")}


def test_a_deleted_note_still_holds_its_group_together_and_a_group_has_two(table: Table) -> None:
    """[G8] it comes back into its group."""
    group(table, "g1", "x1", "y1")
    group(table, "g2", "y1", "z1")
    table.do(c.DeleteNote(note="y1"))
    assert groups(table) == {("x1", "z1")}
    table.do(c.DeleteNote(note="z1"))
    assert groups(table) == set()
    table.do(c.RestoreNote(note="y1"))
    assert groups(table) == {("x1", "y1")}


def test_a_note_that_moves_to_another_actor_leaves_its_group(table: Table) -> None:
    """[G8] and finds it again when it moves back."""
    group(table, "g1", "x1", "y1")
    table.do(c.MoveNote(note="x1", beneficiary="a2"))
    assert groups(table) == set()
    table.do(c.MoveNote(note="x1", beneficiary="a1"))
    assert groups(table) == {("x1", "y1")}


def test_a_note_taken_out_is_in_later_groupings_only(table: Table) -> None:
    """[G9] until taking it out is taken back."""
    group(table, "g1", "x1", "y1", "z1")
    table.do(c.TakeOutOfGroup(decision="o1", note="y1"))
    assert groups(table) == {("x1", "z1")}
    group(table, "g2", "x2", "y1")
    assert groups(table) == {("x1", "z1"), ("x2", "y1")}
    undo(table, "o1")
    assert groups(table) == {("x1", "x2", "y1", "z1")}


def test_a_note_of_no_group_is_not_taken_out_nor_gives_a_name(table: Table) -> None:
    """[G9] [G10] « non classée »."""
    out = c.TakeOutOfGroup(decision="o", note="x1")
    title = c.TitleGroup(decision="t", note="x1", title="Un titre")
    assert [table.refused(each) for each in (out, title)] == ["not_grouped"] * 2
    group(table, "g1", "x1", "y1")
    empty = c.TitleGroup(decision="t", note="x1", title=" ")
    assert table.refused(empty) == "text_empty"
    ghost = c.TakeOutOfGroup(decision="o", note="ghost")
    assert table.refused(ghost) == "unknown_note"


def test_a_group_is_called_as_it_was_last_named_else_by_its_first_note(table: Table) -> None:
    """[G10] by a grouping that gives a name or by naming it; retracting gives the one before."""
    group(table, "g1", "y1", "x1")
    assert group_of(table, "x1").title == "Effet x1"
    group(table, "g2", "x1", "y1", title="Premier")
    table.do(c.TitleGroup(decision="t1", note="y1", title="Second"))
    assert group_of(table, "x1").title == "Second"
    group(table, "g3", "x1", "z1")
    assert group_of(table, "z1").title == "Second"
    undo(table, "t1")
    assert group_of(table, "z1").title == "Premier"
    undo(table, "g2")
    assert group_of(table, "z1").title == "Effet x1"


def test_a_name_stays_with_the_group_when_the_note_it_was_given_by_leaves(table: Table) -> None:
    """[G10] and does not follow that note into another group."""
    group(table, "g1", "x1", "y1", "z1")
    table.do(c.TitleGroup(decision="t1", note="x1", title="Le nom"))
    table.do(c.TakeOutOfGroup(decision="o1", note="x1"))
    group(table, "g2", "x1", "x2")
    assert group_of(table, "y1").title == "Le nom"
    assert group_of(table, "x1").title == "Effet x1"


def test_a_group_may_be_called_by_one_of_its_notes(table: Table) -> None:
    """[G10] in its words as they are now, as long as it is in the group."""
    wrong = c.GroupEffects(decision="g", notes=("x1", "y1"), titled_by="x2")
    assert table.refused(wrong) == "not_grouped"
    table.do(c.GroupEffects(decision="g0", notes=("x1", "y1", "z1"), title="Un nom"))
    table.do(c.GroupEffects(decision="g1", notes=("x1", "y1", "z1"), titled_by="y1"))
    assert group_of(table, "x1").title == "Effet y1"
    group(table, "g2", "x1", "x2")
    assert group_of(table, "x2").title == "Effet y1"
    table.do(c.EditNote(note="y1", base=0, text="Autrement dit"))
    assert group_of(table, "x1").title == "Autrement dit"
    table.do(c.TitleGroup(decision="t1", note="z1", title="Le nom"))
    assert group_of(table, "x1").title == "Le nom"
    undo(table, "t1")
    table.do(c.TakeOutOfGroup(decision="o1", note="y1"))
    assert group_of(table, "x1").title == "Un nom"
    undo(table, "o1")
    undo(table, "g0")
    table.do(c.DeleteNote(note="y1"))
    assert group_of(table, "x1").title == "Effet x1"


def test_a_name_given_after_a_note_left_is_not_of_the_group_that_it_left(table: Table) -> None:
    """[G10] even once the group that it was given to is taken back."""
    group(table, "g1", "x1", "y1", "z1")
    table.do(c.TakeOutOfGroup(decision="o1", note="x1"))
    group(table, "g2", "x1", "x2")
    table.do(c.TitleGroup(decision="t1", note="x1", title="Le nom"))
    undo(table, "g2")
    assert group_of(table, "y1").title == "Effet y1"


def test_a_note_is_in_the_register_that_was_decided_last(table: Table) -> None:
    """[G11] one of the template's; a deleted note is in none."""
    known = [each.id for g in table.room.template.registers for each in g.registers]
    table.do(c.PutInRegister(decision="r1", notes=("x1", "y1"), register=known[0]))
    table.do(c.PutInRegister(decision="r2", notes=("y1",), register=known[1]))
    assert registers(table.room) == {"x1": known[0], "y1": known[1]}
    undo(table, "r2")
    table.do(c.DeleteNote(note="x1"))
    assert registers(table.room) == {"y1": known[0]}
    wrong = c.PutInRegister(decision="r3", notes=("y1",), register="ghost")
    assert table.refused(wrong) == "unknown_register"
    none = c.PutInRegister(decision="r3", notes=(), register=known[0])
    assert table.refused(none) == "too_few"


def test_a_late_note_is_in_no_group_by_itself(table: Table) -> None:
    """[G13] whatever its words, and so are the parts of a note that is split."""
    group(table, "g1", "x1", "y1", "z1")
    table.do(c.AddNote(note="late", beneficiary="a1", text="Effet x1"))
    parts = (c.Part(note="p1", text="Effet"), c.Part(note="p2", text="x1"))
    table.do(c.SplitNote(note="x1", base=0, parts=parts))
    assert groups(table) == {("y1", "z1")}
    assert actor(table, "a1").ungrouped == ("x2", "late", "p1", "p2", "y2")


def test_a_decision_takes_so_many_notes(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    """[L1] [G8] with a bound that is reached here."""
    monkeypatch.setattr(limits, "NOTES_PER_DECISION", 2)
    register = table.room.template.registers[0].registers[0].id
    group(table, "g1", "x1", "y1")
    notes = ("x1", "y1", "z1")
    grouping = c.GroupEffects(decision="g2", notes=notes)
    putting = c.PutInRegister(decision="g2", notes=notes, register=register)
    assert [table.refused(each) for each in (grouping, putting)] == ["too_many"] * 2


def test_every_note_of_an_actor_is_in_one_group_or_in_none(table: Table) -> None:
    """[G8] [G13] `groups` and `ungrouped` share out the actor's notes."""
    group(table, "g1", "x1", "y1")
    group(table, "g2", "x2", "z1")
    for each in pooled(table.room):
        shared = [note for one in each.groups for note in one.notes]
        assert sorted([*shared, *each.ungrouped]) == sorted(each.notes)
