"""Beneficiaries: named, ranked, deleted without dropping a note (SPEC B)."""

import pytest

from support.tables import MARC, ZOE, Table, at_work
from tablee.workshop import limits
from tablee.workshop.commands import (
    AddBeneficiary,
    AddNote,
    AddTerritory,
    DeleteBeneficiary,
    EditBeneficiary,
    MoveNote,
    RankBeneficiary,
    RestoreBeneficiary,
    RestoreNote,
)
from tablee.workshop.rejection import Rejection
from tablee.workshop.room import Beneficiary


@pytest.fixture
def table() -> Table:
    """Lyon has « Habitants » with a note, then « Élus » and « Commerçants »."""
    table = at_work()
    add(table, "elu", "Élus")
    add(table, "com", "Commerçants")
    return table


def add(table: Table, beneficiary: str, label: str, parent: str | None = None) -> None:
    command = AddBeneficiary(board="lyon", beneficiary=beneficiary, label=label, parent=parent)
    table.do(command, ZOE)


def of(table: Table, beneficiary: str) -> Beneficiary:
    return table.room.boards["lyon"].beneficiaries[beneficiary]


def order(table: Table) -> tuple[str, ...]:
    return table.room.boards["lyon"].order


def test_every_board_has_the_territory_itself_and_nothing_changes_that(table: Table) -> None:
    """[B1] from the start, of a territory added later too; not renamed, ranked or deleted."""
    table.do(AddTerritory(board="x" * 40, name="Nantes"))
    for board in table.room.boards.values():
        (itself,) = (each for each in board.beneficiaries.values() if each.builtin)
        assert itself.label == "Le territoire"
        assert itself.id not in board.order
    builtin = "lyon-territoire"
    for command in (
        EditBeneficiary(beneficiary=builtin, base=0, label="Autre"),
        RankBeneficiary(beneficiary=builtin, after=None),
        RankBeneficiary(beneficiary="hab", after=builtin),
        DeleteBeneficiary(beneficiary=builtin, reassign_to="hab"),
    ):
        assert table.refused(command, ZOE) == "beneficiary_builtin"


def test_a_new_beneficiary_comes_last_with_what_was_said_of_it(table: Table) -> None:
    """[B2] label, aliases, category, parent."""
    command = AddBeneficiary(
        board="lyon",
        beneficiary="eco",
        label="Écoles",
        aliases=("Instituteurs", "Élèves"),
        category="Services publics",
        parent="hab",
    )
    table.do(command, ZOE)
    assert order(table)[-1] == "eco"
    assert of(table, "eco") == Beneficiary(
        id="eco",
        label="Écoles",
        aliases=("Instituteurs", "Élèves"),
        category="Services publics",
        parent="hab",
        builtin=False,
        rev=0,
    )


def test_a_label_has_one_to_two_hundred_code_points(table: Table) -> None:
    """[B2] and an alias likewise, ten at most."""
    add(table, "long", "é" * 200)
    for label, code in (("é" * 201, "text_too_long"), (" ", "text_empty")):
        command = AddBeneficiary(board="lyon", beneficiary="b", label=label)
        assert table.refused(command, ZOE) == code
        command = AddBeneficiary(board="lyon", beneficiary="b", label="B", aliases=(label,))
        assert table.refused(command, ZOE) == code
    command = AddBeneficiary(board="lyon", beneficiary="b", label="B", aliases=("a",) * 11)
    assert table.refused(command, ZOE) == "too_many"


def test_a_group_is_in_no_group(table: Table) -> None:
    """[B2] two levels, whichever end is changed, and « Le territoire » is no group."""
    add(table, "eco", "Écoles", parent="hab")
    command = AddBeneficiary(board="lyon", beneficiary="b", label="B", parent="eco")
    assert table.refused(command, ZOE) == "parent_not_possible"
    for child, parent in (
        ("hab", "elu"),
        ("elu", "eco"),
        ("elu", "elu"),
        ("elu", "lyon-territoire"),
    ):
        command_ = EditBeneficiary(beneficiary=child, base=0, parent=parent)
        assert table.refused(command_, ZOE) == "parent_not_possible", (child, parent)
    command_ = EditBeneficiary(beneficiary="elu", base=0, parent="toulouse-territoire")
    assert table.refused(command_, ZOE) == "unknown_beneficiary"


def test_a_beneficiary_comes_back_alone_when_its_group_joined_another(table: Table) -> None:
    """[B2] a third level does not exist, not even by an undo."""
    add(table, "eco", "Écoles", parent="com")
    table.do(DeleteBeneficiary(beneficiary="eco"), ZOE)
    table.do(EditBeneficiary(beneficiary="com", base=0, parent="elu"), ZOE)
    table.do(RestoreBeneficiary(beneficiary="eco"), ZOE)
    assert of(table, "eco").parent is None


def test_a_label_that_is_there_already_answers_with_the_one_that_is_there(table: Table) -> None:
    """[B3] case and outer blanks apart; from then on the proposed id means it."""
    count = len(table.room.boards["lyon"].beneficiaries)
    add(table, "mine", "  éLUS ")
    assert len(table.room.boards["lyon"].beneficiaries) == count
    table.do(AddNote(note="n2", beneficiary="mine", text="x"), ZOE)
    assert table.room.boards["lyon"].notes["n2"].beneficiary == "elu"
    table.do(MoveNote(note="n1", beneficiary="mine"), ZOE)
    table.do(EditBeneficiary(beneficiary="mine", base=0, label="Élues"), ZOE)
    assert of(table, "elu").label == "Élues"


def test_the_same_label_on_another_board_is_another_beneficiary(table: Table) -> None:
    """[B3] that the board already has."""
    table.do(AddBeneficiary(board="toulouse", beneficiary="t-elu", label="Élus"), MARC)
    assert "t-elu" in table.room.boards["toulouse"].beneficiaries


