"""Average link: groups grow while their members are alike enough on average."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tablee.proposals.linkage import NEVER, Scores, average_link


@st.composite
def symmetric(draw: st.DrawFn) -> Scores:
    count = draw(st.integers(0, 9))
    values = st.floats(-1, 1, width=16)
    scores = np.zeros((count, count))
    for one in range(count):
        for other in range(one):
            score = NEVER if draw(st.integers(0, 9)) == 0 else draw(values)
            scores[one, other] = scores[other, one] = score
    return scores


def test_a_chain_is_not_a_group() -> None:
    """Single link would take all three: the ends are unlike."""
    scores = np.array([[0, 1.0, -2.0], [1.0, 0, 0.9], [-2.0, 0.9, 0]])
    assert average_link(scores, 0.5) == [[0, 1], [2]]


def test_the_average_of_all_members_decides() -> None:
    scores = np.array([[0, 1.0, 0.2], [1.0, 0, 0.9], [0.2, 0.9, 0]])
    assert average_link(scores, 0.5) == [[0, 1, 2]]
    assert average_link(scores, 0.6) == [[0, 1], [2]]


@given(symmetric(), st.floats(-0.5, 0.9))
def test_every_member_is_in_one_group_and_never_with_whom_it_may_not_be(
    scores: Scores, least: float
) -> None:
    groups = average_link(scores, least)
    assert sorted(each for group in groups for each in group) == list(range(len(scores)))
    for group in groups:
        for one in group:
            for other in group:
                assert one == other or scores[one, other] > NEVER / 2


@given(symmetric(), st.floats(-0.5, 0.9))
def test_two_groups_that_stayed_apart_are_less_alike_than_was_asked(
    scores: Scores, least: float
) -> None:
    groups = average_link(scores, least)
    for at, left in enumerate(groups):
        for right in groups[at + 1 :]:
            between = scores[np.ix_(left, right)]
            assert (between <= NEVER / 2).any() or between.mean() < least + 1e-9


@given(symmetric(), st.lists(st.sampled_from("abc"), min_size=9, max_size=9))
def test_no_group_has_two_of_one_kind(scores: Scores, kinds: list[str]) -> None:
    kinds = kinds[: len(scores)]
    for group in average_link(scores, -1.0, kinds):
        assert len({kinds[each] for each in group}) == len(group)
