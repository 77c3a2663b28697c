"""What a person sent after the end, and what stands of it: for their own devices alone (SPEC V5).

The tray is the facilitators' (V5); who wrote is told of their own part, never of the others'.
"""

from collections.abc import Sequence

from ..protocol.messages import OwnLate, OwnLates
from ..workshop.commands import AddNote, BoardCommand, DeleteNote, OpenPoint, RestoreNote, SplitNote
from ..workshop.lookup import hides_point, ids_made
from ..workshop.room import LateCommand, Room


def lates_of(room: Room, participant: str | None) -> tuple[OwnLate, ...]:
    """[T9] what waits and what was left out, of this person's."""
    if participant is None:
        return ()
    waiting, aside = (
        tuple(late for late in kept.values() if late.by.participant == participant)
        for kept in (room.late, room.aside)
    )
    withdrawn = _withdrawn(waiting) | _withdrawn(aside)
    own = (*waiting, *aside)
    return tuple(_told(room, late, own, withdrawn=late.id in withdrawn) for late in own)


def told(room: Room, participant: str | None) -> OwnLates:
    return OwnLates(lates=lates_of(room, participant))


def _told(room: Room, late: LateCommand, own: Sequence[LateCommand], *, withdrawn: bool) -> OwnLate:
    words = _words(late.command)
    return OwnLate(
        id=late.id,
        text=words or _about(room, late, own),
        act="" if words else type(late.command).__name__,
        aside=late.id in room.aside,
        withdrawn=withdrawn,
    )


def _withdrawn(lates: Sequence[LateCommand]) -> set[str]:
    """[T12] all that one person asked about the notes that they posted and then took back."""
    posted = {late.command.note for late in lates if isinstance(late.command, AddNote)}
    stands = {
        late.command.note: late.command
        for late in lates
        if isinstance(late.command, DeleteNote | RestoreNote)
    }
    gone = {note for note in posted if isinstance(stands.get(note), DeleteNote)}
    return {late.id for late in lates if getattr(late.command, "note", None) in gone}


def _words(command: BoardCommand) -> str:
    """What was written; « » when the command has no words."""
    if isinstance(command, SplitNote):
        return " · ".join(part.text for part in command.parts)
    words = getattr(command, "text", None) or getattr(command, "label", None)
    return words if isinstance(words, str) else ""


def _about(room: Room, late: LateCommand, own: Sequence[LateCommand]) -> str:
    """The words of what it is about, among what its author has sent and may read."""
    fields = ("note", "point", "interested", "beneficiary")
    found = (getattr(late.command, field, None) for field in fields)
    named = next((each for each in found if each), "")
    if isinstance(late.command, OpenPoint):
        named = late.command.target
    for other in own:
        if other is not late and named in ids_made(other.command):
            return _words(other.command)
    board = room.boards.get(late.board)
    seat = room.participants.get(late.by.participant or "")
    reads = room.pooling_shown or (seat is not None and seat.board == late.board)
    if board is None or not reads:
        return ""
    if note := board.notes.get(named) or board.removed_notes.get(named):
        return "" if note.hidden else note.text
    if point := board.points.get(named):
        return "" if hides_point(board, named) else point.text
    meant = board.known_as.get(named, named)
    if whom := board.beneficiaries.get(meant) or board.removed_beneficiaries.get(named):
        return whom.label
    interested = board.interested.get(named)
    return interested.label if interested else ""
