"""Seats: who sits on which board, in which pair (SPEC S). Names are not known here.

A pair has 1 to n people; two is what is proposed, and a trio rather than a lone person.
"""

from . import limits
from .commands import Sit
from .events import Event, ParticipantSeated
from .lookup import new_id
from .rejection import Rejection
from .room import Pair, Room, Who
from .vocabulary import PHASES

Answer = tuple[Event, ...] | Rejection


def sit(room: Room, command: Sit, who: Who) -> Answer:
    """[S1] for oneself, at any phase; [S2] a facilitator may place anybody who is in the room.

    [A9] Somebody new comes in while the doors are open only.
    """
    if who.role == "participant" and command.participant != who.participant:
        return Rejection(code="not_allowed")
    known = room.participants.get(command.participant)
    if known is None and who.role == "facilitator":
        return Rejection(code="unknown_participant")
    if known is None and not room.doors_open:
        return Rejection(code="doors_closed")
    if known is None and len(room.participants) >= limits.PARTICIPANTS:
        return Rejection(code="too_many", params={"limit": limits.PARTICIPANTS})
    if command.board not in room.boards:
        return Rejection(code="unknown_board")
    pair = room.pairs.get(command.pair)
    if pair is None:
        proposed = new_id(room, command.pair)
        if isinstance(proposed, Rejection):
            return proposed
        numbers = [each.number for each in room.pairs.values() if each.board == command.board]
        if len(numbers) >= limits.PAIRS_PER_BOARD:
            return Rejection(code="too_many", params={"limit": limits.PAIRS_PER_BOARD})
        pair = Pair(id=proposed, board=command.board, number=max(numbers, default=0) + 1)
    elif pair.board != command.board:
        return Rejection(code="unknown_pair")
    if known is not None and known.board == command.board and known.pair == pair.id:
        return ()
    return (ParticipantSeated(participant=command.participant, board=command.board, pair=pair),)


def propose(room: Room, board: str | None = None) -> tuple[str | None, str | None]:
    """[S3] the board and the pair to offer to somebody who arrives; no pair means a new one.

    The board where somebody waits for a partner, else the one with the fewest people. There, the
    pair that waits; else, once the work has begun, the smallest pair (a trio rather than a lone
    person); before that a new pair, where the next person will be sent.
    """
    size = dict.fromkeys(room.pairs, 0)
    people = dict.fromkeys(room.boards, 0)
    for seat in room.participants.values():
        if seat.pair is not None and seat.board is not None:
            size[seat.pair] += 1
            people[seat.board] += 1
    waiting = [p for p in room.pairs.values() if 0 < size[p.id] < room.template.pair_size]
    if board is None:
        if not room.boards:
            return None, None
        alone = {pair.board for pair in waiting}
        board = min(people, key=lambda each: (each not in alone, people[each]))
    here = [pair for pair in waiting if pair.board == board]
    if here:
        return board, here[0].id
    others = [p for p in room.pairs.values() if p.board == board and size[p.id] > 0]
    if others and PHASES.index(room.phase) >= PHASES.index("travail"):
        return board, min(others, key=lambda pair: (size[pair.id], pair.number)).id
    return board, None
