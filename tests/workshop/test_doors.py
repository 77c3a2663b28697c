"""Who may still come in (SPEC A9): the doors."""

from support.tables import FACILITATOR, MARC, SYSTEM, ZOE, Table, at_work
from tablee.workshop.commands import CloseDoors, MarkLinks, OpenDoors, OpenPhase, Sit
from tablee.workshop.events import DoorsClosed, DoorsOpened, LinksMarked, PhaseOpened
from tablee.workshop.room import Who

LATE = Who(role="participant", participant="late")


def test_doors_are_open_from_the_creation_and_move_once() -> None:
    """[A9] opening what is open changes nothing."""
    table = Table()
    assert table.room.doors_open
    assert table.do(OpenDoors()) == ()
    assert table.do(CloseDoors()) == (DoorsClosed(),)
    assert table.do(CloseDoors()) == ()
    assert table.do(OpenDoors()) == (DoorsOpened(),)


def test_closed_doors_keep_newcomers_out_and_nobody_else() -> None:
    """[A9] whoever has a place may still change it, at any phase."""
    table = at_work()
    table.do(CloseDoors())
    assert (
        table.refused(Sit(participant="late", board="lyon", pair="pair-z"), LATE) == "doors_closed"
    )
    table.do(Sit(participant="zoe", board="toulouse", pair="pair-m"), ZOE)
    table.do(Sit(participant="marc", board="lyon", pair="pair-z"), FACILITATOR)
    table.do(OpenDoors())
    table.do(Sit(participant="late", board="lyon", pair="pair-z"), LATE)


def test_the_next_session_closes_the_doors_and_coming_back_opens_none() -> None:
    """[A9] once, and only if they are open."""
    table = at_work()
    events = table.do(OpenPhase(phase="prochaine-session"))
    assert [type(event) for event in events[-2:]] == [PhaseOpened, DoorsClosed]
    table.do(OpenPhase(phase="travail"))
    assert not table.room.doors_open
    assert DoorsClosed() not in table.do(OpenPhase(phase="prochaine-session"))


def test_only_facilitators_move_the_doors_and_only_the_server_marks_links() -> None:
    """[A9] a mark counts, and holds no link."""
    table = at_work()
    mark = MarkLinks(link="screen", change="replaced")
    for who in (ZOE, MARC, SYSTEM):
        assert table.refused(CloseDoors(), who) == "not_allowed"
    for who in (ZOE, FACILITATOR):
        assert table.refused(mark, who) == "not_allowed"
    assert table.do(mark, SYSTEM) == (LinksMarked(link="screen", change="replaced"),)
    assert table.room.links == 1
