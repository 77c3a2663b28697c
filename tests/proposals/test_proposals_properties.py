"""Whatever is on the boards and whatever was decided: what proposals never do."""

from collections import Counter
from random import Random
from typing import TypeVar

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from tablee.proposals import Beneficiary, Board, Decisions, Index, Note, Proposer, general

T = TypeVar("T")

LABELS = [
    "Les bénévoles",
    "Volunteers",
    "Habitants du quartier",
    "Residents",
    "La mairie",
    "Élus",
    "Town council",
    "UCS (union des centres sociaux)",
    "Union des centres sociaux",
    "Zorgs",
    "…",
]
TEXTS = [
    "Rompre l'isolement",
    "Feeling less lonely",
    "Payer moins cher",
    "Save money",
    "Se former à l'écoute",
    "Training",
    "Moins de déchets",
    "Zgrouf",
    "",
]
# A small lexicon: the properties are of the method, and hundreds of boards are tried.
INDEX = Index(
    [
        each
        for each in general()
        if each.theme in ("roles", "habitants", "institutions", "liens", "argent-menage")
    ]
)
USED = Proposer(INDEX)
slow = settings(max_examples=60, deadline=None)


@st.composite
def boards(draw: st.DrawFn) -> Board:
    beneficiaries = tuple(
        Beneficiary(
            id=f"b{number}",
            board=draw(st.sampled_from(["Nord", "Sud", "Est"])),
            label=draw(st.sampled_from(LABELS)),
            category=draw(st.sampled_from(["", "habitants", "residents"])),
            order=number,
        )
        for number in range(draw(st.integers(1, 8)))
    )
    who = st.sampled_from([each.id for each in beneficiaries])
    notes = tuple(
        Note(id=f"n{number}", beneficiary=draw(who), text=draw(st.sampled_from(TEXTS)))
        for number in range(draw(st.integers(0, 12)))
    )
    pairs = st.lists(st.tuples(who, who).filter(lambda pair: pair[0] != pair[1]), max_size=3)
    if len(beneficiaries) == 1:
        return Board(beneficiaries=beneficiaries, notes=notes)
    which = st.sampled_from([each.id for each in notes] or ["gone"])
    decisions = Decisions(
        same=tuple(tuple(pair) for pair in draw(pairs)),
        different=tuple(draw(pairs)),
        later=tuple(draw(pairs)),
        grouped=tuple(draw(st.lists(st.tuples(which, which), max_size=2))),
        apart=tuple(draw(st.lists(which, max_size=2))),
    )
    return Board(beneficiaries=beneficiaries, notes=notes, decisions=decisions)


def actors_of(board: Board) -> dict[str, frozenset[str]]:
    """The actors by closing « same », written the plain way."""
    actor = {each.id: frozenset([each.id]) for each in board.beneficiaries}
    for one, other in board.decisions.same:
        together = actor[one] | actor[other]
        actor.update(dict.fromkeys(together, together))
    return actor


@slow
@given(boards(), st.randoms(use_true_random=False))
def test_the_order_of_what_comes_in_changes_nothing(board: Board, chance: Random) -> None:
    def mixed(items: tuple[T, ...]) -> tuple[T, ...]:
        return tuple(chance.sample(items, len(items)))

    decisions = board.decisions
    other = Board(
        beneficiaries=mixed(board.beneficiaries),
        notes=mixed(board.notes),
        decisions=Decisions(
            same=mixed(tuple(mixed(each) for each in decisions.same)),
            different=mixed(tuple((b, a) for a, b in decisions.different)),
            later=mixed(decisions.later),
            grouped=mixed(decisions.grouped),
            apart=mixed(decisions.apart),
        ),
    )
    assert USED.propose(other) == USED.propose(board)


@slow
@given(boards())
def test_only_what_may_be_one_is_proposed(board: Board) -> None:
    """Never inside one territory or one actor, never what is different, at most three each."""
    proposals = USED.propose(board)
    actor = actors_of(board)
    territory = {each.id: each.board for each in board.beneficiaries}
    apart = {frozenset((actor[a], actor[b])) for a, b in board.decisions.different}
    for each in proposals.actors:
        assert territory[each.one] != territory[each.other]
        assert actor[each.one] != actor[each.other]
        assert frozenset((actor[each.one], actor[each.other])) not in apart
    assert max(Counter(each.one for each in proposals.actors).values(), default=0) <= 3
    for group in proposals.groups:
        inside = {actor[each] for each in group}
        assert not any(pair <= inside and len(pair) == 2 for pair in apart)


@slow
@given(boards())
def test_a_beneficiary_is_proposed_to_each_actor_once(board: Board) -> None:
    actor = actors_of(board)
    seen = Counter((each.one, actor[each.other]) for each in USED.propose(board).actors)
    assert max(seen.values(), default=1) == 1


@slow
@given(boards())
def test_those_put_off_come_after_all_others(board: Board) -> None:
    later = [each.later for each in USED.propose(board).actors]
    assert later == sorted(later)


@slow
@given(boards())
def test_effects_never_cross_actors_and_no_note_is_proposed_twice(board: Board) -> None:
    proposals = USED.propose(board)
    actor = actors_of(board)
    of = {note.id: actor[note.beneficiary] for note in board.notes}
    for each in proposals.effects:
        assert len({of[note] for note in each.notes}) == 1
        assert len(actor[each.actor]) > 1
        assert of[each.notes[0]] == actor[each.actor]
    for near in proposals.near:
        assert {of[other] for other in near.others} <= {of[near.note]}
        assert near.note not in near.others
        assert len(near.others) <= 3
    seen = Counter(note for each in proposals.effects for note in each.notes)
    assert max(seen.values(), default=1) == 1
    assert not set(seen) & set(board.decisions.apart)


@slow
@given(boards(), boards())
def test_a_proposer_that_saw_another_board_says_what_a_new_one_says(
    before: Board, board: Board
) -> None:
    used = Proposer(INDEX)
    used.propose(before)
    used.propose(msgspec.structs.replace(board, decisions=Decisions()))
    used.propose(msgspec.structs.replace(board, notes=board.notes[1:]))
    other_words = (msgspec.structs.replace(note, text="Training") for note in board.notes)
    used.propose(msgspec.structs.replace(board, notes=tuple(other_words)))
    assert used.propose(board) == Proposer(INDEX).propose(board)
