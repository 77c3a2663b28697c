"""Notes are never without a beneficiary and never lost (SPEC N)."""

from itertools import product

import pytest
from msgspec.structs import replace

from support.tables import FACILITATOR, MARC, ZOE, Table, at_work
from tablee.workshop import limits
from tablee.workshop.commands import (
    AddBeneficiary,
    AddNote,
    ClassifyNote,
    Command,
    DeleteBeneficiary,
    DeleteNote,
    EditNote,
    MoveNote,
    OpenPhase,
    Part,
    RestoreBeneficiary,
    RestoreNote,
    Sit,
    SplitNote,
)
from tablee.workshop.rejection import Rejection
from tablee.workshop.room import Note
from tablee.workshop.vocabulary import Directness, NoteKind

HALVES = (Part(note="s1", text="Créer"), Part(note="s2", text="Du lien"))
KINDS: tuple[NoteKind, ...] = ("visé", "externalité")
DIRECTNESS: tuple[Directness, ...] = ("direct", "indirect")


def note_of(table: Table, note: str, board: str = "lyon") -> Note:
    return table.room.boards[board].notes[note]


@pytest.fixture
def table() -> Table:
    return at_work()


def test_a_note_without_a_beneficiary_is_refused(table: Table) -> None:
    """[N1] none, an empty one or one that the room does not know."""
    assert table.refused(AddNote(note="n2", text="Seule"), ZOE) == "beneficiary_missing"
    command = AddNote(note="n2", beneficiary="", text="Seule")
    assert table.refused(command, ZOE) == "beneficiary_missing"
    command = AddNote(note="n2", beneficiary="ghost", text="Seule")
    assert table.refused(command, ZOE) == "unknown_beneficiary"
    assert table.refused(AddNote(note="n2", text="Seule")) == "beneficiary_missing"


def test_a_note_cannot_be_moved_to_where_there_is_no_beneficiary(table: Table) -> None:
    """[N1] moving."""
    for nowhere in ("", "ghost", "n1", "lyon"):
        command = MoveNote(note="n1", beneficiary=nowhere)
        assert table.refused(command, ZOE) == "unknown_beneficiary"


def test_the_parts_of_a_note_have_its_beneficiary(table: Table) -> None:
    """[N1] splitting."""
    table.do(SplitNote(note="n1", base=0, parts=HALVES), ZOE)
    assert {note.beneficiary for note in table.room.boards["lyon"].notes.values()} == {"hab"}


def test_a_note_without_a_visible_character_is_refused(table: Table) -> None:
    """[N2] spaces, breaks, characters that are not kept, marks that show nothing."""
    for nothing in (
        "",
        " \t\n",
        "\x00",
        "\ud800",
        "\u200b\u2060\ufeff",
        "\xad",
        "\u3164",
        "\u202e",
    ):
        command = AddNote(note="n2", beneficiary="hab", text=nothing)
        assert table.refused(command, ZOE) == "text_empty", ascii(nothing)
    table.do(AddNote(note="n2", beneficiary="hab", text="\u200b👩\u200d🌾"), ZOE)
    assert note_of(table, "n2").text == "\u200b👩\u200d🌾"


def test_a_note_holds_two_thousand_code_points_and_not_one_more(table: Table) -> None:
    """[N2] counted as code points, not as bytes or UTF-16 units."""
    table.do(AddNote(note="n2", beneficiary="hab", text="😀" * 2_000), ZOE)
    command = AddNote(note="n3", beneficiary="hab", text="😀" * 2_001)
    assert table.refused(command, ZOE) == "text_too_long"


def test_a_proposed_id_has_one_to_forty_plain_characters(table: Table) -> None:
    """[N3] and no other."""
    for bad in ("", "x" * 41, "é", "a b", "a/b", "a.b", "\ud800", "a\n", "１"):
        command = AddNote(note=bad, beneficiary="hab", text="x")
        assert table.refused(command, ZOE) == "bad_id", ascii(bad)
    table.do(AddNote(note="A-z_9" * 8, beneficiary="hab", text="x"), ZOE)


