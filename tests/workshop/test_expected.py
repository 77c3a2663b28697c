"""Seats that are kept for people who are awaited (SPEC S3 to S6)."""

import pytest

from support.tables import MARC, SYSTEM, ZOE, Table
from tablee.workshop import limits
from tablee.workshop.commands import (
    Arrive,
    CloseDoors,
    DropExpected,
    Expected,
    ExpectPeople,
    FreeSeat,
    GiveSeatBack,
    OpenDoors,
    OpenPhase,
    RemoveTerritory,
    Sit,
)
from tablee.workshop.events import PeopleExpected
from tablee.workshop.pairs import propose
from tablee.workshop.room import Who


def awaited(*seats: str) -> ExpectPeople:
    """« zoe lyon p1 » for each."""
    split = (each.split() for each in seats)
    return ExpectPeople(
        people=tuple(Expected(participant=who, board=at, pair=pair) for who, at, pair in split)
    )


@pytest.fixture
def table() -> Table:
    return Table()


def test_a_list_of_people_gets_seats_in_pairs(table: Table) -> None:
    """[S4] pairs that are named are made, and count on from those that are there."""
    table.do(Sit(participant="marc", board="lyon", pair="p0"), MARC)
    [event] = table.do(awaited("zoe lyon p1", "ana lyon p1", "leo toulouse p2", "max lyon p0"))
    assert isinstance(event, PeopleExpected)
    assert [(pair.id, pair.number) for pair in event.pairs] == [("p1", 2), ("p2", 1)]
    expected = {each.id: each.expected for each in table.room.participants.values()}
    assert expected == {"marc": False, "zoe": True, "ana": True, "leo": True, "max": True}
    assert table.do(awaited()) == ()


@pytest.mark.parametrize(
    ("seats", "code"),
    [
        (("zoe ghost p1",), "unknown_board"),
        (("zoe lyon p1", "ana toulouse p1"), "unknown_pair"),
        (("zoe lyon p1", "zoe lyon p1"), "id_taken"),
        (("marc lyon p1",), "id_taken"),
        (("zoé lyon p1",), "bad_id"),
        (("zoe lyon lyon",), "id_taken"),
    ],
)
def test_a_list_is_taken_whole_or_not_at_all(
    table: Table, seats: tuple[str, ...], code: str
) -> None:
    """[S4] the first thing wrong with it is said, and nobody is seated."""
    table.do(Sit(participant="marc", board="lyon", pair="p0"), MARC)
    assert table.refused(awaited("first toulouse p9", *seats)) == code


def test_a_list_has_bounds(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    """[S4] [L1] of its own, of the room, and of each board."""
    many = [f"p{n} lyon b{n // 10}" for n in range(limits.EXPECTED_AT_ONCE + 1)]
    assert table.refused(awaited(*many)) == "too_many"
    table.do(awaited(*many[:-1]))
    assert table.refused(awaited(*(f"q{n} toulouse c" for n in range(101)))) == "too_many"
    monkeypatch.setattr(limits, "PAIRS_PER_BOARD", 50)
    assert table.refused(awaited("last lyon one-more")) == "too_many"


def test_somebody_who_is_awaited_takes_their_own_seat_once(table: Table) -> None:
    """[S5] [A9] nobody takes it over, and nobody takes another's."""
    table.do(awaited("zoe lyon p1", "ana lyon p1"))
    assert table.refused(Arrive(participant="ana"), ZOE) == "not_allowed"
    assert table.refused(Arrive(participant="marc"), MARC) == "unknown_participant"
    table.do(CloseDoors())
    assert table.refused(Arrive(participant="zoe"), ZOE) == "doors_closed"
    table.do(OpenDoors())
    table.do(Arrive(participant="zoe"), ZOE)
    assert not table.room.participants["zoe"].expected
    assert table.refused(Arrive(participant="zoe"), ZOE) == "seat_taken"


def test_placing_somebody_who_is_awaited_does_not_make_them_arrive(table: Table) -> None:
    """[S2] [S4] pairs of people who are absent are rearranged like any."""
    table.do(awaited("zoe lyon p1", "ana lyon p1"))
    table.do(Sit(participant="ana", board="toulouse", pair="p2"))
    assert table.room.participants["ana"].expected
    table.do(Arrive(participant="ana"), Who(role="participant", participant="ana"))
    assert table.room.participants["ana"].board == "toulouse"
    table.do(Sit(participant="ana", board="lyon", pair="p1"))
    assert not table.room.participants["ana"].expected


def test_a_seat_is_freed_and_dropped_by_the_server_only(table: Table) -> None:
    """[S6] which has closed the devices, or erased the name, at a facilitator's word."""
    table.do(awaited("zoe lyon p1", "ana lyon p1"))
    table.do(Arrive(participant="zoe"), ZOE)
    for command in (FreeSeat(participant="zoe"), DropExpected(participant="ana")):
        assert table.refused(command, ZOE) == "not_allowed"
        assert table.refused(command) == "not_allowed"
    assert table.refused(DropExpected(participant="zoe"), SYSTEM) == "seat_taken"
    table.do(FreeSeat(participant="zoe"), SYSTEM)
    assert table.room.participants["zoe"].expected
    assert table.do(FreeSeat(participant="zoe"), SYSTEM) == ()
    table.do(Arrive(participant="zoe"), ZOE)
    table.do(DropExpected(participant="ana"), SYSTEM)
    assert list(table.room.participants) == ["zoe"]
    for command in (FreeSeat(participant="ana"), DropExpected(participant="ana")):
        assert table.refused(command, SYSTEM) == "unknown_participant"


def test_a_seat_that_was_freed_is_given_back_unless_it_was_taken(table: Table) -> None:
    """[S8] by the server only, which opens the devices again; doors closed too."""
    table.do(awaited("zoe lyon p1"))
    table.do(Arrive(participant="zoe"), ZOE)
    assert table.refused(GiveSeatBack(participant="zoe"), SYSTEM) == "seat_taken"
    table.do(FreeSeat(participant="zoe"), SYSTEM)
    table.do(CloseDoors())
    assert table.refused(GiveSeatBack(participant="zoe"), ZOE) == "not_allowed"
    assert table.refused(GiveSeatBack(participant="zoe")) == "not_allowed"
    table.do(GiveSeatBack(participant="zoe"), SYSTEM)
    assert not table.room.participants["zoe"].expected
    assert table.refused(GiveSeatBack(participant="ana"), SYSTEM) == "unknown_participant"


def test_a_territory_that_people_are_awaited_in_is_not_removed(table: Table) -> None:
    """[C3] until they are dropped."""
    table.do(awaited("zoe lyon p1"))
    assert table.refused(RemoveTerritory(board="lyon")) == "territory_in_use"
    table.do(DropExpected(participant="zoe"), SYSTEM)
    table.do(RemoveTerritory(board="lyon"))


def test_nobody_is_sent_to_a_pair_where_nobody_has_arrived(table: Table) -> None:
    """[S3] a seat that is kept counts before the work, and does not once it has begun."""
    table.do(awaited("zoe lyon p1", "ana lyon p1", "leo lyon p2", "max toulouse p3"))
    assert propose(table.room, "lyon") == ("lyon", None)
    table.do(Arrive(participant="zoe"), ZOE)
    assert propose(table.room, "lyon") == ("lyon", None)
    table.do(OpenPhase(phase="travail"))
    assert propose(table.room, "lyon") == ("lyon", "p1")
    assert propose(table.room, "toulouse") == ("toulouse", None)
