"""What only names tell: the same name twice, and an acronym with what it stands for."""

import re
from collections.abc import Sequence
from typing import Final

from .index import kept
from .language import Language
from .normalise import canonical, names, plain, tokens, unaccented
from .stems import stem
from .values import Beneficiary

_ACRONYM: Final = re.compile(r"\b[A-Z][A-Z0-9]{1,7}s?\b|\b(?:[A-Z]\.){2,}")


def names_of(beneficiary: Beneficiary) -> tuple[str, ...]:
    """Its label without brackets, then everything else that it is called."""
    found = [each for text in (beneficiary.label, *beneficiary.aliases) for each in names(text)]
    return tuple(dict.fromkeys(found))


def sameness(beneficiary: Beneficiary, language: Language) -> frozenset[tuple[str, ...]]:
    """What a name that is the same must share: its stems in order, or its acronym.

    A word in brackets alone (« (petits) ») is not a name.
    """
    first, *others = names_of(beneficiary)
    whole = [first, *(each for each in others if len(tokens(each)) > 1)]
    found = {tuple(stem(word, language) for word in kept(tokens(each), language)) for each in whole}
    exact = {tuple(canonical(each).split()) for each in whole}
    return frozenset(each for each in (found | exact) if each)


def acronyms(beneficiary: Beneficiary) -> frozenset[str]:
    """The acronyms as typed in its names, in lower case and without points."""
    texts = (beneficiary.label, *beneficiary.aliases)
    quiet = [text for text in texts if not (text.isupper() and " " in text.strip())]
    typed = [each for text in quiet for each in _ACRONYM.findall(text)]
    return frozenset(each.replace(".", "").removesuffix("s").casefold() for each in typed)


def initials(name: str) -> frozenset[str]:
    """The initials of a name of three words or more, with and without its little words."""
    words = tokens(plain(name))
    full = [word for word in words if word in kept([word], "fr") and word in kept([word], "en")]
    if len(full) < 3:
        return frozenset()
    return frozenset(unaccented("".join(word[0] for word in each)) for each in (words, full))


def acronym_pairs(beneficiaries: Sequence[Beneficiary]) -> dict[tuple[int, int], tuple[str, str]]:
    """Every two places of the list where one is the acronym of the other."""
    stands_for: dict[str, list[tuple[int, str]]] = {}
    for place, each in enumerate(beneficiaries):
        for name in names_of(each):
            for letters in initials(name):
                stands_for.setdefault(letters, []).append((place, name))
    found: dict[tuple[int, int], tuple[str, str]] = {}
    for place, each in enumerate(beneficiaries):
        for letters in sorted(acronyms(each)):
            for there, name in stands_for.get(letters, ()):
                if there != place:
                    pair = (min(place, there), max(place, there))
                    found.setdefault(pair, (letters.upper(), name))
    return found