def test_an_id_that_the_room_has_or_had_is_refused(table: Table) -> None:
    """[N3] of a note, a beneficiary, a board or a pair, of any board, standing or deleted."""
    table.do(AddBeneficiary(board="toulouse", beneficiary="t-hab", label="Élus"), MARC)
    table.do(AddNote(note="gone", beneficiary="hab", text="x"), ZOE)
    table.do(DeleteNote(note="gone"), ZOE)
    for taken in ("n1", "hab", "t-hab", "lyon", "lyon-territoire", "pair-z", "gone"):
        command = AddNote(note=taken, beneficiary="hab", text="x")
        assert table.refused(command, ZOE) == "id_taken", taken


@pytest.mark.parametrize("way", ["posted", "split", "restored"])
def test_a_room_holds_five_thousand_notes_whichever_way_they_come(table: Table, way: str) -> None:
    """[N4] posted, split off or restored."""
    table.do(AddNote(note="gone", beneficiary="hab", text="x"), ZOE)
    table.do(DeleteNote(note="gone"), ZOE)
    lyon = table.room.boards["lyon"]
    model = lyon.notes["n1"]
    full = {f"m{n}": replace(model, id=f"m{n}") for n in range(limits.NOTES_PER_ROOM - 1)}
    boards = {**table.room.boards, "lyon": replace(lyon, notes={"n1": model, **full})}
    table.room = replace(table.room, boards=boards)
    ways: dict[str, Command] = {
        "posted": AddNote(note="more", beneficiary="hab", text="x"),
        "split": SplitNote(note="n1", base=0, parts=HALVES),
        "restored": RestoreNote(note="gone"),
    }
    answer = table.ask(ways[way], ZOE)
    assert answer == Rejection(code="too_many", params={"limit": 5_000})


