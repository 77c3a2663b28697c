"""French or English: the language of one text, by its little words."""

import tomllib
from collections.abc import Sequence
from importlib.resources import files
from typing import Final, Literal

Language = Literal["fr", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("fr", "en")

_WORDS: Final = tomllib.loads((files(__package__) / "little_words.toml").read_text("utf-8"))


def _little(kind: str) -> dict[Language, frozenset[str]]:
    return {language: frozenset(_WORDS[language][kind].split()) for language in LANGUAGES}


LIGHT: Final = _little("light")
"""Little words that count inside a phrase of the lexicon (« sans abri »), and alone say nothing."""

EMPTY: Final = _little("empty")
"""Little words that say nothing of what a text is about."""

# What one language writes all the time and the other never, so that a short note can be told.
_FRENCH: Final = EMPTY["fr"] - EMPTY["en"]
_ENGLISH: Final = EMPTY["en"] - EMPTY["fr"]


def other_language(language: Language) -> Language:
    """The one that it is not."""
    return "en" if language == "fr" else "fr"


def tell(words: Sequence[str], text: str, known: tuple[int, int]) -> Language | None:
    """The language of a text by its words, its accents and elisions.

    `known` counts its words that the lexicon has in French and in English. None when nothing tells.
    """
    french = 2.0 * sum(word in _FRENCH for word in words) + known[0]
    english = 2.0 * sum(word in _ENGLISH for word in words) + known[1]
    if not text.isascii():
        french += 2.0 * any(c in "éèêàçùûîôâëïœ" for c in text)
    if french == english:
        return None
    return "fr" if french > english else "en"
