"""Creating a workshop and leading it (SPEC C)."""

import pytest

from support.tables import MARC, T0, ZOE, Table, at_work
from tablee import catalog
from tablee.workshop.commands import (
    AddBeneficiary,
    AddTerritory,
    DeleteBeneficiary,
    EditWorkshop,
    RemoveTerritory,
    RenameTerritory,
    SetNextSession,
    SetStartingPoint,
    Sit,
)
from tablee.workshop.events import Event, TerritoryAdded, WorkshopCreated
from tablee.workshop.leading import create
from tablee.workshop.rejection import Rejection


def created(title: str, *names: str) -> tuple[Event, ...] | Rejection:
    boards = tuple((f"t{place}", name) for place, name in enumerate(names))
    return create(catalog.load("effets-utiles"), title, boards, "fr", T0, T0 + 1)


def test_a_workshop_has_one_to_twenty_territories() -> None:
    """[C1] and its first event carries the template."""
    assert created("", *()) == Rejection(code="too_few", params={"least": 1})
    many = [f"Territoire {n}" for n in range(21)]
    assert created("", *many) == Rejection(code="too_many", params={"limit": 20})
    events = created("", *many[:20])
    assert not isinstance(events, Rejection)
    assert isinstance(events[0], WorkshopCreated)
    assert [type(each) for each in events[1:]] == [TerritoryAdded] * 20


def test_an_empty_title_is_the_template_s_own() -> None:
    """[C1] another one is kept as typed."""
    own = catalog.load("effets-utiles").title.fr
    for title, expected in (("", own), (" \n", own), (" À Lyon", " À Lyon"), ("À\nLyon", "À Lyon")):
        events = created(title, "Lyon")
        assert not isinstance(events, Rejection)
        assert isinstance(events[0], WorkshopCreated)
        assert events[0].title == expected


def test_each_territory_has_one_board_and_a_name_of_its_own() -> None:
    """[C2] case and outer blanks apart: when creating, adding and renaming."""
    assert created("", "Lyon", " lyon ") == Rejection(code="label_taken", params={"board": "t0"})
    table = Table()
    assert [board.name for board in table.room.boards.values()] == ["Lyon", "Toulouse"]
    assert table.refused(AddTerritory(board="l2", name="LYON")) == "label_taken"
    assert table.refused(RenameTerritory(board="lyon", name="toulouse")) == "label_taken"
    table.do(RenameTerritory(board="lyon", name="LYON"))
    assert table.do(RenameTerritory(board="lyon", name="LYON")) == ()
    assert table.refused(RenameTerritory(board="ghost", name="x")) == "unknown_board"
    assert table.refused(AddTerritory(board="lyon", name="Nantes")) == "id_taken"


@pytest.mark.parametrize("length", [1, 29, 30, 31, 40])
def test_the_id_of_a_territory_is_as_long_as_any_other(length: int) -> None:
    """[N3] up to forty characters."""
    table = Table()
    table.do(AddTerritory(board="x" * length, name="Nantes"))
    assert "x" * length in table.room.boards


def test_a_territory_is_removed_while_nobody_sits_there_and_nothing_was_written() -> None:
    """[C3] and not the last one."""
    table = Table()
    table.do(RemoveTerritory(board="lyon"))
    assert list(table.room.boards) == ["toulouse"]
    assert table.refused(RemoveTerritory(board="toulouse")) == "too_few"
    assert table.refused(RemoveTerritory(board="lyon")) == "unknown_board"


def test_a_territory_where_somebody_sits_is_not_removed() -> None:
    """[C3] until they sit elsewhere."""
    table = Table()
    table.do(Sit(participant="zoe", board="lyon", pair="p1"), ZOE)
    assert table.refused(RemoveTerritory(board="lyon")) == "territory_in_use"
    table.do(Sit(participant="zoe", board="toulouse", pair="p2"), ZOE)
    table.do(RemoveTerritory(board="lyon"))


@pytest.mark.parametrize("written", ["a starting point", "a beneficiary", "one that was deleted"])
def test_a_territory_where_something_was_written_is_not_removed(written: str) -> None:
    """[C3] even if it was deleted since."""
    table = at_work()
    if written == "a starting point":
        table.do(SetStartingPoint(board="toulouse", text="La halle"), MARC)
    else:
        table.do(AddBeneficiary(board="toulouse", beneficiary="b", label="Élus"), MARC)
    if written == "one that was deleted":
        table.do(DeleteBeneficiary(beneficiary="b"), MARC)
    table.do(Sit(participant="marc", board="lyon", pair="pair-z"), MARC)
    assert table.refused(RemoveTerritory(board="toulouse")) == "territory_in_use"


def test_the_title_and_the_date_are_one_line_each() -> None:
    """[X2] the title is never empty; the same again changes nothing."""
    table = Table()
    table.do(EditWorkshop(title="Effets\nutiles", held_on="17 juin 2022"))
    assert (table.room.title, table.room.held_on) == ("Effets utiles", "17 juin 2022")
    assert table.do(EditWorkshop(title="Effets utiles")) == ()
    assert table.refused(EditWorkshop(title=" ")) == "text_empty"
    assert table.refused(EditWorkshop(held_on="x" * 201)) == "text_too_long"


def test_the_next_session_has_a_date_and_a_method() -> None:
    """[P1] whatever the phase."""
    table = Table()
    table.do(SetNextSession(date="Le 8 juillet", method="À distance\nen deux heures"))
    assert table.room.next_session.method == "À distance\nen deux heures"
    assert (
        table.do(SetNextSession(date="Le 8 juillet", method=table.room.next_session.method)) == ()
    )
    assert table.refused(SetNextSession(date="", method="x" * 1_001)) == "text_too_long"


def test_a_field_of_the_next_session_that_is_not_given_stays() -> None:
    """[P6] two facilitators write the date and the method at once."""
    table = Table()
    table.do(SetNextSession(date="Le 8 juillet"))
    table.do(SetNextSession(method="À distance"))
    kept = table.room.next_session
    assert (kept.date, kept.method) == ("Le 8 juillet", "À distance")


def test_a_starting_point_written_over_another_is_told_what_stands() -> None:
    """[B4] nobody's text is replaced by somebody who had not read it."""
    table = at_work()
    table.do(SetStartingPoint(board="lyon", text="La halle", base=""), ZOE)
    answer = table.ask(SetStartingPoint(board="lyon", text="Le marché", base=""), ZOE)
    assert answer == Rejection(code="changed", params={"current": "La halle"})
    again = SetStartingPoint(board="lyon", text="Le marché", base="La halle")
    table.do(again, ZOE)
    assert table.room.boards["lyon"].starting_point == "Le marché"
    assert table.ask(again, ZOE) == ()
