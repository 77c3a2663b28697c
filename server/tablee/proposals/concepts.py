"""The concepts: which French and English words mean nearly the same. Data in `lexicon/*.toml`.

A concept belongs to a theme (near ideas). The general ones come from the package; a template and
the people of a workshop add theirs. See `lexicon/README.md` for the format.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Final

from msgspec import Struct

from .language import Language
from .normalise import plain, tokens

MAX_WORDS: Final = 60
MAX_WORD: Final = 60
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class Concept(Struct, frozen=True, kw_only=True):
    """One idea: its words in each language, the first of which names it to readers.

    `own`: added by a template or in the room. Such words mean this and nothing else here.
    """

    id: str
    theme: str
    fr: tuple[str, ...]
    en: tuple[str, ...]
    own: bool = False

    def words(self, language: Language) -> tuple[str, ...]:
        """The half in one language."""
        return self.fr if language == "fr" else self.en


def of_words(concept: str, words: Sequence[str]) -> Concept:
    """A concept of the room: words of any language that mean the same here."""
    return Concept(id=concept, theme=f"+{concept}", fr=tuple(words), en=tuple(words), own=True)


def of_template(concept: str, fr: str, en: str) -> Concept:
    """A concept of a template, its words separated by commas as in the general lexicon."""
    return Concept(id=concept, theme=f"+{concept}", fr=_split(fr), en=_split(en), own=True)


@cache
def general() -> tuple[Concept, ...]:
    """Every concept of the package, in the order of the files."""
    return tuple(concept for text in _sources().values() for concept in read(text))


def read(text: str) -> Iterator[Concept]:
    """The concepts of one file: a table a theme, a line a concept."""
    for theme, concepts in tomllib.loads(text).items():
        for name, sides in concepts.items():
            yield Concept(id=name, theme=theme, fr=_split(sides["fr"]), en=_split(sides["en"]))


def mistakes(sources: dict[str, str] | None = None) -> list[str]:
    """What is wrong in the lexicon, one line each; none when all is well.

    Ids of concepts and of themes stand once over all files; a half has 1 to 60 words of at most 60
    characters, none of them twice.
    """
    found: list[str] = []
    concepts: Counter[str] = Counter()
    themes: Counter[str] = Counter()
    for name, text in (_sources() if sources is None else sources).items():
        here = list(read(text))
        concepts.update(each.id for each in here)
        themes.update({each.theme for each in here})
        found += [f"{name}: {line}" for each in here for line in _wrong(each)]
    found += [f"concept {each} stands {n} times" for each, n in concepts.items() if n > 1]
    found += [f"theme {each} stands in {n} files" for each, n in themes.items() if n > 1]
    return found


def _wrong(concept: Concept) -> Iterator[str]:
    for name in (concept.id, concept.theme):
        if not _ID.fullmatch(name):
            yield f"{name} is not an id"
    for half in (concept.fr, concept.en):
        if not 1 <= len(half) <= MAX_WORDS:
            yield f"{concept.id} has {len(half)} words"
        said = Counter(" ".join(tokens(plain(word))) for word in half)
        yield from (f"{concept.id} says {word!r} {n} times" for word, n in said.items() if n > 1)
        yield from (f"{concept.id}: {word!r} is too long" for word in half if len(word) > MAX_WORD)
        if "" in said:
            yield f"{concept.id} has an empty word"


def _sources() -> dict[str, str]:
    folder = files(__package__) / "lexicon"
    names = sorted(each.name for each in folder.iterdir() if each.name.endswith(".toml"))
    return {name: (folder / name).read_text(encoding="utf-8") for name in names}


def _split(words: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in words.split(",") if word.strip())
