"""Cleaning what people type: the one place that touches a person's text (SPEC X1–X3).

Verbatim means as typed, after Unicode NFC and without what no document may hold: control
characters other than newline and tab, lone surrogates, NUL and the non-characters U+FFFE and
U+FFFF. Nothing is trimmed, corrected or translated. Lengths are code points after cleaning.
"""

import re
import unicodedata
from typing import Final

from .limits import LABEL, TEXT
from .rejection import Rejection

_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_BREAKS: Final = re.compile("[\t\n\x0b\x0c\r\x85\u2028\u2029]+")
ID_LENGTH: Final = 40
_ID: Final = re.compile(rf"[A-Za-z0-9_-]{{1,{ID_LENGTH}}}")
_BLANK_LETTERS: Final = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Hangul fillers and the empty braille cell: letters and symbols that show nothing."""


def clean(text: str) -> str:
    """The text as it is kept; a plain printable ASCII text is returned as it is."""
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", _FORBIDDEN.sub("", text.replace("\r\n", "\n")))


def required(text: str, limit: int = TEXT) -> str | Rejection:
    """The cleaned text, refused when nothing visible is left or it is longer than `limit`."""
    cleaned = clean(text)
    if not any(_visible(character) for character in cleaned):
        return Rejection(code="text_empty")
    return cleaned if len(cleaned) <= limit else too_long(cleaned, limit)


def optional(text: str, limit: int) -> str | Rejection:
    """The cleaned text, possibly empty, refused when it is longer than `limit` code points."""
    cleaned = clean(text)
    return cleaned if len(cleaned) <= limit else too_long(cleaned, limit)


def label(text: str, limit: int = LABEL) -> str | Rejection:
    """A one-line text: breaks become one space."""
    return required(_BREAKS.sub(" ", text), limit)


def optional_label(text: str, limit: int = LABEL) -> str | Rejection:
    return optional(_BREAKS.sub(" ", text), limit)


def same_label(one: str, other: str) -> bool:
    """Whether two labels name the same thing on one board: case and outer blanks apart."""
    return one.strip().casefold() == other.strip().casefold()


def _visible(character: str) -> bool:
    """Spaces, and marks that only steer the text around them, show nothing of their own."""
    if character.isspace() or character in _BLANK_LETTERS:
        return False
    return unicodedata.category(character) != "Cf"


def is_id(proposed: str) -> bool:
    """Digits alone are none: a browser would list such keys before the others."""
    return _ID.fullmatch(proposed) is not None and not proposed.isdigit()


def too_long(cleaned: str, limit: int) -> Rejection:
    return Rejection(code="text_too_long", params={"limit": limit, "length": len(cleaned)})
