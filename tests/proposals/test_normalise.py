"""Step A of the pooling: what a name becomes to be compared."""

import pytest

from tablee.proposals.normalise import canonical, names, plain


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Les « épiceries »", ("épiceries",)),
        ("Pour les habitants", ("habitants",)),
        ("The local families", ("local families",)),
        ("L’équipe", ("équipe",)),
        ("UCS 13 (union des centres sociaux)", ("ucs 13", "union des centres sociaux")),
        ("Les (petits) producteurs", ("producteurs", "petits")),
        ("Mairie / métropole", ("mairie / métropole", "mairie", "métropole")),
        ("Les", ("les",)),
        ("(?)", ("?",)),
    ],
)
def test_articles_quotes_brackets_and_slashes_are_put_aside(
    typed: str, found: tuple[str, ...]
) -> None:
    assert names(typed) == found


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("acteur·ices", "acteur"),
        ("Adhérent.e.s", "adhérent"),
        ("usager-ère-s", "usager"),
        ("voisin(e)s", "voisin"),
        ("nos élu·es", "nos élu"),
        ("les bénéficiaires.les autres", "les bénéficiaires.les autres"),
        ("porte-monnaie", "porte-monnaie"),
        ("Ｌｙｏｎ", "lyon"),
    ],
)
def test_inclusive_forms_become_one_word_and_nothing_else_does(typed: str, folded: str) -> None:
    assert plain(typed) == folded


def test_two_spellings_of_a_name_have_one_canonical_form() -> None:
    assert canonical("Les Élus") == canonical("elus") == canonical("« élus »") == "elus"
