"""Seats and pairs (SPEC S)."""

import pytest

from support.tables import MARC, ZOE, Table
from tablee.workshop import limits
from tablee.workshop.commands import OpenPhase, Sit
from tablee.workshop.pairs import propose
from tablee.workshop.room import Who
from tablee.workshop.vocabulary import PHASES


def seat(table: Table, participant: str, board: str, pair: str) -> None:
    who = Who(role="participant", participant=participant)
    table.do(Sit(participant=participant, board=board, pair=pair), who)


@pytest.fixture
def table() -> Table:
    return Table()


def test_a_person_sits_at_any_phase_and_changes_places(table: Table) -> None:
    """[S1] a pair that does not exist yet is made by sitting in it."""
    for phase in PHASES:
        table.do(OpenPhase(phase=phase))
        seat(table, "zoe", "lyon", f"pair-{phase}")
        assert table.room.participants["zoe"].pair == f"pair-{phase}"
    assert [pair.number for pair in table.room.pairs.values()] == [1, 2, 3, 4, 5]
    again = Sit(participant="zoe", board="lyon", pair="pair-prochaine-session")
    assert table.do(again, ZOE) == ()


def test_a_person_sits_for_themselves_only(table: Table) -> None:
    """[S1] not for another, known or not."""
    seat(table, "marc", "lyon", "p1")
    for other in ("marc", "nobody"):
        assert table.refused(Sit(participant=other, board="lyon", pair="p2"), ZOE) == "not_allowed"


def test_a_pair_belongs_to_one_board(table: Table) -> None:
    """[S1] in a pair of that board, on a board that exists."""
    seat(table, "zoe", "lyon", "p1")
    command = Sit(participant="marc", board="toulouse", pair="p1")
    assert table.refused(command, MARC) == "unknown_pair"
    assert table.refused(Sit(participant="marc", board="ghost", pair="p"), MARC) == "unknown_board"
    assert table.refused(Sit(participant="marc", board="lyon", pair="é"), MARC) == "bad_id"
    assert table.refused(Sit(participant="marc", board="lyon", pair="lyon"), MARC) == "id_taken"


def test_a_facilitator_places_anybody_who_is_in_the_room(table: Table) -> None:
    """[S2] and nobody who is not."""
    seat(table, "zoe", "lyon", "p1")
    table.do(Sit(participant="zoe", board="toulouse", pair="p2"))
    assert table.room.participants["zoe"].board == "toulouse"
    command = Sit(participant="nobody", board="lyon", pair="p1")
    assert table.refused(command) == "unknown_participant"


def test_the_place_that_is_offered_is_beside_somebody_who_waits(table: Table) -> None:
    """[S3] first the pair that waits for a partner, then a new pair."""
    assert propose(table.room) == ("lyon", None)
    seat(table, "zoe", "toulouse", "p1")
    assert propose(table.room) == ("toulouse", "p1")
    assert propose(table.room, "lyon") == ("lyon", None)
    seat(table, "marc", "toulouse", "p1")
    assert propose(table.room) == ("lyon", None)
    assert propose(table.room, "toulouse") == ("toulouse", None)


def test_once_the_work_has_begun_a_trio_is_offered_rather_than_a_lone_place(table: Table) -> None:
    """[S3] the smallest pair; a board with nobody has only a new one to offer."""
    for person, pair in (("a", "p1"), ("b", "p1"), ("c", "p1"), ("d", "p2"), ("e", "p2")):
        seat(table, person, "lyon", pair)
    assert propose(table.room, "lyon") == ("lyon", None)
    table.do(OpenPhase(phase="travail"))
    assert propose(table.room, "lyon") == ("lyon", "p2")
    assert propose(table.room, "toulouse") == ("toulouse", None)


def test_whoever_leaves_the_choice_of_a_pair_sits_with_who_came_meanwhile(table: Table) -> None:
    """[S7] each asks under a new pair of their own; asked twice, they stay where they are."""
    for person in ("a", "b", "b", "c", "a"):
        who = Who(role="participant", participant=person)
        place = Sit(participant=person, board="lyon", pair=f"pair-{person}", proposed=True)
        table.do(place, who)
    seats = {each.id: each.pair for each in table.room.participants.values()}
    assert seats == {"a": "pair-a", "b": "pair-a", "c": "pair-c"}
    seat(table, "d", "lyon", "pair-d")
    assert table.room.participants["d"].pair == "pair-d", "a pair that is chosen stays chosen"


def test_a_room_and_a_board_hold_so_many(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    """[L1] participants and pairs, with bounds that are reached here."""
    monkeypatch.setattr(limits, "PAIRS_PER_BOARD", 1)
    monkeypatch.setattr(limits, "PARTICIPANTS", 2)
    seat(table, "zoe", "lyon", "p1")
    assert table.refused(Sit(participant="marc", board="lyon", pair="p2"), MARC) == "too_many"
    seat(table, "marc", "lyon", "p1")
    anna = Who(role="participant", participant="anna")
    assert table.refused(Sit(participant="anna", board="lyon", pair="p1"), anna) == "too_many"
