"""Reading a file of notes to rehearse with: `{"effects": [{territory, beneficiary, text, …}]}`.

Only the shape is checked here, and a mistake names the effect by its place, from 1. Whether a
text is too long is for the server to say, like anyone's.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import get_args

import msgspec

from ..workshop.vocabulary import Directness, NoteKind
from ..workshop.wording import clean
from .trouble import Trouble


class NoteToPost(msgspec.Struct, frozen=True, kw_only=True):
    """One useful effect of the file. `binome` tells the pairs of a territory apart, when it can."""

    territory: str
    beneficiary: str
    category: str
    text: str
    kind: NoteKind
    directness: Directness
    discussion_point: bool
    binome: int | None


def read_text(path: Path) -> str:
    """The file's text. Raises Trouble when it cannot be read."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise Trouble("file_not_text", file=str(path)) from None
    except OSError as cannot:
        detail = cannot.strerror or type(cannot).__name__
        raise Trouble("file_unreadable", file=str(path), detail=detail) from None


def read_json(path: Path) -> object:
    """The file's value. Raises Trouble with the line and the column where it stops being JSON."""
    try:
        return json.loads(read_text(path))
    except json.JSONDecodeError as wrong:
        raise Trouble(
            "file_not_json", file=str(path), line=wrong.lineno, column=wrong.colno
        ) from None
    except (RecursionError, ValueError):
        raise Trouble("file_not_json", file=str(path), line=1, column=1) from None


def read_notes(path: Path) -> tuple[NoteToPost, ...]:
    """The notes of a file, in its order. Raises Trouble at the first mistake."""
    return check_notes(read_json(path), str(path))


def check_notes(document: object, file: str) -> tuple[NoteToPost, ...]:
    """The notes of a document that was read from `file`, which only names it in a mistake."""
    effects = document.get("effects") if isinstance(document, dict) else None
    if not isinstance(effects, list) or not effects:
        raise Trouble("notes_shape", file=file)
    return tuple(_note(_Item(file, place, effect)) for place, effect in enumerate(effects, 1))


def _note(item: "_Item") -> NoteToPost:
    return NoteToPost(
        territory=item.text("territory"),
        beneficiary=item.text("beneficiary"),
        category=item.text("category") if item.has("category") else "",
        text=item.text("text"),
        kind=item.kind(),
        directness=item.directness(),
        discussion_point=item.flag("discussion_point"),
        binome=item.number("binome"),
    )


class _Item:
    """One effect of the file, asked field by field."""

    def __init__(self, file: str, place: int, effect: object) -> None:
        self._file = file
        self._place = place
        if not isinstance(effect, dict):
            raise Trouble("note_not_object", file=file, item=place)
        self._fields: Mapping[str, object] = effect

    def has(self, field: str) -> bool:
        return self._fields.get(field) not in (None, "")

    def text(self, field: str) -> str:
        value = self._required(field)
        # A lone surrogate can be written in JSON and cannot be sent: `clean` takes it out.
        if not isinstance(value, str) or not clean(value).strip():
            raise self._mistake("note_field_text", field)
        return clean(value)

    def kind(self) -> NoteKind:
        value = self._required("kind")
        choices: tuple[NoteKind, ...] = get_args(NoteKind)
        for choice in choices:
            if isinstance(value, str) and clean(value) == choice:
                return choice
        raise self._mistake("note_field_choice", "kind", " / ".join(choices))

    def directness(self) -> Directness:
        value = self._required("directness")
        choices: tuple[Directness, ...] = get_args(Directness)
        for choice in choices:
            if value == choice:
                return choice
        raise self._mistake("note_field_choice", "directness", " / ".join(choices))

    def flag(self, field: str) -> bool:
        value = self._fields.get(field, False)
        if not isinstance(value, bool):
            raise self._mistake("note_field_flag", field)
        return value

    def number(self, field: str) -> int | None:
        value = self._fields.get(field)
        if value is None:
            return None
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise self._mistake("note_field_number", field)
        return value

    def _required(self, field: str) -> object:
        if self._fields.get(field) is None:
            raise self._mistake("note_field_missing", field)
        return self._fields[field]

    def _mistake(self, key: str, field: str, choices: str = "") -> Trouble:
        return Trouble(key, file=self._file, item=self._place, field=field, choices=choices)
