"""The journal of merges: every decision of the pooling, in order, with the words of then.

When, what, and when it was taken back; the facilitator is who decides. It is read from the room's
journal, since a label or a note may have been rewritten after it was decided about; beside a
wording stands what the report calls its actor, where that is another name. A note that is hidden
now is in no line, nor is a decision that would say nothing without it.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import tzinfo
from typing import Final, Literal, assert_never

import msgspec

from tablee.workshop.effect_groups import Group, Held, held
from tablee.workshop.events import (
    BeneficiaryAdded,
    BeneficiaryEdited,
    DecisionRetracted,
    DecisionTaken,
    Event,
    NoteAdded,
    NoteEdited,
    NoteSplit,
    TerritoryAdded,
    TerritoryRenamed,
)
from tablee.workshop.happened import Happened
from tablee.workshop.lookup import is_hidden
from tablee.workshop.pooling import pooled
from tablee.workshop.room import (
    Apart,
    Beneficiary,
    Categorised,
    Different,
    Grouped,
    InRegister,
    Later,
    PartOf,
    PoolingChoice,
    Renamed,
    Room,
    Same,
    Titled,
)
from tablee.workshop.seen_decisions import seen

from .actors import Reading
from .document import Block, Bullets, Item, Paragraph
from .hidden_words import HiddenWords
from .wordings import clock, day

Worth = Held | Literal["one"]
_HELD: Final[Mapping[Worth, str]] = {
    "part": "merge.held_part",
    "none": "merge.held_none",
    "one": "merge.held_one",
}


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """One decision as it was taken: `what` in the words of then, `retracted_ms` if it was; `held`
    is how much of it holds today, where it was not: of two actors that are told apart and are one
    by now nothing does."""

    decision: str
    at_ms: int
    what: str
    retracted_ms: int | None
    held: Worth


def merges(
    reading: Reading, room: Room, journal: Sequence[Happened], zone: tzinfo
) -> tuple[Block, ...]:
    """The annex of a report; `room` is the whole one, and says which notes are hidden."""
    items = tuple(_line(reading, told, zone) for told in tell(reading, room, journal))
    if not items:
        return (Paragraph(text=reading.say("merge.none"), quiet=True),)
    return (Bullets(items=items),)


def tell(reading: Reading, room: Room, journal: Sequence[Happened]) -> tuple[Told, ...]:
    """Every decision that may be told, in the order in which they were taken."""

    def hidden(note: str) -> bool:
        return any(is_hidden(board, note) for board in room.boards.values())

    words = _Words(reading)
    secret = HiddenWords(room)
    actors = pooled(room)
    groups = tuple(group for actor in actors for group in actor.groups)
    within = {each.beneficiary: actor.id for actor in actors for each in actor.members}
    live = {note for board in room.boards.values() for note in board.notes}
    lines: list[Told] = []
    for happened in journal:
        event = happened.event
        words.follow(event)
        if isinstance(event, DecisionTaken):
            shown = seen(event.decision, hidden)
            said = None if shown is None else _without(secret, shown.choice)
            if said is not None:
                lines.append(
                    Told(
                        decision=event.decision.id,
                        at_ms=happened.at_ms,
                        what=words.of(said),
                        retracted_ms=None,
                        held=_held(event.decision.choice, groups, live, within),
                    )
                )
        elif isinstance(event, DecisionRetracted):
            lines = [
                msgspec.structs.replace(each, retracted_ms=happened.at_ms)
                if each.decision == event.decision and each.retracted_ms is None
                else each
                for each in lines
            ]
    return tuple(lines)


def _line(reading: Reading, told: Told, zone: tzinfo) -> Item:
    when = reading.say(
        "merge.when",
        day=day(told.at_ms, reading.language, zone),
        clock=clock(told.at_ms, reading.language, zone),
        role=reading.say("by_facilitator"),
    )
    if told.retracted_ms is None:
        marks = (reading.say(_HELD[told.held]),) if told.held in _HELD else ()
        return Item(before=when, text=told.what, marks=marks)
    retracted = reading.say(
        "merge.retracted",
        day=day(told.retracted_ms, reading.language, zone),
        clock=clock(told.retracted_ms, reading.language, zone),
    )
    return Item(before=when, text=told.what, marks=(retracted,))


def _held(
    choice: PoolingChoice,
    groups: Iterable[Group],
    live: Container[str],
    within: Mapping[str, str],
) -> Worth:
    """What the whole decision is worth, hidden notes and all, as the facilitator is told; `within`
    is the actor that each live beneficiary is of."""
    match choice:
        case Grouped():
            return held(choice.notes, groups, live)
        case PartOf(child=one, parent=other):
            pass
        case Different(one=one, other=other) | Later(one=one, other=other):
            pass
        case _:
            return "whole"
    return "one" if one in within and within[one] == within.get(other) else "whole"


def _without(secret: HiddenWords, choice: PoolingChoice) -> PoolingChoice | None:
    """The same without a title in hidden words; None when that is all it says."""
    match choice:
        case Titled():
            return None if secret.are_in(choice.title) else choice
        case Grouped() if choice.title is not None and secret.are_in(choice.title):
            return msgspec.structs.replace(choice, title=None)
        case _:
            return choice


class _Words:
    """What things were called, as the journal goes on; of actors what they are called now, too."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._territories: dict[str, str] = {}
        self._beneficiaries: dict[str, tuple[str, str]] = {}
        self._notes: dict[str, str] = {}
        self._retained = {m.beneficiary: actor for actor in reading.actors for m in actor.members}

    def follow(self, event: Event) -> None:
        match event:
            case TerritoryAdded():
                self._territories[event.board] = event.name
                self._called(event.board, event.builtin)
            case TerritoryRenamed():
                self._territories[event.board] = event.name
            case BeneficiaryAdded() | BeneficiaryEdited():
                self._called(event.board, event.beneficiary)
            case NoteAdded():
                self._notes[event.note.id] = event.note.text
            case NoteEdited():
                self._notes[event.note] = event.text
            case NoteSplit():
                self._notes |= {part.id: part.text for part in event.parts}
            case _:
                pass

    def of(self, choice: PoolingChoice) -> str:
        """A decision in a sentence."""
        say = self._reading.say
        actor = self._actor
        match choice:
            case Same():
                labels = ", ".join(self._label(each) for each in choice.beneficiaries)
                if choice.label is None:
                    return say("merge.same", labels=labels)
                return say("merge.same_named", labels=labels, label=choice.label)
            case Renamed():
                was = self._label(choice.beneficiary)
                return say("merge.renamed", was=was, label=choice.label)
            case PartOf():
                child, parent = actor(choice.child), actor(choice.parent)
                return say("merge.part_of", child=child, parent=parent)
            case Different():
                return say("merge.different", one=actor(choice.one), other=actor(choice.other))
            case Later():
                return say("merge.later", one=actor(choice.one), other=actor(choice.other))
            case Grouped():
                notes = self._texts(choice.notes)
                title = choice.title
                if title is None and choice.titled_by is not None:
                    title = self._notes.get(choice.titled_by)
                if title is None:
                    return say("merge.grouped", notes=notes)
                return say("merge.grouped_titled", notes=notes, title=title)
            case Apart():
                return say("merge.apart", note=self._texts((choice.note,)))
            case Titled():
                note = self._texts((choice.note,))
                return say("merge.titled", note=note, title=choice.title)
            case Categorised():
                was = actor(choice.beneficiary)
                if not choice.category:
                    return say("merge.uncategorised", was=was)
                return say("merge.categorised", was=was, category=choice.category)
            case InRegister():
                register = self._register(choice.register)
                return say("merge.register", register=register, notes=self._texts(choice.notes))
            case _:
                assert_never(choice)

    def _called(self, board: str, beneficiary: Beneficiary) -> None:
        label = beneficiary.label
        if beneficiary.builtin:
            labels = self._reading.room.template.labels
            label = labels.territory_itself.in_language(self._reading.language)
        self._beneficiaries[beneficiary.id] = (label, board)

    def _label(self, beneficiary: str) -> str:
        label, board = self._beneficiaries.get(beneficiary, (beneficiary, ""))
        territory = self._territories.get(board, board)
        return self._reading.say("merge.label", label=label, territory=territory)

    def _actor(self, beneficiary: str) -> str:
        """The wording of then, and what the report calls its actor where that is another name."""
        found = self._retained.get(beneficiary)
        label, board = self._beneficiaries.get(beneficiary, (beneficiary, ""))
        if found is None or found.builtin or found.label == label:
            return self._label(beneficiary)
        territory = self._territories.get(board, board)
        return self._reading.say(
            "merge.label_of", label=label, territory=territory, actor=found.label
        )

    def _texts(self, notes: Sequence[str]) -> str:
        say = self._reading.say
        return ", ".join(say("merge.note", text=self._notes.get(note, note)) for note in notes)

    def _register(self, register: str) -> str:
        for group in self._reading.room.template.registers:
            for each in group.registers:
                if each.id == register:
                    return each.label.in_language(self._reading.language)
        return register
