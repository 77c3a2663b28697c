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

from .hidden_words import HiddenWords

_FEWEST: Final = 2
"""Notes of a group that has no title of its own."""


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


def _with(actor: Actor, groups: tuple[Group, ...]) -> Actor:
    placed = {note for group in groups for note in group.notes}
    apart = tuple(note for note in actor.notes if note not in placed)
    return replace(actor, groups=groups, ungrouped=apart)
