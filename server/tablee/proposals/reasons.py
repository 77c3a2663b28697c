"""Why two were proposed, as data: what weighed most, in words that a reader can check."""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from msgspec import Struct

from .index import Index
from .learning import Decided
from .likeness import Likeness, Readings
from .normalise import plain, unaccented
from .numbers import Matrix
from .ranking import Ranking
from .reading import Reading
from .values import Beneficiary, Reason

MOST: Final = 4
_SHARED: Final = 3
_CLOSE: Final = 0.35
_LEARNED: Final = 0.02
_SUPPORTED: Final = 0.3
_MEANINGS: Final = 2
"""What a word may mean for a reader to see at once which one is meant."""


class Evidence(Struct, frozen=True):
    """All that a reason can be drawn from."""

    index: Index
    beneficiaries: Sequence[Beneficiary]
    readings: Readings
    likeness: Likeness


def between(
    one: int, other: int, evidence: Evidence, ranking: Ranking, decisions: Decided
) -> tuple[Reason, ...]:
    """The reasons for two beneficiaries, the strongest first, at most four.

    Words of many meanings (« collectivité » ≈ « ensemble ») are named as near each other only where
    nothing else speaks for the two: one of their meanings is the same, and nobody would say which.
    """
    of_both = of_names(one, other, evidence)
    clear = tuple(each for each in of_both if _is_clear(each, one, other, evidence))
    rest = _of_the_rest(one, other, evidence, ranking, decisions)
    enough = any(_speaks(each) for each in (*clear, *rest))
    return (*(clear if enough else of_both), *rest)[:MOST]


def of_names(one: int, other: int, evidence: Evidence) -> tuple[Reason, ...]:
    """What the two names alone say."""
    likeness = evidence.likeness
    pair = (min(one, other), max(one, other))
    if pair in likeness.same:
        return (Reason(kind="same_name", params={"name": likeness.same[pair]}),)
    if pair in likeness.acronyms:
        acronym, expansion = likeness.acronyms[pair]
        return (Reason(kind="acronym", params={"acronym": acronym, "expansion": expansion}),)
    return shared(evidence.readings.names[one], evidence.readings.names[other], evidence.index)


def shared(
    ones: Sequence[Reading], others: Sequence[Reading], index: Index, weight: Matrix | None = None
) -> tuple[Reason, ...]:
    """The words, then the concepts that two texts share, each by the words that say it on either
    side: a reader finds both. A word said by both is not also named as a concept. `weight` orders
    the concepts."""
    words = _words(ones)
    said = _words(others)
    common = sorted(
        {word for stem, word in words.items() if stem in said}, key=lambda w: (-len(w), w)
    )
    named = {concept: word for each in ones for concept, word in each.named.items()}
    named_too = {concept: word for each in others for concept, word in each.named.items()}
    both = [
        concept
        for concept in named.keys() & named_too.keys()
        if not {*named[concept].split(), *named_too[concept].split()} & set(common)
    ]
    worth = {each: 1.0 if weight is None else round(float(weight[each]), 4) for each in both}
    both.sort(key=lambda each: (-worth[each], not _named_so(each, named, index), each))
    seen: set[tuple[str, str]] = set()
    reasons = [Reason(kind="word", params={"word": word}) for word in common]
    for each in both:
        said_as = (named[each], named_too[each])
        if said_as not in seen:
            # Two concepts found by the very same words are one reason.
            seen.add(said_as)
            params = {"one": said_as[0], "other": said_as[1]}
            reasons.append(Reason(kind="concept", params=params))
    return tuple(reasons[:_SHARED])


def _is_clear(reason: Reason, one: int, other: int, evidence: Evidence) -> bool:
    """Whether either word means two things at most, or is the very name of what both mean."""
    if reason.kind != "concept":
        return True
    names, index = evidence.readings.names, evidence.index
    sides = [
        ({c: w for each in names[side] for c, w in each.named.items()}, reason.params[key])
        for side, key in ((one, "one"), (other, "other"))
    ]
    meant = [{c for c, said in named.items() if said == word} for named, word in sides]
    many = [named for (named, _), found in zip(sides, meant, strict=True) if len(found) > _MEANINGS]
    return any(all(_named_so(c, named, index) for named in many) for c in meant[0] & meant[1])


def _speaks(reason: Reason) -> bool:
    """One category and one close effect are little, as the page sees it."""
    if reason.kind == "close_effects":
        return int(reason.params["count"]) > 1
    return reason.kind != "category"


