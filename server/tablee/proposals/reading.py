"""One text read with the lexicon: its language, its stems, the concepts in it and how strongly.

This is what is kept from one run to the next; it depends on the text, the index and a first guess
of the language, and on nothing else of the board.
"""

import math
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from .index import Half, Index, kept
from .language import EMPTY, LANGUAGES, LIGHT, Language, other_language, tell
from .normalise import plain, tokens
from .stems import stem

# What a word is worth for a concept, a phrase that names it alone being 1. Chosen by hand on the
# development sets, where none of them matters much by itself.
_INSIDE: Final = 0.3  # named by a word inside a longer phrase that was found
_SAME_BEGINNING: Final = 0.8
_OTHER_LANGUAGE: Final = 0.6
_HINT: Final = 0.6
_HINT_OF_KNOWN: Final = 0.45


class Reading(Struct, frozen=True):
    """`stems` carry their language unless no lexicon knows them (a name, an acronym); `words` are
    as typed in lower case, in the same order. `named` gives the words that name a concept outright.
    `unknown` are the words that the lexicon does not have."""

    language: Language
    stems: tuple[str, ...]
    words: tuple[str, ...]
    concepts: dict[int, float]
    named: dict[int, str]
    unknown: tuple[str, ...]


def language_of(text: str, index: Index) -> Language | None:
    """French or English, by little words, accents and the lexicon; None when nothing tells."""
    whole = plain(text)
    words = tokens(whole)
    known = [
        sum(
            (stem(word, language),) in index.halves[language].phrases
            for word in words
            if len(word) > 2 and word not in EMPTY[language]
        )
        for language in LANGUAGES
    ]
    return tell(words, whole, (known[0], known[1]))


def read_text(text: str, guess: Language, index: Index) -> Reading:
    """Read a note, a name or a category; `guess` decides where its words tell no language."""
    language = language_of(text, index) or guess
    half, other = index.halves[language], index.halves[other_language(language)]
    words = kept(tokens(plain(text)), language)
    stems = [stem(word, language) for word in words]
    found = _Found()
    known = _phrases(words, stems, language, half, found)
    telling = [place for place, word in enumerate(words) if word not in LIGHT[language]]
    unknown = []
    for place in telling:
        if not known[place]:
            known[place] = _alone(words[place], stems[place], other, half, language, found)
        if not known[place]:
            unknown.append(words[place])
        _hints(stems[place], known[place], half, found)
    return Reading(
        language=language,
        stems=tuple(
            f"{language}:{stems[place]}" if stems[place] in half.hints else stems[place]
            for place in telling
        ),
        words=tuple(words[place] for place in telling),
        concepts=found.weights,
        named=found.named,
        unknown=tuple(unknown),
    )


class _Found:
    """The concepts met so far in one text."""

    __slots__ = ("named", "weights")

    def __init__(self) -> None:
        self.weights: dict[int, float] = {}
        self.named: dict[int, str] = {}

    def add(self, concepts: Sequence[int], weight: float, words: str | None = None) -> None:
        """A word of several meanings counts less for each, but more than its share."""
        share = weight / math.sqrt(len(concepts))
        for each in concepts:
            self.weights[each] = self.weights.get(each, 0.0) + share
            if words is not None:
                self.named.setdefault(each, words)


def _phrases(
    words: list[str], stems: list[str], language: Language, half: Half, found: _Found
) -> list[bool]:
    """Find the longest phrases from left to right; which words are inside one."""
    light = LIGHT[language]
    known = [False] * len(stems)
    start = 0
    while start < len(stems):
        length = min(half.longest.get(stems[start], 0), len(stems) - start)
        while length and tuple(stems[start : start + length]) not in half.phrases:
            length -= 1
        if length == 1 and words[start] in light:
            length = 0
        if not length:
            start += 1
            continue
        inside = range(start, start + length)
        named = " ".join(words[place] for place in inside)
        whole = tuple(stems[start : start + length])
        found.add(half.phrases[whole], 1.0, named)
        for place in inside:
            known[place] = True
            part = (stems[place],)
            if length == 1 or words[place] in light or part not in half.phrases:
                continue
            if part in half.own and whole not in half.own:
                # What a workshop says of a word holds inside any phrase that it says nothing of.
                found.add(half.phrases[part], 1.0, words[place])
            else:
                found.add(half.phrases[part], _INSIDE)
        start += length
    return known


def _alone(
    word: str, stemmed: str, other: Half, half: Half, language: Language, found: _Found
) -> bool:
    """A word that is in no phrase as it stands: by its beginning, else in the other language."""
    near = half.near(stemmed)
    if near is not None:
        found.add(half.phrases[(near,)], _SAME_BEGINNING, word)
        return True
    across = other_language(language)
    abroad = other.phrases.get((stem(word, across),))
    if abroad is None:
        return False
    found.add(abroad, _OTHER_LANGUAGE, word)
    return True


def _hints(stemmed: str, known: bool, half: Half, found: _Found) -> None:
    hint = half.hints.get(stemmed)
    if hint is None:
        return
    length = max(1.0, math.sqrt(sum(weight * weight for weight in hint.values())))
    worth = (_HINT_OF_KNOWN if known else _HINT) * half.rarity[stemmed] / length
    for number, weight in hint.items():
        found.weights[number] = found.weights.get(number, 0.0) + worth * weight
