"""Does a TOML value have the shape of a struct? Every mistake, not only the first.

`msgspec.convert` stops at the first mistake; this walks the same types (`msgspec.inspect`), so the
structs of `workshop/template.py` stay the only description of the format. What one field has to do
with another is not asked here but in `check.py`.
"""

import re
import unicodedata
from collections.abc import Iterator
from difflib import get_close_matches
from functools import lru_cache
from typing import Final

from msgspec import Struct, inspect

from tablee.catalog.mistakes import Both, Finding
from tablee.catalog.toml_lines import KeyPath
from tablee.workshop.template import Words

_TOML_NAMES: Final[tuple[tuple[type, Both], ...]] = (
    (bool, ("vrai ou faux (true, false)", "true or false")),
    (str, ("un texte", "a text")),
    (int, ("un nombre entier", "a whole number")),
    (float, ("un nombre à virgule", "a decimal number")),
    (list, ("une liste", "a list")),
    (dict, ("une table", "a table")),
    (object, ("une date ou une heure", "a date or a time")),
)
_WORDS: Final[Both] = (
    'un texte en deux langues, { fr = "…", en = "…" }',
    'a text in two languages, { fr = "…", en = "…" }',
)


def check_shape(value: object, struct: type[Struct], path: KeyPath = ()) -> Iterator[Finding]:
    """Each way in which `value`, as `tomllib` gives it, is not a `struct`."""
    return _check(value, _type_of(struct), path)


@lru_cache
def _type_of(struct: type[Struct]) -> inspect.Type:
    return inspect.type_info(struct)


def _check(value: object, wanted: inspect.Type, path: KeyPath) -> Iterator[Finding]:
    match wanted:
        case inspect.UnionType():
            # TOML has no null: a field that may be absent is, when present, its other type.
            wanted = next(t for t in wanted.types if not isinstance(t, inspect.NoneType))
            yield from _check(value, wanted, path)
        case inspect.StructType() if isinstance(value, dict):
            yield from _check_table(value, wanted, path)
        case inspect.VarTupleType() if isinstance(value, list):
            yield from _check_list(value, wanted, path)
        case inspect.LiteralType() if isinstance(value, str):
            choices = [str(choice) for choice in wanted.values]
            if value not in choices:
                listed = ", ".join(choices)
                given: dict[str, str | int | Both] = {"value": value, "choices": listed}
                yield Finding(path, "not-a-choice", given | {"hint": _hint(value, choices)})
        case inspect.StrType() if isinstance(value, str):
            yield from _check_text(value, wanted, path)
        case inspect.IntType() if isinstance(value, int) and not isinstance(value, bool):
            least, greatest = wanted.ge or 0, wanted.le or 0
            if not least <= value <= greatest:
                values = {"value": value, "least": least, "greatest": greatest}
                yield Finding(path, "out-of-range", values)
        case inspect.BoolType() if isinstance(value, bool):
            return
        case _:
            yield Finding(path, "wrong-type", {"expected": _wanted(wanted), "found": _name(value)})


def _check_table(
    table: dict[str, object], wanted: inspect.StructType, path: KeyPath
) -> Iterator[Finding]:
    fields = {field.name: field for field in wanted.fields}
    misspelt = set()
    for key, value in table.items():
        if key in fields:
            yield from _check(value, fields[key].type, (*path, key))
            continue
        absent = [name for name in fields if name not in table]
        # One mistake, one line: a misspelt field is not also reported as a missing one.
        misspelt.update(get_close_matches(key, absent, n=1))
        yield Finding((*path, key), "unknown-key", {"key": key, "hint": _hint(key, absent)})
    for name, field in fields.items():
        if field.required and name not in table and name not in misspelt:
            yield _missing(name, wanted, path)


def _missing(name: str, wanted: inspect.StructType, path: KeyPath) -> Finding:
    if wanted.cls is Words:
        return Finding(path, {"fr": "missing-french", "en": "missing-english"}[name])
    return Finding(path, "missing-key", {"key": name})


def _check_list(
    items: list[object], wanted: inspect.VarTupleType, path: KeyPath
) -> Iterator[Finding]:
    if wanted.min_length is not None and len(items) < wanted.min_length:
        yield Finding(path, "too-few", {"limit": wanted.min_length})
    if wanted.max_length is not None and len(items) > wanted.max_length:
        yield Finding(path, "too-many", {"length": len(items), "limit": wanted.max_length})
    for index, item in enumerate(items):
        yield from _check(item, wanted.item_type, (*path, index))


def _check_text(text: str, wanted: inspect.StrType, path: KeyPath) -> Iterator[Finding]:
    if not text.strip():
        yield Finding(path, "empty-text")
    elif wanted.max_length is not None and len(text) > wanted.max_length:
        yield Finding(path, "text-too-long", {"length": len(text), "limit": wanted.max_length})
    elif invisible := [c for c in text if unicodedata.category(c) == "Cc" and c != "\n"]:
        yield Finding(path, "control-character", {"character": f"{ord(invisible[0]):04X}"})
    elif wanted.pattern is not None and re.fullmatch(wanted.pattern, text) is None:
        yield Finding(path, "bad-id", {"value": text})


def _hint(word: str, known: list[str]) -> Both:
    close = get_close_matches(word, known, n=1)
    if not close:
        return "", ""
    return f" ; vouliez-vous « {close[0]} » ?", f"; did you mean “{close[0]}”?"


def _wanted(wanted: inspect.Type) -> Both:
    match wanted:
        case inspect.StructType(cls=cls) if cls is Words:
            return _WORDS
        case inspect.StructType():
            return _name({})
        case inspect.VarTupleType():
            return _name([])
        case inspect.IntType():
            return _name(0)
        case inspect.BoolType():
            return _name(True)
        case _:
            return _name("")


def _name(value: object) -> Both:
    return next(name for kind, name in _TOML_NAMES if isinstance(value, kind))
