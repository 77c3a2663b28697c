"""What people type, kept as they typed it (SPEC X)."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.tables import ZOE, at_work
from tablee.workshop.commands import AddNote
from tablee.workshop.rejection import Rejection
from tablee.workshop.wording import clean, label, optional, required, same_label

ANY = st.text(alphabet=st.characters(exclude_categories=()))


@pytest.mark.parametrize(
    "text",
    [
        "  deux espaces  et  plus ",
        "Faciliter la levée de fond",
        "« guillemets »\u00a0;\u202fetc.",
        "ligne\n\n  puce\tfin",
        "=1+1",
        "</script><b>",
        "{{ 7 * 7 }}",
        "\u202egauche\u202c",
        "👩\u200d🌾 🏳️\u200d🌈",
        "ﬁn ½ Ⅳ",
        "\u2028",
        "a" + "\u0301" * 5,
    ],
)
def test_a_text_is_kept_as_typed(text: str) -> None:
    """[X1] nothing is trimmed, corrected or translated."""
    assert clean(text) == unicodedata.normalize("NFC", text)
    table = at_work()
    table.do(AddNote(note="n2", beneficiary="hab", text=f"x{text}"), ZOE)
    kept = table.room.boards["lyon"].notes["n2"].text
    assert kept == unicodedata.normalize("NFC", f"x{text}")


def test_a_text_is_composed_and_loses_what_no_document_may_hold() -> None:
    """[X1] NFC; controls but newline and tab, surrogates, NUL, U+FFFE and U+FFFF."""
    assert clean("e\u0301") == "é"
    assert clean("a\x00b\x07c\x7fd\x85e\x1bf") == "abcdef"
    assert clean("a\ud83db\udc00c\ufffed\uffffe") == "abcde"
    assert clean("un\r\ndeux\ttrois\n") == "un\ndeux\ttrois\n"


@given(ANY)
def test_any_text_can_be_written_once_it_is_clean(text: str) -> None:
    """[X1] and cleaning it again changes nothing."""
    cleaned = clean(text)
    assert cleaned.encode("utf-8").decode("utf-8") == cleaned
    assert clean(cleaned) == cleaned
    assert not any(
        unicodedata.category(each) in ("Cc", "Cs") and each not in "\n\t" for each in cleaned
    )


@pytest.mark.parametrize(
    "stop", ["\n", "\r\n", "\r", "\t", "\n\n\t", "\x0b", "\x0c", "\u2028", "\u2029"]
)
def test_a_label_is_one_line(stop: str) -> None:
    """[X2] breaks become a space."""
    assert label(f"Petits{stop}commerces") == "Petits commerces"


@given(ANY)
def test_no_label_has_two_lines(text: str) -> None:
    """[X2] whatever was typed."""
    made = label(text)
    assert isinstance(made, Rejection) or len(made.splitlines()) == 1


def test_a_length_is_counted_in_code_points_once_the_text_is_clean() -> None:
    """[X3] what is taken away does not count, what is composed counts once."""
    assert required("\x00" * 50 + "é" * 10, 10) == "é" * 10
    assert required("e\u0301" * 10, 10) == "é" * 10
    assert required("👩\u200d🌾", 3) == "👩\u200d🌾"


def test_a_longer_text_is_refused_with_the_limit_and_its_length() -> None:
    """[X3] never cut."""
    expected = Rejection(code="text_too_long", params={"limit": 10, "length": 11})
    assert required("x" * 11, 10) == expected
    assert optional("x" * 11, 10) == expected
    assert label("x" * 11, 10) == expected


@given(ANY, st.integers(0, 30))
def test_a_text_is_whole_or_refused(text: str, limit: int) -> None:
    """[X3] for any text and any limit."""
    made = optional(text, limit)
    if isinstance(made, Rejection):
        assert made.params == {"limit": limit, "length": len(clean(text))}
        assert len(clean(text)) > limit
    else:
        assert made == clean(text)


def test_labels_are_the_same_but_for_case_and_outer_blanks() -> None:
    """[B3] [C2] and only for these."""
    assert same_label(" ÉLUS", "élus\u00a0")
    assert same_label("STRASSE", "Straße")
    assert not same_label("Élus", "Elus")
    assert not same_label("Élus locaux", "Élus  locaux")
