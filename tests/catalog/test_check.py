"""Every mistake of a template file is named, with its line, all at once."""

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tablee.catalog.check import MAX_BYTES, MAX_MISTAKES, check, read_template
from tablee.catalog.mistakes import MESSAGES, Mistake, in_both_languages
from tablee.catalog.toml_lines import locate
from tablee.workshop.template import Template

ROOT = Path(__file__).resolve().parents[2]
GOOD = (ROOT / "workshop_templates/effets-utiles.toml").read_text("utf-8")
EVERYTHING_WRONG = ROOT / "tests/data/templates/everything-wrong.toml"


def mistakes(source: str | bytes) -> list[Mistake]:
    """What is wrong in the source, which must not be a good template."""
    outcome = read_template(source if isinstance(source, bytes) else source.encode())
    assert isinstance(outcome, list)
    return outcome


def only(source: str | bytes) -> Mistake:
    """The one mistake of the source."""
    (found,) = mistakes(source)
    return found


def edited(old: str, new: str) -> tuple[str, int]:
    """The good template with one edit, and the line where it was made."""
    assert GOOD.count(old) >= 1
    return GOOD.replace(old, new, 1), GOOD[: GOOD.index(old)].count("\n") + 1


def test_one_mistake_of_each_sort_is_named_on_its_line_all_at_once() -> None:
    """The file itself marks what must be named; nothing else is."""
    expected = [
        (number, code)
        for number, line in enumerate(EVERYTHING_WRONG.read_text("utf-8").splitlines(), 1)
        for code in line.partition("#! ")[2].split()
    ]
    found = [(mistake.line, mistake.code) for mistake in check(EVERYTHING_WRONG)]
    assert sorted(found) == sorted(expected)
    assert len(expected) > 45
    assert [line for line, _ in found] == sorted(line for line, _ in found)


def test_every_code_has_a_test_and_says_it_in_both_languages() -> None:
    """A message that no file can bring about would be dead."""
    here = Path(__file__).read_text("utf-8") + EVERYTHING_WRONG.read_text("utf-8")
    for code, (french, english) in MESSAGES.items():
        assert re.search(rf'(#! |"|[a-z] ){code}\b', here), code
        assert french != english
        assert set(re.findall(r"{\w+}", french)) == set(re.findall(r"{\w+}", english))


def test_messages_are_complete_in_french_and_in_english() -> None:
    """Spot checks of whole messages, with what was meant and where the other one is."""
    by_place = {(found.line, found.code): found for found in check(EVERYTHING_WRONG)}
    source = EVERYTHING_WRONG.read_text("utf-8").splitlines()
    typo = by_place[source.index('kind = "travial" #! not-a-choice') + 1, "not-a-choice"]
    assert typo.key_path == "phases[3].kind"
    assert typo.message_fr.startswith("phases[3].kind : « travial » ne convient pas ; au choix : ")
    assert typo.message_fr.endswith(" ; vouliez-vous « travail » ?")
    assert typo.message_en.endswith("; did you mean “travail”?")
    first = source.index('id = "reseaux"') + 1
    again = by_place[source.index('id = "reseaux" #! duplicate-id') + 1, "duplicate-id"]
    assert again.message_en == f"categories[2].id: “reseaux” is already taken on line {first}"
    assert again.column == 1


def test_a_misspelt_field_is_one_mistake_and_not_two() -> None:
    """The missing field that it stands for is in the hint."""
    source, line = edited("intention.fr", "intension.fr")
    source = source.replace("intention.en", "intension.en")
    found = only(source)
    assert (found.line, found.code) == (line, "unknown-key")
    assert "« intention »" in found.message_fr


@pytest.mark.parametrize(
    ("old", "new", "code", "in_french"),
    [
        ('id = "ucs13"', 'id = "ucs13', "syntax", "guillemet final manque sur cette ligne"),
        ('id = "ucs13"', "id = ucs13", "syntax", "entre guillemets"),
        ('id = "ucs13"', 'id "ucs13"', "syntax", "« = »"),
        ('id = "ucs13"', 'id = "dit "ucs13" ici"', "syntax", "après la fin de la valeur"),
        ('id = "ucs13"', r'id = "ucs\13"', "syntax", "« \\ »"),
        ('id = "ucs13"', 'id = "ucs13\x01"', "syntax", "interdit"),
        ('id = "ucs13"', "id = 2022-02-31", "syntax", "date"),
        ('id = "ucs13"', r'id = "\uZZZZ"', "syntax", "code de caractère"),
        ('id = "ucs13"', f"id = {'9' * 5000}", "syntax", "nombre trop long"),
        ('id = "ucs13"', "= 3", "syntax", "ligne illisible"),
        ('id = "ucs13"', 'id. = "ucs13"', "syntax", "commencer une clé"),
        ('    "qui étaient directement visés",', '    "qui étaient"', "syntax", "virgule"),
        ('label = { fr = "réseaux", en', 'label = { fr = "réseaux" en', "syntax", "virgules"),
        ("[precautions]", "[precautions", "syntax", "« ] »"),
        ('id = "ucs13"', 'id = """ucs13', "syntax", "guillemet final manque"),
        ('id = "ucs13"', "id = '''ucs13", "syntax", "guillemet final manque"),
        ("[precautions]", "[labels]", "repeated-key", "déjà écrit"),
        ('id = "ucs13"', f"id = {'[' * 500}", "too-deep", "imbriqués"),
        ('id = "ucs13"', f"{'a.' * 500}b = 1", "too-deep", "imbriqués"),
    ],
)
def test_a_file_that_is_not_toml_gives_that_line_alone(
    old: str, new: str, code: str, in_french: str
) -> None:
    """Where the mistake was made, which is not always where a parser notices it."""
    source, line = edited(old, new)
    found = only(source)
    assert (found.line, found.code) == (line, code)
    assert in_french in found.message_fr


