"""Who is one actor, and who never becomes one (SPEC G2, G6)."""

from itertools import permutations

import pytest

from support.pooling_table import actor, same, three_boards, undo
from support.tables import Table
from tablee.workshop import commands as c
from tablee.workshop.pooling import pooled
from tablee.workshop.rejection import Rejection


@pytest.fixture
def table() -> Table:
    return three_boards()


def different(table: Table, decision: str, one: str, other: str) -> None:
    table.do(c.DifferentActors(decision=decision, one=one, other=other))


def refusal(table: Table, *beneficiaries: str) -> Rejection:
    answer = table.ask(c.SameActor(decision="refused", beneficiaries=beneficiaries))
    assert isinstance(answer, Rejection)
    return answer


def test_what_would_join_two_that_are_kept_apart_is_refused_and_names_them(table: Table) -> None:
    """[G6] [R34] with both labels and the decision, so that it can be taken back."""
    different(table, "d1", "a1", "b1")
    expected = {"one": "Acteur a1", "other": "Acteur b1", "decision": "d1"}
    refused = refusal(table, "a1", "b1")
    assert (refused.code, refused.params) == ("kept_apart", expected)
    undo(table, "d1")
    same(table, "d2", "a1", "b1")


def test_a_join_is_refused_for_what_it_would_join_through_others(table: Table) -> None:
    """[G6] transitively, in whatever order the three were decided."""
    for order in permutations((("a1", "c1"), ("c1", "b2"), ("b2", "b1"))):
        before = table.room
        different(table, "d1", "a1", "b1")
        for place, (one, other) in enumerate(order[:2]):
            same(table, f"s{place}", one, other)
        refused = refusal(table, *order[2])
        assert (refused.code, refused.params["decision"]) == ("kept_apart", "d1")
        table.room = before


def test_two_that_are_one_actor_are_neither_different_nor_put_off(table: Table) -> None:
    """[G6] nor is « Le territoire » of two boards."""
    same(table, "s1", "a1", "c1")
    same(table, "s2", "c1", "b1")
    for one, other in (("a1", "b1"), ("a1", "a1"), ("lyon-territoire", "nantes-territoire")):
        assert table.refused(c.DifferentActors(decision="d", one=one, other=other)) == "same_actor"
        assert table.refused(c.DecideLater(decision="d", one=one, other=other)) == "same_actor"


def test_restoring_a_beneficiary_never_contradicts_what_was_decided_meanwhile(table: Table) -> None:
    """[G6] what was decided about a deleted one goes on counting."""
    table.do(c.DeleteNote(note="y3"))
    same(table, "s1", "a1", "b2")
    table.do(c.DeleteBeneficiary(beneficiary="b2"))
    assert table.refused(c.DifferentActors(decision="d", one="a1", other="b2")) == (
        "unknown_beneficiary"
    )
    table.do(c.RestoreBeneficiary(beneficiary="b2"))
    same(table, "s2", "b2", "c1")
    table.do(c.DeleteBeneficiary(beneficiary="b2"))
    refused = table.refused(c.DifferentActors(decision="d", one="a1", other="c1"))
    assert refused == "same_actor"
    different(table, "d1", "a1", "b1")
    assert refusal(table, "c1", "b1").code == "kept_apart"


def test_two_that_are_kept_apart_are_named_as_their_actors_are(table: Table) -> None:
    """[G6] [G3] in the refusal, not by the wording that the decision happened to be about."""
    different(table, "d1", "a1", "b1")
    table.do(c.RenameActor(decision="r1", beneficiary="b1", label="Les gens"))
    same(table, "s1", "a1", "c1")
    table.do(c.RenameActor(decision="r2", beneficiary="c1", label="Les voisins"))
    refused = refusal(table, "a1", "b1")
    assert (refused.params["one"], refused.params["other"]) == ("Les voisins", "Les gens")


def test_the_label_of_a_deleted_one_is_still_said(table: Table) -> None:
    """[G6] in the refusal of what would join it."""
    same(table, "s1", "b2", "c1")
    different(table, "d1", "a1", "b2")
    table.do(c.DeleteNote(note="y3"))
    table.do(c.DeleteBeneficiary(beneficiary="b2"))
    refused = refusal(table, "a1", "c1")
    assert (refused.code, refused.params["other"]) == ("kept_apart", "Acteur b2")


def test_a_deleted_beneficiary_still_holds_its_actor_together(table: Table) -> None:
    """[G6] [G2] two that were joined through it stay one."""
    same(table, "s1", "a1", "b2")
    same(table, "s2", "b2", "c1")
    table.do(c.DeleteNote(note="y3"))
    table.do(c.DeleteBeneficiary(beneficiary="b2"))
    assert [each.beneficiary for each in actor(table, "a1").members] == ["a1", "c1"]


def test_putting_off_changes_nothing_that_is_pooled(table: Table) -> None:
    """[G6] and can be taken back like any other."""
    before = pooled(table.room)
    table.do(c.DecideLater(decision="l1", one="a1", other="b1"))
    different(table, "d1", "a1", "c1")
    assert pooled(table.room) == before
    undo(table, "d1", "l1")
    assert not table.room.decisions


def test_a_territory_that_a_decision_names_is_not_removed(table: Table) -> None:
    """[C3] its « Le territoire » would be somebody else's when it came back."""
    table.do(c.AddTerritory(board="lille", name="Lille"))
    same(table, "s1", "a1", "lille-territoire")
    assert table.refused(c.RemoveTerritory(board="lille")) == "territory_in_use"
    undo(table, "s1")
    table.do(c.RemoveTerritory(board="lille"))
