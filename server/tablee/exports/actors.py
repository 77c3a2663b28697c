"""The heart of a report: what the project contributes to, actor by actor, in the deck's pattern.

Works on a room in which hidden notes are absent; of the groups they are in, the others are left as
they were decided. An actor is what pooling makes of the
boards' beneficiaries; before pooling, each beneficiary is one by itself.
"""

from collections.abc import Mapping

import msgspec

from tablee.text import say, say_count
from tablee.workshop.distributions import Sourced, distribution, sourced
from tablee.workshop.effect_groups import Group, registers
from tablee.workshop.pooling import Actor
from tablee.workshop.room import Board, DiscussionPoint, Note, Room
from tablee.workshop.visibility import READER, project_room
from tablee.workshop.vocabulary import Language

from .document import Block, Bullets, Heading, Item, Paragraph, Table
from .hidden_words import without_hidden_words
from .kept_groups import kept
from .wordings import heading_for


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """A room as a report reads it, with what several sections look up.

    `numbers` are those of the points of discussion that the report lists, by id; `registers` the
    register of each note that was put into one, as it is called; `instead` gives of
    a hidden note one that says the same and is shown, `whole` all notes of a group by its id.
    """

    room: Room
    language: Language
    actors: tuple[Actor, ...]
    notes: Mapping[str, tuple[Board, Note]]
    sources: Mapping[str, Sourced]
    numbers: Mapping[str, int]
    registers: Mapping[str, str]
    instead: Mapping[str, str]
    whole: Mapping[str, frozenset[str]]

    def say(self, key: str, **fillings: str | int) -> str:
        return say(self.language, f"export.{key}", **fillings)


def _says_something(point: DiscussionPoint) -> bool:
    """A mark that was taken away without a word about it leaves nothing to tell (D3)."""
    return not point.closed or bool(point.text or point.positions)


def read(whole: Room, language: Language) -> Reading:
    """A room as any reader may see it; `whole` is all of it."""
    room = without_hidden_words(project_room(whole, READER), whole, language)
    boards = room.boards.values()
    listed = [
        point.id
        for board in boards
        for point in board.points.values()
        if _lives(board, point.target) and _says_something(point)
    ]
    listed += room.remarks
    found = kept(whole, room)
    return Reading(
        room=room,
        language=language,
        actors=found.actors,
        notes={note.id: (board, note) for board in boards for note in board.notes.values()},
        sources=sourced(room),
        numbers={point: number for number, point in enumerate(listed, start=1)},
        registers=_registers(room, language),
        instead=found.instead,
        whole=found.whole,
    )


def _registers(room: Room, language: Language) -> Mapping[str, str]:
    called = {
        each.id: each.label.in_language(language)
        for group in room.template.registers
        for each in group.registers
    }
    return {note: called.get(each, each) for note, each in registers(room).items()}


def contribution(reading: Reading) -> tuple[Block, ...]:
    """« Pour … » for every actor but the territory, from the most direct to the most indirect.

    An actor that is part of another one (G7) is printed there, as « Graine de Soleil : … ».
    """
    hosts = _hosts(reading)
    blocks: list[Block] = []
    for actor in reading.actors:
        if actor.builtin or actor.id in hosts:
            continue
        blocks.append(Heading(text=heading_for(reading.room, actor.label, reading.language)))
        blocks.extend(_also_named(reading, actor))
        items = _items(reading, actor, "")
        for guest in reading.actors:
            if hosts.get(guest.id) == actor.id:
                items += _items(reading, guest, guest.label)
        blocks.append(_bullets(reading, items))
    return tuple(blocks)


def externalities(reading: Reading) -> tuple[Block, ...]:
    """What was written for « Le territoire », which is one actor by construction."""
    blocks: list[Block] = []
    items: list[Item] = []
    for actor in reading.actors:
        if actor.builtin:
            blocks.extend(_also_named(reading, actor))
            items += _items(reading, actor, "")
    return (*blocks, _bullets(reading, items))


def matrix(reading: Reading) -> Table:
    """Actor × territory, in numbers of effects. « Non évoqué » is an absence of words only."""
    boards = tuple(reading.room.boards.values())
    rows = []
    for actor in reading.actors:
        cells = (_cell(reading, actor, board) for board in boards)
        rows.append((actor.label, *cells))
    head = (reading.say("matrix.actor"), *(board.name for board in boards))
    return Table(head=head, rows=tuple(rows), empty=reading.say("matrix.empty"))


