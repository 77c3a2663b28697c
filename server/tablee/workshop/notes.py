"""Notes, the useful effects: never without a beneficiary, never lost (SPEC N).

The asker may already write on this board; nothing here asks again.
"""

from msgspec import UNSET
from msgspec.structs import replace

from . import limits
from .commands import (
    AddNote,
    ClassifyNote,
    DeleteNote,
    EditNote,
    HideNote,
    MoveNote,
    RestoreNote,
    ShowNote,
    SplitNote,
)
from .events import (
    Event,
    NoteAdded,
    NoteClassified,
    NoteDeleted,
    NoteEdited,
    NoteHidden,
    NoteMoved,
    NoteRestored,
    NoteShown,
    NoteSplit,
)
from .lookup import board_with_note, new_id, resolve
from .rejection import Rejection
from .room import Board, Note, Room, Who
from .vocabulary import Directness
from .wording import clean, optional_label, required

Answer = tuple[Event, ...] | Rejection


def pair_of(room: Room, who: Who) -> str | None:
    """The pair that a note is from; a facilitator's own note is from none."""
    seat = room.participants.get(who.participant) if who.participant else None
    return seat.pair if seat else None


def default_directness(board: Board, beneficiary: str) -> Directness:
    """[N6] direct for the first three beneficiaries or the first half, else indirect."""
    if beneficiary not in board.order:
        return "indirect"
    return (
        "direct"
        if board.order.index(beneficiary) < max(3, -(-len(board.order) // 2))
        else ("indirect")
    )


def add(room: Room, board: Board, command: AddNote, pair: str | None, now_ms: int) -> Answer:
    """[N1] for a beneficiary of this board; [N2] with a text; hypothesis by construction (N5)."""
    beneficiary = resolve(board, command.beneficiary or "")
    if isinstance(beneficiary, Rejection):
        return beneficiary
    proposed = new_id(room, command.note)
    if isinstance(proposed, Rejection):
        return proposed
    text = required(command.text)
    if isinstance(text, Rejection):
        return text
    via = optional_label(command.via)
    if isinstance(via, Rejection):
        return via
    if command.via_note is not None and command.via_note not in board.notes:
        return Rejection(code="unknown_note")
    full = _no_room_for(room, 1, new=1)
    if full is not None:
        return full
    note = Note(
        id=proposed,
        beneficiary=beneficiary,
        text=text,
        kind=command.kind,
        directness=command.directness or default_directness(board, beneficiary),
        unforeseen=command.unforeseen,
        via=via,
        via_note=command.via_note,
        status="hypothèse",
        pair=pair,
        at_ms=now_ms,
        rev=0,
        split_from=None,
        hidden=False,
    )
    return (NoteAdded(board=board.id, note=note),)


def edit(board: Board, command: EditNote) -> Answer:
    """[N7] refused when the text changed since `base`, with the text that stands now; [N13] or when
    it is not the one that the asker started from, whatever its number."""
    note = board.notes[command.note]
    text = required(command.text)
    if isinstance(text, Rejection):
        return text
    if text == note.text:
        return ()
    if command.base != note.rev or _is_another(note, command.was):
        return _clash(note)
    return (NoteEdited(board=board.id, note=note.id, text=text, rev=note.rev + 1),)


def _is_another(note: Note, was: str | None) -> bool:
    """Whether another text stands than the one that the asker started from, where they tell it."""
    return was is not None and clean(was) != note.text


def _clash(note: Note) -> Rejection:
    return Rejection(code="conflict", params={"rev": note.rev, "current": note.text})


def classify(board: Board, command: ClassifyNote) -> Answer:
    """[N8] changes what is said of a note, never its text; nothing is refused for taste (N9)."""
    note = board.notes[command.note]
    via = note.via if command.via is UNSET else optional_label(command.via)
    if isinstance(via, Rejection):
        return via
    via_note = note.via_note if command.via_note is UNSET else command.via_note
    if via_note is not None and via_note != note.via_note and via_note not in board.notes:
        return Rejection(code="unknown_note")
    after = replace(
        note,
        kind=note.kind if command.kind is UNSET else command.kind,
        directness=note.directness if command.directness is UNSET else command.directness,
        unforeseen=note.unforeseen if command.unforeseen is UNSET else command.unforeseen,
        via=via,
        via_note=None if via_note == note.id else via_note,
    )
    if after == note:
        return ()
    return (
        NoteClassified(
            board=board.id,
            note=note.id,
            kind=after.kind,
            directness=after.directness,
            unforeseen=after.unforeseen,
            via=after.via,
            via_note=after.via_note,
        ),
    )


def move(board: Board, command: MoveNote) -> Answer:
    """[N10] to another beneficiary of the same board, and of no other."""
    note = board.notes[command.note]
    beneficiary = resolve(board, command.beneficiary)
    if isinstance(beneficiary, Rejection):
        return beneficiary
    if beneficiary == note.beneficiary:
        return ()
    return (NoteMoved(board=board.id, note=note.id, beneficiary=beneficiary),)


def split(room: Room, board: Board, command: SplitNote, now_ms: int) -> Answer:
    """[N11] the parts keep the beneficiary, pair and attributes; the original can be read again."""
    note = board.notes[command.note]
    if command.base != note.rev:
        return _clash(note)
    if len(command.parts) < 2:
        return Rejection(code="too_few", params={"least": 2})
    if len(command.parts) > limits.PARTS_PER_SPLIT:
        return Rejection(code="too_many", params={"limit": limits.PARTS_PER_SPLIT})
    parts: list[Note] = []
    for part in command.parts:
        proposed = new_id(room, part.note)
        if isinstance(proposed, Rejection):
            return proposed
        if any(proposed == earlier.id for earlier in parts):
            return Rejection(code="id_taken")
        text = required(part.text)
        if isinstance(text, Rejection):
            return text
        parts.append(replace(note, id=proposed, text=text, rev=0, at_ms=now_ms, split_from=note.id))
    full = _no_room_for(room, len(parts) - 1, new=len(parts))
    return full or (NoteSplit(board=board.id, note=note.id, parts=tuple(parts)),)


def delete(board: Board, command: DeleteNote) -> Answer:
    """[N12] can always be undone; [N14] refused when another text stands than its asker read."""
    note = board.notes[command.note]
    if _is_another(note, command.was):
        return _clash(note)
    return (NoteDeleted(board=board.id, note=note.id),)


def restore(room: Room, board: Board, command: RestoreNote) -> Answer:
    """[N12] refused while its beneficiary is deleted: a note is never without one."""
    note = board.removed_notes.get(command.note)
    if note is None:
        return ()
    if note.beneficiary not in board.beneficiaries:
        return Rejection(code="beneficiary_deleted", params={"beneficiary": note.beneficiary})
    return _no_room_for(room, 1) or (NoteRestored(board=board.id, note=note.id),)


def hide(room: Room, command: HideNote | ShowNote) -> Answer:
    """[V6] the facilitator takes a note out of every other eye, with a trace, and can undo it."""
    board = board_with_note(room, command.note)
    if isinstance(board, Rejection):
        return board
    hidden = board.notes[command.note].hidden
    if isinstance(command, HideNote):
        return () if hidden else (NoteHidden(board=board.id, note=command.note),)
    return (NoteShown(board=board.id, note=command.note),) if hidden else ()


def _no_room_for(room: Room, more: int, *, new: int = 0) -> Rejection | None:
    """[N4] whichever way a note comes to be live: posted, split off or restored.

    `more` live ones, `new` of them never seen before.
    """
    live = sum(len(board.notes) for board in room.boards.values())
    if live + more > limits.NOTES_PER_ROOM:
        return Rejection(code="too_many", params={"limit": limits.NOTES_PER_ROOM})
    kept = live + sum(len(board.removed_notes) for board in room.boards.values())
    if new and kept + new > limits.NOTES_KEPT:
        return Rejection(code="too_many", params={"limit": limits.NOTES_KEPT})
    return None
