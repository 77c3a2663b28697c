"""What names alone tell: acronyms and the same name twice."""

import pytest

from tablee.proposals import Beneficiary
from tablee.proposals.language import Language
from tablee.proposals.names import acronym_pairs, acronyms, sameness


def called(label: str, *aliases: str) -> Beneficiary:
    return Beneficiary(id=label, board="lyon", label=label, aliases=aliases)


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("UGESS", "Union des groupements d'épiceries sociales et solidaires"),
        ("L'UCS", "Union des centres sociaux"),
        ("Le C.C.A.S.", "Centre communal d'action sociale"),
        ("PHC", "Primary health care"),
    ],
)
def test_an_acronym_meets_what_it_stands_for(short: str, long: str) -> None:
    assert (0, 1) in acronym_pairs([called(short), called(long)])
    assert (0, 1) in acronym_pairs([called(long), called(short)])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ACF", "Acteurs de la santé"),
        ("UGESS", "Les épiceries"),
        ("LES HABITANTS", "Loisirs et sports"),
        ("Élus", "Équipes locales unies"),
    ],
)
def test_other_initials_are_no_acronym(one: str, other: str) -> None:
    assert acronym_pairs([called(one), called(other)]) == {}


def test_capitals_are_an_acronym_only_among_other_letters() -> None:
    assert acronyms(called("Les agents de la CAF")) == {"caf"}
    assert acronyms(called("LES AGENTS DE LA CAF")) == frozenset()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Les bénévoles", "Bénévole"),
        ("Élus", "Les Élu·es"),
        ("UCS 13 (union des centres sociaux)", "Union des centres sociaux"),
        ("The volunteers", "Volunteers"),
    ],
)
def test_articles_number_and_accents_leave_a_name_the_same(one: str, other: str) -> None:
    language: Language = "en" if one.startswith("The") else "fr"
    assert sameness(called(one), language) & sameness(called(other), language)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Les (petits) producteurs", "Les petits"),
        ("Bénévoles", "Bénévoles des épiceries"),
        ("Mairie / métropole", "Mairie"),
    ],
)
def test_a_part_of_a_name_is_not_the_name(one: str, other: str) -> None:
    assert not sameness(called(one), "fr") & sameness(called(other), "fr")
