"""Folding an event into one board: the larger half of `evolve`, which calls it."""

from collections.abc import Mapping
from typing import TypeVar, assert_never

from msgspec.structs import replace

from .events import (
    BeneficiaryAdded,
    BeneficiaryDeleted,
    BeneficiaryEdited,
    BeneficiaryFound,
    BeneficiaryRanked,
    BeneficiaryRestored,
    ChitPlaced,
    ChitTaken,
    HiddenCounted,
    InterestedActorAdded,
    InterestedActorEdited,
    NoteAdded,
    NoteClassified,
    NoteDeleted,
    NoteEdited,
    NoteHidden,
    NoteMoved,
    NoteRestored,
    NoteReturned,
    NoteShown,
    NoteSplit,
    NoteWithdrawn,
    PointClosed,
    PointEdited,
    PointOpened,
    PointReopened,
    PositionTaken,
    StartingPointSet,
)
from .room import Board, DiscussionPoint, Note

V = TypeVar("V")

BoardEvent = (
    StartingPointSet
    | BeneficiaryAdded
    | BeneficiaryFound
    | BeneficiaryEdited
    | BeneficiaryRanked
    | BeneficiaryDeleted
    | BeneficiaryRestored
    | NoteAdded
    | NoteEdited
    | NoteClassified
    | NoteMoved
    | NoteSplit
    | NoteDeleted
    | NoteRestored
    | NoteHidden
    | NoteShown
    | PointOpened
    | PointEdited
    | PositionTaken
    | PointClosed
    | PointReopened
    | InterestedActorAdded
    | InterestedActorEdited
    | ChitPlaced
    | ChitTaken
    | NoteWithdrawn
    | NoteReturned
    | HiddenCounted
)


def put(mapping: Mapping[str, V], key: str, value: V) -> Mapping[str, V]:
    """A copy with the key set; a new key comes last, a known one keeps its place."""
    return {**mapping, key: value}


def put_after(mapping: Mapping[str, V], key: str, value: V, after: str | None) -> Mapping[str, V]:
    """A copy with a new key just after another one, or first; last when that one is not there."""
    placed: dict[str, V] = {key: value} if after is None else {}
    for each, known in mapping.items():
        placed[each] = known
        if each == after:
            placed[key] = value
    return placed if key in placed else {**placed, key: value}


def without(mapping: Mapping[str, V], *keys: str) -> Mapping[str, V]:
    return {key: value for key, value in mapping.items() if key not in keys}


