"""The baseline of the proposals: TF-IDF over the trigrams of letters, at its own best threshold."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations
from typing import Any

import numpy as np

from bench.pooling_truth import (
    Pair,
    Truth,
    effect_partners,
    hits,
    pairs_of,
    quality,
    share,
    true_actor_pairs,
    true_effect_pairs,
)
from tablee.proposals import Beneficiary
from tablee.proposals.linkage import average_link


def trigram_rows(texts: Sequence[str]) -> Any:
    """TF-IDF of the letters' trigrams of each text, rows of length one."""
    counts = []
    for text in texts:
        words = "".join(c if c.isalnum() else " " for c in text.casefold()).split()
        counts.append(Counter(f" {w} "[i : i + 3] for w in words for i in range(len(w))))
    column = {gram: n for n, gram in enumerate(sorted({g for each in counts for g in each}))}
    rows = np.zeros((len(texts), max(1, len(column))), np.float32)
    for place, each in enumerate(counts):
        for gram, count in each.items():
            rows[place, column[gram]] = 1 + math.log(count)
    rows *= np.log((len(texts) + 1) / ((rows > 0).sum(axis=0) + 1)) + 1
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6)


def baseline(truth: Truth) -> dict[str, float]:
    """The same measures for trigrams."""
    said: dict[str, list[str]] = defaultdict(list)
    for note in truth.board.notes:
        said[note.beneficiary].append(note.text)
    people = sorted(truth.board.beneficiaries, key=lambda each: each.id)
    rows = trigram_rows([" ".join([each.label, *said[each.id]]) for each in people])
    scores = (rows @ rows.T).astype(np.float64)
    boards = [each.board for each in people]
    apart = np.array(boards)[:, None] == np.array(boards)[None, :]
    ranked = {
        each.id: [people[int(o)].id for o in np.argsort(-row, kind="stable") if not alone[o]]
        for each, row, alone in zip(people, scores, apart, strict=True)
    }
    true = true_actor_pairs(truth)
    levels = np.linspace(0.02, 0.6, 30)
    best = max(
        (
            quality(pairs_of(_named(average_link(scores, at, boards), people)), true)
            for at in levels
        ),
        key=lambda each: each[2],
    )
    notes = {note.id: note for note in truth.board.notes}
    ids = sorted(notes)
    place = {each: n for n, each in enumerate(ids)}
    text_rows = trigram_rows([notes[each].text for each in ids])
    closest: dict[str, list[str]] = {}
    blocks: list[tuple[list[str], Any]] = []
    pairs: list[tuple[float, Pair]] = []
    for actor in truth.actors():
        own = [each for each in ids if notes[each].beneficiary in actor]
        block = text_rows[[place[each] for each in own]]
        close = (block @ block.T).astype(np.float64)
        np.fill_diagonal(close, -1)
        blocks.append((own, close))
        for one, row in zip(own, close, strict=True):
            closest[one] = [own[int(o)] for o in np.argsort(-row, kind="stable")[: len(own) - 1]]
        pairs += [
            (-float(close[i, j]), (own[i], own[j])) for i, j in combinations(range(len(own)), 2)
        ]
    true_effects = true_effect_pairs(truth)
    inside = {pair for pair in true_effects if pair[0] in closest and pair[1] in closest}
    grouped = max(
        quality(
            {
                pair
                for own, close in blocks
                for pair in pairs_of([own[i] for i in group] for group in average_link(close, at))
            },
            inside,
        )[2]
        for at in levels
    )
    return {
        "actor_top1": share(hits(ranked, truth.partners, 1)),
        "actor_top3": share(hits(ranked, truth.partners, 3)),
        "actor_precision": best[0],
        "actor_recall": best[1],
        "actor_f1": best[2],
        "effect_top3": share(hits(closest, effect_partners(truth), 3)),
        "effect_best20_precision": sum(p in true_effects for _, p in sorted(pairs)[:20])
        / max(1, min(20, len(pairs))),
        "effect_f1_inside": grouped,
    }


def _named(groups: list[list[int]], people: Sequence[Beneficiary]) -> list[list[str]]:
    return [[people[each].id for each in group] for group in groups]
