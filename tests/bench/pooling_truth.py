"""A file of the corpus' shape with its ground truth, and how proposals are held against it."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import msgspec

from tablee.proposals import Beneficiary, Board, Decisions, Note

Pair = tuple[str, str]


class Truth(msgspec.Struct, frozen=True):
    """What the file says is right: the actor of each beneficiary, the effect of each note."""

    board: Board
    actor: Mapping[str, frozenset[str]]
    effect: Mapping[str, str]
    territory: Mapping[str, str]
    names: Mapping[str, str]

    def one_actor(self, one: str, other: str) -> bool:
        return bool(self.actor[one] & self.actor[other])

    def partners(self, one: str) -> set[str]:
        """The beneficiaries of other territories that are the same actor."""
        return {
            each
            for each in self.actor
            if self.territory[each] != self.territory[one] and self.one_actor(each, one)
        }

    def actors(self) -> tuple[tuple[str, ...], ...]:
        """The true actors of two beneficiaries and more."""
        found: dict[str, list[str]] = defaultdict(list)
        for each, clusters in self.actor.items():
            found[min(clusters)].append(each)
        return tuple(tuple(each) for each in found.values() if len(each) > 1)


def read(path: Path) -> Truth:
    """Read a file of the corpus' shape; what it does not say is left empty."""
    rows: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["effects"]
    cells: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in rows:
        cells.setdefault((row["territory"], row["beneficiary"]), []).append(row)
    keys = {cell: f"b{number:04}" for number, cell in enumerate(sorted(cells))}
    beneficiaries = []
    for (territory, label), inside in cells.items():
        categories = Counter(row.get("category") or "" for row in inside)
        beneficiaries.append(
            Beneficiary(
                id=keys[territory, label],
                board=territory,
                label=label,
                category=max(sorted(categories), key=categories.__getitem__),
            )
        )
    notes = [
        Note(id=row["id"], beneficiary=keys[row["territory"], row["beneficiary"]], text=row["text"])
        for row in rows
    ]
    return Truth(
        board=Board(beneficiaries=tuple(beneficiaries), notes=tuple(notes)),
        actor={
            keys[cell]: frozenset(row["gold_beneficiary_cluster"] for row in inside)
            for cell, inside in cells.items()
        },
        effect={row["id"]: row["gold_effect_cluster"] for row in rows},
        territory={keys[cell]: cell[0] for cell in cells},
        names={keys[cell]: f"{cell[1]} — {cell[0]}" for cell in cells},
    )


def decide(truth: Truth, **decisions: Any) -> Board:
    return msgspec.structs.replace(truth.board, decisions=Decisions(**decisions))


def pairs_of(groups: Iterable[Sequence[str]]) -> set[Pair]:
    return {(min(p), max(p)) for group in groups for p in combinations(group, 2)}


def quality(proposed: set[Pair], true: set[Pair]) -> tuple[float, float, float]:
    """Precision, recall and their harmonic mean."""
    right = len(proposed & true)
    precision, recall = right / max(1, len(proposed)), right / max(1, len(true))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def hits(
    ranked: Mapping[str, Sequence[str]], partners: Callable[[str], set[str]], few: int
) -> tuple[int, int]:
    """How many have a true partner among the first few, of how many that have one at all."""
    asked = [(each, partners(each)) for each in ranked]
    asked = [(each, true) for each, true in asked if true]
    return sum(bool(true & set(ranked[each][:few])) for each, true in asked), len(asked)


def share(found: tuple[int, int]) -> float:
    return found[0] / found[1] if found[1] else 1.0


def true_actor_pairs(truth: Truth) -> set[Pair]:
    pairs = pairs_of([sorted(truth.actor)])
    return {
        pair
        for pair in pairs
        if truth.one_actor(*pair) and truth.territory[pair[0]] != truth.territory[pair[1]]
    }


def true_effect_pairs(truth: Truth) -> set[Pair]:
    by_effect: dict[str, list[str]] = defaultdict(list)
    for note, effect in truth.effect.items():
        by_effect[effect].append(note)
    return pairs_of(by_effect.values())


def effect_partners(truth: Truth) -> Callable[[str], set[str]]:
    by_effect: dict[str, set[str]] = defaultdict(set)
    for note, effect in truth.effect.items():
        by_effect[effect].add(note)
    return lambda note: by_effect[truth.effect[note]] - {note}
