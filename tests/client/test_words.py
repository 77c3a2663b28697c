"""The sentences of the command line: complete in both languages, and used."""

import re
import string
from collections.abc import Mapping
from pathlib import Path

import pytest

import tablee
from tablee.client.trouble import Trouble
from tablee.client.words import WORDS, explain, language_of, say

SOURCES = Path(tablee.__file__).parent


def places(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


@pytest.mark.parametrize("key", sorted(WORDS))
def test_a_sentence_is_filled_with_the_same_in_both_languages(key: str) -> None:
    french, english = WORDS[key]
    assert places(french) == places(english)


def test_every_trouble_has_its_sentence_and_every_sentence_its_use() -> None:
    files = [*(SOURCES / "client").glob("*.py"), SOURCES / "__main__.py", SOURCES / "main.py"]
    code = "\n".join(file.read_text() for file in files if file.name != "words.py")
    raised = set(re.findall(r'(?:Trouble|Unreachable)\(\s*"(\w+)"', code))
    assert raised
    assert raised <= WORDS.keys()
    stages = {f"progress_{stage}" for stage in ("seating", "waiting", "posting")}
    assert {key for key in WORDS if not re.search(rf"[\"']{key}[\"']", code)} == stages


def test_french_signs_do_not_leave_their_word_and_what_a_person_typed_is_not_touched() -> None:
    assert "«\u00a0Essai : 1 ?\u00a0» du fichier" in say(
        "fr", "territory_unknown", territory="Essai : 1 ?", known=""
    )


def test_a_trouble_is_one_line_whatever_the_server_said() -> None:
    assert explain("en", Trouble("refused", message="one\ntwo")) == "one two"


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        ([], {}, "fr"),
        ([], {"LANG": "C.UTF-8"}, "fr"),
        ([], {"LANG": "fr_FR.UTF-8"}, "fr"),
        ([], {"LANG": "en_GB.UTF-8"}, "en"),
        ([], {"LANG": "de_DE.UTF-8"}, "en"),
        ([], {"LC_ALL": "fr_CA", "LANG": "en_US"}, "fr"),
        (["new", "--lang", "en"], {"LANG": "fr_FR"}, "en"),
        (["new", "--lang=fr"], {"LANG": "en_US"}, "fr"),
        (["new", "--lang", "xx"], {"LANG": "en_US"}, "en"),
        (["new", "--lang"], {"LANG": "en_US"}, "en"),
    ],
)
def test_the_language_is_asked_for_or_the_locale_s(
    arguments: list[str], environment: Mapping[str, str], language: str
) -> None:
    assert language_of(arguments, environment) == language
