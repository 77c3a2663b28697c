"""The journal of merges: every decision with the words of then, nothing of what is hidden."""

from datetime import UTC

import pytest

from exports.table import START_MS, Table, marseille_table
from tablee.exports.actors import read
from tablee.exports.document import Bullets, Item
from tablee.exports.formats import render
from tablee.exports.merge_journal import merges
from tablee.text import say
from tablee.workshop import commands as c

UCS = "« l'UCS 13 (union des centres sociaux) » (Marseille)"
LEADERS = "« Les dirigeants des « épiceries » » (Marseille)"
CONTRIBUTORS = "« Les principaux contributeurs » (Marseille)"
GRAINE, UCS_13 = "« Graine de Soleil » (Marseille)", "l'UCS 13"
KEPT = "« Tisser des liens de confiance », « Mutualiser les tournées de collecte »"


@pytest.fixture
def table() -> Table:
    return marseille_table()


def lines(table: Table) -> list[Item]:
    reading = read(table.room, "fr")
    (block,) = merges(reading, table.room, table.journal, UTC)
    assert isinstance(block, Bullets)
    return list(block.items)


def told(table: Table) -> list[str]:
    return [each.text for each in lines(table)]


def known(wording: str, actor: str) -> str:
    """A wording and its territory, and what its actor is called in the report."""
    return f"{wording.removesuffix(')')}, acteur « {actor} »)"


def test_a_line_says_when_who_and_what_in_the_words_of_then(table: Table) -> None:
    """[G14] [R60] a label or a note that is rewritten since stays as it was in its line; beside it
    stands what the report calls the actor, where that is another name."""
    table.do(c.PartOfActor(decision="d3", child="graine", parent="ucs"))
    table.do(c.GroupEffects(decision="d4", notes=("n2", "n6"), title="Coopérer"))
    table.do(c.EditBeneficiary(beneficiary="graine", base=0, label="Graines"))
    table.do(c.RenameTerritory(board="b0", name="Marseille Nord"))
    table.do(c.EditNote(note="n2", base=0, text="Se faire confiance"))
    assert told(table)[2:] == [
        f"{known(GRAINE, 'Graines')} fait partie de {known(UCS, UCS_13)}",
        f"Effets regroupés sous « Coopérer » : {KEPT}",
    ]
    assert lines(table)[2].before == "17 juin 2022, 10 h 15, animation"
    table.do(c.PartOfActor(decision="d5", child="graine", parent="epi-m"))
    assert told(table)[-1].startswith("« Graines » (Marseille Nord) fait partie de")


def test_what_was_taken_back_is_told_with_its_time(table: Table) -> None:
    """[G14] in its place; the others say nothing of it."""
    table.now_ms += 3_600_000
    table.do(c.RetractDecision(decision="d1"))
    assert len(told(table)) == 2
    assert [each.marks for each in lines(table)] == [("défait le 17 juin 2022, 11 h 15",), ()]


def test_a_grouping_that_holds_in_part_says_so(table: Table) -> None:
    """[G8] as the list of decisions does: a merge that was undone cut it, or nothing is left."""
    table.do(c.GroupEffects(decision="g", notes=("n2", "n3", "n6")))
    assert lines(table)[-1].marks == ()
    table.do(c.RetractDecision(decision="d1"))
    assert lines(table)[-1].marks == (say("fr", "export.merge.held_part"),)
    table.do(c.TakeOutOfGroup(decision="a", note="n3"))
    assert lines(table)[-2].marks == (say("fr", "export.merge.held_none"),)
    table.do(c.RetractDecision(decision="g"))
    assert lines(table)[-2].marks[0].startswith("défait")


def test_every_kind_of_decision_has_its_sentence(table: Table) -> None:
    """[G14] in both languages, with the register's own words."""
    register = table.room.template.registers[0].registers[0]
    table.do(c.DifferentActors(decision="e1", one="ucs", other="epi-m"))
    table.do(c.DecideLater(decision="e2", one="ucs", other="contrib"))
    table.do(c.GroupEffects(decision="e3", notes=("n2", "n3")))
    table.do(c.TitleGroup(decision="e4", note="n3", title="Argent"))
    table.do(c.TakeOutOfGroup(decision="e5", note="n3"))
    table.do(c.CategoriseActor(decision="e6", beneficiary="ucs", category="réseaux"))
    table.do(c.CategoriseActor(decision="e7", beneficiary="ucs", category=""))
    table.do(c.PutInRegister(decision="e8", notes=("n3",), register=register.id))
    table.do(c.SameActor(decision="e9", beneficiaries=("ucs", "contrib"), label="Réseaux"))
    leaders = known(LEADERS, "Responsables d'épiceries sociales")
    assert told(table)[2:] == [
        f"Différents : {known(UCS, 'Réseaux')} et {leaders}",
        f"À décider plus tard : {known(UCS, 'Réseaux')} et {known(CONTRIBUTORS, 'Réseaux')}",
        "Effets regroupés : « Tisser des liens de confiance », « Faciliter la levée de fond »",
        "Nommé « Argent » : le groupe de « Faciliter la levée de fond »",
        "Sorti de son groupe : « Faciliter la levée de fond »",
        f"Catégorie « réseaux » : l'acteur de {known(UCS, 'Réseaux')}",
        f"Sans catégorie : l'acteur de {known(UCS, 'Réseaux')}",
        f"Registre « {register.label.fr} » : « Faciliter la levée de fond »",
        f"Même acteur, nommé « Réseaux » : {UCS}, {CONTRIBUTORS}",
    ]


