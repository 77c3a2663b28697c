"""What the decisions taken so far teach about those to come.

A confirmed actor speaks with all its names at once; its territories are taken; and the words that
one of its names has and the other has not stand for each other here (« du Quai » ↔ « de la
Halle »). Tried and dropped, as they did not help on every development set: weighing the features by
the decisions, and carrying word pairs of confirmed actors or groups over to effects.
"""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from msgspec import Struct

from .numbers import Matrix
from .values import Board

_TRANSLATED: Final = 0.25
_TAKEN: Final = 1.5
"""What a candidate loses when its territory already has someone else in the actor."""
_TOGETHER: Final = 0.5
"""How much of a member's likeness comes from its actor as a whole."""


class Decided(Struct, frozen=True):
    """Decisions by places in the list of beneficiaries. `actor[i]` is the lowest place in the actor
    of i; `members` are those of the actors of two and more; `different` and `later` are closed over
    « same actor »: pairs of actors, the lower first."""

    actor: tuple[int, ...]
    members: Mapping[int, tuple[int, ...]]
    confirmed: tuple[tuple[int, int], ...]
    different: frozenset[tuple[int, int]]
    later: frozenset[tuple[int, int]]

    def kept_apart(self, one: int, other: int) -> bool:
        """Did people say, directly or through others, that these two are different?"""
        return self._pair(one, other) in self.different

    def put_off(self, one: int, other: int) -> bool:
        """Did people leave these two for later?"""
        return self._pair(one, other) in self.later

    def _pair(self, one: int, other: int) -> tuple[int, int]:
        return _ordered(self.actor[one], self.actor[other])


def decided(board: Board, place: Mapping[str, int]) -> Decided:
    """Read the decisions; « same » is closed, ids that are gone still join what they named."""
    root: dict[str, str] = {}

    def find(each: str) -> str:
        while root.setdefault(each, each) != each:
            each = root[each]
        return each

    for together in board.decisions.same:
        for other in together[1:]:
            root[find(other)] = find(together[0])
    gathered: dict[str, list[int]] = {}
    for each in sorted(place, key=place.__getitem__):
        gathered.setdefault(find(each), []).append(place[each])
    head = {each: members[0] for each, members in gathered.items()}

    def closed(pairs: Sequence[tuple[str, str]]) -> frozenset[tuple[int, int]]:
        ends = ((find(one), find(other)) for one, other in pairs)
        return frozenset(
            _ordered(head[one], head[other])
            for one, other in ends
            if one in head and other in head and one != other
        )

    confirmed = {
        _ordered(place[together[0]], place[other])
        for together in map(tuple, map(sorted, board.decisions.same))
        for other in together[1:]
        if together[0] in place and other in place and together[0] != other
    }
    actor = [0] * len(place)
    for members in gathered.values():
        for member in members:
            actor[member] = members[0]
    return Decided(
        actor=tuple(actor),
        members={members[0]: tuple(members) for members in gathered.values() if len(members) > 1},
        confirmed=tuple(sorted(confirmed)),
        different=closed(board.decisions.different),
        later=closed(board.decisions.later),
    )


def translated(name_rows: Matrix, confirmed: Sequence[tuple[int, int]]) -> Matrix:
    """What to add to the likeness of names: the words that confirmed names do not share."""
    out = np.zeros((len(name_rows), len(name_rows)), np.float32)
    for one, other in confirmed:
        says = np.where(name_rows[other] > 0, 0, name_rows[one])
        stands_for = np.where(name_rows[one] > 0, 0, name_rows[other])
        both = np.outer(name_rows @ says, name_rows @ stands_for)
        out += _TRANSLATED * (both + both.T)
    return out


def as_actors(scores: Matrix, across: Matrix, decisions: Decided, boards: Sequence[str]) -> Matrix:
    """The scores once the members of an actor speak together and its territories are taken.

    `across` is True between two territories; other scores are not looked at.
    """
    if not decisions.members:
        return scores
    out = scores.copy()
    for members in decisions.members.values():
        rows = list(members)
        seen = across[rows]
        met = np.maximum(seen.sum(axis=0), 1)
        mean = np.where(seen, scores[rows], 0).sum(axis=0) / met
        most = np.where(seen, scores[rows], -np.inf).max(axis=0)
        whole = np.where(seen.any(axis=0), (mean + np.where(np.isfinite(most), most, 0)) / 2, 0)
        for row in rows:
            mixed = (1 - _TOGETHER) * scores[row] + _TOGETHER * whole
            out[row] = np.where(seen.any(axis=0), mixed, scores[row])
    out = (out + out.T) / 2
    of = np.array(boards)
    for members in decisions.members.values():
        own = np.array(members)
        taken = np.isin(of, of[own])
        taken[own] = False
        strangers = np.flatnonzero(taken)
        out[np.ix_(own, strangers)] -= _TAKEN
        out[np.ix_(strangers, own)] -= _TAKEN
    return out


def _ordered(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)
