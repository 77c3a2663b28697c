"""The words shown to people, one flat catalogue per language, read by server and pages.

`fr.json` and `en.json` hold the same keys and the same {placeholders}; French is written first. A
plural has the keys `….one` and `….other`. Nothing here ever touches what a person wrote: a person's
text only travels through a placeholder, verbatim.
"""

import json
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

Language = Literal["fr", "en"]
"""The rules' own `Language`, written again: words stand beside the rules, not above them."""

_PLACE = re.compile(r"\{(\w+)\}")


@cache
def catalogue(language: Language) -> Mapping[str, str]:
    """Every sentence of a language, by its key."""
    text = (files(__package__) / f"{language}.json").read_text(encoding="utf-8")
    loaded: dict[str, str] = json.loads(text)
    return loaded


def say(language: Language, key: str, /, **params: str | int) -> str:
    """The sentence under `key`, its placeholders filled; one without a value stays as written.

    An unknown key raises KeyError: a missing sentence is a bug, found by the tests.
    """
    return _fill(catalogue(language)[key], params)


def say_count(language: Language, key: str, count: int, /, **params: str | int) -> str:
    """The sentence for `count` things, chosen between `key.one` and `key.other`.

    French counts 0 and 1 as one thing, English only 1. `{count}` is filled in.
    """
    one = count in (0, 1) if language == "fr" else count == 1
    sentence = catalogue(language)[f"{key}.one" if one else f"{key}.other"]
    return _fill(sentence, {"count": count, **params})


def _fill(sentence: str, params: Mapping[str, str | int]) -> str:
    return _PLACE.sub(lambda m: str(params[m[1]]) if m[1] in params else m[0], sentence)
