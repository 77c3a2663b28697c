"""From a board and its decisions to the proposals. Keeps what it read from one call to the next.

    proposer = Proposer(index_with(concepts))
    proposer.propose(board)

A call gives the same as a new proposer would; it is only faster: texts that it knows are not read
again, and when only decisions have changed, nothing is compared again. Not for two threads at once.
Numbers are made by numpy: a process that shall use one core says so before (OPENBLAS_NUM_THREADS).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Final

import numpy as np

from .effects import inside, medoid, nearest, strength
from .index import Index
from .language import Language
from .learning import Decided, decided
from .likeness import Likeness, Readings, compare
from .names import names_of
from .ranking import Ranking, groups, rank
from .reading import Reading, language_of, read_text
from .reasons import Evidence, between, of_names, shared
from .values import (
    ActorProposal,
    Beneficiary,
    Board,
    Double,
    EffectProposal,
    Near,
    Note,
    Proposals,
    Reason,
)
from .vectors import alike

AT_MOST: Final = 3
_DOUBLE: Final = 0.75
_UNKNOWN_WORDS: Final = 40

Compared = tuple[tuple[Beneficiary, ...], tuple[Note, ...]]


class Proposer:
    """Proposes over one lexicon; another lexicon (words added in the room) needs another one."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._told: dict[str, Language | None] = {}
        self._read: dict[tuple[str, Language], Reading] = {}
        self._compared: tuple[Compared, Readings, Likeness] | None = None

    def propose(self, board: Board) -> Proposals:
        """All proposals for the board as it is. The order of its tuples changes nothing."""
        beneficiaries, notes = _in_order(board)
        if not beneficiaries:
            return Proposals()
        readings, likeness = self._compare(beneficiaries, notes)
        decisions = decided(board, {each.id: place for place, each in enumerate(beneficiaries)})
        boards = [each.board for each in beneficiaries]
        ranking = rank(likeness, boards, decisions)
        evidence = Evidence(self._index, beneficiaries, readings, likeness)
        effects, near = self._effects(board, notes, decisions, evidence)
        coverage, unknown = _coverage(readings)
        return Proposals(
            actors=_actors(evidence, ranking, decisions),
            effects=effects,
            doubles=_doubles(evidence, decisions, self._index),
            near=near,
            groups=tuple(
                tuple(beneficiaries[each].id for each in group)
                for group in groups(ranking, boards, decisions)
                if len(group) > 1
            ),
            coverage=coverage,
            unknown_words=unknown,
        )

    def candidates(self, board: Board) -> Mapping[str, tuple[str, ...]]:
        """For each beneficiary everyone else that it may still be, the most likely first."""
        beneficiaries, notes = _in_order(board)
        if not beneficiaries:
            return {}
        _, likeness = self._compare(beneficiaries, notes)
        decisions = decided(board, {each.id: place for place, each in enumerate(beneficiaries)})
        scores = rank(likeness, [each.board for each in beneficiaries], decisions).scores
        return {
            each.id: tuple(
                beneficiaries[int(other)].id
                for other in np.argsort(-row, kind="stable")
                if np.isfinite(row[other])
            )
            for each, row in zip(beneficiaries, scores, strict=True)
        }

    def _compare(
        self, beneficiaries: tuple[Beneficiary, ...], notes: tuple[Note, ...]
    ) -> tuple[Readings, Likeness]:
        compared = (beneficiaries, notes)
        if self._compared is None or self._compared[0] != compared:
            readings = self._readings(beneficiaries, notes)
            self._compared = (compared, readings, compare(beneficiaries, readings, self._index))
        return self._compared[1:]

    def _readings(self, beneficiaries: Sequence[Beneficiary], notes: Sequence[Note]) -> Readings:
        """Read what is new and forget what is gone. A board's language is its notes' commonest."""
        told: dict[str, Language | None] = {}
        for note in notes:
            if note.text not in told:
                known = note.text in self._told
                told[note.text] = (
                    self._told[note.text] if known else language_of(note.text, self._index)
                )
        self._told = told
        number = {each.id: place for place, each in enumerate(beneficiaries)}
        tongues: dict[str, Counter[Language]] = {each.board: Counter() for each in beneficiaries}
        for note in notes:
            tongue = told[note.text]
            if tongue is not None:
                tongues[beneficiaries[number[note.beneficiary]].board][tongue] += 1
        usual: dict[str, Language] = {
            name: "en" if counts["en"] > counts["fr"] else "fr" for name, counts in tongues.items()
        }
        read: dict[tuple[str, Language], Reading] = {}

        def reading(text: str, guess: Language) -> Reading:
            key = (text, guess)
            if key not in read:
                read[key] = self._read.get(key) or read_text(text, guess, self._index)
            return read[key]

        found = Readings(
            names=[
                [reading(name, each.language or usual[each.board]) for name in names_of(each)]
                for each in beneficiaries
            ],
            category=[
                reading(each.category, each.language or usual[each.board]) for each in beneficiaries
            ],
            notes=[
                reading(
                    note.text,
                    note.language or usual[beneficiaries[number[note.beneficiary]].board],
                )
                for note in notes
            ],
            owner=np.array([number[note.beneficiary] for note in notes], np.intp),
        )
        self._read = read
        return found

    def _effects(
        self, board: Board, notes: Sequence[Note], decisions: Decided, evidence: Evidence
    ) -> tuple[tuple[EffectProposal, ...], tuple[Near, ...]]:
        """Groups and neighbours inside the actors that people made of several beneficiaries."""
        at = {note.id: number for number, note in enumerate(notes)}
        apart = frozenset(at[each] for each in board.decisions.apart if each in at)
        made = _made(board.decisions.grouped, at, apart)
        proposals: list[tuple[float, EffectProposal]] = []
        near: list[Near] = []
        owner = evidence.readings.owner
        for members in decisions.members.values():
            own = np.flatnonzero(np.isin(owner, list(members)))
            if len(own) < 2:
                continue
            where = [evidence.beneficiaries[int(owner[each])].board for each in own]
            here = {int(each) for each in own}
            groups_here = [[each for each in group if each in here] for group in made]
            found = inside(own, where, evidence.likeness, self._index.nearness, groups_here, apart)
            first = min(members, key=lambda i: (evidence.beneficiaries[i].order, i))
            ids = [notes[int(each)].id for each in own]
            for place, others in enumerate(nearest(found, AT_MOST)):
                near.append(Near(note=ids[place], others=tuple(ids[each] for each in others)))
            done = {tuple(sorted(group)) for group in groups_here}
            for group in found.groups:
                if tuple(int(own[each]) for each in group) in done:
                    continue
                middle = medoid(found, group)
                said = [evidence.readings.notes[int(own[each])] for each in group]
                proposal = EffectProposal(
                    actor=evidence.beneficiaries[first].id,
                    notes=tuple(ids[each] for each in group),
                    reasons=_said_together(said, evidence),
                    titled_by=notes[int(own[middle])].id,
                )
                proposals.append((strength(found, group), proposal))
        proposals.sort(key=lambda each: (-round(each[0], 4), each[1].notes))
        return tuple(each for _, each in proposals), tuple(sorted(near, key=lambda each: each.note))


