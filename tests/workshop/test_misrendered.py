"""« Ma note est mal rendue », and what was told (SPEC M)."""

import pytest

from support.tables import FACILITATOR, MARC, ZOE, Table, at_work
from tablee.workshop import limits
from tablee.workshop.commands import (
    AddBeneficiary,
    AddNote,
    GroupEffects,
    HideNote,
    OpenPhase,
    Present,
    SameActor,
    SayMisrendered,
    SettleMisrendered,
    ShowNote,
    Sit,
    WithdrawMisrendered,
)
from tablee.workshop.events import SubjectTold
from tablee.workshop.room import Misrendered, Shown, Who
from tablee.workshop.visibility import OUTSIDE, READER, project, project_room

LUC = Who(role="participant", participant="luc")
NOBODY = Who(role="participant", participant="nobody")


@pytest.fixture
def table() -> Table:
    """In the pooling: Zoé and, in another pair of the same board, Luc; Marc elsewhere."""
    table = at_work()
    table.do(Sit(participant="luc", board="lyon", pair="pair-l"), LUC)
    table.do(AddNote(note="n2", beneficiary="hab", text="Manger mieux"), ZOE)
    table.do(OpenPhase(phase="mise-en-commun"))
    return table


def test_a_pair_says_it_of_a_note_of_its_board_rewrites_it_and_takes_it_back(table: Table) -> None:
    """[M1] with words or without; the same again changes nothing."""
    table.do(SayMisrendered(note="n1"), ZOE)
    since_ms = table.now_ms
    table.now_ms += 1_000
    assert table.do(SayMisrendered(note="n1"), ZOE) == ()
    assert table.room.misrendered == {"n1": Misrendered(text="", pair="pair-z", at_ms=since_ms)}
    table.do(SayMisrendered(note="n1", text="Pas ainsi\ndit"), ZOE)
    assert table.room.misrendered["n1"].text == "Pas ainsi\ndit"
    table.do(OpenPhase(phase="prochaine-session"))
    table.do(WithdrawMisrendered(note="n1"), ZOE)
    assert table.room.misrendered == {}
    assert table.refused(WithdrawMisrendered(note="n1"), ZOE) == "unknown_misrendered"


def test_nobody_else_says_it_for_them(table: Table) -> None:
    """[M1] neither another board, nor another pair once it is said, nor a facilitator."""
    table.do(SayMisrendered(note="n1", text="Non"), ZOE)
    assert table.refused(SayMisrendered(note="n1", text="Si"), LUC) == "other_pair"
    assert table.refused(WithdrawMisrendered(note="n1"), LUC) == "other_pair"
    assert table.refused(SayMisrendered(note="n2"), MARC) == "other_board"
    assert table.refused(SayMisrendered(note="n2"), NOBODY) == "not_seated"
    assert table.refused(SayMisrendered(note="ghost"), ZOE) == "unknown_note"
    assert table.refused(SayMisrendered(note="n2"), FACILITATOR) == "not_allowed"
    table.do(SayMisrendered(note="n2", text="Elle est à nous deux"), LUC)


def test_nothing_is_misrendered_before_it_is_rendered() -> None:
    """[M1] in a session that skipped the pooling."""
    table = at_work()
    assert table.refused(SayMisrendered(note="n1"), ZOE) == "wrong_phase"
    table.do(OpenPhase(phase="prochaine-session"))
    assert table.refused(SayMisrendered(note="n1"), ZOE) == "pooling_not_shown"


