"""Step A: what a text becomes to be compared, never to be shown.

NFKC, lower case, straight apostrophes, no quotes; inclusive forms folded onto one word; what is in
brackets or behind a slash put aside as another name.
"""

import re
import unicodedata
from functools import lru_cache

_APOSTROPHES = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "œ": "oe", "æ": "ae"}
)
_QUOTES = re.compile('[«»“”„"]')
_ENDING = (
    r"(?:e|es|rice|rices|ice|ices|trice|trices|euse|euses|ère|ères|ière|ières|ne|nes|le|les|te|tes"
    r"|ve|ves|se|ses|fe|fes|ale|ales|s)"
)
_DOTTED = r"(?:e|es|rices?|trices?|euses?|ère|ères|ne|nes)"
# acteur·ices, adhérent.e.s, usager-ère-s, voisin(e)s
_INCLUSIVE = re.compile(
    rf"(?<=[a-zà-ÿ]{{3}})(?:[·•∙‧]{_ENDING}(?:[·•∙‧.-]?s)?|\.{_DOTTED}(?:\.s)?(?![a-zà-ÿ])"
    rf"|-(?:e|ne|rice|trice|euse|ère|ice)-s\b|\({_ENDING}\)s?)"
)
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_LEADING = re.compile(
    r"^(?:pour|for|le|la|les|l'|un|une|des|du|de|d'|nos|notre|vos|leurs|leur|ses|mes|tous|toutes|tout"
    r"|the|a|an|our|all|some|their|your)(?:\s+|(?<=')\s*)"
)
_WORD = re.compile(r"[0-9a-zà-öø-ÿ]+")


def plain(text: str) -> str:
    """The text in lower case with one spelling of apostrophes, quotes and inclusive endings."""
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_APOSTROPHES)
    return _INCLUSIVE.sub("", _QUOTES.sub(" ", folded)).strip()


@lru_cache(maxsize=65536)
def unaccented(word: str) -> str:
    """The word without its accents."""
    if word.isascii():
        return word
    parts = unicodedata.normalize("NFD", word)
    return "".join(c for c in parts if not unicodedata.combining(c))


def tokens(text: str) -> list[str]:
    """The words of a `plain` text in order, accents kept, cut at apostrophes and hyphens."""
    return _WORD.findall(text)


def names(label: str) -> tuple[str, ...]:
    """The names in a label: first the label without brackets, then what was aside, then its parts.

    « UCS 13 (union des centres sociaux) » has two, « Mairie / métropole » three.
    """
    whole = plain(label)
    aside = [part.strip() for part in _BRACKETS.findall(whole)]
    core = _BRACKETS.sub(" ", whole)
    parts = [part.strip() for part in core.split("/")] if "/" in core else []
    found = [_undetermined(each) for each in (core, *aside, *parts)]
    return tuple(dict.fromkeys(each for each in found if each)) or (whole,)


def canonical(name: str) -> str:
    """What two names must share to be the same one: unaccented words without leading articles."""
    return " ".join(unaccented(word) for word in tokens(_undetermined(plain(name))))


def _undetermined(name: str) -> str:
    name = name.strip(" ,;:.-–—")
    while (shorter := _LEADING.sub("", name, count=1)) != name and shorter:
        name = shorter
    return " ".join(name.split())
