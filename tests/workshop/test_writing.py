"""What pairs write on a board: beneficiaries, notes, points of discussion, interested actors."""

from msgspec.structs import replace

from support.tables import MARC, ZOE, Table, at_work
from tablee.workshop.commands import (
    AddBeneficiary,
    AddInterestedActor,
    AddNote,
    ClassifyNote,
    ClosePoint,
    DeleteBeneficiary,
    DeleteInterestedActor,
    DeleteNote,
    EditBeneficiary,
    EditInterestedActor,
    EditNote,
    MoveNote,
    OpenPoint,
    Part,
    RankBeneficiary,
    ReopenPoint,
    RestoreBeneficiary,
    RestoreInterestedActor,
    RestoreNote,
    SplitNote,
    TakePosition,
)
from tablee.workshop.decide import decide
from tablee.workshop.events import BeneficiaryFound
from tablee.workshop.rejection import Rejection
from tablee.workshop.room import Board, Note

TERRITORY = "lyon-territoire"


def lyon(table: Table) -> Board:
    return table.room.boards["lyon"]


def note(table: Table, name: str = "n1") -> Note:
    return lyon(table).notes[name]


def add(table: Table, *labels: str) -> None:
    for label in labels:
        table.do(AddBeneficiary(board="lyon", beneficiary=label.lower(), label=label), ZOE)


def test_every_board_has_le_territoire_which_stays_as_it_is() -> None:
    """[B1] not renamed, ranked or deleted, and after all the others."""
    table = at_work()
    assert lyon(table).beneficiaries[TERRITORY].builtin
    assert TERRITORY not in lyon(table).order
    edit = EditBeneficiary(beneficiary=TERRITORY, base=0, label="Autre")
    for command in (
        edit,
        RankBeneficiary(beneficiary=TERRITORY, after=None),
        RankBeneficiary(beneficiary="hab", after=TERRITORY),
        DeleteBeneficiary(beneficiary=TERRITORY),
    ):
        assert table.refused(command, ZOE) == "beneficiary_builtin"


def test_a_label_that_is_there_answers_instead_of_being_added_twice() -> None:
    """[B3] and what is written offline under the proposed id reaches the one that answered."""
    table = at_work()
    events = table.do(AddBeneficiary(board="lyon", beneficiary="h2", label=" HABITANTS "), ZOE)
    assert events == (BeneficiaryFound(board="lyon", beneficiary="hab", known_as="h2"),)
    table.do(AddNote(note="n2", beneficiary="h2", text="Se rencontrer"), ZOE)
    assert note(table, "n2").beneficiary == "hab"
    table.do(AddBeneficiary(board="lyon", beneficiary="t2", label="le territoire"), ZOE)
    assert lyon(table).known_as["t2"] == TERRITORY


def test_an_edit_from_an_old_revision_is_a_conflict() -> None:
    """[B4] with the label that stands, and nothing is overwritten."""
    table = at_work()
    table.do(EditBeneficiary(beneficiary="hab", base=0, label="Les habitants"), ZOE)
    stale = EditBeneficiary(beneficiary="hab", base=0, label="Voisins")
    assert table.refused(stale, ZOE) == "conflict"
    assert lyon(table).beneficiaries["hab"].label == "Les habitants"


def test_the_order_goes_from_direct_to_indirect_by_putting_after() -> None:
    """[B5] first, or just after another one."""
    table = at_work()
    add(table, "Producteurs", "Associations")
    table.do(RankBeneficiary(beneficiary="producteurs", after=None), ZOE)
    assert lyon(table).order[:2] == ("producteurs", "hab")
    table.do(RankBeneficiary(beneficiary="producteurs", after="hab"), ZOE)
    assert lyon(table).order[:2] == ("hab", "producteurs")


def test_deleting_a_beneficiary_never_drops_a_note() -> None:
    """[B6] refused, or its notes go to another one; [B7] the deletion is undone without them."""
    table = at_work()
    add(table, "Producteurs")
    assert table.refused(DeleteBeneficiary(beneficiary="hab"), ZOE) == "beneficiary_has_notes"
    table.do(DeleteBeneficiary(beneficiary="hab", reassign_to="producteurs"), ZOE)
    assert note(table).beneficiary == "producteurs"
    table.do(RestoreBeneficiary(beneficiary="hab"), ZOE)
    assert "hab" in lyon(table).beneficiaries
    assert note(table).beneficiary == "producteurs"