def note_item(reading: Reading, note: Note, board: Board, *, before: str, place: bool) -> Item:
    """A note as a bullet: its text verbatim, then what was said of it; with its `place`, as the
    pooling has it, its register too."""
    labels = reading.room.template.labels
    kind = labels.kinds.vise if note.kind == "visé" else labels.kinds.externalite
    direct = labels.directness.direct if note.directness == "direct" else labels.directness.indirect
    marks = [kind.label.in_language(reading.language), direct.in_language(reading.language)]
    if note.unforeseen:
        marks.append(reading.say("unforeseen"))
    if note.via:
        marks.append(reading.say("via", text=note.via))
    through = reading.notes.get(note.via_note) if note.via_note is not None else None
    if through is not None:
        marks.append(reading.say("via_note", text=through[1].text))
    if place and note.id in reading.registers:
        marks.append(reading.say("register", text=reading.registers[note.id]))
    points = tuple(
        reading.numbers[point.id]
        for point in board.points.values()
        if point.target == note.id and not point.closed and point.id in reading.numbers
    )
    places = (board.name,) if place else ()
    return Item(text=note.text, before=before, places=places, marks=tuple(marks), points=points)


def _lives(board: Board, target: str) -> bool:
    return target == board.id or target in board.notes or target in board.beneficiaries


def _items(reading: Reading, actor: Actor, before: str) -> list[Item]:
    """A bullet for each effect, where its first note stands: a group or a note by itself."""
    groups = {note: group for group in actor.groups for note in group.notes}
    items: list[Item] = []
    for each in actor.notes:
        group = groups.get(each)
        if group is None:
            board, note = reading.notes[each]
            items.append(note_item(reading, note, board, before=before, place=True))
        elif each == group.notes[0]:
            items.append(_group_item(reading, group, before))
    return items


def _group_item(reading: Reading, group: Group, before: str) -> Item:
    """A group by its title, with what its territories say of it, and every wording beneath."""
    found = [reading.notes[each] for each in group.notes]
    wordings = tuple(note_item(reading, note, b, before="", place=True) for b, note in found)
    said = distribution(reading.sources, group.notes)
    labels, language = reading.room.template.labels, reading.language
    kinds = {"visé": labels.kinds.vise.label, "externalité": labels.kinds.externalite.label}
    ways = {"direct": labels.directness.direct, "indirect": labels.directness.indirect}
    kind = {kinds[each].in_language(language): boards for each, boards in said.kinds.items()}
    way = {ways[each].in_language(language): boards for each, boards in said.directness.items()}
    return Item(
        text=group.title,
        before=before,
        places=_places(reading, said.territories),
        marks=(_spread(reading, kind), _spread(reading, way), *_in_registers(reading, group)),
        points=tuple(dict.fromkeys(point for each in wordings for point in each.points)),
        beneath=wordings,
    )


def _in_registers(reading: Reading, group: Group) -> tuple[str, ...]:
    """The registers that notes of a group were put into, each once: the wordings say which."""
    called = (reading.registers[each] for each in group.notes if each in reading.registers)
    return tuple(reading.say("register", text=each) for each in dict.fromkeys(called))


def _spread(reading: Reading, said: Mapping[str, tuple[str, ...]]) -> str:
    """[G12] « visé (Garonnelle) / externalité (Clapas-Neuf) »; what all say is said alone."""
    if len(said) == 1:
        return next(iter(said))
    told = (f"{word} ({', '.join(_places(reading, boards))})" for word, boards in said.items())
    return " / ".join(told)


def _places(reading: Reading, boards: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(reading.room.boards[board].name for board in boards)


def _bullets(reading: Reading, items: list[Item]) -> Block:
    if items:
        return Bullets(items=tuple(items))
    return Paragraph(text=reading.say("no_effect"), quiet=True)


def _also_named(reading: Reading, actor: Actor) -> tuple[Block, ...]:
    """Every other wording with its territories: labels as typed, and aliases given on boards."""
    met: dict[str, dict[str, None]] = {}
    for member in actor.members:
        board = reading.room.boards[member.board]
        for wording in (member.label, *board.beneficiaries[member.beneficiary].aliases):
            if wording != actor.label:
                met.setdefault(wording, {})[board.name] = None
    if not met:
        return ()
    wordings = ", ".join(f"{wording} ({', '.join(places)})" for wording, places in met.items())
    return (Paragraph(text=reading.say("also_named", wordings=wordings), quiet=True),)


def _hosts(reading: Reading) -> Mapping[str, str]:
    """For an actor that is part of another one: the one at the top, under which it is printed.

    « Le territoire » has a section of its own, and is neither host nor guest.
    """
    by_id = {actor.id: actor for actor in reading.actors}
    hosts: dict[str, str] = {}
    for guest in reading.actors:
        top = guest
        while top.parent is not None:
            top = by_id[top.parent]
        if top is not guest and not top.builtin and not guest.builtin:
            hosts[guest.id] = top.id
    return hosts


def _cell(reading: Reading, actor: Actor, board: Board) -> str:
    number = sum(reading.notes[each][0].id == board.id for each in actor.notes)
    if number:
        return say_count(reading.language, "export.count.note", number)
    named = any(member.board == board.id for member in actor.members)
    return reading.say("matrix.named" if named and not actor.builtin else "matrix.empty")
