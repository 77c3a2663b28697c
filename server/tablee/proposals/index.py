"""The lexicon made ready to be searched: phrases by their stems, hints, and how near concepts are.

A phrase names a concept outright. A *hint* is weaker: a word that stands inside some phrases of a
concept (« payer » inside « payer moins cher »). Hints reach what no list of synonyms holds, and two
concepts whose phrases use the same words come out as neighbours.
"""

import math
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import numpy as np

from .concepts import Concept, general
from .language import EMPTY, LANGUAGES, LIGHT, Language
from .normalise import plain, tokens
from .numbers import Matrix
from .stems import stem

_NEIGHBOURS: Final = 0.8
"""What a concept that shares all its words is worth, the same one being 1."""
_THEME: Final = 1.0
"""What all concepts of one theme are worth together."""
_SHORTEST_PREFIX: Final = 5
_LONGEST_ENDING: Final = 3


class Half:
    """One language's half of the lexicon. Built by `Index`, then only read."""

    __slots__ = ("_single", "hints", "longest", "own", "phrases", "rarity")

    def __init__(self, concepts: Sequence[Concept], language: Language) -> None:
        self.phrases: dict[tuple[str, ...], list[int]] = {}
        self.own: set[tuple[str, ...]] = set()
        self.longest: dict[str, int] = {}
        self.hints: dict[str, dict[int, float]] = {}
        for number, concept in enumerate(concepts):
            for phrase in concept.words(language):
                self._add(number, key_of(phrase, language), language, concepts)
        every = max(2, len(concepts))
        self.rarity = {
            word: math.log(every / len(hint)) / math.log(every) for word, hint in self.hints.items()
        }
        self._single = sorted(key[0] for key in self.phrases if len(key) == 1)

    def near(self, word: str) -> str | None:
        """A known stem with the same beginning: endings that the stemmer left (maraîch-age)."""
        for kept in range(len(word), max(_SHORTEST_PREFIX, len(word) - _LONGEST_ENDING) - 1, -1):
            beginning = word[:kept]
            place = bisect_left(self._single, beginning)
            if place < len(self._single) and self._single[place].startswith(beginning):
                found = self._single[place]
                if len(found) - kept <= _LONGEST_ENDING:
                    return found
        return None

    def _add(
        self, number: int, key: tuple[str, ...], language: Language, concepts: Sequence[Concept]
    ) -> None:
        if not key:
            return
        here = self.phrases.setdefault(key, [])
        if concepts[number].own:
            # In a workshop that says what a word means, it means that alone.
            self.own.add(key)
            here[:] = [each for each in here if concepts[each].own]
        if number not in here:
            here.append(number)
        self.longest[key[0]] = max(self.longest.get(key[0], 0), len(key))
        telling = [word for word in key if word not in LIGHT[language]]
        for word in telling:
            hint = self.hints.setdefault(word, {})
            share = 1.0 / len(telling)
            hint[number] = max(hint.get(number, 0.0), share) + 0.1 * share


class Index:
    """Both halves and `nearness`, a square matrix: 1 for a concept with itself."""

    __slots__ = ("concepts", "halves", "nearness")

    def __init__(self, concepts: Sequence[Concept]) -> None:
        self.concepts = tuple(concepts)
        self.halves: dict[Language, Half] = {
            language: Half(self.concepts, language) for language in LANGUAGES
        }
        self.nearness = self._nearness()

    def _nearness(self) -> Matrix:
        count = len(self.concepts)
        shared = np.zeros((count, count), np.float32)
        for half in self.halves.values():
            length = np.zeros(count, np.float32)
            for word, hint in half.hints.items():
                for number, weight in hint.items():
                    length[number] += (weight * half.rarity[word]) ** 2
            length = np.sqrt(np.maximum(length, 1e-6))
            for word, hint in half.hints.items():
                if len(hint) > 1:
                    numbers = np.fromiter(hint, np.intp, len(hint))
                    weights = np.fromiter(hint.values(), np.float32, len(hint))
                    weights = weights * half.rarity[word] / length[numbers]
                    shared[np.ix_(numbers, numbers)] += np.outer(weights, weights) / 2
        names = sorted({each.theme for each in self.concepts})
        place = {name: number for number, name in enumerate(names)}
        theme = np.array([place[each.theme] for each in self.concepts], np.intp)
        sizes = np.bincount(theme, minlength=1).astype(np.float32)[theme] if count else theme
        together = (theme[:, None] == theme[None, :]) / np.sqrt(sizes[:, None] * sizes[None, :])
        nearness = _NEIGHBOURS * shared + _THEME * together.astype(np.float32)
        np.fill_diagonal(nearness, 1.0)
        out: Matrix = nearness.astype(np.float32)
        return out


def key_of(phrase: str, language: Language) -> tuple[str, ...]:
    """The stems of a phrase without empty words; « sans » and its like count inside a phrase."""
    return tuple(stem(word, language) for word in kept(tokens(plain(phrase)), language))


def kept(words: Sequence[str], language: Language) -> list[str]:
    """The words of a text that can be part of a phrase."""
    light, empty = LIGHT[language], EMPTY[language]
    return [word for word in words if word in light or (word not in empty and len(word) > 1)]


@lru_cache(maxsize=8)
def index_with(own: tuple[Concept, ...] = ()) -> Index:
    """The general lexicon with the concepts of a template and of a room. About a second the first
    time (53,000 words to stem), a fraction of it afterwards."""
    return Index((*general(), *own))
