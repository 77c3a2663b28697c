"""Everything wrong in a template file, each mistake with its line.

The order: bytes, text, TOML, shape (`shape.py`), then what one field has to do with another. A
file that is not TOML gives that mistake alone, as nothing after it can be trusted; otherwise all
mistakes come at once. Works on the values as `tomllib` gives them and takes nothing for granted, so
that a mistake in one place never hides those of another.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Final

import msgspec

from tablee.catalog.mistakes import (
    NUMBER_TOO_LONG,
    Both,
    Finding,
    Mistake,
    in_both_languages,
    mistake,
)
from tablee.catalog.shape import check_shape
from tablee.catalog.toml_lines import MAX_DEPTH, KeyPath, Located, Position, locate
from tablee.workshop.template import Template
from tablee.workshop.vocabulary import PHASES

MAX_BYTES: Final = 256 * 1024
MAX_MISTAKES: Final = 200

_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
# What tomllib notices later than where it was made: there, the scanner's place is the better one.
_NOTICED_LATE = ("Unclosed array", "Unterminated string", "Expected \"'")

Table = dict[str, object]


def read_template(content: bytes) -> Template | list[Mistake]:
    """The template that `content` holds, or every mistake in it, in the order of the lines."""
    if len(content) > MAX_BYTES:
        too_large = Finding((), "too-large", {"limit": MAX_BYTES // 1024})
        return [mistake(too_large, Position(1, None))]
    try:
        source = content.decode("utf-8")
    except UnicodeDecodeError as trouble:
        before = content[: trouble.start]
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8")) + 1
        return [mistake(Finding((), "not-utf8"), Position(before.count(b"\n") + 1, column))]
    # An editor's byte order mark is not the author's; texts are kept in the form that notes have.
    source = unicodedata.normalize("NFC", source.removeprefix("\ufeff")).replace("\r\n", "\n")
    return _read_source(source)


def check(path: Path) -> list[Mistake]:
    """Every mistake of the file, empty when it is a good template.

    Raises OSError when it cannot be read at all.
    """
    outcome = read_template(read_bounded(path))
    return outcome if isinstance(outcome, list) else []


def read_bounded(path: Path) -> bytes:
    """The bytes of the file, never more than one beyond the limit."""
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)


def _read_source(source: str) -> Template | list[Mistake]:
    located = locate(source)
    if located.too_deep is not None:
        # Before tomllib, which would answer with a RecursionError and no place.
        return [mistake(Finding((), "too-deep", {"limit": MAX_DEPTH}), located.too_deep)]
    try:
        document = tomllib.loads(source)
    except tomllib.TOMLDecodeError as trouble:
        return _syntax_mistakes(str(trouble), source, located)
    except ValueError:
        # Python reads no integer of more than 4,300 digits, and says so without a place.
        digits = re.search(r"\d{1000}", source)
        line = source.count("\n", 0, digits.start() if digits else 0) + 1
        return [mistake(Finding((), "syntax", {"detail": NUMBER_TOO_LONG}), Position(line, None))]
    every = chain(check_shape(document, Template), _check_sense(document))
    findings = [_in_its_place(found, located) for found in islice(every, MAX_MISTAKES + 1)]
    if not findings:
        return msgspec.convert(document, Template)
    kept = sorted(findings[:MAX_MISTAKES], key=_by_place)
    if len(findings) > MAX_MISTAKES:
        kept.append(mistake(Finding((), "more", {"limit": MAX_MISTAKES}), Position(1, None)))
    return kept


def _by_place(found: Mistake) -> tuple[int, int]:
    return found.line, found.column or 0


def _in_its_place(found: Finding, located: Located) -> Mistake:
    other = None if found.other is None else located.of(found.other).line
    return mistake(found, located.of(found.path), other)


def _syntax_mistakes(message: str, source: str, located: Located) -> list[Mistake]:
    if located.repeated and message.startswith("Cannot "):
        return [
            mistake(
                Finding(path, "repeated-key", {"key": str(path[-1])}), at, located.of(path).line
            )
            for path, at in located.repeated
        ]
    place = _PLACE.search(message)
    detail = message[: place.start()] if place else message
    if place and place[1] is not None:
        at = Position(int(place[1]), int(place[2]))
    else:
        at = Position(source.rstrip().count("\n") + 1, None)
    if located.stopped is not None and (
        detail.startswith(_NOTICED_LATE) or place is None or place[1] is None
    ):
        at = located.stopped
    return [mistake(Finding((), "syntax", {"detail": in_both_languages(detail)}), at)]


def _check_sense(document: Table) -> Iterator[Finding]:
    yield from _check_phases(document)
    yield from _check_unique(_tables(document, ("categories",)))
    yield from _check_unique(_tables(document, ("registers", "*", "registers")))
    yield from _check_unique(_tables(document, ("lexicon",)))
    yield from _check_example(document)
    yield from _check_sic(document, ())


def _check_phases(document: Table) -> Iterator[Finding]:
    seen: dict[str, KeyPath] = {}
    for path, phase in _tables(document, ("phases",)):
        kind = _text(phase, "kind")
        if kind in seen:
            yield Finding((*path, "kind"), "duplicate-id", {"value": kind}, seen[kind])
        elif kind in PHASES:
            later = [k for k in seen if PHASES.index(k) > PHASES.index(kind)]
            seen[kind] = (*path, "kind")
            if later:
                values = {"value": kind, "after": later[0]}
                yield Finding((*path, "kind"), "phase-order", values, seen[later[0]])
        yield from _check_steps(path, phase)
    if "travail" not in seen and isinstance(document.get("phases"), list):
        yield Finding(("phases",), "no-working-phase")


def _check_steps(path: KeyPath, phase: Table) -> Iterator[Finding]:
    if "duration_s" not in phase and (_text(phase, "kind") == "travail" or "steps" in phase):
        yield Finding(path, "no-duration")
    limit = phase.get("duration_s")
    total = 0
    for step_path, step in _tables(phase, ("steps",), path):
        duration = step.get("duration_s")
        if not isinstance(duration, int) or not isinstance(limit, int):
            return
        if total <= limit < total + duration:
            values: dict[str, str | int | Both] = {"total": total + duration, "limit": limit}
            yield Finding((*step_path, "duration_s"), "steps-too-long", values)
        total += duration


def _check_unique(tables: Iterator[tuple[KeyPath, Table]]) -> Iterator[Finding]:
    seen: dict[str, KeyPath] = {}
    for path, table in tables:
        name = _text(table, "id")
        if name is None:
            continue
        here = (*path, "id")
        if seen.setdefault(name, here) != here:
            yield Finding(here, "duplicate-id", {"value": name}, seen[name])


def _check_example(document: Table) -> Iterator[Finding]:
    beneficiaries = list(_tables(document, ("worked_example", "beneficiaries")))
    notes = list(_tables(document, ("worked_example", "beneficiaries", "*", "notes")))
    yield from _check_unique(iter(beneficiaries))
    yield from _check_unique(iter(notes))
    note_ids = {_text(note, "id") for _, note in notes}
    for path, note in notes:
        via = _text(note, "via_note")
        if via is not None and via not in note_ids - {_text(note, "id")}:
            yield Finding((*path, "via_note"), "via-nowhere", {"value": via})
    by_id = {_text(who, "id"): who for _, who in beneficiaries}
    builtin: KeyPath | None = None
    for path, who in beneficiaries:
        parent = _text(who, "parent")
        if parent is not None and (parent not in by_id or parent == _text(who, "id")):
            yield Finding((*path, "parent"), "parent-nowhere", {"value": parent})
        elif parent is not None and "parent" in by_id[parent]:
            yield Finding((*path, "parent"), "parent-too-deep", {"value": parent})
        if who.get("builtin") is True:
            if builtin is not None:
                yield Finding((*path, "builtin"), "second-builtin", {}, builtin)
            builtin = builtin or (*path, "builtin")


def _check_sic(value: object, path: KeyPath) -> Iterator[Finding]:
    """Each slip occurs in the text beside it: `fr` of words, or `text`, `remark`, `reason`."""
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from _check_sic(item, (*path, index))
    if not isinstance(value, dict):
        return
    for key, item in value.items():
        yield from _check_sic(item, (*path, key))
    slips = value.get("sic")
    beside = [_text(value, name) or "" for name in ("fr", "text", "remark", "reason")]
    for index, slip in enumerate(slips if isinstance(slips, list) else []):
        if isinstance(slip, str) and not any(slip in text for text in beside):
            yield Finding((*path, "sic", index), "sic-not-found", {"value": slip})


def _tables(
    value: object, steps: tuple[str, ...], path: KeyPath = ()
) -> Iterator[tuple[KeyPath, Table]]:
    """The tables at the end of `steps` (« * » goes through a list), each with its path."""
    if not steps:
        for index, item in enumerate(value if isinstance(value, list) else []):
            if isinstance(item, dict):
                yield (*path, index), item
    elif steps[0] == "*":
        for index, item in enumerate(value if isinstance(value, list) else []):
            yield from _tables(item, steps[1:], (*path, index))
    elif isinstance(value, dict):
        yield from _tables(value.get(steps[0]), steps[1:], (*path, steps[0]))


def _text(table: Table, key: str) -> str | None:
    value = table.get(key)
    return value if isinstance(value, str) else None
