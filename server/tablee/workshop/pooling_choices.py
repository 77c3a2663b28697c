"""Deciding the pooling: what may be chosen, and taken back (SPEC G).

Every choice is a decision of its own, kept until it is retracted. It is refused when it contradicts
what stands: nothing here undoes another decision by itself.
"""

from typing import assert_never

from . import limits, wording
from .closure import Roots, closure, kept_apart, root_of
from .commands import (
    CategoriseActor,
    DecideLater,
    DifferentActors,
    GroupEffects,
    PartOfActor,
    PoolingCommand,
    PutInRegister,
    RenameActor,
    RetractDecision,
    SameActor,
    TakeOutOfGroup,
    TitleGroup,
)
from .effect_groups import Group
from .events import DecisionRetracted, DecisionTaken, Event
from .lookup import board_with_beneficiary, board_with_note, new_id, resolve
from .pooling import decided_parents, is_under, pooled
from .rejection import Rejection
from .room import (
    Apart,
    Categorised,
    Decision,
    Different,
    Grouped,
    InRegister,
    Later,
    PartOf,
    PoolingChoice,
    Renamed,
    Room,
    Same,
    Titled,
)
from .template import Template

Answer = tuple[Event, ...] | Rejection


def choose(room: Room, command: PoolingCommand, now_ms: int) -> Answer:
    """A decision taken, or one that is taken back."""
    if isinstance(command, RetractDecision):
        return retract(room, command)
    proposed = new_id(room, command.decision)
    if isinstance(proposed, Rejection):
        return proposed
    choice = _chosen(room, command)
    if isinstance(choice, Rejection):
        return choice
    refused = contradicted(room, choice)
    if refused is not None:
        return refused
    if len(room.decisions) >= limits.DECISIONS_PER_ROOM:
        return Rejection(code="too_many", params={"limit": limits.DECISIONS_PER_ROOM})
    if len(room.decisions) + len(room.retracted) >= limits.DECISIONS_KEPT:
        return Rejection(code="too_many", params={"limit": limits.DECISIONS_KEPT})
    return (DecisionTaken(decision=Decision(id=proposed, at_ms=now_ms, choice=choice)),)


def retract(room: Room, command: RetractDecision) -> Answer:
    """[G4] any decision that stands, whatever was decided after it."""
    if command.decision not in room.decisions:
        return Rejection(code="unknown_decision")
    return (DecisionRetracted(decision=command.decision),)


def misplaced(room: Room, choice: PoolingChoice) -> Rejection | None:
    """Why a choice that nobody decided here is not one that a command gives: what it names is not
    on the boards, or is too little or too much. For the decisions of an archive."""
    match choice:
        case Same() | Renamed():
            return None
        case PartOf():
            return _absent(room, choice.child, choice.parent)
        case Different() | Later():
            return _absent(room, choice.one, choice.other)
        case Categorised():
            return _absent(room, choice.beneficiary)
        case Grouped():
            by = choice.titled_by
            if by is not None and (choice.title is not None or by not in choice.notes):
                return Rejection(code="conflict")
            return _not_as_said(room, choice.notes, least=2)
        case InRegister():
            return _not_as_said(room, choice.notes, least=1)
        case Apart():
            return _not_as_said(room, (choice.note,), least=1)
        case Titled():
            return _not_as_said(room, (choice.note, *choice.others), least=1)


def contradicted(room: Room, choice: PoolingChoice) -> Rejection | None:
    """Why a choice about things that are there cannot stand beside the decisions that do.

    Also asked of every decision of an archive, about the room as it stood.
    """
    match choice:
        case Same():
            return _kept_apart(room, choice)
        case Different() | Later():
            roots = closure(room)
            one = root_of(roots, choice.one) == root_of(roots, choice.other)
            return Rejection(code="same_actor") if one else None
        case PartOf():
            return _circle(room, choice)
        case Grouped():
            roots = closure(room)
            actors = {_actor_of_note(room, roots, note) for note in choice.notes}
            return Rejection(code="other_actor") if len(actors) > 1 else None
        case InRegister():
            known = choice.register in registers_of(room.template)
            return None if known else Rejection(code="unknown_register")
        case Renamed() | Categorised() | Apart() | Titled():
            return None


def registers_of(template: Template) -> frozenset[str]:
    """The ids of the registers of a template."""
    return frozenset(each.id for group in template.registers for each in group.registers)


def _chosen(room: Room, command: PoolingCommand) -> PoolingChoice | Rejection:
    """What the command chooses, in the rules' own ids and words."""
    match command:
        case SameActor():
            return _same(room, command)
        case RenameActor():
            return _renamed(room, command)
        case CategoriseActor():
            return _categorised(room, command)
        case PartOfActor():
            both = _two_meant(room, command.child, command.parent)
            return both if isinstance(both, Rejection) else PartOf(child=both[0], parent=both[1])
        case DifferentActors() | DecideLater():
            both = _two_meant(room, command.one, command.other)
            if isinstance(both, Rejection):
                return both
            kind = Different if isinstance(command, DifferentActors) else Later
            return kind(one=both[0], other=both[1])
        case GroupEffects():
            return _grouped(room, command)
        case PutInRegister():
            notes = _live(room, command.notes, least=1)
            if isinstance(notes, Rejection):
                return notes
            return InRegister(notes=notes, register=command.register)
        case TakeOutOfGroup():
            group = _group_of(room, command.note)
            return group if isinstance(group, Rejection) else Apart(note=command.note)
        case TitleGroup():
            title = wording.label(command.title)
            if isinstance(title, Rejection):
                return title
            return _titled(room, command.note, title)
        case RetractDecision():
            raise TypeError("taken back, not chosen")
        case _:
            assert_never(command)


