"""« Ma note est mal rendue »: a pair says so of a note of its board, once it is pooled (SPEC M).

It changes nothing by itself: the facilitator puts the pooling right, or talks it over, and settles
it. It hangs on its note, and is as hidden as the note is.
"""

from . import limits
from .commands import SayMisrendered, SettleMisrendered, WithdrawMisrendered
from .events import Event, MisrenderedSaid, MisrenderedSettled, MisrenderedWithdrawn
from .lookup import board_with_note
from .rejection import Rejection
from .room import Misrendered, Participant, Room, Who
from .wording import optional

Answer = tuple[Event, ...] | Rejection


def decide(
    room: Room, command: SayMisrendered | WithdrawMisrendered, who: Who, now_ms: int
) -> Answer:
    """[M1] only by the people of the note's board, and taken back by the pair that said it."""
    seat = room.participants.get(who.participant or "")
    if seat is None or seat.pair is None:
        return Rejection(code="not_seated")
    if not room.pooling_shown:
        return Rejection(code="pooling_not_shown")
    if isinstance(command, SayMisrendered):
        return _say(room, command, seat, now_ms)
    said = room.misrendered.get(command.note)
    if said is None:
        return Rejection(code="unknown_misrendered")
    if said.pair != seat.pair:
        return Rejection(code="other_pair")
    return (MisrenderedWithdrawn(note=command.note),)


def settle(room: Room, command: SettleMisrendered) -> Answer:
    """[M2] two facilitators may settle the same one."""
    if command.note not in room.misrendered:
        return Rejection(code="unknown_misrendered")
    return (MisrenderedSettled(note=command.note),)


def _say(room: Room, command: SayMisrendered, seat: Participant, now_ms: int) -> Answer:
    board = board_with_note(room, command.note)
    if isinstance(board, Rejection):
        return board
    if board.id != seat.board:
        return Rejection(code="other_board")
    if board.notes[command.note].hidden:
        return Rejection(code="unknown_note")
    text = optional(command.text, limits.REMARK)
    if isinstance(text, Rejection):
        return text
    said = room.misrendered.get(command.note)
    if said is None and len(room.misrendered) >= limits.MISRENDERED_PER_ROOM:
        return Rejection(code="too_many", params={"limit": limits.MISRENDERED_PER_ROOM})
    if said is not None and said.pair != seat.pair:
        return Rejection(code="other_pair")
    if said is not None and said.text == text:
        return ()
    new = Misrendered(text=text, pair=seat.pair, at_ms=now_ms)
    return (MisrenderedSaid(note=command.note, misrendered=new),)
