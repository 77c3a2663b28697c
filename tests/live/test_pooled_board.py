"""What the proposals are made from: the room's boards and what stands decided (SPEC W14)."""

import pytest

from support.tables import MARC, ZOE, Table, at_work
from tablee.live.pooled_board import board_of
from tablee.workshop.commands import (
    AddBeneficiary,
    AddNote,
    DecideLater,
    DifferentActors,
    GroupEffects,
    OpenPhase,
    PartOfActor,
    RenameActor,
    RetractDecision,
    TakeOutOfGroup,
)


@pytest.fixture
def table() -> Table:
    """Three notes for « Habitants » at Lyon, « Voisins » at Toulouse; the pooling is open."""
    table = at_work()
    table.do(AddNote(note="n2", beneficiary="hab", text="Se parler"), ZOE)
    table.do(AddNote(note="n3", beneficiary="hab", text="Se voir"), ZOE)
    table.do(AddBeneficiary(board="toulouse", beneficiary="voi", label="Voisins"), MARC)
    table.do(OpenPhase(phase="mise-en-commun"))
    return table


def test_pairs_that_were_decided_go_along_until_they_are_taken_back(table: Table) -> None:
    """[W14, G4, G6, G7] who is part of another actor is not that actor."""
    table.do(DifferentActors(decision="d1", one="hab", other="voi"))
    assert board_of(table.room).decisions.different == (("hab", "voi"),)
    table.do(RetractDecision(decision="d1"))
    assert board_of(table.room).decisions.different == ()
    table.do(DecideLater(decision="d2", one="hab", other="voi"))
    table.do(PartOfActor(decision="d3", child="voi", parent="hab"))
    decisions = board_of(table.room).decisions
    assert decisions.later == (("hab", "voi"),)
    assert decisions.different == (("voi", "hab"),)


def test_a_note_is_in_the_groups_that_were_decided_after_it_was_taken_out(table: Table) -> None:
    """[W14, G9] the others stay together."""
    table.do(GroupEffects(decision="d1", notes=("n1", "n2", "n3")))
    table.do(TakeOutOfGroup(decision="d2", note="n2"))
    decisions = board_of(table.room).decisions
    assert (decisions.grouped, decisions.apart) == ((("n1", "n3"),), ("n2",))
    table.do(GroupEffects(decision="d3", notes=("n2", "n3")))
    decisions = board_of(table.room).decisions
    assert (decisions.grouped, decisions.apart) == ((("n1", "n3"), ("n2", "n3")), ())


def test_what_only_names_things_is_passed_over(table: Table) -> None:
    """[W14] a name is no sign of who is who."""
    before = board_of(table.room)
    table.do(RenameActor(decision="d1", beneficiary="hab", label="Tout le monde"))
    assert board_of(table.room) == before