def test_a_deleted_beneficiary_comes_back() -> None:
    """[B7] last in the order."""
    table = at_work()
    add(table, "Producteurs")
    table.do(DeleteBeneficiary(beneficiary="producteurs"), ZOE)
    table.do(RestoreBeneficiary(beneficiary="producteurs"), ZOE)
    assert lyon(table).order == ("hab", "producteurs")


def test_a_group_has_two_levels() -> None:
    """[B2] a parent has no parent, and is another one."""
    table = at_work()
    add(table, "Contributeurs")
    table.do(EditBeneficiary(beneficiary="hab", base=0, parent="contributeurs"), ZOE)
    for who, base, parent in (
        ("contributeurs", 0, "hab"),
        ("hab", 1, "hab"),
        ("hab", 1, TERRITORY),
    ):
        command = EditBeneficiary(beneficiary=who, base=base, parent=parent)
        assert table.refused(command, ZOE) == "parent_not_possible"


def test_a_note_has_a_visible_text_of_two_thousand_code_points_at_most() -> None:
    """[N2] and [X3] the refusal says the limit and the length; emoji count as code points."""
    table = at_work()
    assert table.refused(AddNote(note="n2", beneficiary="hab", text=" \n"), ZOE) == ("text_empty")
    answer = decide(
        table.room, AddNote(note="n2", beneficiary="hab", text="🌱" * 2_001), ZOE, table.now_ms
    )
    assert isinstance(answer, Rejection)
    assert (answer.code, dict(answer.params)) == (
        "text_too_long",
        {"limit": 2_000, "length": 2_001},
    )
    table.do(AddNote(note="n2", beneficiary="hab", text="🌱" * 2_000), ZOE)


def test_a_note_is_a_hypothesis_of_its_pair() -> None:
    """[N5] never of a person."""
    table = at_work()
    assert (note(table).status, note(table).pair) == ("hypothèse", "pair-z")


def test_directness_follows_the_rank_unless_told() -> None:
    """[N6] the first three or the first half are direct, the rest and the territory indirect."""
    table = at_work()
    add(table, "A", "B", "C")
    for place, who in enumerate(("hab", "a", "b", "c", TERRITORY)):
        table.do(AddNote(note=f"d{place}", beneficiary=who, text="x"), ZOE)
    found = [note(table, f"d{place}").directness for place in range(5)]
    assert found == ["direct", "direct", "direct", "indirect", "indirect"]
    table.do(AddNote(note="told", beneficiary="c", text="x", directness="direct"), ZOE)
    assert note(table, "told").directness == "direct"


def test_a_rewriting_from_an_old_revision_is_a_conflict_that_carries_the_text() -> None:
    """[N7] and the same text again is none."""
    table = at_work()
    table.do(EditNote(note="n1", base=0, text="Créer des liens"), ZOE)
    answer = decide(table.room, EditNote(note="n1", base=0, text="Autre"), ZOE, table.now_ms)
    assert isinstance(answer, Rejection)
    assert (answer.code, answer.params["current"]) == ("conflict", "Créer des liens")
    assert table.do(EditNote(note="n1", base=0, text="Créer des liens"), ZOE) == ()


def test_saying_of_what_kind_a_note_is_never_touches_its_text() -> None:
    """[N8] and [N9] no combination is refused, visé and indirect included."""
    table = at_work()
    table.do(ClassifyNote(note="n1", kind="visé", directness="indirect", via="les ateliers"), ZOE)
    table.do(ClassifyNote(note="n1", kind="externalité", directness="direct"), ZOE)
    found = note(table)
    assert (found.text, found.rev, found.via) == ("Créer du lien", 0, "les ateliers")
    assert (found.kind, found.directness) == ("externalité", "direct")


def test_a_note_moves_within_its_board_only() -> None:
    """[N10] another board's beneficiary is unknown to this one."""
    table = at_work()
    add(table, "Producteurs")
    table.do(MoveNote(note="n1", beneficiary="producteurs"), ZOE)
    assert note(table).beneficiary == "producteurs"
    elsewhere = MoveNote(note="n1", beneficiary="toulouse-territoire")
    assert table.refused(elsewhere, ZOE) == "unknown_beneficiary"
    assert table.refused(elsewhere, MARC) == "other_board"