@pytest.mark.parametrize("way", ["posted", "split"])
def test_what_can_come_back_is_bounded_too(
    table: Table, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[N4] writing and deleting without end fills no memory; what is there can still come back."""
    table.do(AddNote(note="gone", beneficiary="hab", text="x"), ZOE)
    table.do(DeleteNote(note="gone"), ZOE)
    kept = sum(len(b.notes) + len(b.removed_notes) for b in table.room.boards.values())
    monkeypatch.setattr(limits, "NOTES_KEPT", kept + 1)
    ways: dict[str, Command] = {
        "posted": AddNote(note="more", beneficiary="hab", text="x"),
        "split": SplitNote(note="n1", base=0, parts=HALVES),
    }
    if way == "posted":
        table.do(ways[way], ZOE)
    assert table.refused(ways["split"], ZOE) == "too_many"
    if way == "posted":
        assert table.refused(AddNote(note="again", beneficiary="hab", text="x"), ZOE) == "too_many"
    table.do(RestoreNote(note="gone"), ZOE)


def test_a_note_is_a_hypothesis_and_says_its_pair_and_not_its_person(table: Table) -> None:
    """[N5] a facilitator's own is from no pair."""
    note = note_of(table, "n1")
    assert (note.status, note.pair) == ("hypothèse", "pair-z")
    assert "zoe" not in repr(note)
    table.do(AddNote(note="n2", beneficiary="hab", text="Entendu"))
    assert note_of(table, "n2").pair is None


def test_directness_follows_the_rank_of_the_beneficiary() -> None:
    """[N6] the first three of the order, or its first half, are direct."""
    for many, direct in ((1, 1), (3, 3), (4, 3), (6, 3), (7, 4), (8, 4), (9, 5)):
        table = Table()
        table.do(OpenPhase(phase="travail"))
        for rank in range(many):
            table.do(AddBeneficiary(board="lyon", beneficiary=f"b{rank}", label=f"B {rank}"))
        for rank in range(many):
            table.do(AddNote(note=f"n{rank}", beneficiary=f"b{rank}", text="x"))
            expected = "direct" if rank < direct else "indirect"
            assert note_of(table, f"n{rank}").directness == expected, (many, rank)
        table.do(AddNote(note="last", beneficiary="lyon-territoire", text="x"))
        assert note_of(table, "last").directness == "indirect"


def test_directness_is_what_was_told_when_it_was_told(table: Table) -> None:
    """[N6] unless told."""
    table.do(AddNote(note="n2", beneficiary="hab", text="x", directness="indirect"), ZOE)
    assert note_of(table, "n2").directness == "indirect"


def test_rewriting_from_an_older_revision_is_a_conflict_with_the_text_that_stands(
    table: Table,
) -> None:
    """[N7] nothing is overwritten unseen."""
    table.do(EditNote(note="n1", base=0, text="Créer du lien durable"), ZOE)
    answer = table.ask(EditNote(note="n1", base=0, text="Créer des liens"), ZOE)
    current: dict[str, str | int] = {"rev": 1, "current": "Créer du lien durable"}
    assert answer == Rejection(code="conflict", params=current)
    table.do(EditNote(note="n1", base=1, text="Créer des liens"), ZOE)
    assert note_of(table, "n1").rev == 2


def test_rewriting_with_the_same_text_is_no_conflict(table: Table) -> None:
    """[N7] two people who correct the same slip agree."""
    table.do(EditNote(note="n1", base=0, text="Créer des liens"), ZOE)
    assert table.do(EditNote(note="n1", base=0, text="Créer des liens"), ZOE) == ()


def test_rewriting_from_another_text_under_the_same_revision_is_a_conflict(table: Table) -> None:
    """[N13] an outbox comes back with two rewritings: the second does not overwrite unseen."""
    first = note_of(table, "n1").text
    table.do(EditNote(note="n1", base=0, text="Celui d'une autre", was=first), FACILITATOR)
    mine = EditNote(note="n1", base=0, text="Le mien", was=first)
    assert table.refused(mine, ZOE) == "conflict"
    again = EditNote(note="n1", base=1, text="Le mien, revu", was="Le mien")
    assert table.refused(again, ZOE) == "conflict"
    table.do(EditNote(note="n1", base=1, text="Les deux", was="Celui d'une autre"), ZOE)
    assert note_of(table, "n1").text == "Les deux"


def test_a_deletion_says_what_was_read_and_spares_what_was_written_since(table: Table) -> None:
    """[N14] also under a revision that happens to have the same number; without it, as before."""
    first = note_of(table, "n1").text
    table.do(EditNote(note="n1", base=0, text="Celui d'une autre", was=first), FACILITATOR)
    current: dict[str, str | int] = {"rev": 1, "current": "Celui d'une autre"}
    for was in (first, "Le mien"):
        answer = table.ask(DeleteNote(note="n1", was=was), ZOE)
        assert answer == Rejection(code="conflict", params=current)
    table.do(DeleteNote(note="n1", was="Celui d'une autre"), ZOE)
    table.do(RestoreNote(note="n1"), ZOE)
    table.do(DeleteNote(note="n1"), ZOE)
    assert "n1" not in table.room.boards["lyon"].notes


def test_classifying_changes_what_is_said_of_a_note_and_not_its_text(table: Table) -> None:
    """[N8] each field on its own; a revision of the text stays what it was."""
    before = note_of(table, "n1")
    table.do(AddNote(note="n2", beneficiary="hab", text="x"), ZOE)
    for command, field, value in (
        (ClassifyNote(note="n1", kind="externalité"), "kind", "externalité"),
        (ClassifyNote(note="n1", directness="indirect"), "directness", "indirect"),
        (ClassifyNote(note="n1", unforeseen=True), "unforeseen", True),
        (ClassifyNote(note="n1", via="les écoles"), "via", "les écoles"),
        (ClassifyNote(note="n1", via_note="n2"), "via_note", "n2"),
    ):
        earlier = note_of(table, "n1")
        table.do(command, ZOE)
        assert note_of(table, "n1") == replace(earlier, **{field: value})
    assert (note_of(table, "n1").text, note_of(table, "n1").rev) == (before.text, before.rev)


def test_a_note_goes_through_a_note_of_its_own_board_only(table: Table) -> None:
    """[N8] « via » names a note that is there."""
    table.do(AddNote(note="t1", beneficiary="toulouse-territoire", text="x"), MARC)
    for other in ("ghost", "t1"):
        assert table.refused(ClassifyNote(note="n1", via_note=other), ZOE) == "unknown_note"
        command = AddNote(note="n2", beneficiary="hab", text="x", via_note=other)
        assert table.refused(command, ZOE) == "unknown_note"


def test_no_combination_of_kind_and_directness_is_refused(table: Table) -> None:
    """[N9] when posting and when classifying, for every beneficiary."""
    for place, (kind, directness) in enumerate(product(KINDS, DIRECTNESS)):
        for to in ("hab", "lyon-territoire"):
            note = f"k{place}-{to}"
            told = AddNote(note=note, beneficiary=to, text="x", kind=kind, directness=directness)
            table.do(told, ZOE)
            assert (note_of(table, note).kind, note_of(table, note).directness) == (
                kind,
                directness,
            )
        table.do(ClassifyNote(note="n1", kind=kind, directness=directness), ZOE)
        assert (note_of(table, "n1").kind, note_of(table, "n1").directness) == (kind, directness)


def test_a_note_moves_between_the_beneficiaries_of_its_board_only(table: Table) -> None:
    """[N10] not even a facilitator carries it to another board."""
    table.do(AddBeneficiary(board="toulouse", beneficiary="t-hab", label="Habitants"), MARC)
    table.do(MoveNote(note="n1", beneficiary="lyon-territoire"), ZOE)
    assert note_of(table, "n1").beneficiary == "lyon-territoire"
    assert table.refused(MoveNote(note="n1", beneficiary="t-hab"), ZOE) == "unknown_beneficiary"
    assert table.refused(MoveNote(note="n1", beneficiary="t-hab")) == "unknown_beneficiary"


def test_the_parts_of_a_note_keep_everything_but_its_text(table: Table) -> None:
    """[N11] beneficiary, pair and attributes; they say what they come from."""
    table.do(ClassifyNote(note="n1", kind="externalité", unforeseen=True, via="l'école"), ZOE)
    whole = note_of(table, "n1")
    table.do(Sit(participant="marc", board="lyon", pair="pair-n"), MARC)
    table.do(SplitNote(note="n1", base=0, parts=HALVES), MARC)
    assert "n1" not in table.room.boards["lyon"].notes
    for part in HALVES:
        expected = replace(whole, id=part.note, text=part.text, split_from="n1")
        assert note_of(table, part.note) == expected


def test_the_original_of_a_split_can_be_restored(table: Table) -> None:
    """[N11] as it was."""
    before = note_of(table, "n1")
    table.do(SplitNote(note="n1", base=0, parts=HALVES), ZOE)
    table.do(RestoreNote(note="n1"), ZOE)
    assert note_of(table, "n1") == before


def test_a_note_is_split_in_two_to_ten_and_from_the_revision_that_stands(table: Table) -> None:
    """[N11] and its parts are notes like others."""
    eleven = tuple(Part(note=f"s{n}", text="x") for n in range(11))
    twice = (Part(note="s", text="x"), Part(note="s", text="y"))
    empty = (Part(note="s1", text="x"), Part(note="s2", text=" "))
    for parts, code in (
        (eleven[:1], "too_few"),
        (eleven, "too_many"),
        (twice, "id_taken"),
        (empty, "text_empty"),
    ):
        assert table.refused(SplitNote(note="n1", base=0, parts=parts), ZOE) == code
    assert table.refused(SplitNote(note="n1", base=1, parts=HALVES), ZOE) == "conflict"
    table.do(SplitNote(note="n1", base=0, parts=eleven[:10]), ZOE)


def test_a_deleted_note_comes_back_as_it_was(table: Table) -> None:
    """[N12] undo; doing it twice changes nothing more."""
    before = note_of(table, "n1")
    table.do(DeleteNote(note="n1"), ZOE)
    assert "n1" not in table.room.boards["lyon"].notes
    table.do(RestoreNote(note="n1"), ZOE)
    assert note_of(table, "n1") == before
    assert table.do(RestoreNote(note="n1"), ZOE) == ()


def test_a_note_does_not_come_back_before_its_beneficiary(table: Table) -> None:
    """[N12] [N1] a note is never without one, restored or not."""
    table.do(DeleteNote(note="n1"), ZOE)
    table.do(DeleteBeneficiary(beneficiary="hab"), ZOE)
    assert table.refused(RestoreNote(note="n1"), ZOE) == "beneficiary_deleted"
    table.do(RestoreBeneficiary(beneficiary="hab"), ZOE)
    table.do(RestoreNote(note="n1"), ZOE)
