"""Who may be whom: the features weighed against each other, then what a third territory and the
rivals say, and what people have decided.

A score has no meaning of its own: it orders candidates, and groups are cut at one level of it.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
from msgspec import Struct

from .learning import Decided, as_actors, translated
from .likeness import WEIGHTS, Likeness
from .linkage import NEVER, average_link
from .numbers import Matrix

_THIRD: Final = 0.3
_THIRDS_LOOKED_AT: Final = 8
_RIVALS: Final = 1.5
_SHARPNESS: Final = 0.5
_NOBODY: Final = 0.5
"""The score at which « nobody » is as likely as a partner."""
_ROUNDS: Final = 10
_CONFIRMED: Final = 3.0
GROUP_AT: Final = 0.5


class Ranking(Struct, frozen=True):
    """`scores` (-inf where nothing may be proposed), `third[i, j]` the place of the beneficiary of
    a third territory that speaks most for i and j, and `words`, what was learned between names."""

    scores: Matrix
    third: Matrix
    learned: Matrix


def rank(likeness: Likeness, boards: Sequence[str], decisions: Decided) -> Ranking:
    """Score every two beneficiaries of different territories."""
    of = np.array(boards)
    across = of[:, None] != of[None, :]
    learned = translated(likeness.name_rows, decisions.confirmed)
    scores = np.zeros(across.shape, np.float32)
    for name, weight in WEIGHTS.items():
        feature = likeness.features[name] + (learned if name == "name" else 0)
        scores += weight * standardised(feature, across)
    scores /= sum(WEIGHTS.values())
    scores = as_actors(scores, across, decisions, boards)
    for members in decisions.members.values():
        scores[np.ix_(members, members)] = _CONFIRMED
    forbidden = ~across | _kept_apart(decisions, len(boards))
    scores = np.where(forbidden, -_CONFIRMED, np.clip(scores, -_CONFIRMED, _CONFIRMED))
    support, third = _thirds(scores)
    scores = scores + _THIRD * support + _RIVALS * against_rivals(scores, of)
    scores = np.where(forbidden, -np.inf, scores).round(5)
    for members in decisions.members.values():
        scores[np.ix_(members, members)] = -np.inf
    return Ranking(scores=scores.astype(np.float32), third=third, learned=learned)


def standardised(feature: Matrix, across: Matrix) -> Matrix:
    """Each value as its distance from what its two beneficiaries usually get, in deviations.

    A beneficiary that resembles everyone does not win by that.
    """
    many = np.maximum(across.sum(axis=1, keepdims=True), 1)
    inside = np.where(across, feature, 0)
    mean = inside.sum(axis=1, keepdims=True) / many
    spread = np.sqrt((np.where(across, feature - mean, 0) ** 2).sum(axis=1, keepdims=True) / many)
    most = np.abs(inside).max(axis=1, keepdims=True)
    out = (feature - mean) / (spread + 0.05 * most + 1e-6)
    return np.where(across, (out + out.T) / 2, 0).astype(np.float32)


def against_rivals(scores: Matrix, of: Matrix) -> Matrix:
    """How likely each pairing of two territories is when everyone has one partner or none.

    Sinkhorn's scaling, with a place for « nobody » on both sides: a candidate whom someone else
    fits better gives way.
    """
    out = np.zeros(scores.shape, np.float32)
    places = [np.flatnonzero(of == name) for name in np.unique(of)]
    for at, rows in enumerate(places):
        for columns in places[at + 1 :]:
            plan = np.full(
                (len(rows) + 1, len(columns) + 1), np.exp(_NOBODY / _SHARPNESS), np.float64
            )
            plan[:-1, :-1] = np.exp(scores[np.ix_(rows, columns)] / _SHARPNESS)
            for _ in range(_ROUNDS):
                plan[:-1] /= plan[:-1].sum(axis=1, keepdims=True)
                plan[:, :-1] /= plan[:, :-1].sum(axis=0, keepdims=True)
            out[np.ix_(rows, columns)] = plan[:-1, :-1]
            out[np.ix_(columns, rows)] = plan[:-1, :-1].T
    return out


def groups(ranking: Ranking, boards: Sequence[str], decisions: Decided) -> list[list[int]]:
    """The actors as they would be if every sure proposal were taken, with those decided."""
    heads = sorted(set(decisions.actor))
    inside = [[i for i, head in enumerate(decisions.actor) if head == each] for each in heads]
    member = np.zeros((len(heads), len(boards)), np.float64)
    for number, rows in enumerate(inside):
        member[number, rows] = 1 / len(rows)
    allowed = np.isfinite(ranking.scores)
    mean = member @ np.where(allowed, ranking.scores, 0).astype(np.float64) @ member.T
    # One territory has one of them, unless a person said otherwise.
    never = member @ ~allowed @ member.T > 0
    joined = average_link(np.where(never, NEVER, mean.round(5)), GROUP_AT)
    return [sorted(i for head in group for i in inside[head]) for group in joined]


def _kept_apart(decisions: Decided, count: int) -> Matrix:
    out = np.zeros((count, count), bool)
    if decisions.different:
        head = np.array(decisions.actor)
        for one, other in decisions.different:
            rows, columns = np.flatnonzero(head == one), np.flatnonzero(head == other)
            out[np.ix_(rows, columns)] = True
            out[np.ix_(columns, rows)] = True
    return out


def _thirds(scores: Matrix) -> tuple[Matrix, Matrix]:
    """How well two are joined by the best two others, and through which one first.

    Only the eight best others of each are looked at: the rest support nothing.
    """
    count = len(scores)
    support = np.zeros(scores.shape, np.float32)
    third = np.full(scores.shape, -1, np.intp)
    few = min(_THIRDS_LOOKED_AT, count)
    if few < 2:
        return support, third
    best = np.argsort(-scores, axis=1, kind="stable")[:, :few]
    for one in range(count):
        between = np.minimum(scores[one, best[one]][:, None], scores[best[one]])
        two = np.partition(between, few - 2, axis=0)[few - 2 :]
        support[one] = np.maximum(two.mean(axis=0), 0)
        first = between.argmax(axis=0)
        third[one] = np.where(between[first, np.arange(count)] > 0, best[one][first], -1)
    return (support + support.T) / 2, third