def test_each_key_written_twice_is_named_with_the_first_one() -> None:
    """Also when the value runs over lines, where tomllib would name the last of them."""
    source, first = edited("version = 1", "version = 1\nversion = [\n1,\n]\nversion = 2")
    found = mistakes(source)
    assert [(m.line, m.code, m.key_path) for m in found] == [
        (first + 1, "repeated-key", "version"),
        (first + 4, "repeated-key", "version"),
    ]
    assert found[0].message_fr.endswith(f"« version » est déjà écrit ligne {first}")


def test_a_value_used_as_a_table_is_named_even_where_no_key_is_twice() -> None:
    """What only tomllib sees, at its own place."""
    source, line = edited("version = 1", "version = 1\nversion.minor = 2")
    assert (only(source).line, only(source).code) == (line + 1, "syntax")


def test_what_tomllib_says_without_a_french_is_given_as_it_is() -> None:
    """A newer Python may find other words."""
    assert in_both_languages("Something new") == ("Something new", "Something new")


def test_a_byte_that_is_not_utf8_is_named_by_line_and_column() -> None:
    """Latin-1 accents, as an old editor saves them."""
    content = GOOD.encode().replace("é".encode(), b"\xe9", 1)
    found = only(content)
    before = GOOD[: GOOD.index("é")]
    assert found.code == "not-utf8"
    assert found.line == before.count("\n") + 1
    assert found.column == len(before) - before.rfind("\n")


def test_a_file_above_256_kib_is_refused_unread() -> None:
    """At the limit it is read."""
    padding = "\n# " + "x" * (MAX_BYTES - len(GOOD.encode()) - 3)
    assert isinstance(read_template((GOOD + padding).encode()), Template)
    assert only(GOOD + padding + "x").code == "too-large"


def test_a_text_that_is_too_long_is_named_and_not_repeated() -> None:
    """[L1] Code points, not bytes; the longest text is accepted."""
    source, line = edited('text = "Faciliter la levée de fond"', f'text = "{"é" * 2_001}"')
    source = source.replace('sic = ["levée de fond"]\n', "")
    found = only(source)
    assert (found.line, found.code) == (line, "text-too-long")
    assert "2001" in found.message_fr
    assert isinstance(read_template(source.replace("é" * 2_001, "é" * 2_000).encode()), Template)


def test_a_template_without_work_is_named_at_its_phases() -> None:
    """The phase in which people write is what a workshop is for."""
    start, end = GOOD.index('[[phases]]\nkind = "travail"'), GOOD.index('[[phases]]\nkind = "mise')
    found = only(GOOD[:start] + GOOD[end:])
    assert found.code == "no-working-phase"
    assert GOOD.splitlines()[found.line - 1] == "[[phases]]"


def test_an_empty_file_says_what_is_missing() -> None:
    """One line per field, all on the first line."""
    found = mistakes("")
    assert {(m.line, m.code) for m in found} == {(1, "missing-key")}
    required = "id version name title intention guiding_question for_whom rule phases labels"
    assert [m.message_en.split("”")[0][1:] for m in found] == [*required.split(), "precautions"]


def test_a_file_with_endless_mistakes_is_cut_short_and_says_so() -> None:
    """Long values are shortened too: what is printed stays readable."""
    source = "".join(f"k{number}{'x' * 300} = 1\n" for number in range(500))
    found = mistakes(source)
    assert len(found) == MAX_MISTAKES + 1
    assert found[-1].code == "more"
    assert max(len(m.message_fr.partition(" : ")[2]) for m in found) < 250


def test_an_integer_too_large_to_print_is_a_mistake_like_another() -> None:
    """Python reads a long hexadecimal number and refuses to print it."""
    source, line = edited("version = 1", f"version = 0x{'f' * 9_000}")
    assert (only(source).line, only(source).code) == (line, "out-of-range")


def test_other_line_endings_and_a_byte_order_mark_change_nothing() -> None:
    """As Windows editors save; texts keep the accents in one form."""
    windows = b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode()
    apart = GOOD.replace("é", "e\u0301").encode()
    assert read_template(windows) == read_template(apart) == read_template(GOOD.encode())


@settings(max_examples=80, deadline=None)
@given(st.integers(0, len(GOOD)), st.integers(0, 40), st.text(max_size=6))
@example(0, 0, "")
def test_a_damaged_template_is_answered_and_never_disturbs(
    start: int, length: int, instead: str
) -> None:
    """Any cut and paste gives a template or mistakes with lines inside the file, in French too."""
    source = GOOD[:start] + instead.encode("utf-8", "replace").decode() + GOOD[start + length :]
    outcome = read_template(source.encode())
    if isinstance(outcome, Template):
        return
    assert outcome
    for found in outcome:
        assert 1 <= found.line <= source.count("\n") + 1
        assert found.message_fr
        assert found.message_en


@settings(max_examples=80, deadline=None)
@given(st.integers(0, len(GOOD)), st.integers(0, 40), st.sampled_from(['"', "[", "}", "\n", "#"]))
def test_whatever_tomllib_reads_the_scanner_follows_to_the_end(
    start: int, length: int, instead: str
) -> None:
    """Else a line would be named by what lies around it."""
    source = GOOD[:start] + instead + GOOD[start + length :]
    located = locate(source)
    try:
        tomllib.loads(source)
    except tomllib.TOMLDecodeError:
        return
    assert (located.stopped, located.repeated, located.too_deep) == (None, (), None)
