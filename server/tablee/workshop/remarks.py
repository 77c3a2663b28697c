"""Remarks on the worked example: points of discussion of the room, never effects (SPEC D4–D5).

Everybody in the room reads them. Unlike a point on a board, which its territory shares, a remark
is rewritten and closed only by the pair that left it, or by a facilitator.
"""

from msgspec.structs import replace

from . import limits
from .commands import AnswerRemark, CloseRemark, LeaveRemark, RemarkCommand, ReopenRemark
from .events import (
    Event,
    RemarkAnswered,
    RemarkClosed,
    RemarkEdited,
    RemarkLeft,
    RemarkReopened,
)
from .guiding import in_the_example
from .lookup import new_id
from .rejection import Rejection
from .room import Position, Remark, Room, Who
from .wording import is_id, required

Answer = tuple[Event, ...] | Rejection


def decide(room: Room, command: RemarkCommand, who: Who) -> Answer:
    """The asker may speak of the example in this phase; whether this remark is theirs is asked
    here."""
    seat = room.participants.get(who.participant) if who.participant else None
    if who.role != "facilitator" and (seat is None or seat.pair is None):
        return Rejection(code="not_seated")
    by = replace(who, pair=seat.pair if seat else None)
    remark = room.remarks.get(command.remark)
    if isinstance(command, LeaveRemark):
        return _rewrite(remark, command, by) if remark else _leave(room, command, by)
    if remark is None:
        return Rejection(code="unknown_remark")
    if isinstance(command, AnswerRemark):
        return _answer(remark, command, by)
    return _close(remark, command, by)


def _leave(room: Room, command: LeaveRemark, by: Who) -> Answer:
    """[D4] on the example, or on a beneficiary or note of it; it has words."""
    proposed = new_id(room, command.remark)
    if isinstance(proposed, Rejection):
        return proposed
    text = required(command.text, limits.REMARK)
    if isinstance(text, Rejection):
        return text
    missing = in_the_example(room.template, command.part, command.target)
    if missing is not None:
        return missing
    if len(room.remarks) >= limits.REMARKS_PER_ROOM:
        return Rejection(code="too_many", params={"limit": limits.REMARKS_PER_ROOM})
    remark = Remark(
        id=proposed,
        part=command.part,
        target=command.target,
        text=text,
        positions=(),
        pair=by.pair,
        closed=False,
    )
    return (RemarkLeft(remark=remark),)


def _rewrite(remark: Remark, command: LeaveRemark, by: Who) -> Answer:
    if not _own(by, remark.pair):
        return Rejection(code="other_pair")
    text = required(command.text, limits.REMARK)
    if isinstance(text, Rejection):
        return text
    return () if text == remark.text else (RemarkEdited(remark=remark.id, text=text),)


def _answer(remark: Remark, command: AnswerRemark, by: Who) -> Answer:
    """[D4] positions stand side by side, as on a point of a board (D2)."""
    if remark.closed:
        return Rejection(code="point_closed")
    if not is_id(command.position):
        return Rejection(code="bad_id")
    text = required(command.text, limits.REMARK)
    if isinstance(text, Rejection):
        return text
    before = next((each for each in remark.positions if each.id == command.position), None)
    if before is None and len(remark.positions) >= limits.POSITIONS_PER_POINT:
        return Rejection(code="too_many", params={"limit": limits.POSITIONS_PER_POINT})
    if before is not None and not _own(by, before.pair):
        return Rejection(code="other_pair")
    position = Position(id=command.position, text=text, pair=before.pair if before else by.pair)
    if position == before:
        return ()
    return (RemarkAnswered(remark=remark.id, position=position),)


def _close(remark: Remark, command: CloseRemark | ReopenRemark, by: Who) -> Answer:
    """[D5] as a point: closing takes the mark away and keeps what was said (D3)."""
    if not _own(by, remark.pair):
        return Rejection(code="other_pair")
    if isinstance(command, CloseRemark):
        return () if remark.closed else (RemarkClosed(remark=remark.id),)
    return (RemarkReopened(remark=remark.id),) if remark.closed else ()


def _own(by: Who, pair: str | None) -> bool:
    return by.role == "facilitator" or by.pair == pair
