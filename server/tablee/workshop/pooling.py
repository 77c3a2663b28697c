"""Pooling: the territories' boards seen as one, derived from the decisions that stand (SPEC G).

A decision never moves a note and never rewrites a label: retracting one is deriving again without
it, so any decision can be undone in any order. The built-in « Le territoire » of every board is one
actor by identity; nothing else is joined by itself.
"""

from collections import Counter
from collections.abc import Mapping
from statistics import median

import msgspec

from . import limits
from .commands import RenameActor, RetractDecision, SameActor
from .events import DecisionRetracted, DecisionTaken, Event
from .lookup import board_with_beneficiary, new_id, resolve
from .rejection import Rejection
from .room import Beneficiary, Board, Decision, Note, Renamed, Room, Same
from .wording import label

Answer = tuple[Event, ...] | Rejection


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """A beneficiary of a board inside an actor, with its own words."""

    board: str
    beneficiary: str
    label: str


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """A pooled beneficiary. `id` is that of its first member, in the order of boards and ranks.

    `also_named` are the other wordings, each once, in the order in which they are met. `notes` are
    the ids of every live note of its members, by board, then by beneficiary, then by age.
    """

    id: str
    label: str
    also_named: tuple[str, ...]
    category: str
    builtin: bool
    members: tuple[Member, ...]
    notes: tuple[str, ...]


def same_actor(room: Room, command: SameActor, now_ms: int) -> Answer:
    """[G2] at least two beneficiaries of the room, of any boards."""
    proposed = new_id(room, command.decision)
    if isinstance(proposed, Rejection):
        return proposed
    if len(command.beneficiaries) > limits.DECISIONS_PER_ROOM:
        return Rejection(code="too_many", params={"limit": limits.DECISIONS_PER_ROOM})
    found: list[str] = []
    for beneficiary in command.beneficiaries:
        meant = _meant(room, beneficiary)
        if isinstance(meant, Rejection):
            return meant
        found.append(meant)
    distinct = tuple(dict.fromkeys(found))
    if len(distinct) < 2:
        return Rejection(code="too_few", params={"least": 2})
    name = None if command.label is None else label(command.label)
    if isinstance(name, Rejection):
        return name
    return _taken(room, proposed, now_ms, Same(beneficiaries=distinct, label=name))


def rename_actor(room: Room, command: RenameActor, now_ms: int) -> Answer:
    """[G3] how the actor is called in the pooling; the boards keep their words."""
    proposed = new_id(room, command.decision)
    if isinstance(proposed, Rejection):
        return proposed
    meant = _meant(room, command.beneficiary)
    if isinstance(meant, Rejection):
        return meant
    name = label(command.label)
    if isinstance(name, Rejection):
        return name
    return _taken(room, proposed, now_ms, Renamed(beneficiary=meant, label=name))


def retract(room: Room, command: RetractDecision) -> Answer:
    """[G4] any decision that stands, whatever was decided after it."""
    if command.decision not in room.decisions:
        return Rejection(code="unknown_decision")
    return (DecisionRetracted(decision=command.decision),)


def pooled(room: Room) -> tuple[Actor, ...]:
    """[G1] every live note of every board exactly once, by actor, from direct to indirect.

    Actors are ordered by the median of their members' relative ranks, then as they are first met;
    « Le territoire » comes last.
    """
    met = [(board, each) for board in room.boards.values() for each in _ranked(board)]
    position = {each.id: place for place, (_, each) in enumerate(met)}
    root = _joined(room, met, position)
    groups: dict[str, list[tuple[Board, Beneficiary]]] = {}
    for board, each in met:
        groups.setdefault(_find(root, each.id), []).append((board, each))
    names = _names(room, root, position)
    notes = _notes_by_beneficiary(room)
    actors = [_actor(key, members, names.get(key), notes) for key, members in groups.items()]
    ranks = {key: _rank(members) for key, members in groups.items()}
    first = {key: position[members[0][1].id] for key, members in groups.items()}
    keyed = zip(groups, actors, strict=True)
    return tuple(
        actor
        for _, actor in sorted(
            keyed, key=lambda pair: (pair[1].builtin, ranks[pair[0]], first[pair[0]])
        )
    )