def test_what_was_put_off_says_that_it_no_longer_holds_once_the_two_are_one(table: Table) -> None:
    """[G14] as the page does."""
    table.do(c.DecideLater(decision="l", one="ucs", other="contrib"))
    assert lines(table)[-1].marks == ()
    table.do(c.SameActor(decision="s", beneficiaries=("ucs", "contrib")))
    assert [line.marks for line in lines(table)[-2:]] == [
        (say("fr", "export.merge.held_one"),),
        (),
    ]


def test_a_hidden_note_is_in_no_line_even_of_before_it_was_hidden(table: Table) -> None:
    """[G14] [V6] [R51] nor is a decision that would say nothing without it."""
    table.do(c.GroupEffects(decision="e1", notes=("n2", "n3", "n6")))
    table.do(c.GroupEffects(decision="e2", notes=("n3", "n2")))
    table.do(c.TakeOutOfGroup(decision="e3", note="n3"))
    table.do(c.RetractDecision(decision="e3"))
    table.do(c.TitleGroup(decision="e4", note="n3", title="Coopérer"))
    assert len(told(table)) == 6
    table.do(c.HideNote(note="n3"))
    named = "Nommé « Coopérer » : le groupe de « Tisser des liens de confiance »"
    assert told(table)[2:] == [f"Effets regroupés : {KEPT}", named]
    for format_ in ("md", "html", "csv"):
        data = render(format_, table.room, table.journal, START_MS, "fr").content.decode()
        assert "Faciliter la levée" not in data


def test_a_group_that_is_called_by_a_note_has_that_note_s_words_as_long_as_it_is_shown(
    table: Table,
) -> None:
    """[G10] [G14] [V6] then those of another one."""
    words, others = "Faciliter la levée de fond", "Tisser des liens de confiance"
    table.do(c.GroupEffects(decision="g", notes=("n2", "n3", "n6"), titled_by="n3"))
    assert told(table)[-1].startswith(f"Effets regroupés sous « {words} » : ")
    report = render("md", table.room, table.journal, START_MS, "fr").content.decode()
    assert f"\n- {words} — \\[Marseille · Toulouse\\]" in report
    table.do(c.HideNote(note="n3"))
    assert told(table)[-1] == f"Effets regroupés : {KEPT}"
    report = render("md", table.room, table.journal, START_MS, "fr").content.decode()
    assert f"\n- {others} — \\[Marseille · Toulouse\\]" in report
    assert words not in report


def test_a_grouping_is_worth_as_much_as_it_is_with_what_is_hidden(table: Table) -> None:
    """[G14] [V6] two of three are together, of which one is hidden: it holds in part, whatever is
    left to tell of it."""
    table.do(c.GroupEffects(decision="g", notes=("n3", "n2", "n6"), title="Coopérer"))
    table.do(c.TakeOutOfGroup(decision="a", note="n6"))
    table.do(c.HideNote(note="n3"))
    grouping = lines(table)[2]
    assert grouping.text == f"Effets regroupés sous « Coopérer » : {KEPT}"
    assert grouping.marks == (say("fr", "export.merge.held_part"),)


def test_no_line_has_a_title_in_the_words_of_a_hidden_note(table: Table) -> None:
    """[G14] [V6] nor has a section: a group may have been called by its first note."""
    words = "Faciliter la levée de fond"
    table.do(c.GroupEffects(decision="g", notes=("n3", "n2", "n6"), title=f"« {words.upper()} »"))
    table.do(c.TitleGroup(decision="t", note="n2", title=words))
    table.do(c.HideNote(note="n3"))
    assert told(table)[2:] == [f"Effets regroupés : {KEPT}"]
    for format_ in ("md", "html", "csv"):
        data = render(format_, table.room, table.journal, START_MS, "fr").content.decode()
        assert words.casefold() not in data.casefold()
    table.do(c.TitleGroup(decision="t2", note="n2", title="Faciliter"))
    assert told(table)[-1].startswith("Nommé « Faciliter »")


def test_without_a_decision_the_journal_says_so() -> None:
    """[G14] rather than an empty list."""
    table = Table("Lyon")
    reading = read(table.room, "fr")
    assert "Aucune décision" in repr(merges(reading, table.room, table.journal, UTC))