def evolve(board: Board, event: BoardEvent) -> Board:
    """The board after the event; an event about a thing that is not there changes nothing."""
    match event:
        case StartingPointSet():
            return replace(board, starting_point=event.text)
        case BeneficiaryAdded():
            new = event.beneficiary
            return replace(
                board,
                beneficiaries=put(board.beneficiaries, new.id, new),
                order=(*board.order, new.id),
            )
        case BeneficiaryFound():
            return replace(board, known_as=put(board.known_as, event.known_as, event.beneficiary))
        case BeneficiaryEdited():
            new = event.beneficiary
            return replace(board, beneficiaries=put(board.beneficiaries, new.id, new))
        case BeneficiaryRanked():
            return replace(board, order=_ranked(board.order, event.beneficiary, event.after))
        case BeneficiaryDeleted():
            gone = board.beneficiaries.get(event.beneficiary)
            if gone is None:
                return board
            return replace(
                board,
                beneficiaries=without(board.beneficiaries, gone.id),
                order=tuple(each for each in board.order if each != gone.id),
                removed_beneficiaries=put(board.removed_beneficiaries, gone.id, gone),
            )
        case BeneficiaryRestored():
            back = board.removed_beneficiaries.get(event.beneficiary)
            if back is None:
                return board
            parent = back.parent if back.parent in board.beneficiaries else None
            return replace(
                board,
                beneficiaries=put(board.beneficiaries, back.id, replace(back, parent=parent)),
                order=(*board.order, back.id),
                removed_beneficiaries=without(board.removed_beneficiaries, back.id),
            )
        case NoteAdded():
            return replace(board, notes=put(board.notes, event.note.id, event.note))
        case NoteEdited():
            note = board.notes.get(event.note)
            return (
                board
                if note is None
                else _note(board, replace(note, text=event.text, rev=event.rev))
            )
        case NoteClassified():
            note = board.notes.get(event.note)
            if note is None:
                return board
            return _note(
                board,
                replace(
                    note,
                    kind=event.kind,
                    directness=event.directness,
                    unforeseen=event.unforeseen,
                    via=event.via,
                    via_note=event.via_note,
                ),
            )
        case NoteMoved():
            note = board.notes.get(event.note)
            return (
                board
                if note is None
                else _note(board, replace(note, beneficiary=event.beneficiary))
            )
        case NoteSplit():
            note = board.notes.get(event.note)
            if note is None:
                return board
            notes = {
                **without(board.notes, note.id),
                **{part.id: part for part in event.parts},
            }
            return replace(
                board, notes=notes, removed_notes=put(board.removed_notes, note.id, note)
            )
        case NoteDeleted():
            note = board.notes.get(event.note)
            if note is None:
                return board
            return replace(
                board,
                notes=without(board.notes, note.id),
                removed_notes=put(board.removed_notes, note.id, note),
            )
        case NoteRestored():
            note = board.removed_notes.get(event.note)
            if note is None:
                return board
            return replace(
                board,
                notes=put(board.notes, note.id, note),
                removed_notes=without(board.removed_notes, note.id),
            )
        case NoteHidden() | NoteShown():
            note = board.notes.get(event.note)
            if note is None:
                return board
            return _note(board, replace(note, hidden=isinstance(event, NoteHidden)))
        case PointOpened():
            return replace(board, points=put(board.points, event.point.id, event.point))
        case PointEdited():
            point = board.points.get(event.point)
            return board if point is None else _point(board, replace(point, text=event.text))
        case PositionTaken():
            point = board.points.get(event.point)
            if point is None:
                return board
            taken = {position.id: position for position in point.positions}
            taken[event.position.id] = event.position
            return _point(board, replace(point, positions=tuple(taken.values())))
        case PointClosed() | PointReopened():
            point = board.points.get(event.point)
            if point is None:
                return board
            return _point(board, replace(point, closed=isinstance(event, PointClosed)))
        case InterestedActorAdded() | InterestedActorEdited():
            new_actor = event.interested
            return replace(board, interested=put(board.interested, new_actor.id, new_actor))
        case ChitPlaced():
            return replace(board, chits=put(board.chits, event.chit, event.kind))
        case ChitTaken():
            return replace(board, chits=without(board.chits, event.chit))
        case NoteWithdrawn():
            hanging = [p.id for p in board.points.values() if p.target == event.note]
            return replace(
                board,
                notes=without(board.notes, event.note),
                points=without(board.points, *hanging),
                hidden=event.hidden,
            )
        case NoteReturned():
            return replace(
                board,
                notes=put_after(board.notes, event.note.id, event.note, event.after),
                points={**board.points, **{point.id: point for point in event.points}},
                hidden=event.hidden,
            )
        case HiddenCounted():
            return replace(board, hidden=event.hidden)
        case _:
            assert_never(event)


def _note(board: Board, note: Note) -> Board:
    return replace(board, notes=put(board.notes, note.id, note))


def _point(board: Board, point: DiscussionPoint) -> Board:
    return replace(board, points=put(board.points, point.id, point))


def _ranked(order: tuple[str, ...], moved: str, after: str | None) -> tuple[str, ...]:
    others = [each for each in order if each != moved]
    if moved not in order or (after is not None and after not in others):
        return order
    place = 0 if after is None else others.index(after) + 1
    return (*others[:place], moved, *others[place:])
