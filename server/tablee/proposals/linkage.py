"""Groups by average link: two groups join while their members are alike enough on average."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float64]
NEVER = -1e9


def average_link(
    scores: Scores, least: float, kinds: Sequence[str] | None = None
) -> list[list[int]]:
    """The groups, each sorted, in the order of their first members; singletons included.

    `scores` is symmetric; NEVER between two keeps any groups that hold them apart. With `kinds`, no
    group has two members of one kind. Ties go to the first in order: the result is one and the
    same for the same input. Each joining costs as much as there are groups.
    """
    count = len(scores)
    groups: list[list[int]] = [[each] for each in range(count)]
    links = np.array(scores, np.float64)
    np.fill_diagonal(links, NEVER)
    if kinds is not None:
        named = np.array(kinds)
        links[named[:, None] == named[None, :]] = NEVER
    sizes = np.ones(count)
    best = links.argmax(axis=1) if count else np.zeros(0, np.intp)
    value = links[np.arange(count), best]
    while count:
        one = int(value.argmax())
        other = int(best[one])
        if value[one] < least:
            break
        one, other = min(one, other), max(one, other)
        apart = (links[one] <= NEVER / 2) | (links[other] <= NEVER / 2)
        joined = (sizes[one] * links[one] + sizes[other] * links[other]) / (
            sizes[one] + sizes[other]
        )
        joined[apart] = NEVER
        joined[[one, other]] = NEVER
        links[one], links[:, one] = joined, joined
        links[other], links[:, other] = NEVER, NEVER
        sizes[one] += sizes[other]
        groups[one] = sorted(groups[one] + groups[other])
        groups[other] = []
        for row in {one, other, *np.flatnonzero((best == one) | (best == other)).tolist()}:
            best[row] = links[row].argmax()
        grown = joined > value
        best[grown] = one
        value = links[np.arange(count), best]
    return [group for group in groups if group]