def _named_so(concept: int, named: Mapping[int, str], index: Index) -> bool:
    """Is a text's word for a concept its very name? Then it is the one to show."""
    names = {index.concepts[concept].fr[0], index.concepts[concept].en[0]}
    words = unaccented(named[concept])
    return any(words.startswith(unaccented(plain(name))) for name in names)


def _of_the_rest(
    one: int, other: int, evidence: Evidence, ranking: Ranking, decisions: Decided
) -> list[Reason]:
    found: list[Reason] = []
    friend = _confirmed_friend(one, other, decisions, ranking)
    if friend is not None:
        host, member = friend
        found.append(
            Reason(
                kind="learned",
                params={
                    "one": evidence.beneficiaries[host].id,
                    "beneficiary": evidence.beneficiaries[member].id,
                },
            )
        )
    elif ranking.learned[one, other] > _LEARNED:
        found += _translation(one, other, evidence, decisions)
    close = close_effects(one, other, evidence)
    if close:
        found.append(Reason(kind="close_effects", params={"count": close}))
    third = int(ranking.third[one, other])
    if third >= 0 and _speaks_for(third, one, other, evidence, ranking):
        params = {"beneficiary": evidence.beneficiaries[third].id}
        found.append(Reason(kind="third", params=params))
    kinds = [evidence.beneficiaries[each].category.strip() for each in (one, other)]
    if kinds[0] and kinds[0].casefold() == kinds[1].casefold():
        found.append(Reason(kind="category", params={"category": kinds[0]}))
    return found


def _speaks_for(third: int, one: int, other: int, evidence: Evidence, ranking: Ranking) -> bool:
    boards = {evidence.beneficiaries[each].board for each in (one, other, third)}
    least = min(ranking.scores[one, third], ranking.scores[third, other])
    return len(boards) == 3 and bool(least > _SUPPORTED)


def close_effects(one: int, other: int, evidence: Evidence) -> int:
    """How many effects of `one` have a close one among those of `other`, each counted once."""
    owner = evidence.readings.owner
    rows, columns = np.flatnonzero(owner == one), np.flatnonzero(owner == other)
    if not len(rows) or not len(columns):
        return 0
    close = evidence.likeness.between_notes[np.ix_(rows, columns)] > _CLOSE
    return int(min(close.any(axis=1).sum(), close.any(axis=0).sum()))


def _confirmed_friend(
    one: int, other: int, decisions: Decided, ranking: Ranking
) -> tuple[int, int] | None:
    """A confirmed member of one side's actor that led to the other side, with that side: one that
    resembles it, and more than that side itself does."""
    best: tuple[float, int, int] | None = None
    for host, guest in ((one, other), (other, one)):
        for member in decisions.members.get(decisions.actor[host], ()):
            if member != host:
                score = float(ranking.scores[member, guest])
                led = score > max(_SUPPORTED, float(ranking.scores[host, guest]))
                if led and (best is None or score > best[0]):
                    best = (score, host, member)
    return None if best is None else best[1:]


def _translation(one: int, other: int, evidence: Evidence, decisions: Decided) -> list[Reason]:
    """The words of two names that stand for each other in a confirmed actor."""
    names = evidence.readings.names
    mine, theirs = _words(names[one]), _words(names[other])
    for left, right in decisions.confirmed:
        alike = _meant_by_both(names[left], names[right])
        for here, there in ((left, right), (right, left)):
            says = _words(names[here]).keys() & mine.keys() - alike
            stands_for = _words(names[there]).keys() & theirs.keys() - alike
            if says and stands_for and not says & stands_for:
                words = {"one": mine[min(says)], "other": theirs[min(stands_for)]}
                return [Reason(kind="learned", params=words)]
    return []


def _words(readings: Sequence[Reading]) -> dict[str, str]:
    """The words of a name as typed, by their stems."""
    return {
        stem: word for each in readings for stem, word in zip(each.stems, each.words, strict=True)
    }


def _meant_by_both(ones: Sequence[Reading], others: Sequence[Reading]) -> set[str]:
    """The stems of either name whose concepts the other has too."""
    named = [{c: w for each in side for c, w in each.named.items()} for side in (ones, others)]
    common = named[0].keys() & named[1].keys()
    words = {word for side in named for c in common for word in side[c].split()}
    every = {**_words(ones), **_words(others)}
    return {stem for stem, word in every.items() if word in words}
