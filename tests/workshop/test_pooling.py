"""The boards seen as one, from the decisions that stand (SPEC G)."""

from itertools import permutations

import pytest

from support.tables import MARC, ZOE, Table, at_work
from tablee.workshop import limits
from tablee.workshop.commands import (
    AddBeneficiary,
    AddNote,
    AddTerritory,
    CategoriseActor,
    DeleteBeneficiary,
    DeleteNote,
    EditBeneficiary,
    OpenPhase,
    PartOfActor,
    RankBeneficiary,
    RenameActor,
    RestoreBeneficiary,
    RetractDecision,
    SameActor,
)
from tablee.workshop.pooling import Actor, missing, pooled


@pytest.fixture
def table() -> Table:
    """Lyon: Habitants (n1), Élus. Toulouse: Habitantes (t1, t2), Maires. In the pooling."""
    table = at_work()
    table.do(AddBeneficiary(board="lyon", beneficiary="elu", label="Élus"), ZOE)
    table.do(AddBeneficiary(board="toulouse", beneficiary="t-hab", label="Habitantes"), MARC)
    table.do(AddBeneficiary(board="toulouse", beneficiary="t-mai", label="Maires"), MARC)
    table.do(AddNote(note="t1", beneficiary="t-hab", text="Créer du lien"), MARC)
    table.do(AddNote(note="t2", beneficiary="t-hab", text="Créer du lien"), MARC)
    table.do(AddNote(note="n2", beneficiary="lyon-territoire", text="Attirer"), ZOE)
    table.do(OpenPhase(phase="mise-en-commun"))
    return table


def actors(table: Table) -> dict[str, Actor]:
    """By the ids of their members."""
    return {"+".join(m.beneficiary for m in each.members): each for each in pooled(table.room)}


def same(table: Table, decision: str, *beneficiaries: str, label: str | None = None) -> None:
    table.do(SameActor(decision=decision, beneficiaries=beneficiaries, label=label))


def test_the_pooling_holds_every_live_note_once_even_two_with_the_same_words(table: Table) -> None:
    """[G1] before any decision, after one, and without what was deleted."""
    for _ in range(2):
        notes = [note for actor in pooled(table.room) for note in actor.notes]
        assert sorted(notes) == ["n1", "n2", "t1", "t2"]
        same(table, f"d{len(table.room.decisions)}", "hab", "t-hab")
    table.do(DeleteNote(note="t2"))
    assert sorted(note for actor in pooled(table.room) for note in actor.notes) == [
        "n1",
        "n2",
        "t1",
    ]


def test_the_territory_itself_is_one_actor_of_every_board_and_comes_last(table: Table) -> None:
    """[G1] by identity, without a decision."""
    last = pooled(table.room)[-1]
    members = [each.beneficiary for each in last.members]
    assert members == ["lyon-territoire", "toulouse-territoire"]
    assert (last.builtin, last.label, last.notes) == (True, "Le territoire", ("n2",))


def test_actors_go_from_direct_to_indirect_by_the_median_of_their_ranks(table: Table) -> None:
    """[G1] and as they are first met where the median is the same."""
    assert [each.id for each in pooled(table.room)][:4] == ["hab", "t-hab", "elu", "t-mai"]
    table.do(RankBeneficiary(beneficiary="t-mai", after=None))
    assert [each.id for each in pooled(table.room)][:4] == ["hab", "t-mai", "elu", "t-hab"]
    same(table, "d1", "elu", "t-mai")
    assert [each.id for each in pooled(table.room)][:3] == ["hab", "elu", "t-hab"]


def test_the_same_actor_joins_two_beneficiaries_or_more(table: Table) -> None:
    """[G2] of any boards, of the same board too; one alone or an unknown one is refused."""
    same(table, "d1", "hab", "elu", "t-hab")
    assert "hab+elu+t-hab" in actors(table)
    for alone in (("hab",), ("hab", "hab"), ()):
        assert table.refused(SameActor(decision="d2", beneficiaries=alone)) == "too_few"
    command = SameActor(decision="d2", beneficiaries=("hab", "ghost"))
    assert table.refused(command) == "unknown_beneficiary"
    many = SameActor(decision="d2", beneficiaries=("hab", "elu") * limits.DECISIONS_PER_ROOM)
    assert table.refused(many) == "too_many"


def test_joining_is_transitive(table: Table) -> None:
    """[G2] in whatever order the decisions were taken."""
    joins = (("hab", "t-hab"), ("t-hab", "elu"), ("elu", "t-mai"))
    for order in permutations(joins):
        before = table.room
        for place, pair in enumerate(order):
            same(table, f"d{place}", *pair)
        assert "hab+elu+t-hab+t-mai" in actors(table)
        table.room = before