def test_splitting_keeps_provenance_and_history() -> None:
    """[N11] each part has the beneficiary, pair and attributes of the original."""
    table = at_work()
    before = note(table)
    parts = (Part(note="p1", text="Créer"), Part(note="p2", text="du lien"))
    table.do(SplitNote(note="n1", base=0, parts=parts), ZOE)
    assert [note(table, each).split_from for each in ("p1", "p2")] == ["n1", "n1"]
    assert replace(note(table, "p1"), id="n1", text=before.text, split_from=None) == before
    assert lyon(table).removed_notes["n1"] == before
    table.do(RestoreNote(note="n1"), ZOE)
    assert note(table) == before
    assert table.refused(SplitNote(note="n1", base=0, parts=parts[:1]), ZOE) == "too_few"


def test_a_deleted_note_comes_back_unless_its_beneficiary_is_gone() -> None:
    """[N12] a note is never without a beneficiary, not even when restored (N1)."""
    table = at_work()
    table.do(DeleteNote(note="n1"), ZOE)
    table.do(DeleteBeneficiary(beneficiary="hab"), ZOE)
    assert table.refused(RestoreNote(note="n1"), ZOE) == "beneficiary_deleted"
    table.do(RestoreBeneficiary(beneficiary="hab"), ZOE)
    table.do(RestoreNote(note="n1"), ZOE)
    assert note(table).text == "Créer du lien"


def test_a_point_of_discussion_keeps_its_positions_side_by_side() -> None:
    """[D1] an empty text is enough; [D2] the same position id rewrites that one only."""
    table = at_work()
    table.do(OpenPoint(point="d1", target_kind="note", target="n1"), ZOE)
    table.do(TakePosition(point="d1", position="a", text="Oui"), ZOE)
    table.do(TakePosition(point="d1", position="b", text="Non"), ZOE)
    table.do(TakePosition(point="d1", position="a", text="Plutôt oui"), ZOE)
    texts = [each.text for each in lyon(table).points["d1"].positions]
    assert texts == ["Plutôt oui", "Non"]


def test_closing_a_point_keeps_what_was_said() -> None:
    """[D3] and reopening brings it back as it was."""
    table = at_work()
    table.do(OpenPoint(point="d1", target_kind="board", target="lyon", text="Qui ?"), ZOE)
    before = lyon(table).points["d1"]
    table.do(ClosePoint(point="d1"), ZOE)
    assert table.refused(TakePosition(point="d1", position="a", text="Moi"), ZOE) == "point_closed"
    table.do(ReopenPoint(point="d1"), ZOE)
    assert lyon(table).points["d1"] == before


def test_an_interested_actor_has_a_reason_and_a_question_mark_apart() -> None:
    """[I1] links are to notes of the board; deleting can be undone."""
    table = at_work()
    table.do(
        AddInterestedActor(
            board="lyon", interested="i1", label="L'ADEME", uncertain=True, notes=("n1",)
        ),
        ZOE,
    )
    table.do(EditInterestedActor(interested="i1", reason="transition"), ZOE)
    found = lyon(table).interested["i1"]
    assert (found.label, found.reason, found.uncertain) == ("L'ADEME", "transition", True)
    foreign = EditInterestedActor(interested="i1", notes=("n1", "elsewhere"))
    assert table.refused(foreign, ZOE) == "unknown_note"
    table.do(DeleteInterestedActor(interested="i1"), ZOE)
    table.do(RestoreInterestedActor(interested="i1"), ZOE)
    assert lyon(table).interested["i1"] == found


def test_a_text_is_kept_as_typed_but_for_what_no_document_may_hold() -> None:
    """[X1] composed, without control characters; « guillemets » and outer blanks stay."""
    table = at_work()
    table.do(AddNote(note="n2", beneficiary="hab", text=" « l'été »\x0b\ud800\r\n=1+1 "), ZOE)
    table.do(AddNote(note="n3", beneficiary="hab", text="e\u0301te\u0301"), ZOE)
    assert note(table, "n2").text == " « l'été »\n=1+1 "
    assert note(table, "n3").text == "été"


def test_a_label_is_one_line() -> None:
    """[X2] breaks become a space."""
    table = at_work()
    table.do(AddBeneficiary(board="lyon", beneficiary="p", label="Petits\n\tproducteurs"), ZOE)
    assert lyon(table).beneficiaries["p"].label == "Petits producteurs"
