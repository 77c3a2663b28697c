"""The lexicon: well formed, in both languages, and what a text becomes with it."""

import pytest

from tablee.proposals import Index, general, index_with, of_template, of_words
from tablee.proposals.concepts import mistakes
from tablee.proposals.language import Language
from tablee.proposals.reading import Reading, language_of, read_text


def concepts_in(text: str, guess: Language = "fr", index: Index | None = None) -> set[str]:
    """The ids of the concepts that the words of a text name outright."""
    index = index or index_with()
    return {index.concepts[each].id for each in read_text(text, guess, index).named}


def read(text: str, guess: Language = "fr") -> Reading:
    return read_text(text, guess, index_with())


def test_the_lexicon_of_the_package_has_no_mistake() -> None:
    assert mistakes() == []
    assert len(general()) > 1200


@pytest.mark.parametrize(
    ("file", "found"),
    [
        ('[a]\nx = { fr = "un", en = "one" }\n[b]\nx = { fr = "un", en = "one" }', "x stands 2"),
        ('[a]\nx = { fr = "un, Un", en = "one" }', "says 'un' 2 times"),
        ('[a]\nX_1 = { fr = "un", en = "one" }', "X_1 is not an id"),
        ('[a]\nx = { fr = "", en = "one" }', "has 0 words"),
        (f'[a]\nx = {{ fr = "{"a" * 61}", en = "one" }}', "too long"),
        (f'[a]\nx = {{ fr = "un", en = "{",".join(f"w{n}" for n in range(61))}" }}', "61 words"),
        ('[a]\nx = { fr = "«»", en = "one" }', "empty word"),
    ],
)
def test_a_mistake_in_a_lexicon_is_named(file: str, found: str) -> None:
    assert any(found in line for line in mistakes({"own.toml": file}))


def test_a_theme_stands_in_one_file_only() -> None:
    one = '[a]\nx = { fr = "un", en = "one" }'
    other = '[a]\ny = { fr = "deux", en = "two" }'
    assert mistakes({"1.toml": one, "2.toml": other}) == ["theme a stands in 2 files"]


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ("Rompre l'isolement", "Feeling less lonely", "isolement"),
        ("Les bénévoles", "Volunteers", "benevole"),
        ("Élus et techniciens", "Our elected officials", "elu"),
        ("du maraîchage", "market gardeners", "maraicher"),
    ],
)
def test_words_of_two_languages_meet_in_a_concept(one: str, other: str, shared: str) -> None:
    both = concepts_in(one) & concepts_in(other, "en")
    assert any(each.startswith(shared) for each in both), (concepts_in(one), concepts_in(other))


def test_a_word_is_read_in_the_language_of_its_text() -> None:
    """« car » binds two halves of a French sentence and drives on English roads."""
    english = concepts_in("Sharing a car with neighbours", "en")
    french = concepts_in("On se parle, car les voisins sont là")
    assert english - french
    assert not {each for each in french if "voiture" in each or "auto" in each}


def test_the_longest_phrase_names_the_concept() -> None:
    index = index_with((of_words("port", ("sac à dos",)), of_words("dos", ("dos",))))
    assert concepts_in("un sac à dos", index=index) == {"port"}


def test_little_words_tell_the_language_of_a_short_note() -> None:
    assert language_of("Les gens se parlent", index_with()) == "fr"
    assert language_of("People talk to each other", index_with()) == "en"
    assert language_of("UGESS 13", index_with()) is None
    assert read("UGESS 13", "en").language == "en"


def test_what_a_workshop_says_of_a_word_holds_inside_a_longer_phrase() -> None:
    """« habitants du quartier » is one phrase of the general lexicon: what the room means by
    « habitants » is in it all the same, unless it says what the whole phrase means."""
    here, whole = (
        of_words("ici", ("comité", "habitants")),
        of_words("coin", ("habitants quartier",)),
    )
    for own, said in (((here,), "habitants"), ((here, whole), None)):
        index = index_with(own)
        (place,) = (at for at, each in enumerate(index.concepts) if each.id == "ici")
        found = read_text("Habitants du quartier", "fr", index)
        assert found.named.get(place) == said
        alone = read_text("Comité citoyen", "fr", index)
        assert (alone.named[place], alone.concepts[place] >= 1) == ("comité", True)
        assert (found.concepts[place] >= 1) is (said is not None)


def test_a_word_that_no_lexicon_has_is_unknown_and_still_meets_itself() -> None:
    french, english = read("la Zorgliche du lundi"), read("the Zorgliche on Monday", "en")
    assert "zorgliche" in french.unknown
    assert set(french.stems) & set(english.stems)


def test_a_word_of_the_room_means_that_and_nothing_else_here() -> None:
    here = index_with((of_words("lieu-dit", ("foyer", "hub")),))
    assert concepts_in("le foyer", index=here) == {"lieu-dit"}
    assert concepts_in("the hub", "en", here) == {"lieu-dit"}
    assert "lieu-dit" not in concepts_in("le foyer")


def test_words_of_a_template_are_split_at_commas() -> None:
    entry = of_template("tete", "tête de réseau, fédération", "umbrella body")
    assert (entry.fr, entry.en, entry.own) == (
        ("tête de réseau", "fédération"),
        ("umbrella body",),
        True,
    )
