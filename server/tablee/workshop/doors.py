"""Who may still come in: the doors, which the facilitator opens and closes (SPEC A9).

The doors are for newcomers only; a person who has a place comes back whatever they are. Links and
codes themselves are not known here: the edge keeps them, and says when one has changed.
"""

from .commands import CloseDoors, MarkLinks, OpenDoors
from .events import DoorsClosed, DoorsOpened, Event, LinksMarked
from .room import Room


def move(room: Room, command: OpenDoors | CloseDoors) -> tuple[Event, ...]:
    """[A9] nothing when they are so already."""
    wanted = isinstance(command, OpenDoors)
    if room.doors_open == wanted:
        return ()
    return (DoorsOpened(),) if wanted else (DoorsClosed(),)


def mark(command: MarkLinks) -> tuple[Event, ...]:
    """Pages that show links learn that they have changed."""
    return (LinksMarked(link=command.link, change=command.change),)
