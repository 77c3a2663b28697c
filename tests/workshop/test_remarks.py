"""Remarks on the worked example (SPEC D4, D5; R12)."""

import pytest
from msgspec.structs import replace

from support.stories import guiding
from support.tables import FACILITATOR, MARC, SCREEN, ZOE, Table, at_work
from tablee.workshop import limits
from tablee.workshop.commands import (
    AddNote,
    AnswerRemark,
    CloseRemark,
    LeaveRemark,
    OpenPhase,
    ReopenRemark,
)
from tablee.workshop.decide import decide
from tablee.workshop.room import Remark, Who
from tablee.workshop.visibility import OUTSIDE, READER, Sight, project_room

REMARK = LeaveRemark(remark="r", part="note", target="5", text="Pour qui ?")


@pytest.fixture
def table() -> Table:
    """Zoé has remarked on a note of the example, in « presentation »."""
    table = at_work()
    table.do(OpenPhase(phase="presentation"))
    table.do(REMARK, ZOE)
    return table


def remark(table: Table) -> Remark:
    return table.room.remarks["r"]


def test_a_remark_is_a_point_of_discussion_and_not_an_effect(table: Table) -> None:
    """[D4] [R12] no board has anything more than before."""
    assert (remark(table).text, remark(table).pair) == ("Pour qui ?", "pair-z")
    before = at_work()
    assert {k: (b.notes, b.points) for k, b in table.room.boards.items()} == {
        k: (b.notes, b.points) for k, b in before.room.boards.items()
    }


def test_it_is_on_the_example_or_on_something_of_it(table: Table) -> None:
    """[D4] what the example does not have cannot be remarked on."""
    table.do(LeaveRemark(remark="r1", part="example", text="C'est clair"), ZOE)
    table.do(LeaveRemark(remark="r2", part="beneficiary", target="ucs13", text="Et eux ?"), MARC)
    for part, target in (("example", "5"), ("note", "ucs13"), ("beneficiary", "5"), ("note", "")):
        command = LeaveRemark(remark="r3", part=part, target=target, text="?")  # type: ignore[arg-type]
        assert table.refused(command, ZOE) == "unknown_example"


def test_a_template_without_an_example_takes_no_remark() -> None:
    """[D4] there is nothing to remark on."""
    story = guiding()
    bare = story.room.template
    assert bare.worked_example is not None
    room = replace(story.room, template=replace(bare, worked_example=None))
    answer = decide(room, REMARK, FACILITATOR, 0)
    assert getattr(answer, "code", None) == "unknown_example"


def test_participants_remark_in_the_presentation_and_facilitators_at_any_time(
    table: Table,
) -> None:
    """[D4] [R10] out of its time it is refused, and nobody without a seat speaks."""
    nobody = Who(role="participant", participant="nobody")
    command = LeaveRemark(remark="r4", part="example", text="?")
    assert table.refused(command, nobody) == "not_seated"
    assert table.refused(command, SCREEN) == "not_allowed"
    assert table.refused(AddNote(note="n", beneficiary="hab", text="x"), ZOE) == "wrong_phase"
    table.do(OpenPhase(phase="travail"))
    assert table.refused(command, ZOE) == "wrong_phase"
    table.do(command)
    assert table.room.remarks["r4"].pair is None


def test_everybody_in_the_room_reads_it(table: Table) -> None:
    """[D4] whole: it is of the room, not of a territory."""
    for sight in (READER, OUTSIDE, Sight("board", "toulouse")):
        assert project_room(table.room, sight).remarks == table.room.remarks


def test_positions_stand_beside_it_and_each_pair_rewrites_its_own(table: Table) -> None:
    """[D4] [D5] the same id again rewrites, unless it is another pair's."""
    table.do(AnswerRemark(remark="r", position="q1", text="Oui"), MARC)
    table.do(AnswerRemark(remark="r", position="q2", text="Non"), ZOE)
    table.do(AnswerRemark(remark="r", position="q1", text="Oui, mais"), MARC)
    foreign = AnswerRemark(remark="r", position="q1", text="Jamais")
    assert table.refused(foreign, ZOE) == "other_pair"
    taken = [(each.text, each.pair) for each in remark(table).positions]
    assert taken == [("Oui, mais", "pair-m"), ("Non", "pair-z")]
    table.do(AnswerRemark(remark="r", position="q1", text="Modéré"))
    assert remark(table).positions[0].pair == "pair-m"


def test_only_its_pair_and_the_facilitator_rewrite_and_close_it(table: Table) -> None:
    """[D5] what is someone else's stays theirs."""
    rewrite = LeaveRemark(remark="r", part="note", target="5", text="Pour quels producteurs ?")
    for command in (rewrite, CloseRemark(remark="r"), ReopenRemark(remark="r")):
        assert table.refused(command, MARC) == "other_pair"
    table.do(rewrite, ZOE)
    assert remark(table).text == "Pour quels producteurs ?"
    assert table.do(rewrite, ZOE) == ()
    table.do(CloseRemark(remark="r"), ZOE)
    assert remark(table).closed
    answer = AnswerRemark(remark="r", position="q", text="x")
    assert table.refused(answer, MARC) == "point_closed"
    assert table.do(CloseRemark(remark="r")) == ()
    table.do(ReopenRemark(remark="r"))
    assert not remark(table).closed


def test_its_bounds_are_those_of_a_point(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    """[L1] [X3] words, positions, and how many there are."""
    long = LeaveRemark(remark="r5", part="example", text="x" * 1_001)
    assert table.refused(long, ZOE) == "text_too_long"
    blank = LeaveRemark(remark="r5", part="example", text=" \n")
    assert table.refused(blank, ZOE) == "text_empty"
    bad = LeaveRemark(remark="5", part="example", text="x")
    assert table.refused(bad, ZOE) == "bad_id"
    taken = LeaveRemark(remark="n1", part="example", text="x")
    assert table.refused(taken, ZOE) == "id_taken"
    unknown = CloseRemark(remark="ghost")
    assert table.refused(unknown, ZOE) == "unknown_remark"
    for n in range(limits.POSITIONS_PER_POINT):
        table.do(AnswerRemark(remark="r", position=f"q{n}", text="Oui"), ZOE)
    more = AnswerRemark(remark="r", position="more", text="Oui")
    assert table.refused(more, ZOE) == "too_many"
    monkeypatch.setattr(limits, "REMARKS_PER_ROOM", 1)
    assert table.refused(LeaveRemark(remark="r6", part="example", text="x"), ZOE) == "too_many"


def test_an_id_of_a_remark_is_taken_for_everything_else(table: Table) -> None:
    """[N3] ids are of the room."""
    table.do(OpenPhase(phase="travail"))
    assert table.refused(AddNote(note="r", beneficiary="hab", text="x"), ZOE) == "id_taken"
