"""Points of discussion and interested actors (SPEC D and I)."""

import pytest

from support.tables import MARC, ZOE, Table, at_work
from tablee.workshop import limits
from tablee.workshop.commands import (
    AddInterestedActor,
    AddNote,
    ClosePoint,
    DeleteInterestedActor,
    DeleteNote,
    EditInterestedActor,
    EditNote,
    EditPoint,
    KeepBothVersions,
    OpenPoint,
    ReopenPoint,
    RestoreInterestedActor,
    Sit,
    TakePosition,
)
from tablee.workshop.room import DiscussionPoint, InterestedActor


@pytest.fixture
def table() -> Table:
    """Lyon has a point « p » on its note, and an interested actor « i »."""
    table = at_work()
    table.do(OpenPoint(point="p", target_kind="note", target="n1"), ZOE)
    table.do(AddInterestedActor(board="lyon", interested="i", label="CAF"), ZOE)
    return table


def point(table: Table, name: str = "p") -> DiscussionPoint:
    return table.room.boards["lyon"].points[name]


def interested(table: Table) -> InterestedActor:
    return table.room.boards["lyon"].interested["i"]


def test_a_point_hangs_on_a_note_a_beneficiary_or_the_board(table: Table) -> None:
    """[D1] of the asker's own board; its text may be empty, and come later."""
    table.do(OpenPoint(point="p1", target_kind="beneficiary", target="hab", text="Qui ?"), ZOE)
    table.do(OpenPoint(point="p2", target_kind="board", target="lyon"), ZOE)
    assert (point(table).target, point(table).text, point(table).pair) == ("n1", "", "pair-z")
    table.do(EditPoint(point="p", text="Est-ce un effet ?"), ZOE)
    assert point(table).text == "Est-ce un effet ?"
    command = OpenPoint(point="p3", target_kind="note", target="ghost")
    assert table.refused(command, ZOE) == "unknown_note"
    command = OpenPoint(point="p3", target_kind="beneficiary", target="ghost")
    assert table.refused(command, ZOE) == "unknown_beneficiary"
    command = OpenPoint(point="p3", target_kind="board", target="toulouse")
    assert table.refused(command, ZOE) == "other_board"


def test_a_point_never_blocks_what_it_hangs_on(table: Table) -> None:
    """[D1] the note is rewritten and deleted as if there were none."""
    table.do(EditNote(note="n1", base=0, text="Autre"), ZOE)
    table.do(DeleteNote(note="n1"), ZOE)
    assert point(table).target == "n1"


def test_positions_stand_side_by_side_and_the_same_id_rewrites_its_own(table: Table) -> None:
    """[D2] in the order in which they were taken, each from its pair."""
    table.do(Sit(participant="marc", board="lyon", pair="pair-n"), MARC)
    table.do(TakePosition(point="p", position="q1", text="Oui"), ZOE)
    table.do(TakePosition(point="p", position="q2", text="Non"), MARC)
    table.do(TakePosition(point="p", position="q1", text="Oui, mais"), MARC)
    taken = [(each.text, each.pair) for each in point(table).positions]
    assert taken == [("Oui, mais", "pair-z"), ("Non", "pair-n")]


def test_a_point_holds_twenty_positions(table: Table) -> None:
    """[D2] the twenty-first is refused, rewriting one is not."""
    for n in range(limits.POSITIONS_PER_POINT):
        table.do(TakePosition(point="p", position=f"q{n}", text="Oui"), ZOE)
    assert len(point(table).positions) == 20
    more = TakePosition(point="p", position="more", text="Oui")
    assert table.refused(more, ZOE) == "too_many"
    table.do(TakePosition(point="p", position="q0", text="Non"), ZOE)