def test_it_has_its_bounds(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    """[L1] [X3] in length and number."""
    long = "x" * (limits.REMARK + 1)
    assert table.refused(SayMisrendered(note="n1", text=long), ZOE) == "text_too_long"
    monkeypatch.setattr(limits, "MISRENDERED_PER_ROOM", 1)
    table.do(SayMisrendered(note="n1"), ZOE)
    assert table.refused(SayMisrendered(note="n2"), ZOE) == "too_many"
    table.do(SayMisrendered(note="n1", text="Encore"), ZOE)


def test_everybody_reads_it_unless_its_note_is_hidden(table: Table) -> None:
    """[M2] it goes and comes back with the note, and is never told of a hidden one."""
    table.do(SayMisrendered(note="n1", text="Le canari"), ZOE)
    assert project_room(table.room, READER).misrendered == table.room.misrendered
    assert project_room(table.room, OUTSIDE).misrendered == {}
    before = table.room
    (hidden,) = table.do(HideNote(note="n1"))
    kinds = [type(each).__name__ for each in project(before, hidden, READER)]
    assert kinds == ["NoteWithdrawn", "MisrenderedWithdrawn"]
    assert project_room(table.room, READER).misrendered == {}
    assert table.refused(SayMisrendered(note="n1", text="Ou le serin"), ZOE) == "unknown_note"
    before = table.room
    (shown,) = table.do(ShowNote(note="n1"))
    kinds = [type(each).__name__ for each in project(before, shown, READER)]
    assert kinds == ["NoteReturned", "MisrenderedSaid"]
    table.do(HideNote(note="n1"))
    before = table.room
    (settled,) = table.do(SettleMisrendered(note="n1"))
    assert project(before, settled, READER) == ()


def test_a_facilitator_settles_it_once(table: Table) -> None:
    """[M2] and nothing else of the room changes."""
    table.do(SayMisrendered(note="n1"), ZOE)
    boards = table.room.boards
    table.do(SettleMisrendered(note="n1"))
    assert table.room.misrendered == {}
    assert table.room.boards is boards
    assert table.refused(SettleMisrendered(note="n1")) == "unknown_misrendered"


def test_what_is_shown_to_all_in_the_pooling_is_told_from_then_on(table: Table) -> None:
    """[M3] since the first time; what is shown of the example or the phase is not."""
    table.do(Present(kind="note", target="n1"))
    since_ms = table.now_ms
    table.now_ms += 60_000
    table.do(Present(kind="actor", target="hab"))
    table.do(Present(kind="note", target="n1"))
    table.do(Present(kind="example-note", target="5"))
    table.do(Present(kind="phase"))
    assert table.room.told == {"n1": since_ms, "hab": table.now_ms, "n2": table.now_ms}
    assert table.do(Present(kind="phase")) == ()


def test_what_an_actor_or_a_group_shows_is_told_with_it_and_nothing_that_came_later(
    table: Table,
) -> None:
    """[M3] neither what is hidden, nor what joins the actor or the group afterwards."""
    write = (
        AddBeneficiary(board="toulouse", beneficiary="fam", label="Familles"),
        AddNote(note="m1", beneficiary="fam", text="Du temps"),
        AddNote(note="n3", beneficiary="hab", text="Moins cher"),
        HideNote(note="n2"),
    )
    for command in write:
        table.do(command)
    table.do(Present(kind="actor", target="hab"))
    assert set(table.room.told) == {"hab", "n1", "n3"}
    table.do(SameActor(decision="d1", beneficiaries=("hab", "fam")))
    assert "m1" not in table.room.told
    table.do(AddNote(note="n4", beneficiary="hab", text="Plus près"))
    table.do(AddNote(note="n5", beneficiary="hab", text="Tout près"))
    table.do(GroupEffects(decision="d2", notes=("n4", "m1", "n2")))
    table.do(Present(kind="note", target="m1"))
    assert set(table.room.told) == {"hab", "n1", "n3", "m1", "n4"}
    told = table.do(Present(kind="actor", target="fam"))
    assert {each.target for each in told if isinstance(each, SubjectTold)} == {"fam", "n5"}


def test_of_an_actor_only_what_the_territory_that_is_shown_wrote_is_told(table: Table) -> None:
    """[M3] [M4] of every wording that it has of it; the actor itself and what the others wrote,
    even of the same effect, have their turn yet."""
    write = (
        AddBeneficiary(board="toulouse", beneficiary="fam", label="Familles"),
        AddNote(note="m1", beneficiary="fam", text="Du temps"),
        AddBeneficiary(board="lyon", beneficiary="gens", label="Les gens"),
        AddNote(note="n3", beneficiary="gens", text="Moins cher"),
        AddNote(note="n4", beneficiary="gens", text="Plus près"),
        HideNote(note="n4"),
        SameActor(decision="d1", beneficiaries=("hab", "fam", "gens")),
        GroupEffects(decision="d2", notes=("n1", "m1")),
    )
    for command in write:
        table.do(command)
    table.do(Present(kind="territory-actor", target="gens"))
    assert set(table.room.told) == {"n1", "n2", "n3"}
    table.do(Present(kind="territory-actor", target="fam"))
    assert set(table.room.told) == {"n1", "n2", "n3", "m1"}
    assert table.room.guidance.shown == Shown(kind="territory-actor", target="fam")
