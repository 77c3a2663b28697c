"""What the room concludes: written, linked, closed by hand (SPEC U)."""

import pytest
from msgspec.structs import replace

from support.tables import ZOE, Table, at_work
from tablee.workshop import limits
from tablee.workshop.commands import (
    AddNote,
    CloseConclusion,
    Command,
    DeleteNote,
    EditConclusion,
    HideNote,
    OpenPhase,
    RemoveConclusion,
    ReopenConclusion,
    RetractDecision,
    SameActor,
    WriteConclusion,
)
from tablee.workshop.rejection import Rejection
from tablee.workshop.visibility import READER, project_room


@pytest.fixture
def table() -> Table:
    """In the pooling, with an agreement on a note."""
    table = at_work()
    table.do(AddNote(note="n2", beneficiary="hab", text="Manger mieux"), ZOE)
    table.do(OpenPhase(phase="mise-en-commun"))
    table.do(
        WriteConclusion(
            conclusion="c",
            kind="accord",
            text="On y tient\ntous",
            reservations="Sauf l'été",
            notes=("n1", "n1"),
        )
    )
    return table


def test_an_agreement_stands_with_its_reservations_and_its_notes(table: Table) -> None:
    """[U1] as typed; everybody reads it."""
    written = table.room.conclusions["c"]
    assert (written.text, written.reservations) == ("On y tient\ntous", "Sauf l'été")
    assert (written.notes, written.closed) == (("n1",), False)
    assert project_room(table.room, READER).conclusions == table.room.conclusions


def test_what_a_conclusion_cannot_be_is_refused(table: Table) -> None:
    """[U1] without words, too long, about a note that is not there or not shown."""
    table.do(HideNote(note="n2"))

    def new(
        conclusion: str = "d", text: str = "Oui", beside: str = "", notes: tuple[str, ...] = ()
    ) -> Command:
        return WriteConclusion(
            conclusion=conclusion, kind="question", text=text, reservations=beside, notes=notes
        )

    for command, code in (
        (new(text=" \n"), "text_empty"),
        (new(text="x" * (limits.TEXT + 1)), "text_too_long"),
        (new(beside="x" * (limits.REMARK + 1)), "text_too_long"),
        (new(conclusion="c"), "id_taken"),
        (new(conclusion="n1"), "id_taken"),
        (new(conclusion="é"), "bad_id"),
        (new(notes=("ghost",)), "unknown_note"),
        (new(notes=("n2",)), "note_hidden"),
        (new(notes=tuple(f"n{each}" for each in range(51))), "too_many"),
        (EditConclusion(conclusion="ghost"), "unknown_conclusion"),
        (EditConclusion(conclusion="c", text=""), "text_empty"),
        (EditConclusion(conclusion="c", notes=("n1", "n2")), "note_hidden"),
        (RemoveConclusion(conclusion="ghost"), "unknown_conclusion"),
        (CloseConclusion(conclusion="ghost"), "unknown_conclusion"),
    ):
        assert table.refused(command) == code


def test_a_room_takes_so_many_conclusions(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    """[U1] [L1] and rewriting one is always possible."""
    monkeypatch.setattr(limits, "CONCLUSIONS_PER_ROOM", 1)
    answer = table.ask(WriteConclusion(conclusion="d", kind="orientation", text="Ouvrir"))
    assert isinstance(answer, Rejection)
    assert (answer.code, answer.params) == ("too_many", {"limit": 1})
    table.do(EditConclusion(conclusion="c", text="Autrement"))
    monkeypatch.setattr(limits, "CONCLUSIONS_PER_ROOM", 9)
    monkeypatch.setattr(limits, "CONCLUSIONS_KEPT", 1)
    table.do(RemoveConclusion(conclusion="c"))
    new = WriteConclusion(conclusion="d", kind="orientation", text="Ouvrir")
    assert table.refused(new) == "too_many"
    table.do(replace(new, conclusion="c"))


def test_what_is_left_out_of_an_edit_stays_and_links_outlive_their_notes(table: Table) -> None:
    """[U2] the same again changes nothing."""
    table.do(DeleteNote(note="n1"))
    table.do(EditConclusion(conclusion="c", text="On y tient", kind="orientation"))
    edited = table.room.conclusions["c"]
    assert (edited.kind, edited.reservations, edited.notes) == (
        "orientation",
        "Sauf l'été",
        ("n1",),
    )
    table.do(EditConclusion(conclusion="c", notes=("n2", "n1")))
    assert table.do(EditConclusion(conclusion="c", text="On y tient")) == ()
    table.do(EditConclusion(conclusion="c", notes=("n2",)))
    assert table.refused(EditConclusion(conclusion="c", notes=("n1",))) == "unknown_note"


def test_a_conclusion_that_was_removed_is_written_again_under_its_id(table: Table) -> None:
    """[U2] [N3] which is how removing is undone; nothing else takes its id."""
    was = table.room.conclusions["c"]
    table.do(RemoveConclusion(conclusion="c"))
    assert table.room.conclusions == {}
    again = WriteConclusion(
        conclusion="c",
        kind=was.kind,
        text=was.text,
        reservations=was.reservations,
        notes=was.notes,
    )
    assert table.refused(AddNote(note="c", beneficiary="hab", text="Non")) == "id_taken"
    table.do(again)
    assert table.room.conclusions["c"] == was
    assert table.room.unwritten == ()


def test_only_a_person_closes_and_reopens(table: Table) -> None:
    """[U3] [R44] neither decisions nor the end of the session; a question stays for the next."""
    table.do(WriteConclusion(conclusion="q", kind="question", text="Avec qui ?"))
    table.do(SameActor(decision="d", beneficiaries=("hab", "toulouse-territoire")))
    table.do(RetractDecision(decision="d"))
    table.do(OpenPhase(phase="prochaine-session"))
    assert [each.closed for each in table.room.conclusions.values()] == [False, False]
    table.do(CloseConclusion(conclusion="q"))
    assert table.do(CloseConclusion(conclusion="q")) == ()
    assert table.room.conclusions["q"].closed
    table.do(ReopenConclusion(conclusion="q"))
    assert table.do(ReopenConclusion(conclusion="q")) == ()
    assert not table.room.conclusions["q"].closed
