"""Pooling: the territories' boards seen as one, derived from the decisions that stand (SPEC G).

A decision never moves a note and never rewrites a label: retracting one is deriving again without
it, so any decision can be undone in any order. The built-in « Le territoire » of every board is one
actor by identity; nothing else is joined by itself. `closure` says who is one actor,
`effect_groups` which notes say the same; here they become actors.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from statistics import median

import msgspec

from .closure import Roots, closure, root_of
from .effect_groups import Group, grouped, groupings
from .room import Beneficiary, Board, Categorised, Note, PartOf, Renamed, Room, Same


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """A beneficiary of a board inside an actor, with its own words."""

    board: str
    beneficiary: str
    label: str


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """A pooled beneficiary. `id` is that of its first member, in the order of boards and ranks.

    `also_named` are the other wordings, each once, in the order in which they are met. `notes` are
    the ids of every live note of its members, by board, then by beneficiary, then by age; each is
    in one of the `groups`, or `ungrouped` (« non classée »). `parent` is the id of the actor that
    this one is part of.
    """

    id: str
    label: str
    also_named: tuple[str, ...]
    category: str
    builtin: bool
    members: tuple[Member, ...]
    notes: tuple[str, ...]
    parent: str | None
    groups: tuple[Group, ...]
    ungrouped: tuple[str, ...]


_Members = Sequence[tuple[Board, Beneficiary]]


def pooled(room: Room) -> tuple[Actor, ...]:
    """[G1] every live note of every board exactly once, by actor, from direct to indirect.

    Actors are ordered by the median of their members' relative ranks, then as they are first met;
    « Le territoire » comes last.
    """
    roots = closure(room)
    met = _met(room, roots)
    above = parents(room, roots)
    names, categories = _given(room, roots)
    found = groupings(room, roots)
    notes = _notes_by_beneficiary(room)
    actors: list[tuple[bool, float, Actor]] = []
    for root, members in met.items():
        own = [note for _, each in members for note in notes.get(each.id, ())]
        groups, ungrouped = grouped(
            found, [note.id for note in own], {note.id: note.text for note in own}
        )
        labels = list(dict.fromkeys(each.label for _, each in members))
        name = names[root] if root in names else _default_label(members, labels)
        builtin = any(each.builtin for _, each in members)
        parent = above.get(root)
        actor = Actor(
            id=members[0][1].id,
            label=name,
            also_named=tuple(each for each in labels if each != name),
            category=categories[root] if root in categories else _commonest_category(members),
            builtin=builtin,
            members=tuple(
                Member(board=board.id, beneficiary=each.id, label=each.label)
                for board, each in members
            ),
            notes=tuple(note.id for note in own),
            parent=None if parent is None else met[parent][0][1].id,
            groups=groups,
            ungrouped=ungrouped,
        )
        actors.append((builtin, _rank(members), actor))
    return tuple(actor for _, _, actor in sorted(actors, key=lambda each: each[:2]))


def missing(room: Room) -> tuple[str, ...]:
    """[G13] the boards that no live note is on."""
    return tuple(board.id for board in room.boards.values() if not board.notes)


def parents(room: Room, roots: Roots) -> Mapping[str, str]:
    """[G7] of each actor that is part of another one: that one, both as roots of the closure.

    What was decided, else the group that a member has on its own board. None closes a circle.
    """
    met = _met(room, roots)
    above = dict(decided_parents(room, roots))
    for child, members in met.items():
        if child in above:
            continue
        for parent in (root_of(roots, e.parent) for _, e in members if e.parent is not None):
            if parent in met and not is_under(above, parent, child):
                above[child] = parent
                break
    return above


def decided_parents(room: Room, roots: Roots) -> Mapping[str, str]:
    """[G7] as `parents`, from the decisions alone: the last of each actor counts, and in the order
    in which they were taken, one that closes a circle is ignored."""
    met = _met(room, roots)
    last: dict[str, str] = {}
    for decision in room.decisions.values():
        choice = decision.choice
        if isinstance(choice, PartOf):
            child, parent = root_of(roots, choice.child), root_of(roots, choice.parent)
            if child != parent and child in met and parent in met:
                last.pop(child, None)
                last[child] = parent
    above: dict[str, str] = {}
    for child, parent in last.items():
        if not is_under(above, parent, child):
            above[child] = parent
    return above


def is_under(above: Mapping[str, str], one: str, other: str) -> bool:
    """Whether an actor is another one, or part of it at whatever distance."""
    while one != other:
        if one not in above:
            return False
        one = above[one]
    return True


def _met(room: Room, roots: Roots) -> Mapping[str, _Members]:
    """The live members of each actor, by its root, in the order of boards and ranks."""
    met: dict[str, list[tuple[Board, Beneficiary]]] = {}
    for board in room.boards.values():
        builtin = (each for each in board.beneficiaries.values() if each.builtin)
        for each in (*(board.beneficiaries[each] for each in board.order), *builtin):
            met.setdefault(root_of(roots, each.id), []).append((board, each))
    return met


def _given(room: Room, roots: Roots) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """[G3] [G5] the last label, and the last category, that a decision gave to each actor."""
    names: dict[str, str] = {}
    categories: dict[str, str] = {}
    for decision in room.decisions.values():
        choice = decision.choice
        match choice:
            case Same(label=str() as label):
                names[root_of(roots, choice.beneficiaries[0])] = label
            case Renamed():
                names[root_of(roots, choice.beneficiary)] = choice.label
            case Categorised():
                categories[root_of(roots, choice.beneficiary)] = choice.category
            case _:
                pass
    return names, categories


def _notes_by_beneficiary(room: Room) -> Mapping[str, Sequence[Note]]:
    notes: dict[str, list[Note]] = {}
    for board in room.boards.values():
        for note in board.notes.values():
            notes.setdefault(note.beneficiary, []).append(note)
    return notes


def _commonest_category(members: _Members) -> str:
    categories = Counter(each.category for _, each in members if each.category)
    return max(categories, key=categories.__getitem__) if categories else ""


def _default_label(members: _Members, labels: Sequence[str]) -> str:
    """The wording present in most territories, then the longest, then the first met."""
    boards = {name: len({b.id for b, each in members if each.label == name}) for name in labels}
    return max(labels, key=lambda name: (boards[name], len(name), -labels.index(name)))


def _rank(members: _Members) -> float:
    """0 for the most direct, below 1 for the most indirect of its board."""
    return median(
        1.0 if each.builtin else board.order.index(each.id) / len(board.order)
        for board, each in members
    )
