"""Points of discussion and interested actors: what a board holds beside its notes (SPEC D, I).

Disagreement is a product of the workshop, so nothing here ever blocks a note. The asker may
already write on this board; nothing here asks again.
"""

from typing import Final

from msgspec import UNSET
from msgspec.structs import replace

from . import limits
from .commands import (
    AddInterestedActor,
    ClosePoint,
    DeleteInterestedActor,
    EditInterestedActor,
    EditPoint,
    KeepBothVersions,
    OpenPoint,
    ReopenPoint,
    RestoreInterestedActor,
    TakePosition,
)
from .events import (
    Event,
    InterestedActorAdded,
    InterestedActorEdited,
    PointClosed,
    PointEdited,
    PointOpened,
    PointReopened,
    PositionTaken,
)
from .lookup import new_id, resolve
from .rejection import Rejection
from .room import Board, DiscussionPoint, InterestedActor, Position, Room
from .wording import is_id, label, optional, required

Answer = tuple[Event, ...] | Rejection

STANDING: Final = "standing"
OTHER: Final = "other"
"""The positions of a point that keeps two versions of a note's text (D6)."""


def open_point(room: Room, board: Board, command: OpenPoint, pair: str | None) -> Answer:
    """[D1] on a note, a beneficiary or the board; the text may come later."""
    proposed = new_id(room, command.point)
    if isinstance(proposed, Rejection):
        return proposed
    text = optional(command.text, limits.REMARK)
    if isinstance(text, Rejection):
        return text
    if len(board.points) >= limits.POINTS_PER_BOARD:
        return Rejection(code="too_many", params={"limit": limits.POINTS_PER_BOARD})
    on_beneficiary = command.target_kind == "beneficiary"
    target = resolve(board, command.target) if on_beneficiary else command.target
    if isinstance(target, Rejection):
        return target
    point = DiscussionPoint(
        id=proposed,
        target_kind=command.target_kind,
        target=target,
        text=text,
        positions=(),
        pair=pair,
        closed=False,
    )
    return (PointOpened(board=board.id, point=point),)


def edit_point(board: Board, command: EditPoint) -> Answer:
    text = optional(command.text, limits.REMARK)
    if isinstance(text, Rejection):
        return text
    if text == board.points[command.point].text:
        return ()
    return (PointEdited(board=board.id, point=command.point, text=text),)


def take_position(board: Board, command: TakePosition, pair: str | None) -> Answer:
    """[D2] positions stand side by side; the same id again rewrites that position only."""
    point = board.points[command.point]
    if point.closed:
        return Rejection(code="point_closed")
    if not is_id(command.position):
        return Rejection(code="bad_id")
    text = required(command.text, limits.REMARK)
    if isinstance(text, Rejection):
        return text
    known = {position.id: position for position in point.positions}
    before = known.get(command.position)
    if before is None and len(known) >= limits.POSITIONS_PER_POINT:
        return Rejection(code="too_many", params={"limit": limits.POSITIONS_PER_POINT})
    position = Position(id=command.position, text=text, pair=before.pair if before else pair)
    if position == before:
        return ()
    return (PositionTaken(board=board.id, point=point.id, position=position),)


def keep_both_versions(
    room: Room, board: Board, command: KeepBothVersions, pair: str | None
) -> Answer:
    """[D6] nothing that was written is lost: what stands and what clashes with it, side by side."""
    proposed = new_id(room, command.point)
    if isinstance(proposed, Rejection):
        return proposed
    text = required(command.text)
    if isinstance(text, Rejection):
        return text
    question = optional(command.question, limits.REMARK)
    if isinstance(question, Rejection):
        return question
    note = board.notes[command.note]
    if text == note.text:
        return ()
    if len(board.points) >= limits.POINTS_PER_BOARD:
        return Rejection(code="too_many", params={"limit": limits.POINTS_PER_BOARD})
    point = DiscussionPoint(
        id=proposed,
        target_kind="note",
        target=note.id,
        text=question,
        positions=(
            Position(id=STANDING, text=note.text, pair=note.pair),
            Position(id=OTHER, text=text, pair=pair),
        ),
        pair=pair,
        closed=False,
    )
    return (PointOpened(board=board.id, point=point),)


def close_point(board: Board, command: ClosePoint | ReopenPoint) -> Answer:
    """[D3] closing takes the mark away and keeps what was said; reopening brings it back."""
    closed = board.points[command.point].closed
    if isinstance(command, ClosePoint):
        return () if closed else (PointClosed(board=board.id, point=command.point),)
    return (PointReopened(board=board.id, point=command.point),) if closed else ()


def add_interested(room: Room, board: Board, command: AddInterestedActor) -> Answer:
    """[I1] an actor who may be interested, why, and the « ? » kept apart from the text."""
    proposed = new_id(room, command.interested)
    if isinstance(proposed, Rejection):
        return proposed
    if len(board.interested) >= limits.INTERESTED_PER_BOARD:
        return Rejection(code="too_many", params={"limit": limits.INTERESTED_PER_BOARD})
    blank = InterestedActor(
        id=proposed, label="", reason="", uncertain=command.uncertain, notes=(), removed=False
    )
    filled = _filled(board, blank, command.label, command.reason, command.notes)
    if isinstance(filled, Rejection):
        return filled
    return (InterestedActorAdded(board=board.id, interested=filled),)


def edit_interested(board: Board, command: EditInterestedActor) -> Answer:
    before = board.interested[command.interested]
    filled = _filled(
        board,
        before,
        before.label if command.label is UNSET else command.label,
        before.reason if command.reason is UNSET else command.reason,
        before.notes if command.notes is UNSET else command.notes,
    )
    if isinstance(filled, Rejection):
        return filled
    uncertain = before.uncertain if command.uncertain is UNSET else command.uncertain
    return _changed(board, before, replace(filled, uncertain=uncertain))


def delete_interested(
    board: Board, command: DeleteInterestedActor | RestoreInterestedActor
) -> Answer:
    before = board.interested[command.interested]
    removed = isinstance(command, DeleteInterestedActor)
    return _changed(board, before, replace(before, removed=removed))


def _changed(board: Board, before: InterestedActor, after: InterestedActor) -> tuple[Event, ...]:
    if after == before:
        return ()
    return (InterestedActorEdited(board=board.id, interested=after),)


def _filled(
    board: Board, actor: InterestedActor, name: str, reason: str, notes: tuple[str, ...]
) -> InterestedActor | Rejection:
    text = label(name)
    if isinstance(text, Rejection):
        return text
    why = optional(reason, limits.REMARK)
    if isinstance(why, Rejection):
        return why
    if len(notes) > limits.NOTES_PER_ROOM:
        return Rejection(code="too_many", params={"limit": limits.NOTES_PER_ROOM})
    if any(note not in board.notes for note in notes if note not in actor.notes):
        return Rejection(code="unknown_note")
    return replace(actor, label=text, reason=why, notes=tuple(dict.fromkeys(notes)))
