"""What the notes of a group or of an actor are, territory by territory (SPEC G12).

« Visé à Lyon, externalité à Toulouse »: an attribute of several notes is a distribution over the
territories, never one value that was forced on them. Derived, and stored nowhere.
"""

from collections.abc import Iterable, Mapping

import msgspec

from .room import Note, Room
from .vocabulary import Directness, NoteKind, Status


class Sourced(msgspec.Struct, frozen=True, kw_only=True):
    """A live note with the board it is on; `discussed`: an open point hangs on it."""

    note: Note
    board: str
    discussed: bool


class Distribution(msgspec.Struct, frozen=True, kw_only=True):
    """Ids of boards, each once, in the order of the notes.

    `territories` are all those that the notes are from, and `shared` says that there are two or
    more; `wordings` are the texts of each territory, each once.
    """

    territories: tuple[str, ...]
    shared: bool
    kinds: Mapping[NoteKind, tuple[str, ...]]
    directness: Mapping[Directness, tuple[str, ...]]
    status: Mapping[Status, tuple[str, ...]]
    unforeseen: tuple[str, ...]
    discussed: tuple[str, ...]
    wordings: Mapping[str, tuple[str, ...]]


def sourced(room: Room) -> Mapping[str, Sourced]:
    """Every live note by its id, to be asked about many times."""
    found: dict[str, Sourced] = {}
    for board in room.boards.values():
        opened = {each.target for each in board.points.values() if not each.closed}
        for note in board.notes.values():
            found[note.id] = Sourced(note=note, board=board.id, discussed=note.id in opened)
    return found


def distribution(sources: Mapping[str, Sourced], notes: Iterable[str]) -> Distribution:
    """[G12] of these notes; one that is not live counts for nothing."""
    kinds: dict[NoteKind, dict[str, None]] = {}
    directness: dict[Directness, dict[str, None]] = {}
    status: dict[Status, dict[str, None]] = {}
    unforeseen: dict[str, None] = {}
    discussed: dict[str, None] = {}
    wordings: dict[str, dict[str, None]] = {}
    for source in (sources[each] for each in notes if each in sources):
        note, board = source.note, source.board
        kinds.setdefault(note.kind, {})[board] = None
        directness.setdefault(note.directness, {})[board] = None
        status.setdefault(note.status, {})[board] = None
        wordings.setdefault(board, {})[note.text] = None
        if note.unforeseen:
            unforeseen[board] = None
        if source.discussed:
            discussed[board] = None
    return Distribution(
        territories=tuple(wordings),
        shared=len(wordings) > 1,
        kinds={key: tuple(boards) for key, boards in kinds.items()},
        directness={key: tuple(boards) for key, boards in directness.items()},
        status={key: tuple(boards) for key, boards in status.items()},
        unforeseen=tuple(unforeseen),
        discussed=tuple(discussed),
        wordings={board: tuple(texts) for board, texts in wordings.items()},
    )
