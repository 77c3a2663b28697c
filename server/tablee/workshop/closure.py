"""Which beneficiaries are one actor, by the decisions that stand (SPEC G2, G6).

The closure holds every decision, those about beneficiaries that were deleted meanwhile too: what
brings one back joins nothing that was not joined, so that it never meets a « différents ».
"""

from collections.abc import Mapping, Sequence

from .room import Decision, Different, Room, Same

Roots = Mapping[str, str]
"""Of each beneficiary that is joined to another one: the one that stands for all of them."""


def closure(room: Room, *more: Sequence[str]) -> Roots:
    """[G2] what the standing decisions join, and `more`, transitively; « Le territoire » of every
    board by identity. A beneficiary that is in no join is left out, and stands for itself."""
    roots: dict[str, str] = {}
    for join in (_territories(room), *joins(room), *more):
        for other in join[1:]:
            unite(roots, join[0], other)
    return {each: find(roots, each) for each in roots}


def joins(room: Room) -> list[Sequence[str]]:
    """The beneficiaries of each « same actor » that stands."""
    return [d.choice.beneficiaries for d in room.decisions.values() if isinstance(d.choice, Same)]


def kept_apart(room: Room, roots: Roots) -> Decision | None:
    """[G6] the first « different » decision whose two are one actor in this closure."""
    for decision in room.decisions.values():
        choice = decision.choice
        if isinstance(choice, Different) and root_of(roots, choice.one) == root_of(
            roots, choice.other
        ):
            return decision
    return None


def root_of(roots: Roots, beneficiary: str) -> str:
    return roots.get(beneficiary, beneficiary)


def unite(roots: dict[str, str], one: str, other: str) -> None:
    """Join two in a forest that is being built."""
    for each in (one, other):
        roots.setdefault(each, each)
    roots[find(roots, other)] = find(roots, one)


def find(roots: dict[str, str], each: str) -> str:
    while roots[each] != each:
        roots[each] = roots[roots[each]]
        each = roots[each]
    return each


def _territories(room: Room) -> Sequence[str]:
    boards = room.boards.values()
    return [each.id for board in boards for each in board.beneficiaries.values() if each.builtin]
