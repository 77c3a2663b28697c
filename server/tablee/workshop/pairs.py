"""Seats: who sits on which board, in which pair (SPEC S). Names are not known here.

A pair has 1 to n people; two is what is proposed, and a trio rather than a lone person.
"""

from typing import assert_never

from . import limits, voting
from .commands import (
    Arrive,
    DropExpected,
    ExpectPeople,
    FreeSeat,
    GiveSeatBack,
    SeatCommand,
    Sit,
)
from .events import (
    Event,
    ExpectedDropped,
    ParticipantArrived,
    ParticipantSeated,
    PeopleExpected,
    SeatFreed,
)
from .lookup import new_id
from .rejection import Rejection
from .room import Pair, Participant, Room, Who
from .vocabulary import PHASES
from .wording import is_id

Answer = tuple[Event, ...] | Rejection


def seat(room: Room, command: SeatCommand, who: Who) -> Answer:
    match command:
        case Sit():
            return sit(room, command, who)
        case Arrive():
            return arrive(room, command, who)
        case FreeSeat() | GiveSeatBack() | DropExpected():
            return _without_device(room, command)
        case _:
            assert_never(command)


def sit(room: Room, command: Sit, who: Who) -> Answer:
    """[S1] for oneself, at any phase; [S2] a facilitator may place anybody who is in the room.

    [S7] Whoever leaves the choice of a pair gets what is offered at that moment, or keeps theirs.
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
    wanted = command.pair
    if command.proposed:
        own = known.pair if known is not None and known.board == command.board else None
        wanted = own or propose(room, command.board)[1] or wanted
    pair = _pair(room, wanted, command.board, {})
    if isinstance(pair, Rejection):
        return pair
    if known is not None and known.board == command.board and known.pair == pair.id:
        return ()
    return (ParticipantSeated(participant=command.participant, board=command.board, pair=pair),)


def expect(room: Room, command: ExpectPeople) -> Answer:
    """[S4] seats for people who are awaited: all of them or none."""
    if len(command.people) > limits.EXPECTED_AT_ONCE:
        return Rejection(code="too_many", params={"limit": limits.EXPECTED_AT_ONCE})
    if len(room.participants) + len(command.people) > limits.PARTICIPANTS:
        return Rejection(code="too_many", params={"limit": limits.PARTICIPANTS})
    people: dict[str, Participant] = {}
    made: dict[str, Pair] = {}
    for each in command.people:
        if not is_id(each.participant):
            return Rejection(code="bad_id")
        if each.participant in room.participants or each.participant in people:
            return Rejection(code="id_taken")
        if each.board not in room.boards:
            return Rejection(code="unknown_board")
        pair = _pair(room, each.pair, each.board, made)
        if isinstance(pair, Rejection):
            return pair
        if pair.id not in room.pairs:
            made[pair.id] = pair
        people[each.participant] = Participant(
            id=each.participant, board=each.board, pair=pair.id, expected=True
        )
    if not people:
        return ()
    return (PeopleExpected(people=tuple(people.values()), pairs=tuple(made.values())),)


def arrive(room: Room, command: Arrive, who: Who) -> Answer:
    """[S5] the seat that is kept for oneself, as long as nobody took it."""
    if command.participant != who.participant:
        return Rejection(code="not_allowed")
    person = room.participants.get(command.participant)
    if person is None:
        return Rejection(code="unknown_participant")
    if not person.expected:
        return Rejection(code="seat_taken")
    if not room.doors_open:
        return Rejection(code="doors_closed")
    return (ParticipantArrived(participant=person.id),)


def _without_device(room: Room, command: FreeSeat | GiveSeatBack | DropExpected) -> Answer:
    """[S6] somebody whose devices are closed is awaited again; if awaited, not any more.

    [S8] Or they hold their seat again, as long as nobody has taken it.
    """
    person = room.participants.get(command.participant)
    if person is None:
        return Rejection(code="unknown_participant")
    if isinstance(command, FreeSeat):
        return () if person.expected else (SeatFreed(participant=person.id),)
    if not person.expected:
        return Rejection(code="seat_taken")
    if isinstance(command, GiveSeatBack):
        return (ParticipantArrived(participant=person.id),)
    return (*voting.dropped(room, person.id), ExpectedDropped(participant=person.id))


def _pair(room: Room, wanted: str, board: str, made: dict[str, Pair]) -> Pair | Rejection:
    """The pair of that board with this id, or a new one that counts on from the last."""
    pair = room.pairs.get(wanted) or made.get(wanted)
    if pair is not None:
        return pair if pair.board == board else Rejection(code="unknown_pair")
    proposed = new_id(room, wanted)
    if isinstance(proposed, Rejection):
        return proposed
    pairs = (*room.pairs.values(), *made.values())
    numbers = [each.number for each in pairs if each.board == board]
    if len(numbers) >= limits.PAIRS_PER_BOARD:
        return Rejection(code="too_many", params={"limit": limits.PAIRS_PER_BOARD})
    return Pair(id=proposed, board=board, number=max(numbers, default=0) + 1)


def propose(room: Room, board: str | None = None) -> tuple[str | None, str | None]:
    """[S3] the board and the pair to offer to somebody who arrives; no pair means a new one.

    The board where somebody waits for a partner, else the one with the fewest people. There, the
    pair that waits; else, once the work has begun, the smallest pair (a trio rather than a lone
    person); before that a new pair, where the next person will be sent. Who is awaited counts until
    the work begins; nobody is sent to a pair where nobody has arrived.
    """
    at_work = PHASES.index(room.phase) >= PHASES.index("travail")
    size = dict.fromkeys(room.pairs, 0)
    people = dict.fromkeys(room.boards, 0)
    come: set[str] = set()
    for seat in room.participants.values():
        if seat.pair is not None and seat.board is not None and not (seat.expected and at_work):
            size[seat.pair] += 1
            people[seat.board] += 1
            if not seat.expected:
                come.add(seat.pair)
    size = {pair: count for pair, count in size.items() if pair in come}
    waiting = [p for p in room.pairs.values() if 0 < size.get(p.id, 0) < room.template.pair_size]
    if board is None:
        if not room.boards:
            return None, None
        alone = {pair.board for pair in waiting}
        board = min(people, key=lambda each: (each not in alone, people[each]))
    here = [pair for pair in waiting if pair.board == board]
    if here:
        return board, here[0].id
    others = [p for p in room.pairs.values() if p.board == board and p.id in size]
    if others and at_work:
        return board, min(others, key=lambda pair: (size[pair.id], pair.number)).id
    return board, None