def test_an_edit_from_another_revision_is_told_what_stands(table: Table) -> None:
    """[B4] with the label that stands."""
    table.do(EditBeneficiary(beneficiary="elu", base=0, category="Institutions"), ZOE)
    answer = table.ask(EditBeneficiary(beneficiary="elu", base=0, label="Maires"), ZOE)
    assert answer == Rejection(code="changed", params={"rev": 1, "current": "Élus"})
    table.do(EditBeneficiary(beneficiary="elu", base=1, label="Maires"), ZOE)
    assert of(table, "elu").category == "Institutions"


def test_an_edit_does_not_take_a_label_that_another_one_has(table: Table) -> None:
    """[B3] on the same board."""
    command = EditBeneficiary(beneficiary="elu", base=0, label="habitants")
    assert table.refused(command, ZOE) == "label_taken"
    table.do(EditBeneficiary(beneficiary="elu", base=0, label="élus"), ZOE)


def test_the_order_is_changed_by_putting_one_after_another(table: Table) -> None:
    """[B5] first, in the middle, last; after itself changes nothing."""
    assert order(table) == ("hab", "elu", "com")
    table.do(RankBeneficiary(beneficiary="com", after=None), ZOE)
    assert order(table) == ("com", "hab", "elu")
    table.do(RankBeneficiary(beneficiary="com", after="hab"), ZOE)
    assert order(table) == ("hab", "com", "elu")
    table.do(RankBeneficiary(beneficiary="hab", after="elu"), ZOE)
    assert order(table) == ("com", "elu", "hab")
    assert table.do(RankBeneficiary(beneficiary="hab", after="hab"), ZOE) == ()
    command = RankBeneficiary(beneficiary="hab", after="toulouse-territoire")
    assert table.refused(command, ZOE) == "unknown_beneficiary"


def test_a_beneficiary_that_has_notes_is_not_deleted_without_giving_them(table: Table) -> None:
    """[B6] to nobody, to itself, to another board: refused."""
    assert table.refused(DeleteBeneficiary(beneficiary="hab"), ZOE) == "beneficiary_has_notes"
    for to, code in (
        ("hab", "beneficiary_has_notes"),
        ("toulouse-territoire", "unknown_beneficiary"),
        ("ghost", "unknown_beneficiary"),
    ):
        assert table.refused(DeleteBeneficiary(beneficiary="hab", reassign_to=to), ZOE) == code


def test_the_notes_of_a_deleted_beneficiary_go_to_the_one_that_was_named(table: Table) -> None:
    """[B6] every one, word for word."""
    text = table.room.boards["lyon"].notes["n1"].text
    table.do(DeleteBeneficiary(beneficiary="hab", reassign_to="elu"), ZOE)
    note = table.room.boards["lyon"].notes["n1"]
    assert (note.beneficiary, note.text) == ("elu", text)
    assert order(table) == ("elu", "com")


def test_what_was_in_a_deleted_group_stands_alone(table: Table) -> None:
    """[B6] the group goes, its members stay."""
    add(table, "eco", "Écoles", parent="com")
    table.do(DeleteBeneficiary(beneficiary="com"), ZOE)
    assert of(table, "eco").parent is None


def test_a_deletion_can_be_undone_and_given_notes_stay_where_they_are(table: Table) -> None:
    """[B7] it comes back last; doing it twice changes nothing more."""
    table.do(DeleteBeneficiary(beneficiary="hab", reassign_to="elu"), ZOE)
    table.do(RestoreBeneficiary(beneficiary="hab"), ZOE)
    assert order(table) == ("elu", "com", "hab")
    assert table.room.boards["lyon"].notes["n1"].beneficiary == "elu"
    assert table.do(RestoreBeneficiary(beneficiary="hab"), ZOE) == ()
    assert table.refused(RestoreNote(note="ghost"), ZOE) == "unknown_note"


def test_a_deletion_is_not_undone_over_a_label_that_was_given_since(table: Table) -> None:
    """[B3] [B7] two beneficiaries of a board never have one label."""
    table.do(DeleteBeneficiary(beneficiary="elu"), ZOE)
    add(table, "elu2", "élus")
    assert table.refused(RestoreBeneficiary(beneficiary="elu"), ZOE) == "label_taken"


def test_a_board_holds_so_many_beneficiaries_added_or_restored(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[L1] with a bound that is reached here: an undo does not pass it either."""
    monkeypatch.setattr(limits, "BENEFICIARIES_PER_BOARD", 3)
    command = AddBeneficiary(board="lyon", beneficiary="b", label="B")
    assert table.refused(command, ZOE) == "too_many"
    table.do(DeleteBeneficiary(beneficiary="elu"), ZOE)
    table.do(command, ZOE)
    assert table.refused(RestoreBeneficiary(beneficiary="elu"), ZOE) == "too_many"


def test_deleting_and_proposing_again_without_end_is_bounded(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[L1] deleted ones and ids that mean another one count; what was deleted can come back."""
    table.do(DeleteBeneficiary(beneficiary="elu"), ZOE)
    add(table, "same", "Habitants")
    lyon = table.room.boards["lyon"]
    own = len(lyon.order) + len(lyon.removed_beneficiaries) + len(lyon.known_as)
    monkeypatch.setattr(limits, "BENEFICIARIES_KEPT", own + 1)
    add(table, "one", "Un autre")
    again = AddBeneficiary(board="lyon", beneficiary="two", label="Habitants")
    assert table.refused(again, ZOE) == "too_many"
    table.do(RestoreBeneficiary(beneficiary="elu"), ZOE)
