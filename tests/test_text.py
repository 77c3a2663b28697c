"""The catalogue of words: complete in both languages, and what the rules can refuse has a sentence.

The pages' own keys are checked by TypeScript, which takes the French keys as a type.
"""

import json
import re
from pathlib import Path
from typing import get_args

import pytest

from tablee.text import Language, catalogue, say, say_count
from tablee.workshop.rejection import RejectionCode
from tablee.workshop.vocabulary import PHASES

_WEB = Path(__file__).parent.parent / "web" / "src"
_PLACES = re.compile(r"\{(\w+)\}")
_COMPUTED = (
    *("export.", "rejection.", "refused.", "http.", "statement."),
    *("phase.", "light.", "link.stopped.", "kept.", "late.", "exports."),
    *("act.", "undo.", "journal.locked."),
    *("announce.", "act.", "undo."),
    *("page.appearance.", "closed.", "links.replace_title.", "links.replace_explained."),
    *("links.again.", "links.again_hint.", "facilitators.hand_over_", "facilitators.revoke_"),
    *(
        "pooling.look.",
        "reopen.",
        "late_told.",
        "timer.already.",
        "locks.reopen.",
        "journal.reopened.",
    ),
)
"""Where the rest of the key is a code, a phase, a format…"""
_LANGUAGES: tuple[Language, ...] = ("fr", "en")


def test_both_languages_have_the_same_keys() -> None:
    assert set(catalogue("fr")) == set(catalogue("en"))


def test_a_key_has_the_same_placeholders_in_both_languages() -> None:
    french, english = catalogue("fr"), catalogue("en")
    differing = {
        key: (french[key], english[key])
        for key in french
        if set(_PLACES.findall(french[key])) != set(_PLACES.findall(english[key]))
    }
    assert not differing


@pytest.mark.parametrize("language", _LANGUAGES)
def test_no_key_is_written_twice(language: Language) -> None:
    path = Path(__file__).parent.parent / "server" / "tablee" / "text" / f"{language}.json"
    pairs = json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=list)
    keys = [key for key, _ in pairs]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("language", _LANGUAGES)
def test_every_refusal_has_a_sentence(language: Language) -> None:
    missing = [c for c in get_args(RejectionCode) if f"rejection.{c}" not in catalogue(language)]
    assert not missing


@pytest.mark.parametrize("language", _LANGUAGES)
def test_every_phase_has_a_short_name(language: Language) -> None:
    assert all(f"phase.{phase}" in catalogue(language) for phase in PHASES)


@pytest.mark.parametrize("language", _LANGUAGES)
def test_a_plural_has_both_of_its_forms(language: Language) -> None:
    keys = catalogue(language)
    stems = {key.rpartition(".")[0] for key in keys if key.endswith((".one", ".other"))}
    assert stems
    assert all(f"{stem}.one" in keys and f"{stem}.other" in keys for stem in stems)


def test_a_placeholder_takes_a_person_s_text_verbatim() -> None:
    text = "{label} « à 100 % » \\1 <b>"
    assert text in say("fr", "note.moved", label=text)


def test_zero_is_singular_in_french_and_plural_in_english() -> None:
    assert say_count("fr", "count.notes", 0) == "0 effet"
    assert say_count("en", "count.notes", 0) == "0 effects"
    assert say_count("fr", "count.notes", 2) == "2 effets"


def test_an_unknown_key_is_a_bug() -> None:
    with pytest.raises(KeyError):
        say("fr", "no.such.key")


def test_every_sentence_of_the_pages_is_said_somewhere() -> None:
    """A sentence that no page and no module asks for is removed, not kept."""
    sources = [*_WEB.rglob("*.svelte"), *_WEB.rglob("*.ts"), *_server_sources()]
    said = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    unsaid = [
        key
        for key in catalogue("fr")
        if not any(stem in said for stem in _stems(key)) and not key.startswith(_COMPUTED)
    ]
    assert not unsaid


def _stems(key: str) -> tuple[str, ...]:
    stem = re.sub(r"\.(one|other)$", "", key)
    return tuple(f"{quote}{stem}{quote}" for quote in "\"'`")


def _server_sources() -> list[Path]:
    server = Path(__file__).parent.parent / "server" / "tablee"
    return [*server.rglob("*.py"), *server.rglob("*.html")]


def test_french_punctuation_is_never_left_alone_at_the_start_of_a_line() -> None:
    """A space that does not break before : ; ! ? » and after «.

    Documents keep ordinary spaces: their words are searched, compared and pasted elsewhere.
    """
    breaking = re.compile(r" [:;!?»%]|« ")
    pages = {k: said for k, said in catalogue("fr").items() if not k.startswith("export.")}
    assert not {key: said for key, said in pages.items() if breaking.search(said)}


def test_a_document_has_ordinary_spaces() -> None:
    documents = {k: said for k, said in catalogue("fr").items() if k.startswith("export.")}
    assert not {key: said for key, said in documents.items() if "\u00a0" in said}


def test_a_number_stays_beside_its_unit() -> None:
    parted = re.compile(r"[}\d] (min|minutes?|s|h)\b")
    pages = {k: said for k, said in catalogue("fr").items() if not k.startswith("export.")}
    assert not {key: said for key, said in pages.items() if parted.search(said)}


def test_english_is_not_punctuated_as_french() -> None:
    """No space before a colon, no guillemets."""
    french = re.compile(r"[ \u00a0][:;!](\s|$)|[«»]")
    assert not {key: said for key, said in catalogue("en").items() if french.search(said)}


@pytest.mark.parametrize("language", _LANGUAGES)
def test_one_apostrophe_is_used(language: Language) -> None:
    """The straight one, so that a word is found whichever sentence it stands in."""
    assert not {key: said for key, said in catalogue(language).items() if "\u2019" in said}