def test_an_actor_is_called_by_most_territories_then_by_the_longest_wording(table: Table) -> None:
    """[G3] every other wording is kept as « aussi nommé »."""
    same(table, "d1", "hab", "t-hab")
    actor = actors(table)["hab+t-hab"]
    assert (actor.label, actor.also_named) == ("Habitantes", ("Habitants",))
    table.do(AddBeneficiary(board="toulouse", beneficiary="t-hab2", label="Habitants"))
    same(table, "d2", "hab", "t-hab2")
    actor = actors(table)["hab+t-hab+t-hab2"]
    assert (actor.label, actor.also_named) == ("Habitants", ("Habitantes",))


def test_an_actor_is_called_what_the_last_standing_decision_says(table: Table) -> None:
    """[G3] a joining that gives a name or a renaming; the boards keep their words."""
    same(table, "d1", "hab", "t-hab", label="Les gens d'ici")
    table.do(RenameActor(decision="d2", beneficiary="t-hab", label="La population"))
    actor = actors(table)["hab+t-hab"]
    assert (actor.label, actor.also_named) == ("La population", ("Habitants", "Habitantes"))
    assert table.room.boards["lyon"].beneficiaries["hab"].label == "Habitants"
    table.do(RetractDecision(decision="d2"))
    assert actors(table)["hab+t-hab"].label == "Les gens d'ici"
    table.do(RetractDecision(decision="d1"))
    assert (actors(table)["hab"].label, actors(table)["t-hab"].label) == ("Habitants", "Habitantes")


def test_any_standing_decision_is_retracted_in_any_order(table: Table) -> None:
    """[G4] the pooling is what the others give, as if the retracted ones had never been."""
    start = table.room

    def decide_all() -> None:
        same(table, "d1", "hab", "t-hab")
        same(table, "d2", "elu", "t-mai", label="Les élus")
        table.do(RenameActor(decision="d3", beneficiary="hab", label="Les gens"))
        same(table, "d4", "hab", "elu")

    decide_all()
    whole = table.room
    for order in permutations(whole.decisions):
        table.room = whole
        for place, decision in enumerate(order, start=1):
            table.do(RetractDecision(decision=decision))
            assert list(table.room.decisions) == [
                each for each in whole.decisions if each not in order[:place]
            ]
        assert pooled(table.room) == pooled(start)


def test_a_decision_is_retracted_once(table: Table) -> None:
    """[G4] one that does not stand is unknown."""
    same(table, "d1", "hab", "t-hab")
    table.do(RetractDecision(decision="d1"))
    assert table.refused(RetractDecision(decision="d1")) == "unknown_decision"


def test_the_id_of_a_retracted_decision_is_not_given_again(table: Table) -> None:
    """[N3, G4] to no decision and to nothing else: who speaks of it means the one that was."""
    same(table, "d1", "hab", "t-hab")
    table.do(RetractDecision(decision="d1"))
    again = SameActor(decision="d1", beneficiaries=("hab", "elu"))
    renamed = RenameActor(decision="d1", beneficiary="hab", label="Les gens")
    note = AddNote(note="d1", beneficiary="hab", text="Un lieu")
    assert [table.refused(each) for each in (again, renamed, note)] == ["id_taken"] * 3
    same(table, "d2", "hab", "t-hab")


def test_a_beneficiary_that_is_deleted_leaves_its_actor_and_comes_back_to_it(table: Table) -> None:
    """[G4] the decision stands meanwhile."""
    same(table, "d1", "hab", "elu", "t-mai")
    before = actors(table)["hab+elu+t-mai"]
    table.do(DeleteBeneficiary(beneficiary="elu"))
    assert "hab+t-mai" in actors(table)
    table.do(RestoreBeneficiary(beneficiary="elu"))
    assert actors(table)["hab+elu+t-mai"] == before


