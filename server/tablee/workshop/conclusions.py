"""What the room concludes: agreements, orientations and questions, by the facilitator (SPEC U).

Nothing here follows from a vote or a decision by itself, and a question that is not closed stays
« au travail » for the next session.
"""

from msgspec import UNSET
from msgspec.structs import replace

from . import limits
from .commands import (
    CloseConclusion,
    EditConclusion,
    RemoveConclusion,
    ReopenConclusion,
    WriteConclusion,
)
from .events import (
    ConclusionClosed,
    ConclusionEdited,
    ConclusionRemoved,
    ConclusionReopened,
    ConclusionWritten,
    Event,
)
from .lookup import board_with_note, new_id
from .rejection import Rejection
from .room import Conclusion, Room
from .wording import optional, required

Answer = tuple[Event, ...] | Rejection


def write(room: Room, command: WriteConclusion) -> Answer:
    """[U1] it has words; reservations stand beside them, and the notes it is about, if any."""
    back = command.conclusion in room.unwritten
    proposed = command.conclusion if back else new_id(room, command.conclusion)
    if isinstance(proposed, Rejection):
        return proposed
    if len(room.conclusions) >= limits.CONCLUSIONS_PER_ROOM:
        return Rejection(code="too_many", params={"limit": limits.CONCLUSIONS_PER_ROOM})
    if not back and len(room.conclusions) + len(room.unwritten) >= limits.CONCLUSIONS_KEPT:
        return Rejection(code="too_many", params={"limit": limits.CONCLUSIONS_KEPT})
    new = Conclusion(
        id=proposed,
        kind=command.kind,
        text=command.text,
        reservations=command.reservations,
        notes=command.notes,
        closed=False,
    )
    sound = _sound(room, new, ())
    return sound if isinstance(sound, Rejection) else (ConclusionWritten(conclusion=sound),)


def edit(room: Room, command: EditConclusion) -> Answer:
    """[U2] whatever is left out stays; notes that were linked stay linked, whatever became of
    them."""
    before = room.conclusions.get(command.conclusion)
    if before is None:
        return Rejection(code="unknown_conclusion")
    after = replace(
        before,
        kind=before.kind if command.kind is UNSET else command.kind,
        text=before.text if command.text is UNSET else command.text,
        reservations=(
            before.reservations if command.reservations is UNSET else command.reservations
        ),
        notes=before.notes if command.notes is UNSET else command.notes,
    )
    sound = _sound(room, after, before.notes)
    if isinstance(sound, Rejection):
        return sound
    return () if sound == before else (ConclusionEdited(conclusion=sound),)


def remove(room: Room, command: RemoveConclusion) -> Answer:
    if command.conclusion not in room.conclusions:
        return Rejection(code="unknown_conclusion")
    return (ConclusionRemoved(conclusion=command.conclusion),)


def close(room: Room, command: CloseConclusion | ReopenConclusion) -> Answer:
    """[U3] only when somebody says so; the same again changes nothing."""
    found = room.conclusions.get(command.conclusion)
    if found is None:
        return Rejection(code="unknown_conclusion")
    if isinstance(command, CloseConclusion):
        return () if found.closed else (ConclusionClosed(conclusion=found.id),)
    return (ConclusionReopened(conclusion=found.id),) if found.closed else ()


def _sound(room: Room, new: Conclusion, kept: tuple[str, ...]) -> Conclusion | Rejection:
    """The conclusion with its words cleaned, each note once; `kept` are linked already."""
    text = required(new.text, limits.TEXT)
    if isinstance(text, Rejection):
        return text
    reservations = optional(new.reservations, limits.REMARK)
    if isinstance(reservations, Rejection):
        return reservations
    notes = tuple(dict.fromkeys(new.notes))
    if len(notes) > limits.NOTES_PER_CONCLUSION:
        return Rejection(code="too_many", params={"limit": limits.NOTES_PER_CONCLUSION})
    for note in notes:
        if note in kept:
            continue
        board = board_with_note(room, note)
        if isinstance(board, Rejection):
            return board
        if board.notes[note].hidden:
            return Rejection(code="note_hidden")
    return replace(new, text=text, reservations=reservations, notes=notes)
