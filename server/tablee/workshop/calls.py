"""What people let the facilitators know, and what these tell them back (SPEC H).

All of it is journalled, as ids and instants: a hand that is up survives a restart and a lost line,
and a second facilitator sees since when, for two small events each time. Presence, which changes
with every breath of the wifi, is not.
"""

from typing import assert_never

from . import limits
from .commands import CallCommand, LowerHand, RaiseHand, SayReady, SendMessage, WithdrawMessage
from .events import (
    Event,
    HandLowered,
    HandRaised,
    MessageSent,
    MessageWithdrawn,
    PairNotReady,
    PairReady,
)
from .lookup import new_id
from .rejection import Rejection
from .room import Message, Room, Who
from .wording import required

Answer = tuple[Event, ...] | Rejection


def call(room: Room, command: CallCommand, who: Who, now_ms: int) -> Answer:
    """[H1] [H2] readiness, and hands; the same again changes nothing."""
    match command:
        case SayReady():
            return _say_ready(room, command, who, now_ms)
        case RaiseHand():
            seat = room.participants.get(who.participant or "")
            if seat is None:
                return Rejection(code="not_seated")
            return () if seat.id in room.hands else (HandRaised(participant=seat.id, at_ms=now_ms),)
        case LowerHand():
            if who.role == "participant" and command.participant != who.participant:
                return Rejection(code="not_allowed")
            if command.participant not in room.participants:
                return Rejection(code="unknown_participant")
            if command.participant not in room.hands:
                return ()
            return (HandLowered(participant=command.participant),)
        case _:
            assert_never(command)


def send(room: Room, command: SendMessage, now_ms: int) -> Answer:
    """[H3] to all or to one pair; it stands until it is withdrawn."""
    proposed = new_id(room, command.message)
    if isinstance(proposed, Rejection):
        return proposed
    if command.pair is not None and command.pair not in room.pairs:
        return Rejection(code="unknown_pair")
    text = required(command.text, limits.MESSAGE)
    if isinstance(text, Rejection):
        return text
    if len(room.messages) >= limits.MESSAGES_PER_ROOM:
        return Rejection(code="too_many", params={"limit": limits.MESSAGES_PER_ROOM})
    if len(room.messages) + len(room.withdrawn) >= limits.MESSAGES_KEPT:
        return Rejection(code="too_many", params={"limit": limits.MESSAGES_KEPT})
    message = Message(id=proposed, text=text, pair=command.pair, at_ms=now_ms)
    return (MessageSent(message=message),)


def withdraw(room: Room, command: WithdrawMessage) -> Answer:
    """[H3] two facilitators may take the same one away."""
    message = room.messages.get(command.message)
    if message is None:
        return Rejection(code="unknown_message")
    return (MessageWithdrawn(message=message.id, pair=message.pair),)


def messages_to(room: Room, participant: str | None) -> tuple[Message, ...]:
    """[H4] what stands for the pair where this person sits, and for no other."""
    seat = room.participants.get(participant or "")
    if seat is None or seat.pair is None:
        return ()
    return tuple(each for each in room.messages.values() if each.pair == seat.pair)


def _say_ready(room: Room, command: SayReady, who: Who, now_ms: int) -> Answer:
    seat = room.participants.get(who.participant or "")
    if seat is None or seat.pair is None:
        return Rejection(code="not_seated")
    if command.ready == (seat.pair in room.ready):
        return ()
    if command.ready:
        return (PairReady(pair=seat.pair, at_ms=now_ms),)
    return (PairNotReady(pair=seat.pair),)