def _in_order(board: Board) -> Compared:
    """By id: what follows is one and the same whatever order the board came in."""
    beneficiaries = tuple(sorted(board.beneficiaries, key=lambda each: each.id))
    known = {each.id for each in beneficiaries}
    here = [note for note in board.notes if note.beneficiary in known]
    return beneficiaries, tuple(sorted(here, key=lambda each: (each.beneficiary, each.id)))


def _actors(evidence: Evidence, ranking: Ranking, decisions: Decided) -> tuple[ActorProposal, ...]:
    """For each beneficiary its best three, one of each actor; in the whole list, those of one name
    come first, because others are likely by them.

    One that is put off keeps its place among the three and goes to the end of the whole list.
    """
    beneficiaries, same = evidence.beneficiaries, evidence.likeness.same
    ranked: list[tuple[bool, bool, float, int, int]] = []
    for one, row in enumerate(ranking.scores):
        best: dict[int, int] = {}
        for other in np.argsort(-row, kind="stable"):
            if not np.isfinite(row[other]) or len(best) == AT_MOST:
                break
            best.setdefault(decisions.actor[other], int(other))
        ranked += [
            (
                decisions.put_off(one, other),
                (min(one, other), max(one, other)) not in same,
                -float(row[other]),
                one,
                other,
            )
            for other in best.values()
        ]
    ranked.sort()
    return tuple(
        ActorProposal(
            one=beneficiaries[one].id,
            other=beneficiaries[other].id,
            reasons=between(one, other, evidence, ranking, decisions),
            later=later,
            exact=not differ,
        )
        for later, differ, _, one, other in ranked
    )


def _doubles(evidence: Evidence, decisions: Decided, index: Index) -> tuple[Double, ...]:
    """Two beneficiaries of one territory with the same name, or names that mean the same."""
    beneficiaries, likeness = evidence.beneficiaries, evidence.likeness
    meaning = alike(likeness.name_concepts, index.nearness)
    found: list[tuple[bool, float, Double]] = []
    for one, left in enumerate(beneficiaries):
        for other in range(one + 1, len(beneficiaries)):
            right = beneficiaries[other]
            if left.board != right.board or decisions.actor[one] == decisions.actor[other]:
                continue
            exact = (one, other) in likeness.same
            close = exact or (one, other) in likeness.acronyms or meaning[one, other] >= _DOUBLE
            if close and not decisions.kept_apart(one, other):
                double = Double(
                    one=left.id, other=right.id, reasons=of_names(one, other, evidence), exact=exact
                )
                found.append((not exact, -float(meaning[one, other]), double))
    found.sort(key=lambda each: (each[0], round(each[1], 4), each[2].one, each[2].other))
    return tuple(double for _, _, double in found)


def _made(
    grouped: Sequence[Sequence[str]], at: dict[str, int], apart: frozenset[int]
) -> list[list[int]]:
    """The groups that stand: sets of notes that share one are one; taken out is out."""
    groups_made: list[set[int]] = []
    for each in grouped:
        group = {at[note] for note in each if note in at} - apart
        touching = [other for other in groups_made if other & group]
        for other in touching:
            group |= other
            groups_made.remove(other)
        if group:
            groups_made.append(group)
    return sorted(sorted(group) for group in groups_made)


def _said_together(readings: Sequence[Reading], evidence: Evidence) -> tuple[Reason, ...]:
    """What most of a group's notes share: the reasons of its first two that share anything."""
    for one, left in enumerate(readings):
        for right in readings[one + 1 :]:
            reasons = shared([left], [right], evidence.index, evidence.likeness.rare)
            if reasons:
                return reasons
    return ()


def _coverage(readings: Readings) -> tuple[float, tuple[str, ...]]:
    every = [*readings.notes, *(each for names in readings.names for each in names)]
    words = sum(len(each.words) for each in every)
    unknown = Counter(word for each in every for word in each.unknown if not word.isdigit())
    missing = sum(len(each.unknown) for each in every)
    common = sorted(unknown.items(), key=lambda each: (-each[1], each[0]))
    share = 1.0 if not words else round(1 - missing / words, 4)
    return share, tuple(word for word, _ in islice(common, _UNKNOWN_WORDS))
