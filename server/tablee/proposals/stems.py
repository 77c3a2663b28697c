"""Snowball stems without accents: « bénévoles » and « bénévole » become one."""

from functools import lru_cache
from typing import Any

import snowballstemmer  # type: ignore[import-untyped]

from .language import Language
from .normalise import unaccented

_STEMMERS: dict[Language, Any] = {
    "fr": snowballstemmer.stemmer("french"),
    "en": snowballstemmer.stemmer("english"),
}


@lru_cache(maxsize=131072)
def stem(word: str, language: Language) -> str:
    """The stem of a lower-case word; figures and very short words stay as they are.

    The French stemmer leaves « vélos » and « élus » in the plural, and we do not.
    A stem under four letters would make strangers alike (« face » and « fac »): the word itself
    without the mark of its plural then stands for it.
    """
    if len(word) < 3 or word.isdigit():
        return unaccented(word)
    if language == "fr" and len(word) > 3 and word[-1] == "s" and word[-2] in "aiouéè":
        word = word[:-1]
    stemmed: str = _STEMMERS[language].stemWord(word)
    if len(stemmed) < 4:
        stemmed = word[:-1] if len(word) > 3 and word[-1] in "sx" else word
    return unaccented(stemmed)
