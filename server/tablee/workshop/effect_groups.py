"""Which notes say the same inside one actor, and their registers, by the decisions that stand
(SPEC G8–G11).

Groups are the connected parts of the groupings, cut along the actors as they are now: they depend
on no order, never cross actors, and a merge that is undone splits what it had let through. A note
that was deleted still holds its group together, as a deleted beneficiary does its actor.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Literal

import msgspec

from .closure import Roots, find, root_of, unite
from .room import Apart, Grouped, InRegister, PoolingChoice, Room, Titled

Held = Literal["whole", "part", "none"]


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """Notes of one actor that say the same, in its order; `id` is that of the first one. Where
    nobody has `given` the title it is the words of a note, of `voice` if one was chosen."""

    id: str
    title: str
    given: bool
    voice: str | None
    notes: tuple[str, ...]


class Groupings(msgspec.Struct, frozen=True):
    """`roots` gives of each note that is grouped the one that stands for its group; `titles` what
    was given to each of these, or `voices` the note whose words are its title."""

    roots: Mapping[str, str]
    titles: Mapping[str, str]
    voices: Mapping[str, str]


def groupings(room: Room, actors: Roots) -> Groupings:
    """What the standing decisions group, in the actors that a closure gives."""
    choices = [decision.choice for decision in room.decisions.values()]
    if not any(isinstance(choice, Grouped) for choice in choices):
        return Groupings({}, {}, {})
    actor = {
        note.id: root_of(actors, note.beneficiary)
        for board in room.boards.values()
        for notes in (board.notes, board.removed_notes)
        for note in notes.values()
    }
    since = _taken_out(choices)
    parts = [
        _parts(choice, place, actor, since) if isinstance(choice, Grouped) else ()
        for place, choice in enumerate(choices)
    ]
    roots: dict[str, str] = {}
    for part in (each for several in parts for each in several):
        for other in part[1:]:
            unite(roots, part[0], other)
    titles, voices = _named(choices, parts, roots, since)
    return Groupings({each: find(roots, each) for each in roots}, titles, voices)


def grouped(
    found: Groupings, notes: Sequence[str], texts: Mapping[str, str]
) -> tuple[tuple[Group, ...], tuple[str, ...]]:
    """An actor's groups, of two live notes or more, and its notes that are « non classées ».

    Both keep the order of `notes`. [G10] A group without a title is called by the note whose words
    it was decided to have, else by its first one.
    """
    together: dict[str, list[str]] = {}
    for note in notes:
        if note in found.roots:
            together.setdefault(found.roots[note], []).append(note)
    groups = tuple(
        _group(found, root, own, texts) for root, own in together.items() if len(own) > 1
    )
    placed = {note for group in groups for note in group.notes}
    return groups, tuple(note for note in notes if note not in placed)


def _group(found: Groupings, root: str, notes: Sequence[str], texts: Mapping[str, str]) -> Group:
    title, chosen = found.titles.get(root), found.voices.get(root)
    voice = chosen if title is None and chosen in notes else None
    return Group(
        id=notes[0],
        title=title or texts[voice or notes[0]],
        given=title is not None,
        voice=voice,
        notes=tuple(notes),
    )


def held(notes: Iterable[str], groups: Iterable[Group], live: Container[str]) -> Held:
    """[G8] how much of a grouping of these notes holds: all that is `live` of it is in one group,
    or only a part, or none is together. Undoing a merge or taking a note out leaves a part."""
    own = {note for note in notes if note in live}
    most = max((len(own.intersection(group.notes)) for group in groups), default=0)
    if most < 2:
        return "none"
    return "whole" if most == len(own) else "part"


def registers(room: Room) -> Mapping[str, str]:
    """[G11] the register of each live note that has one: what the last standing decision says."""
    live = {note for board in room.boards.values() for note in board.notes}
    found: dict[str, str] = {}
    for decision in room.decisions.values():
        choice = decision.choice
        if isinstance(choice, InRegister):
            found |= {note: choice.register for note in choice.notes if note in live}
    return found


def _taken_out(choices: Sequence[PoolingChoice]) -> Mapping[str, int]:
    """[G9] the place after which a grouping counts for a note that was taken out."""
    return {c.note: place for place, c in enumerate(choices) if isinstance(c, Apart)}


def _parts(
    choice: Grouped, place: int, actor: Mapping[str, str], since: Mapping[str, int]
) -> Sequence[Sequence[str]]:
    """[G8] the notes of a grouping that it counts for, by the actor that they belong to now."""
    parts: dict[str, list[str]] = {}
    for note in choice.notes:
        if note in actor and since.get(note, -1) < place:
            parts.setdefault(actor[note], []).append(note)
    return [part for part in parts.values() if len(part) > 1]


def _named(
    choices: Sequence[PoolingChoice],
    parts: Sequence[Sequence[Sequence[str]]],
    roots: dict[str, str],
    since: Mapping[str, int],
) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """[G10] the last title of each group, or the note whose words it is. One that was given through
    a note that has been taken out since stays with the notes that it was with."""
    titles: dict[str, str] = {}
    voices: dict[str, str] = {}
    for place, choice in enumerate(choices):
        match choice:
            case Grouped():
                for part in parts[place]:
                    root = find(roots, part[0])
                    if choice.title is not None:
                        titles[root] = choice.title
                    elif choice.titled_by is not None and choice.titled_by in part:
                        titles.pop(root, None)
                        voices[root] = choice.titled_by
            case Titled():
                holders = (choice.note, *choice.others)
                stayed = (n for n in holders if n in roots and since.get(n, -1) < place)
                holder = next(stayed, None)
                if holder is not None:
                    titles[find(roots, holder)] = choice.title
            case _:
                pass
    return titles, voices
