"""The words of hidden notes, wherever else they were put: in a title, in a point of discussion.

Keeping both versions of a text, for one, leaves the second one in a point as well as in a note of
its own: whoever hides that note means its words.
"""

from typing import Final

from msgspec.structs import replace

from tablee.text import say
from tablee.workshop.room import DiscussionPoint, Room
from tablee.workshop.vocabulary import Language

_A_QUOTATION: Final = 3
"""Words from which on they are somebody's: one of fewer is the same as a text, or nothing."""


class HiddenWords:
    """The texts of the notes that are hidden, deleted ones too."""

    def __init__(self, room: Room) -> None:
        boards = room.boards.values()
        notes = [n for b in boards for n in (*b.notes.values(), *b.removed_notes.values())]
        self._texts = tuple(_plain(note.text) for note in notes if note.hidden)

    def are_in(self, text: str) -> bool:
        """Whether a text is one of these, has one in it, or is a piece of one."""
        plain = _plain(text)
        return any(_quotes(plain, each) or _quotes(each, plain) for each in self._texts)


def without_hidden_words(seen: Room, whole: Room, language: Language) -> Room:
    """[E4] `seen` with its points of discussion, where a question or a position in the words of a
    hidden note of `whole` says that these are hidden."""
    secret = HiddenWords(whole)

    def told(text: str) -> str:
        return say(language, "export.point.hidden") if secret.are_in(text) else text

    def point_told(point: DiscussionPoint) -> DiscussionPoint:
        positions = tuple(replace(each, text=told(each.text)) for each in point.positions)
        return replace(point, text=told(point.text), positions=positions)

    boards = {
        board.id: replace(
            board, points={point: point_told(said) for point, said in board.points.items()}
        )
        for board in seen.boards.values()
    }
    return replace(seen, boards=boards)


def _quotes(longer: str, shorter: str) -> bool:
    if longer == shorter:
        return True
    return len(shorter.split()) >= _A_QUOTATION and f" {shorter} " in f" {longer} "


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
