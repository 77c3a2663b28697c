"""The sentences of the pages, read from the catalogue that the pages themselves read.

The page objects look for them, so that a sentence may be rewritten without touching a test.
"""

import functools
import json
import re
from pathlib import Path

TEXT = Path(__file__).parents[2] / "server" / "tablee" / "text"


def say(key: str, language: str = "fr", **params: object) -> str:
    """The sentence under `key`, with its {placeholders} filled. Raises KeyError."""
    return _catalogue(language)[key].format(**params)


def keys() -> list[str]:
    """Every key, without its `.one` or `.other`."""
    return sorted({re.sub(r"\.(one|other)$", "", key) for key in _catalogue("fr")})


@functools.cache
def _catalogue(language: str) -> dict[str, str]:
    words = json.loads((TEXT / f"{language}.json").read_text(encoding="utf-8"))
    assert isinstance(words, dict)
    return words
