"""What a person sent after the end, and what stands of it: for their own devices alone (SPEC V5).

The tray is the facilitators' (V5); who wrote is told of their own part, never of the others'.
"""

from ..protocol.messages import OwnLate, OwnLates
from ..workshop.room import LateCommand, Room


def lates_of(room: Room, participant: str | None) -> tuple[OwnLate, ...]:
    """[T9] what waits and what was left out, of this person's."""
    if participant is None:
        return ()
    return tuple(
        OwnLate(id=late.id, text=_words(late), aside=aside)
        for kept, aside in ((room.late, False), (room.aside, True))
        for late in kept.values()
        if late.by.participant == participant
    )


def told(room: Room, participant: str | None) -> OwnLates:
    return OwnLates(lates=lates_of(room, participant))


def _words(late: LateCommand) -> str:
    words = getattr(late.command, "text", None) or getattr(late.command, "label", None)
    return words if isinstance(words, str) else ""