def _taken(room: Room, proposed: str, now_ms: int, choice: Same | Renamed) -> Answer:
    if len(room.decisions) >= limits.DECISIONS_PER_ROOM:
        return Rejection(code="too_many", params={"limit": limits.DECISIONS_PER_ROOM})
    if len(room.decisions) + len(room.retracted) >= limits.DECISIONS_KEPT:
        return Rejection(code="too_many", params={"limit": limits.DECISIONS_KEPT})
    return (DecisionTaken(decision=Decision(id=proposed, at_ms=now_ms, choice=choice)),)


def _meant(room: Room, beneficiary: str) -> str | Rejection:
    board = board_with_beneficiary(room, beneficiary)
    return board if isinstance(board, Rejection) else resolve(board, beneficiary)


def _ranked(board: Board) -> tuple[Beneficiary, ...]:
    builtin = tuple(each for each in board.beneficiaries.values() if each.builtin)
    return (*(board.beneficiaries[each] for each in board.order), *builtin)


def _joined(
    room: Room, met: list[tuple[Board, Beneficiary]], position: Mapping[str, int]
) -> dict[str, str]:
    root = {each.id: each.id for _, each in met}
    builtins = [each.id for _, each in met if each.builtin]
    joins = [builtins, *_standing(room, position)]
    for join in joins:
        for other in join[1:]:
            one, two = sorted((_find(root, join[0]), _find(root, other)), key=position.__getitem__)
            root[two] = one
    return root


def _standing(room: Room, position: Mapping[str, int]) -> list[list[str]]:
    """The beneficiaries of each « same » decision that are still on their boards."""
    return [
        [each for each in decision.choice.beneficiaries if each in position]
        for decision in room.decisions.values()
        if isinstance(decision.choice, Same)
    ]


def _find(root: dict[str, str], each: str) -> str:
    while root[each] != each:
        root[each] = root[root[each]]
        each = root[each]
    return each


def _names(room: Room, root: dict[str, str], position: Mapping[str, int]) -> dict[str, str]:
    """The label that the last decision to give one gave to each actor."""
    names: dict[str, str] = {}
    for decision in room.decisions.values():
        choice = decision.choice
        if isinstance(choice, Renamed):
            if choice.beneficiary in position:
                names[_find(root, choice.beneficiary)] = choice.label
        elif choice.label is not None:
            here = [each for each in choice.beneficiaries if each in position]
            if len(here) > 1:
                names[_find(root, here[0])] = choice.label
    return names


def _notes_by_beneficiary(room: Room) -> dict[str, list[Note]]:
    notes: dict[str, list[Note]] = {}
    for board in room.boards.values():
        for note in board.notes.values():
            notes.setdefault(note.beneficiary, []).append(note)
    return notes


def _actor(
    key: str,
    members: list[tuple[Board, Beneficiary]],
    given: str | None,
    notes: Mapping[str, list[Note]],
) -> Actor:
    labels = list(dict.fromkeys(each.label for _, each in members))
    name = given if given is not None else _default_label(members, labels)
    categories = Counter(each.category for _, each in members if each.category)
    return Actor(
        id=key,
        label=name,
        also_named=tuple(each for each in labels if each != name),
        category=max(categories, key=categories.__getitem__) if categories else "",
        builtin=any(each.builtin for _, each in members),
        members=tuple(
            Member(board=board.id, beneficiary=each.id, label=each.label) for board, each in members
        ),
        notes=tuple(note.id for _, each in members for note in notes.get(each.id, ())),
    )


def _default_label(members: list[tuple[Board, Beneficiary]], labels: list[str]) -> str:
    """The wording present in most territories, then the longest, then the first met."""
    boards = {name: len({b.id for b, each in members if each.label == name}) for name in labels}
    return max(labels, key=lambda name: (boards[name], len(name), -labels.index(name)))


def _rank(members: list[tuple[Board, Beneficiary]]) -> float:
    """0 for the most direct, below 1 for the most indirect of its board."""
    return median(
        1.0 if each.builtin else board.order.index(each.id) / len(board.order)
        for board, each in members
    )
