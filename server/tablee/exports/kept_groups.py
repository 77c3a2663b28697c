"""What is left of the groups of effects where a note of them is hidden.

What was decided of a group is decided of each of its notes: one that is hidden takes neither the
others apart, nor the title that they were given, nor what was concluded about them. Its own words
are nowhere, not even as a title.
"""

from collections.abc import Mapping
from typing import Final

import msgspec
from msgspec.structs import replace

from tablee.workshop.effect_groups import Group
from tablee.workshop.pooling import Actor, pooled
from tablee.workshop.room import Room

_FEWEST: Final = 2
"""Notes of a group that has no title of its own."""
_A_QUOTATION: Final = 3
"""Words from which on they are somebody's: a text of fewer is the same as a title, or nothing."""


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """The actors with what is shown of their groups, a titled one perhaps of a single note;
    `instead` gives of a hidden note the first one that says the same and is shown, if any; `whole`
    the notes of each group by its id, hidden ones too."""

    actors: tuple[Actor, ...]
    instead: Mapping[str, str]
    whole: Mapping[str, frozenset[str]]


def kept(room: Room, seen: Room) -> Kept:
    """`room` is the whole one, `seen` the same without what is hidden."""
    texts = {note.id: note.text for board in seen.boards.values() for note in board.notes.values()}
    secret = HiddenWords(room)
    instead: dict[str, str] = {}
    whole: dict[str, frozenset[str]] = {}
    groups: dict[str, list[Group]] = {}
    for actor in pooled(room):
        for group in actor.groups:
            shown = tuple(note for note in group.notes if note in texts)
            title = group.title if group.given and not secret.are_in(group.title) else None
            if not shown:
                continue
            instead |= dict.fromkeys((n for n in group.notes if n not in texts), shown[0])
            if title is not None or len(shown) >= _FEWEST:
                voice = group.voice if group.voice in shown else None
                left = Group(
                    id=shown[0],
                    title=title or texts[voice or shown[0]],
                    given=title is not None,
                    voice=voice,
                    notes=shown,
                )
                groups.setdefault(actor.id, []).append(left)
                whole[left.id] = frozenset(group.notes)
    actors = (_with(actor, tuple(groups.get(actor.id, ()))) for actor in pooled(seen))
    return Kept(actors=tuple(actors), instead=instead, whole=whole)


class HiddenWords:
    """The texts of the notes that are hidden, deleted ones too."""

    def __init__(self, room: Room) -> None:
        boards = room.boards.values()
        notes = [n for b in boards for n in (*b.notes.values(), *b.removed_notes.values())]
        self._texts = tuple(_plain(note.text) for note in notes if note.hidden)

    def are_in(self, title: str) -> bool:
        """Whether a title is such a text, has one in it, or is a piece of one."""
        plain = _plain(title)
        return any(_quotes(plain, text) or _quotes(text, plain) for text in self._texts)


def _with(actor: Actor, groups: tuple[Group, ...]) -> Actor:
    placed = {note for group in groups for note in group.notes}
    apart = tuple(note for note in actor.notes if note not in placed)
    return replace(actor, groups=groups, ungrouped=apart)


def _quotes(longer: str, shorter: str) -> bool:
    if longer == shorter:
        return True
    return len(shorter.split()) >= _A_QUOTATION and f" {shorter} " in f" {longer} "


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