def _same(room: Room, command: SameActor) -> Same | Rejection:
    """[G2] at least two beneficiaries of the room, of any boards."""
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
    name = None if command.label is None else wording.label(command.label)
    return name if isinstance(name, Rejection) else Same(beneficiaries=distinct, label=name)


def _renamed(room: Room, command: RenameActor) -> Renamed | Rejection:
    """[G3] how the actor is called in the pooling; the boards keep their words."""
    meant = _meant(room, command.beneficiary)
    if isinstance(meant, Rejection):
        return meant
    name = wording.label(command.label)
    return name if isinstance(name, Rejection) else Renamed(beneficiary=meant, label=name)


def _categorised(room: Room, command: CategoriseActor) -> Categorised | Rejection:
    meant = _meant(room, command.beneficiary)
    if isinstance(meant, Rejection):
        return meant
    category = wording.optional_label(command.category)
    if isinstance(category, Rejection):
        return category
    return Categorised(beneficiary=meant, category=category)


def _grouped(room: Room, command: GroupEffects) -> Grouped | Rejection:
    notes = _live(room, command.notes, least=2)
    if isinstance(notes, Rejection):
        return notes
    if command.title is None:
        if command.titled_by not in (None, *notes):
            return Rejection(code="not_grouped")
        return Grouped(notes=notes, title=None, titled_by=command.titled_by)
    title = wording.label(command.title)
    return title if isinstance(title, Rejection) else Grouped(notes=notes, title=title)


def _titled(room: Room, note: str, title: str) -> Titled | Rejection:
    group = _group_of(room, note)
    if isinstance(group, Rejection):
        return group
    others = [each for each in group.notes if each != note]
    return Titled(note=note, title=title, others=tuple(others[: limits.NOTES_PER_DECISION - 1]))


def _live(room: Room, notes: tuple[str, ...], least: int) -> tuple[str, ...] | Rejection:
    """These notes, each once, in the order given."""
    if len(notes) > limits.NOTES_PER_DECISION:
        return Rejection(code="too_many", params={"limit": limits.NOTES_PER_DECISION})
    for note in notes:
        board = board_with_note(room, note)
        if isinstance(board, Rejection):
            return board
    distinct = tuple(dict.fromkeys(notes))
    return (
        distinct if len(distinct) >= least else Rejection(code="too_few", params={"least": least})
    )


def _not_as_said(room: Room, notes: tuple[str, ...], least: int) -> Rejection | None:
    """Why these are not notes of the boards, each once, as a choice names them."""
    found = _live(room, notes, least)
    if isinstance(found, Rejection):
        return found
    return None if found == notes else Rejection(code="conflict")


def _group_of(room: Room, note: str) -> Group | Rejection:
    """[G9] [G10] the group that a live note is in."""
    board = board_with_note(room, note)
    if isinstance(board, Rejection):
        return board
    groups = (group for actor in pooled(room) for group in actor.groups)
    found = next((group for group in groups if note in group.notes), None)
    return found or Rejection(code="not_grouped")


def _kept_apart(room: Room, choice: Same) -> Rejection | None:
    """[G6] joining them would join two that a « different » decision keeps apart."""
    if not any(isinstance(each.choice, Different) for each in room.decisions.values()):
        return None
    broken = kept_apart(room, closure(room, choice.beneficiaries))
    if broken is None or not isinstance(broken.choice, Different):
        return None
    one, other = _label_of(room, broken.choice.one), _label_of(room, broken.choice.other)
    return Rejection(code="kept_apart", params={"one": one, "other": other, "decision": broken.id})


def _circle(room: Room, choice: PartOf) -> Rejection | None:
    """[G7] an actor is part of another one, and of none that is part of it."""
    roots = closure(room)
    child, parent = root_of(roots, choice.child), root_of(roots, choice.parent)
    if child == parent:
        return Rejection(code="same_actor")
    circle = is_under(decided_parents(room, roots), parent, child)
    return Rejection(code="circle") if circle else None


def _actor_of_note(room: Room, roots: Roots, note: str) -> str:
    for board in room.boards.values():
        if note in board.notes:
            return root_of(roots, board.notes[note].beneficiary)
    return ""


def _label_of(room: Room, beneficiary: str) -> str:
    """What its actor is called, or a deleted one itself."""
    for actor in pooled(room):
        if any(member.beneficiary == beneficiary for member in actor.members):
            return actor.label
    boards = room.boards.values()
    removed = (board.removed_beneficiaries.get(beneficiary) for board in boards)
    return next((each.label for each in removed if each is not None), "")


def _meant(room: Room, beneficiary: str) -> str | Rejection:
    board = board_with_beneficiary(room, beneficiary)
    return board if isinstance(board, Rejection) else resolve(board, beneficiary)


def _absent(room: Room, *beneficiaries: str) -> Rejection | None:
    live = {each for board in room.boards.values() for each in board.beneficiaries}
    return None if live.issuperset(beneficiaries) else Rejection(code="unknown_beneficiary")


def _two_meant(room: Room, one: str, other: str) -> tuple[str, str] | Rejection:
    first, second = _meant(room, one), _meant(room, other)
    if isinstance(first, Rejection):
        return first
    return second if isinstance(second, Rejection) else (first, second)
