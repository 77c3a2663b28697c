"""« Effets utiles » says what the deck of 17 June 2022 says: word for word, slips named."""

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from tablee import catalog
from tablee.workshop.template import Example, Template, Words
from tablee.workshop.vocabulary import PHASES

DATA = Path(__file__).resolve().parent.parent / "data"

# What this template says and the deck does not: everything else in French must be in the deck.
OWN_PHRASES = {
    "Effets utiles",
    "Accueil",
    "Chacun rejoint son territoire et son binôme.",
    "Cartographie",
    (
        "Les tableaux de tous les territoires sont réunis : chacun peut tout lire, l'animation "
        "rapproche les acteurs."
    ),
    "Prochaine session",
    "Le territoire",
    "Le projet contribue à…",
    "effets utiles qui étaient directement visés",
    "Le support n'énonce pas ces séries de questions : elles sont à rappeler de vive voix.",
}
NOT_TEXT = {"id", "language", "kind", "directness", "parent", "via_note"}


@pytest.fixture(scope="module")
def template() -> Template:
    """The shipped template."""
    return catalog.load("effets-utiles")


@pytest.fixture(scope="module")
def example(template: Template) -> Example:
    """Its worked example."""
    assert template.worked_example is not None
    return template.worked_example


@pytest.fixture(scope="module")
def deck() -> str:
    """The deck's words on one line, without its list marks and emphasis."""
    text = (DATA / "deck.txt").read_text("utf-8")
    lines = [re.sub(r"^\s*(- |[⇒➔❖]|\d\.)*\s*", "", line) for line in text.splitlines()]
    return " ".join(" ".join(lines).replace("*", "").replace("❖ ", "").split())


def texts(value: object) -> Iterator[str]:
    """Every text of a part of the template, words by their French, ids left out."""
    if isinstance(value, Words):
        yield value.fr
    elif isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from texts(item)
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            if name not in NOT_TEXT:
                yield from texts(getattr(value, name))


def words(value: object) -> Iterator[Words]:
    """Every phrase in two languages of a part of the template."""
    if isinstance(value, Words):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from words(item)
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from words(getattr(value, name))


def test_every_text_of_the_worked_example_is_in_the_deck_word_for_word(
    example: Example, deck: str
) -> None:
    """Slips included: nothing is corrected in silence."""
    found = list(texts(example))
    assert len(found) > 70
    assert [text for text in found if text not in deck] == []


def test_every_other_french_text_is_in_the_deck_or_is_listed_here_as_our_own(
    template: Template, deck: str
) -> None:
    """An own phrase that the deck turns out to hold, or that is gone, leaves the list."""
    found = set(texts(msgspec.structs.replace(template, worked_example=None)))
    assert {text for text in found if text not in deck} == OWN_PHRASES


def test_a_question_mark_of_the_deck_is_a_flag_and_not_a_character(
    template: Template, example: Example, deck: str
) -> None:
    """The deck marks 6 interested actors of 10, and 4 registers of 5."""
    registers = [register for group in template.registers for register in group.registers]
    assert [f"{r.text.fr} ?" in deck for r in registers] == [r.uncertain for r in registers]
    assert sum(register.uncertain for register in registers) == 4
    marked = [
        re.search(re.escape(actor.reason or "") + r"\)? \?", deck) is not None
        for actor in example.interested
    ]
    assert marked == [actor.uncertain for actor in example.interested]
    assert (len(marked), sum(marked)) == (10, 6)


def test_the_worked_example_is_complete(example: Example) -> None:
    """[R5] 8 actors under 6 headings, 16 effects, 4 externalities (domain.md §1.4)."""
    groups = {who.parent for who in example.beneficiaries}
    people = [who for who in example.beneficiaries if not who.builtin]
    assert len([who for who in people if who.id not in groups]) == 8
    assert len([who for who in people if who.parent is None]) == 6
    notes = [note for who in people for note in who.notes]
    assert [note.id for note in notes] == [str(number) for number in range(1, 17)]
    assert {note.kind for note in notes} == {"visé"}
    assert all(who.notes for who in people if who.id not in groups)
    territory = example.beneficiaries[-1]
    assert territory.builtin
    assert [note.id for note in territory.notes] == ["X1", "X2", "X3", "X4"]
    assert {note.kind for note in territory.notes} == {"externalité"}
    assert len(example.components) == 5


def test_each_beneficiary_of_the_example_reads_as_a_heading_of_the_deck(
    template: Template, example: Example, deck: str
) -> None:
    """« Pour » and the label are the deck's heading; the named contributors are its « X : »."""
    prefix = template.labels.heading_for.in_language(example.language)
    for who in example.beneficiaries:
        if who.builtin:
            continue
        heading = f"{who.label} :" if who.parent else f"{prefix} {who.label}"
        assert heading in deck


def test_the_users_of_the_shops_have_a_remark_that_is_not_a_note(example: Example) -> None:
    """Row 12 of domain.md §1.4, with its slip named; 13 goes through X3."""
    users = next(who for who in example.beneficiaries if who.id == "usagers")
    assert users.remark == "des effets plus indirectes à ce stade"
    assert users.sic == ("indirectes",)
    assert [(note.id, note.directness) for note in users.notes] == [
        ("12", "indirect"),
        ("13", "indirect"),
    ]
    assert [note.via_note for note in users.notes] == [None, "X3"]


def test_the_known_slips_of_the_deck_are_named(template: Template, example: Example) -> None:
    """A slip that people will see is shown as the deck's own."""
    named = {slip for note in example.notes() for slip in note.sic}
    named |= {slip for actor in example.interested for slip in actor.sic}
    named |= {slip for phrase in words(template) for slip in phrase.sic}
    assert named == {
        "bouger décidément bouger",
        "de confiance de solidarité",
        "levée de fond",
        "saine durable",
        "opportunités que sur",
        "générés en terme",
        "Quels sont les catégories",
        "Quel place",
    }


def test_the_work_lasts_45_minutes_in_two_steps(template: Template) -> None:
    """[R1] Three numbered parts; only the deck's own duration is given, shared 15 and 30."""
    assert [plan.kind for plan in template.phases] == list(PHASES)
    assert [plan.kind for plan in template.phases if plan.numbered] == list(PHASES[1:4])
    work = template.phase("travail")
    assert work is not None
    assert work.duration_s == 2_700
    assert [step.duration_s for step in work.steps] == [900, 1_800]
    assert [len(step.prompts) for step in work.steps] == [2, 2]
    others = [plan.duration_s for plan in template.phases if plan is not work]
    assert others == [None, None, None, None]


def test_no_six_series_are_listed_as_if_the_deck_held_them(template: Template) -> None:
    """[§0.10] The grid gives the announcement, the two dimensions, their two questions: no more."""
    grid = template.reading_grid
    assert grid is not None
    assert grid.note is not None
    assert [len(dimension.questions) for dimension in grid.dimensions] == [0, 2]


def test_a_phrase_is_read_in_the_language_asked_for() -> None:
    """French and English of one phrase."""
    phrase = Words(fr="Pour qui ?", en="For whom?")
    assert phrase.in_language("fr") == "Pour qui ?"
    assert phrase.in_language("en") == "For whom?"


def test_every_phrase_has_an_english_of_its_own(template: Template) -> None:
    """Only names and words spelt alike in both languages are the same twice."""
    same = {phrase.fr for phrase in words(template) if phrase.fr == phrase.en}
    assert same == {"Territoires à Vivres", "institutions", "direct", "indirect"}
