"""How good proposals are on boards with ground truth: floors, so that nobody makes them worse.

The bench prints the figures; boards that are held out for judging are not read here.
"""

from functools import cache
from pathlib import Path
from statistics import mean

import pytest

from bench.pooling_truth import Truth, read
from bench.proposals import curve, of_actors, of_effects
from bench.trigrams import baseline
from tablee.proposals import Proposer, index_with

DATA = Path(__file__).resolve().parents[1] / "data" / "pooling"
OTHER_SUBJECTS = ("library_fr", "carpool_fr", "theatre_mixed")


@cache
def measured(name: str) -> tuple[Truth, Proposer, dict[str, float]]:
    truth = read(DATA / f"{name}.json")
    proposer = Proposer(index_with())
    proposals = proposer.propose(truth.board)
    figures = of_actors(truth, proposals) | of_effects(truth, proposer, proposals)
    return truth, proposer, figures


@pytest.mark.parametrize(
    ("figure", "least"),
    [("actor_top1", 0.93), ("actor_top3", 0.97), ("actor_f1", 0.85), ("effect_top3", 0.85)],
)
def test_other_words_and_two_languages_are_seen_through(figure: str, least: float) -> None:
    assert measured("corpus_hard_en")[2][figure] >= least


def test_other_subjects_are_seen_through() -> None:
    assert mean(measured(name)[2]["actor_top3"] for name in OTHER_SUBJECTS) >= 0.9
    assert mean(measured(name)[2]["actor_top1"] for name in OTHER_SUBJECTS) >= 0.8
    assert mean(measured(name)[2]["effect_top3"] for name in OTHER_SUBJECTS) >= 0.75
    assert mean(measured(name)[2]["effect_f1_inside"] for name in OTHER_SUBJECTS) >= 0.43


@pytest.mark.parametrize("name", ["corpus_hard_en", *OTHER_SUBJECTS])
def test_trigrams_are_left_behind(name: str) -> None:
    truth, _, figures = measured(name)
    for key, value in baseline(truth).items():
        assert figures[key] > value, key


def test_what_people_confirm_helps_to_find_what_is_left() -> None:
    curves = [curve(*measured(name)[:2]) for name in OTHER_SUBJECTS]
    for confirmed, gain in (("10", 0.03), ("15", 0.15)):
        assert all(each[confirmed]["actor_top1"] >= each["5"]["actor_top1"] for each in curves)
        learned = mean(each[confirmed]["left_top1"] for each in curves)
        assert learned >= mean(each[confirmed]["left_top1_unlearned"] for each in curves) + gain