def test_a_version_that_clashes_is_put_beside_the_one_that_stands(table: Table) -> None:
    """[D6] both as positions of one point, as long as notes may be; each from its pair."""
    table.do(Sit(participant="marc", board="lyon", pair="pair-n"), MARC)
    long = "é" * limits.TEXT
    stands = table.room.boards["lyon"].notes["n1"].text
    table.do(KeepBothVersions(point="v", note="n1", text=long, question="Deux versions"), MARC)
    kept = point(table, "v")
    assert (kept.target_kind, kept.target, kept.text) == ("note", "n1", "Deux versions")
    assert [(each.id, each.text, each.pair) for each in kept.positions] == [
        ("standing", stands, "pair-z"),
        ("other", long, "pair-n"),
    ]
    table.do(EditNote(note="n1", base=0, text="Encore autre chose", was=stands), ZOE)
    table.do(ClosePoint(point="v"), ZOE)
    assert [each.text for each in point(table, "v").positions] == [stands, long]


def test_a_version_that_does_not_clash_gives_no_point(table: Table) -> None:
    """[D6] the same text is no second version; a blank, a known id or no note are refused."""
    stands = table.room.boards["lyon"].notes["n1"].text
    assert table.do(KeepBothVersions(point="v", note="n1", text=stands), ZOE) == ()
    for command, code in (
        (KeepBothVersions(point="v", note="n1", text=" "), "text_empty"),
        (KeepBothVersions(point="v", note="n1", text="é" * 2_001), "text_too_long"),
        (KeepBothVersions(point="v", note="n1", text="x", question="é" * 1_001), "text_too_long"),
        (KeepBothVersions(point="p", note="n1", text="x"), "id_taken"),
        (KeepBothVersions(point="v", note="ghost", text="x"), "unknown_note"),
    ):
        assert table.refused(command, ZOE) == code


def test_closing_keeps_what_was_said_and_reopening_brings_it_back(table: Table) -> None:
    """[D3] nothing is added to a closed point; closing twice changes nothing."""
    table.do(TakePosition(point="p", position="q1", text="Oui"), ZOE)
    said = point(table)
    table.do(ClosePoint(point="p"), ZOE)
    assert point(table).closed
    assert point(table).positions == said.positions
    assert table.do(ClosePoint(point="p"), ZOE) == ()
    more = TakePosition(point="p", position="q2", text="Non")
    assert table.refused(more, ZOE) == "point_closed"
    table.do(ReopenPoint(point="p"), ZOE)
    assert point(table) == said


def test_an_interested_actor_has_a_label_a_reason_and_a_doubt_apart(table: Table) -> None:
    """[I1] the « ? » is not part of the text."""
    command = EditInterestedActor(interested="i", reason="Finance des lieux", uncertain=True)
    table.do(command, ZOE)
    found = interested(table)
    assert (found.label, found.reason, found.uncertain) == ("CAF", "Finance des lieux", True)
    command = EditInterestedActor(interested="i", label=" ")
    assert table.refused(command, ZOE) == "text_empty"


def test_an_interested_actor_is_linked_to_notes_of_its_board(table: Table) -> None:
    """[I1] each once; a note of another board is unknown here."""
    table.do(AddNote(note="t1", beneficiary="toulouse-territoire", text="x"), MARC)
    table.do(EditInterestedActor(interested="i", notes=("n1", "n1")), ZOE)
    assert interested(table).notes == ("n1",)
    for other in ("t1", "ghost"):
        command = EditInterestedActor(interested="i", notes=("n1", other))
        assert table.refused(command, ZOE) == "unknown_note"
        added = AddInterestedActor(board="lyon", interested="j", label="J", notes=(other,))
        assert table.refused(added, ZOE) == "unknown_note"


def test_a_link_to_a_note_that_was_deleted_does_not_block_an_edit(table: Table) -> None:
    """[I1] what was linked may stay."""
    table.do(EditInterestedActor(interested="i", notes=("n1",)), ZOE)
    table.do(DeleteNote(note="n1"), ZOE)
    table.do(EditInterestedActor(interested="i", notes=("n1",), reason="Toujours"), ZOE)


def test_deleting_an_interested_actor_can_be_undone(table: Table) -> None:
    """[I1] as it was."""
    before = interested(table)
    table.do(DeleteInterestedActor(interested="i"), ZOE)
    assert interested(table).removed
    table.do(RestoreInterestedActor(interested="i"), ZOE)
    assert interested(table) == before
    assert table.refused(DeleteInterestedActor(interested="ghost"), ZOE) == "unknown_interested"
