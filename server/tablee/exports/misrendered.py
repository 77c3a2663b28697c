"""« Ma note est mal rendue », as a report and the table tell it: what is still to be put right, and
what was settled, which the room itself forgets (SPEC M2, E4)."""

from collections.abc import Iterable, Sequence
from datetime import tzinfo

import msgspec

from tablee.workshop.events import MisrenderedSaid, MisrenderedSettled
from tablee.workshop.happened import Happened
from tablee.workshop.room import Misrendered

from .actors import Reading
from .document import Block, Bullets, Item
from .wordings import clock, day, pair_name


class Settled(msgspec.Struct, frozen=True, kw_only=True):
    """What was said of a note, and when a facilitator settled it."""

    note: str
    said: Misrendered
    at_ms: int


def settled(reading: Reading, journal: Sequence[Happened]) -> tuple[Settled, ...]:
    """Of the notes that are there and shown, in the order in which they were settled. What its
    authors took back is never settled (M2)."""
    said: dict[str, Misrendered] = {}
    found: list[Settled] = []
    for happened in journal:
        match happened.event:
            case MisrenderedSaid(note=note, misrendered=words):
                said[note] = words
            case MisrenderedSettled(note=note) if note in said:
                found.append(Settled(note=note, said=said.pop(note), at_ms=happened.at_ms))
            case _:
                pass
    return tuple(each for each in found if each.note in reading.notes)


def still_open(reading: Reading) -> tuple[Block, ...]:
    """The notes that their authors find misrendered and that nobody has settled, with what they say
    of each; nothing when there is none."""
    return _listed(
        _item(reading, note, said)
        for note, said in reading.room.misrendered.items()
        if note in reading.notes
    )


def over(reading: Reading, journal: Sequence[Happened], zone: tzinfo) -> tuple[Block, ...]:
    """Those that were settled, with what was said and when; nothing when there is none."""
    return _listed(
        _item(
            reading,
            each.note,
            each.said,
            reading.say(
                "misrendered.settled",
                day=day(each.at_ms, reading.language, zone),
                clock=clock(each.at_ms, reading.language, zone),
            ),
        )
        for each in settled(reading, journal)
    )


def _listed(items: Iterable[Item]) -> tuple[Block, ...]:
    listed = tuple(items)
    return (Bullets(items=listed),) if listed else ()


def _item(reading: Reading, note: str, said: Misrendered, *marks: str) -> Item:
    board, found = reading.notes[note]
    words = said.text or reading.say("misrendered.no_words")
    by = pair_name(reading.room, said.pair, reading.language)
    return Item(
        before=board.beneficiaries[found.beneficiary].label,
        text=found.text,
        places=(board.name,),
        beneath=(Item(before=by, text=words, marks=marks),),
    )
