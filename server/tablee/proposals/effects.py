"""Which effects of one confirmed actor may say the same. Effects never cross actors."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from msgspec import Struct

from .likeness import Likeness
from .linkage import NEVER, average_link
from .numbers import Matrix, Places
from .vectors import alike

_WORDS: Final = 0.13
"""What the very words count beside the concepts."""
_RARE_HERE: Final = 0.7
"""How much a word that the whole actor uses is worth less inside it."""
_LEVEL: Final = 0.5
"""What closeness itself counts beside standing out. Little: where a subject's words are seldom in
the lexicon all effects are far from each other, and those that say the same stand out none the
less."""
_ONE_TERRITORY: Final = 2.0
"""One territory seldom says the same twice of one actor."""
_STEADY: Final = 0.03
GROUP_AT: Final = 0.2
"""Round numbers, as those above: on three boards of other subjects the pairs inside an actor are
found at precision 0.53, recall 0.42; with closeness counting four times and a bar of 0.8 it was
0.52, 0.31."""


class InsideActor(Struct, frozen=True):
    """The notes of one actor (places in the list of notes) and how close any two are."""

    notes: Places
    closeness: Matrix
    groups: tuple[tuple[int, ...], ...]


def inside(
    notes: Places,
    boards: Sequence[str],
    likeness: Likeness,
    nearness: Matrix,
    made: Sequence[Sequence[int]],
    apart: frozenset[int],
) -> InsideActor:
    """Compare the notes of one actor and group them, starting from the groups that people `made`.

    `boards` names each note's territory. Notes `apart` are never put into a group. Groups of one
    are left out; those that people made and nothing joins too.
    """
    concepts = likeness.note_concepts[notes]
    words = likeness.note_stems[notes]
    close = alike(concepts * likeness.rare * _rare_here(concepts), nearness)
    close_words = alike(words * likeness.rare_stems * _rare_here(words))
    close = (close + _WORDS * close_words) / (1 + _WORDS)
    of = np.array(boards)
    scores = _standing_out(close) + _LEVEL * close - _ONE_TERRITORY * (of[:, None] == of[None, :])
    scores = scores.round(5)
    np.fill_diagonal(scores, -np.inf)
    return InsideActor(
        notes=notes, closeness=scores, groups=tuple(_grouped(scores, notes, made, apart))
    )


def nearest(found: InsideActor, few: int) -> list[list[int]]:
    """For each note of the actor, the places (in its own list) of the closest ones."""
    order = np.argsort(-found.closeness, axis=1, kind="stable")
    most = min(few, len(found.notes) - 1)
    return [[int(each) for each in row[:most]] for row in order]


def medoid(found: InsideActor, group: Sequence[int]) -> int:
    """The member that is closest to the others, the first of equals."""
    rows = list(group)
    block = np.where(np.isfinite(found.closeness), found.closeness, 0)[np.ix_(rows, rows)]
    return rows[int(block.sum(axis=1).round(4).argmax())]


def strength(found: InsideActor, group: Sequence[int]) -> float:
    """How close the members are on average."""
    rows = list(group)
    block = found.closeness[np.ix_(rows, rows)]
    return float(block[np.isfinite(block)].mean())


def _rare_here(rows: Matrix) -> Matrix:
    many = len(rows)
    present = (rows > 0.3).sum(axis=0)
    share = np.log((many + 1) / (present + 1)) / np.log(many + 1)
    out: Matrix = (np.maximum(share, 0) ** _RARE_HERE).astype(np.float32)
    return out


def _standing_out(close: Matrix) -> Matrix:
    others = ~np.eye(len(close), dtype=bool)
    many = max(1, len(close) - 1)
    mean = (close * others).sum(axis=1, keepdims=True) / many
    spread = np.sqrt((((close - mean) * others) ** 2).sum(axis=1, keepdims=True) / many)
    out: Matrix = (close - mean) / (spread + _STEADY)
    return (out + out.T) / 2


def _grouped(
    scores: Matrix, notes: Places, made: Sequence[Sequence[int]], apart: frozenset[int]
) -> list[tuple[int, ...]]:
    at = {int(note): place for place, note in enumerate(notes)}
    start = [sorted(at[each] for each in group if each in at) for group in made]
    start = [group for group in start if group]
    taken = {each for group in start for each in group}
    start += [[place] for place in range(len(notes)) if place not in taken]
    start.sort()
    links = np.full((len(start), len(start)), NEVER)
    member = np.zeros((len(start), len(notes)), np.float64)
    for number, group in enumerate(start):
        member[number, group] = 1 / len(group)
    links = member @ np.where(np.isfinite(scores), scores, 0).astype(np.float64) @ member.T
    alone = [n for n, group in enumerate(start) if any(int(notes[each]) in apart for each in group)]
    links[alone, :] = NEVER
    links[:, alone] = NEVER
    joined = average_link(links, GROUP_AT)
    return [
        tuple(sorted(each for number in group for each in start[number]))
        for group in joined
        if len(group) > 1
    ]
