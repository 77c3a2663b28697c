"""How good and how fast the proposals are, on any file of the corpus' shape with ground truth.

    python tests/bench/proposals.py FILE [--json] [--errors] [--grow NOTES]

For every beneficiary (a label of one territory) that has a true partner in another territory: is
one of its true partners the first of its proposals (`actor_top1`), among the three (`actor_top3`)?
`actor_precision` and `actor_recall` are of the pairs inside the groups that all sure proposals
would make. Inside correctly merged actors: for every effect with a true partner, is one among the
three nearest (`effect_top3`), `effect_f1_inside` of the pairs of proposed groups, and how many of
the first twenty proposed pairs are right (`effect_best20_precision`). `effect_precision` and
`effect_recall` are of all effect pairs when every sure actor proposal is taken, wrong ones too.
`learned`: after 5, 10 and 15 confirmed pairs, taken from the top of the list by a facilitator who
knows the truth and refuses what is wrong. `actor_top1` and `actor_top3` are there of everyone, one
with a confirmed partner being found; `left_top1` and `left_top3` of those `left` with a partner yet
to be found, who are the hard ones, beside the same had nothing been learned (`…_unlearned`).

`seconds` is one run from nothing but the loaded lexicon (`load_seconds`), `memory_mb` the process's
peak. The baseline is TF-IDF over the letters' trigrams of name and effects, at the threshold that
is best for it on the file itself. It asserts nothing.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # one core, before numpy wakes up
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import argparse
import json
import resource
import time
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from bench.pooling_truth import (
    Pair,
    Truth,
    decide,
    effect_partners,
    hits,
    pairs_of,
    quality,
    read,
    share,
    true_actor_pairs,
    true_effect_pairs,
)
from bench.trigrams import baseline
from tablee.proposals import Beneficiary, Board, Decisions, Note, Proposals, Proposer, index_with

CONFIRMED = (5, 10, 15)


def of_actors(truth: Truth, proposals: Proposals) -> dict[str, float]:
    ranked: dict[str, list[str]] = {each: [] for each in truth.actor}
    for each in proposals.actors:
        ranked[each.one].append(each.other)
    precision, recall, f1 = quality(pairs_of(proposals.groups), true_actor_pairs(truth))
    return {
        "actor_top1": share(hits(ranked, truth.partners, 1)),
        "actor_top3": share(hits(ranked, truth.partners, 3)),
        "actor_precision": precision,
        "actor_recall": recall,
        "actor_f1": f1,
    }


def of_effects(truth: Truth, proposer: Proposer, proposals: Proposals) -> dict[str, float]:
    true = true_effect_pairs(truth)
    merged = proposer.propose(decide(truth, same=truth.actors()))
    ranked = {each.note: each.others for each in merged.near}
    inside = {pair for pair in true if pair[0] in ranked and pair[1] in ranked}
    first: list[Pair] = []
    for group in merged.effects:
        first += sorted(pairs_of([group.notes]))
    taken = proposer.propose(decide(truth, same=proposals.groups))
    precision, recall, _ = quality(pairs_of(each.notes for each in taken.effects), true)
    return {
        "effect_top3": share(hits(ranked, effect_partners(truth), 3)),
        "effect_best20_precision": len(set(first[:20]) & true) / max(1, len(first[:20])),
        "effect_f1_inside": quality(pairs_of(each.notes for each in merged.effects), inside)[2],
        "effect_precision": precision,
        "effect_recall": recall,
    }


def curve(truth: Truth, proposer: Proposer) -> dict[str, dict[str, float]]:
    """Confirm and refuse from the top of the list; look at what is left after each five."""
    before = proposer.candidates(truth.board)
    same: list[Pair] = []
    different: list[Pair] = []
    found: dict[str, dict[str, float]] = {}
    while len(same) < max(CONFIRMED):
        proposals = proposer.propose(decide(truth, same=tuple(same), different=tuple(different)))
        if not proposals.actors:
            break
        first = proposals.actors[0]
        if not truth.one_actor(first.one, first.other):
            different.append((first.one, first.other))
            continue
        same.append((first.one, first.other))
        if len(same) in CONFIRMED:
            found[str(len(same))] = left(truth, proposer, before, same, different)
    return found


def left(
    truth: Truth,
    proposer: Proposer,
    before: Mapping[str, tuple[str, ...]],
    same: list[Pair],
    different: list[Pair],
) -> dict[str, float]:
    after = proposer.candidates(decide(truth, same=tuple(same), different=tuple(different)))
    joined = {each: {each} for each in truth.actor}
    for one, other in same:
        together = joined[one] | joined[other]
        joined.update(dict.fromkeys(together, together))
    refused = {frozenset(pair) for pair in different}
    unlearned = {
        each: [o for o in others if o not in joined[each] and frozenset((each, o)) not in refused]
        for each, others in before.items()
    }

    def partners(each: str) -> set[str]:
        return truth.partners(each) - joined[each]

    def found_or(few: int) -> float:
        asked = [each for each in joined if truth.partners(each)]
        good = [truth.partners(each) & (joined[each] | {*after[each][:few]}) for each in asked]
        return sum(map(bool, good)) / max(1, len(asked))

    return {
        "actor_top1": found_or(1),
        "actor_top3": found_or(3),
        "left": hits(after, partners, 1)[1],
        "left_top1": share(hits(after, partners, 1)),
        "left_top3": share(hits(after, partners, 3)),
        "left_top1_unlearned": share(hits(unlearned, partners, 1)),
        "left_top3_unlearned": share(hits(unlearned, partners, 3)),
        "refused": len(different),
    }


def grown(truth: Truth, notes: int) -> Board:
    """The board with copies of its territories until it has so many notes, each with its text."""
    beneficiaries: list[Beneficiary] = []
    written: list[Note] = []
    copy = 0
    while len(written) < notes:
        beneficiaries += [
            msgspec.structs.replace(each, id=f"{each.id}-{copy}", board=f"{each.board} {copy}")
            for each in truth.board.beneficiaries
        ]
        written += [
            Note(
                id=f"{note.id}-{copy}",
                beneficiary=f"{note.beneficiary}-{copy}",
                text=f"{note.text} {copy}",
            )
            for note in truth.board.notes[: notes - len(written)]
        ]
        copy += 1
    return Board(beneficiaries=tuple(beneficiaries), notes=tuple(written))


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def speed(board: Board) -> dict[str, float]:
    """One run from nothing, one after a changed note, one after a decision."""
    load = timed(index_with)
    proposer = Proposer(index_with())
    fresh = timed(lambda: proposer.propose(board))
    first, *rest = board.notes
    changed = msgspec.structs.replace(
        board, notes=(msgspec.structs.replace(first, text=f"{first.text} autrement"), *rest)
    )
    one_note = timed(lambda: proposer.propose(changed))
    top = proposer.propose(changed).actors[:1]
    merged = msgspec.structs.replace(
        changed, decisions=Decisions(same=tuple((each.one, each.other) for each in top))
    )
    return {
        "notes": len(board.notes),
        "load_seconds": load,
        "seconds": fresh,
        "note_seconds": one_note,
        "decision_seconds": timed(lambda: proposer.propose(merged)),
        "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def measure(truth: Truth) -> dict[str, Any]:
    """Every figure of one file; speed first, before anything else has taken memory."""
    figures: dict[str, Any] = speed(truth.board)
    proposer = Proposer(index_with())
    proposals = proposer.propose(truth.board)
    figures |= of_actors(truth, proposals) | of_effects(truth, proposer, proposals)
    figures |= {"coverage": proposals.coverage, "learned": curve(truth, proposer)}
    return figures


def errors(truth: Truth) -> list[str]:
    """What goes wrong, in words."""
    proposer = Proposer(index_with())
    proposals = proposer.propose(truth.board)
    lines = []
    ranked: dict[str, list[str]] = {each: [] for each in truth.actor}
    for each in proposals.actors:
        ranked[each.one].append(each.other)
    for one, others in ranked.items():
        true = truth.partners(one)
        if true and not true & set(others[:1]):
            state = "second or third" if true & set(others) else "missed"
            shown = " | ".join(truth.names[each] for each in others)
            lines.append(f"actor, {state}: {truth.names[one]} → {shown}")
    wrong = pairs_of(proposals.groups) - true_actor_pairs(truth)
    lines += [f"joined wrongly: {truth.names[a]} + {truth.names[b]}" for a, b in sorted(wrong)]
    merged = proposer.propose(decide(truth, same=truth.actors()))
    text = {note.id: note.text for note in truth.board.notes}
    partners = effect_partners(truth)
    for near in merged.near:
        true = partners(near.note)
        if true and not true & set(near.others):
            best = " | ".join(sorted(text[each] for each in true))
            lines.append(f"effect, not among three: {text[near.note]} → {best}")
    true_pairs = true_effect_pairs(truth)
    for group in merged.effects:
        for one, other in sorted(pairs_of([group.notes]) - true_pairs):
            lines.append(f"effects grouped wrongly: {text[one]} + {text[other]}")
    return lines


def table(figures: Mapping[str, Any], base: Mapping[str, float]) -> str:
    lines = [f"{'':26}{'proposals':>10}{'trigrams':>10}"]
    for key, value in figures.items():
        if key == "learned":
            continue
        beside = f"{base[key]:>10.2f}" if key in base else ""
        lines.append(f"{key:26}{value:>10.2f}{beside}")
    for confirmed, each in figures["learned"].items():
        lines.append(
            f"after {confirmed:>2} confirmed, {each['refused']} refused: "
            f"top 1 {each['actor_top1']:.2f}, top 3 {each['actor_top3']:.2f}; "
            f"of the {each['left']} with a partner left, "
            f"top 1 {each['left_top1']:.2f} (unlearned {each['left_top1_unlearned']:.2f}), "
            f"top 3 {each['left_top3']:.2f} ({each['left_top3_unlearned']:.2f})"
        )
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("file", type=Path)
    parser.add_argument("--json", action="store_true", help="figures for a programme")
    parser.add_argument("--errors", action="store_true", help="list what goes wrong")
    parser.add_argument(
        "--grow", type=int, metavar="NOTES", help="only the speed, with so many notes"
    )
    asked = parser.parse_args()
    truth = read(asked.file)
    if asked.grow:
        figures: dict[str, Any] = speed(grown(truth, asked.grow))
        print(json.dumps(figures) if asked.json else table(figures | {"learned": {}}, {}))
        return
    figures = measure(truth)
    if asked.json:
        print(json.dumps(figures, ensure_ascii=False))
    else:
        print(table(figures, baseline(truth)))
    if asked.errors:
        print("\n".join(errors(truth)))


if __name__ == "__main__":
    main()
