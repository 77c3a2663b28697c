"""Readings as rows of numbers, and how alike two rows are. Nothing here knows what a row is about.

All matrices are float32; a board of 2,000 notes takes some 60 MB while it is compared.
"""

from collections.abc import Sequence

import numpy as np

from .numbers import Matrix, Places
from .reading import Reading

_PRESENT = 0.3
"""From this weight on a concept counts as being in a text when its rarity is measured."""
_NOTHING = np.float32(1e-6)


def concept_rows(readings: Sequence[Reading], concepts: int) -> Matrix:
    """One row a reading, one column a concept of the lexicon."""
    rows = np.zeros((len(readings), concepts), np.float32)
    for place, reading in enumerate(readings):
        if reading.concepts:
            found = np.fromiter(reading.concepts, np.intp, len(reading.concepts))
            rows[place, found] = np.fromiter(
                reading.concepts.values(), np.float32, len(reading.concepts)
            )
    return rows


def stems_of(readings: Sequence[Reading]) -> list[str]:
    """Every stem of the texts, in alphabetical order."""
    return sorted({stem for reading in readings for stem in reading.stems})


def stem_rows(readings: Sequence[Reading]) -> Matrix:
    """One row a reading, one column a stem as `stems_of` orders them: 1 where it stands."""
    every = stems_of(readings)
    column = {stem: place for place, stem in enumerate(every)}
    rows = np.zeros((len(readings), len(every)), np.float32)
    for place, reading in enumerate(readings):
        rows[place, [column[stem] for stem in reading.stems]] = 1.0
    return rows


def rarity(rows: Matrix) -> Matrix:
    """For each column, the logarithm of how rare it is among the rows; 0 when all have it."""
    present = (rows > _PRESENT).sum(axis=0)
    out: Matrix = np.log((len(rows) + 1) / (present + 1)).astype(np.float32)
    return out


def most_of(rows: Matrix, owner: Places, owners: int) -> Matrix:
    """Per owner, the greatest value of each column."""
    out = np.zeros((owners, rows.shape[1]), np.float32)
    np.maximum.at(out, owner, rows)
    return out


def sum_of(rows: Matrix, owner: Places, owners: int) -> Matrix:
    """Per owner, the sum of each column."""
    out = np.zeros((owners, rows.shape[1]), np.float32)
    np.add.at(out, owner, rows)
    return out


def unit(rows: Matrix, nearness: Matrix | None = None) -> tuple[Matrix, Matrix]:
    """The rows made as long as one, and what to multiply other such rows by (`a @ b.T`).

    With `nearness`, two columns that are near count as partly the same.
    """
    spread = rows if nearness is None else rows @ nearness
    length = np.sqrt(np.maximum((spread * rows).sum(axis=1, keepdims=True), _NOTHING))
    return rows / length, spread / length


def alike(rows: Matrix, nearness: Matrix | None = None) -> Matrix:
    """The cosine of every two rows."""
    if nearness is None:
        # A column that one row has alone makes it longer and likens it to no other.
        length = np.sqrt(np.maximum((rows * rows).sum(axis=1, keepdims=True), _NOTHING))
        shared = rows[:, (rows > 0).sum(axis=0) > 1] / length
        out: Matrix = shared @ shared.T
    else:
        rows, spread = unit(rows, nearness)
        out = spread @ rows.T
    return (out + out.T) / 2


def best_between(values: Matrix, owner: Places, owners: int) -> Matrix:
    """Per two owners, the greatest value between a row of one and a row of the other; else -1."""
    out = np.full((owners, owners), -1.0, np.float32)
    np.maximum.at(out, (owner[:, None], owner[None, :]), values)
    return out


def aligned(values: Matrix, owner: Places, owners: int) -> Matrix:
    """Per two owners, how well each one's rows find a good match among the other's, on average.

    `owner` must be sorted. An owner without rows matches nothing (0).
    """
    out = np.zeros((owners, owners), np.float32)
    if not len(owner):
        return out
    have, first, counts = np.unique(owner, return_index=True, return_counts=True)
    best = np.maximum.reduceat(values, first, axis=1)
    mean = np.add.reduceat(best, first, axis=0) / counts[:, None]
    out[np.ix_(have, have)] = (mean + mean.T) / 2
    return out
