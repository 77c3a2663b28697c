"""What an imported room begins with: nobody of its day is in it any more."""

from .events import Event, ExpectedDropped, HandLowered, PairNotReady
from .room import Room


def begun_anew(room: Room) -> tuple[Event, ...]:
    """[E1] hands go down, no pair is ready, and nobody is awaited whose name no archive holds."""
    awaited = [each.id for each in room.participants.values() if each.expected]
    return (
        *(HandLowered(participant=each) for each in room.hands),
        *(PairNotReady(pair=each) for each in room.ready),
        *(ExpectedDropped(participant=each) for each in awaited),
    )