def test_a_room_takes_so_many_decisions(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    """[L1] with a bound that is reached here."""
    monkeypatch.setattr(limits, "DECISIONS_PER_ROOM", 2)
    same(table, "d1", "hab", "t-hab")
    table.do(RenameActor(decision="d2", beneficiary="hab", label="Les gens"))
    more = RenameActor(decision="d3", beneficiary="elu", label="Les élus")
    assert table.refused(more) == "too_many"


def test_retracting_makes_room_for_so_many_decisions_and_no_more(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[L1, G4] their ids are kept, and what is kept is bounded."""
    monkeypatch.setattr(limits, "DECISIONS_KEPT", 3)
    for decision in ("d1", "d2", "d3"):
        same(table, decision, "hab", "t-hab")
        table.do(RetractDecision(decision=decision))
    assert table.refused(SameActor(decision="d4", beneficiaries=("hab", "t-hab"))) == "too_many"


def test_a_category_is_decided_else_the_most_frequent(table: Table) -> None:
    """[G5] the last decision counts, also one that says « none »."""
    for board, key, category in (("lyon", "c1", "public"), ("toulouse", "c2", "élus")):
        add = AddBeneficiary(board=board, beneficiary=key, label=f"C {key}", category=category)
        table.do(add)
    table.do(AddBeneficiary(board="lyon", beneficiary="c3", label="C c3", category="élus"))
    same(table, "d1", "c1", "c2", "c3")
    assert actors(table)["c1+c3+c2"].category == "élus"
    table.do(CategoriseActor(decision="d2", beneficiary="c2", category="associations"))
    table.do(CategoriseActor(decision="d3", beneficiary="c1", category=""))
    assert actors(table)["c1+c3+c2"].category == ""
    table.do(RetractDecision(decision="d3"))
    assert actors(table)["c1+c3+c2"].category == "associations"
    long = CategoriseActor(decision="d4", beneficiary="c1", category="x" * 201)
    assert table.refused(long) == "text_too_long"


def part(table: Table, decision: str, child: str, parent: str) -> None:
    table.do(PartOfActor(decision=decision, child=child, parent=parent))


def above(table: Table) -> dict[str, str]:
    """What each actor is part of, by the ids of actors."""
    return {each.id: each.parent for each in pooled(table.room) if each.parent is not None}


def test_an_actor_is_part_of_what_was_decided_last_else_of_its_boards_group(table: Table) -> None:
    """[G7] « fait partie de », and its retraction."""
    table.do(EditBeneficiary(beneficiary="elu", base=0, parent="hab"))
    assert above(table) == {"elu": "hab"}
    part(table, "d1", "elu", "t-mai")
    part(table, "d2", "elu", "t-hab")
    assert above(table) == {"elu": "t-hab"}
    same(table, "d3", "hab", "t-hab")
    assert above(table) == {"elu": "hab"}
    table.do(RetractDecision(decision="d2"))
    assert above(table) == {"elu": "t-mai"}
    table.do(RetractDecision(decision="d1"))
    assert above(table) == {"elu": "hab"}
    same(table, "d4", "elu", "hab")
    assert above(table) == {}


def test_an_actor_is_not_part_of_itself_by_whatever_way(table: Table) -> None:
    """[G7] « circle », « same_actor »; a decision goes before the group of a board."""
    part(table, "d1", "hab", "elu")
    part(table, "d2", "elu", "t-hab")
    same(table, "d3", "t-hab", "t-mai")
    circle = PartOfActor(decision="d4", child="t-mai", parent="hab")
    itself = PartOfActor(decision="d4", child="t-hab", parent="t-mai")
    assert [table.refused(each) for each in (circle, itself)] == ["circle", "same_actor"]
    table.do(AddBeneficiary(board="lyon", beneficiary="ass", label="Associations"))
    table.do(AddBeneficiary(board="lyon", beneficiary="sport", label="Clubs", parent="ass"))
    part(table, "d5", "ass", "sport")
    assert above(table)["ass"] == "sport"
    assert "sport" not in above(table)


def test_a_circle_that_a_merge_closes_is_cut_where_it_was_closed_last(table: Table) -> None:
    """[G7] in whatever order the merges were taken; undoing them brings both back."""
    part(table, "d1", "hab", "elu")
    part(table, "d2", "t-hab", "t-mai")
    for merges in ((("hab", "t-mai"), ("elu", "t-hab")), (("elu", "t-hab"), ("hab", "t-mai"))):
        before = table.room
        for place, merge in enumerate(merges):
            same(table, f"m{place}", *merge)
        assert above(table) == {"hab": "elu"}
        table.do(RetractDecision(decision="m0"))
        table.do(RetractDecision(decision="m1"))
        assert above(table) == {"hab": "elu", "t-hab": "t-mai"}
        table.room = before


def test_a_decision_that_was_taken_again_counts_from_then_on(table: Table) -> None:
    """[G7] it is the later one of the circle, though its actor was decided about first."""
    for key in ("ass", "club"):
        table.do(AddBeneficiary(board="lyon", beneficiary=key, label=f"Les {key}"))
    part(table, "d1", "hab", "ass")
    part(table, "d2", "elu", "club")
    part(table, "d3", "hab", "t-mai")
    same(table, "d4", "t-mai", "elu")
    same(table, "d5", "club", "hab")
    assert above(table) == {"elu": "hab"}


def test_a_territory_is_missing_until_it_has_a_live_note(table: Table) -> None:
    """[G13] as it comes, and again when its last one is deleted."""
    table.do(AddTerritory(board="nantes", name="Nantes"))
    assert missing(table.room) == ("nantes",)
    table.do(AddNote(note="x1", beneficiary="nantes-territoire", text="Attirer"))
    assert missing(table.room) == ()
    table.do(DeleteNote(note="x1"))
    assert missing(table.room) == ("nantes",)
