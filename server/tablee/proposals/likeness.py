"""How alike any two beneficiaries are, feature by feature, before anyone has decided anything.

Rows and columns are beneficiaries in the order of their ids. Depends on the words alone, so that a
decision does not compute it again.
"""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from msgspec import Struct

from .index import Index
from .names import acronym_pairs, sameness
from .numbers import Matrix, Places
from .reading import Reading
from .values import Beneficiary
from .vectors import (
    aligned,
    alike,
    best_between,
    concept_rows,
    most_of,
    rarity,
    stem_rows,
    stems_of,
    sum_of,
    unit,
)

WEIGHTS: Final[Mapping[str, float]] = {
    "name": 2.0,  # concepts of the names
    "name_words": 0.3,  # their very words
    "category": 0.5,
    "content": 1.0,  # concepts of all their effects together
    "content_words": 0.2,
    "notes": 0.6,  # each effect with its best match
    "name_in_notes": 0.3,  # who is named here is spoken of there
}
"""What each feature counts for: round numbers set by hand. On five development boards of four
subjects, doubling or halving any one of them moves the first proposal's rate by 0.03 at most."""

_SAME_NAME: Final = 1.2
_ACRONYM: Final = 1.1
_CATEGORY_IN_NAME: Final = 0.5
_WORDS_IN_NOTES: Final = 0.3


class Readings(Struct, frozen=True):
    """What was read of a board. `names[i]` and `category[i]` belong to beneficiary i, `owner[k]`
    is the beneficiary of note k; notes are sorted by owner, then by id."""

    names: Sequence[Sequence[Reading]]
    category: Sequence[Reading]
    notes: Sequence[Reading]
    owner: Places


class Likeness(Struct, frozen=True):
    """What was found, `features` by name, each a square matrix.

    `same` and `acronyms` are by two places, the lower first. `note_concepts` and `note_stems` are
    the rows of the notes, `rare` and `rare_stems` what each column is worth, `between_notes` how
    near any two notes are by their concepts. `name_concepts` and `name_rows` are the weighted rows
    of the names, the second with unknown words beside the concepts and of length one.
    """

    features: Mapping[str, Matrix]
    same: Mapping[tuple[int, int], str]
    acronyms: Mapping[tuple[int, int], tuple[str, str]]
    note_concepts: Matrix
    note_stems: Matrix
    between_notes: Matrix
    rare: Matrix
    rare_stems: Matrix
    name_concepts: Matrix
    name_rows: Matrix


def compare(beneficiaries: Sequence[Beneficiary], readings: Readings, index: Index) -> Likeness:
    """Compare every two beneficiaries by their names, their categories and their effects."""
    count, concepts, near = len(beneficiaries), len(index.concepts), index.nearness
    named = [reading for each in readings.names for reading in each]
    bearer = np.array([i for i, each in enumerate(readings.names) for _ in each], np.intp)
    owner = readings.owner

    name_rows = concept_rows(named, concepts)
    name_concepts = most_of(name_rows, bearer, count)
    categories = concept_rows(readings.category, concepts)
    known_by = name_concepts + _CATEGORY_IN_NAME * categories
    by_name = best_between(alike(name_rows * rarity(name_concepts), near), bearer, count)
    by_name = (by_name + alike(known_by * rarity(known_by), near)) / 2
    same = _same_names(beneficiaries, readings)
    acronyms = acronym_pairs(beneficiaries)
    for worth, pairs in ((_ACRONYM, acronyms), (_SAME_NAME, same)):
        for one, other in pairs:
            by_name[one, other] = by_name[other, one] = worth

    name_stems = stem_rows(named)
    note_rows, note_stems = concept_rows(readings.notes, concepts), stem_rows(readings.notes)
    said, said_words = sum_of(note_rows, owner, count), sum_of(note_stems, owner, count)
    rare, rare_words = rarity(said), rarity(said_words)
    content = np.log1p(said) * rare
    between_notes = alike(note_rows * rare, near)
    in_all = between_notes + _WORDS_IN_NOTES * alike(note_stems * rare_words)
    features = {
        "name": by_name,
        "name_words": best_between(alike(name_stems * rarity(name_stems)), bearer, count),
        "category": alike(categories * rarity(categories), near),
        "content": alike(content, near),
        "content_words": alike(np.log1p(said_words) * rare_words),
        "notes": aligned(in_all, owner, count),
        "name_in_notes": _crossed(name_concepts * rarity(name_concepts), content, near),
    }
    # A word that the lexicon knows stands there by its concepts already.
    strange = [at for at, each in enumerate(stems_of(named)) if ":" not in each]
    bearer_stems = most_of(name_stems[:, strange], bearer, count)
    side_by_side = np.concatenate(
        [name_concepts * rarity(name_concepts), bearer_stems * rarity(bearer_stems)], axis=1
    )
    return Likeness(
        features=features,
        same=same,
        acronyms=acronyms,
        note_concepts=note_rows,
        note_stems=note_stems,
        between_notes=between_notes,
        rare=rarity(note_rows),
        rare_stems=rarity(note_stems),
        name_concepts=name_concepts * rarity(name_concepts),
        name_rows=unit(side_by_side)[0],
    )


def _crossed(names: Matrix, content: Matrix, near: Matrix) -> Matrix:
    _, spread = unit(names, near)
    said, _ = unit(content, near)
    there: Matrix = spread @ said.T
    return there + there.T


def _same_names(
    beneficiaries: Sequence[Beneficiary], readings: Readings
) -> dict[tuple[int, int], str]:
    """Every two that bear one name, whatever its articles, number and letters, by their places."""
    bearers: dict[tuple[str, ...], list[int]] = {}
    for place, each in enumerate(beneficiaries):
        for name in sorted(sameness(each, readings.names[place][0].language)):
            bearers.setdefault(name, []).append(place)
    return {
        (one, other): beneficiaries[one].label
        for places in bearers.values()
        for at, one in enumerate(places)
        for other in places[at + 1 :]
    }
