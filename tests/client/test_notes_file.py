"""A file of notes: what is taken as it is, and the sentence for each mistake."""

import json
from pathlib import Path

import pytest

from tablee.client.notes_file import check_notes, read_notes
from tablee.client.trouble import Trouble
from tablee.client.words import explain

GOOD: dict[str, object] = {
    "territory": "Nord",
    "beneficiary": "Habitants",
    "text": "  Un effet,\nverbatim — même ses blancs  ",
    "kind": "visé",
    "directness": "indirect",
}
CORPUS = Path(__file__).parent.parent / "data" / "corpus.json"


def test_the_corpus_is_read_whole() -> None:
    notes = read_notes(CORPUS)
    assert len(notes) == 244
    assert len({note.territory for note in notes}) == 4
    assert {note.binome for note in notes} == {1, 2}


def test_a_text_is_taken_as_it_is_and_the_rest_has_its_defaults() -> None:
    [note] = check_notes({"effects": [GOOD]}, "f")
    assert note.text == GOOD["text"]
    assert (note.category, note.discussion_point, note.binome) == ("", False, None)


def test_accents_may_be_written_in_two_code_points() -> None:
    [note] = check_notes({"effects": [{**GOOD, "kind": "vise\u0301"}]}, "f")
    assert note.kind == "visé"


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ([], 'f\u00a0: attendu un objet {"effects": [ … ]} avec au moins un effet.'),
        ({"effects": []}, 'f\u00a0: attendu un objet {"effects": [ … ]} avec au moins un effet.'),
        ({"effects": [GOOD, "x"]}, "f, effet 2\u00a0: attendu un objet entre accolades."),
        (
            {"effects": [{**GOOD, "text": None}]},
            "f, effet 1\u00a0: il manque «\u00a0text\u00a0».",
        ),
        (
            {"effects": [{**GOOD, "beneficiary": " "}]},
            "f, effet 1\u00a0: «\u00a0beneficiary\u00a0» doit être un texte non vide.",
        ),
        (
            {"effects": [{**GOOD, "kind": "vise"}]},
            "f, effet 1\u00a0: «\u00a0kind\u00a0» doit être visé / externalité.",
        ),
        (
            {"effects": [{**GOOD, "directness": 3}]},
            "f, effet 1\u00a0: «\u00a0directness\u00a0» doit être direct / indirect.",
        ),
        (
            {"effects": [{**GOOD, "discussion_point": 1}]},
            "f, effet 1\u00a0: «\u00a0discussion_point\u00a0» doit être true ou false.",
        ),
        (
            {"effects": [{**GOOD, "binome": True}]},
            "f, effet 1\u00a0: «\u00a0binome\u00a0» doit être un nombre entier à partir de 1.",
        ),
    ],
)
def test_a_mistake_is_said_with_the_place_of_the_effect(document: object, said: str) -> None:
    with pytest.raises(Trouble) as caught:
        check_notes(document, "f")
    assert explain("fr", caught.value) == said


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b'{"effects": [', "file_not_json"),
        (b"\xff\xfe{}", "file_not_text"),
        (b"[" * 100_000, "file_not_json"),
        (b"9" * 10_000, "file_not_json"),
    ],
)
def test_a_file_that_is_not_json_is_said_so(tmp_path: Path, content: bytes, key: str) -> None:
    file = tmp_path / "notes.json"
    file.write_bytes(content)
    with pytest.raises(Trouble) as caught:
        read_notes(file)
    assert caught.value.key == key


def test_broken_json_is_said_with_its_line_and_column(tmp_path: Path) -> None:
    file = tmp_path / "notes.json"
    file.write_text('{"effects": [\n  oops]}')
    with pytest.raises(Trouble) as caught:
        read_notes(file)
    assert (caught.value.params["line"], caught.value.params["column"]) == (2, 3)


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    file = tmp_path / "notes.json"
    file.write_bytes(b"\xef\xbb\xbf" + json.dumps({"effects": [GOOD]}).encode())
    assert len(read_notes(file)) == 1
