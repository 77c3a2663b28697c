"""Small wordings of a report around what people typed: « Pour … », dates, pairs.

What was typed is never altered, but for the one letter that French wants small: « Les habitants »
becomes « Pour les habitants ».
"""

import re
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final

from msgspec.structs import replace

from tablee.text import say
from tablee.workshop.room import Room
from tablee.workshop.vocabulary import Language

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
# In any workshop: labels in French are written in one that was created in English, too.
_ARTICLE: Final = re.compile(
    r"(Le|La|Les|Un|Une|Des|Du|Au|Aux|The)(?=\s)|L(?=['’])|De (?=l['’]|la\s)"
)
_ENGLISH_ARTICLE: Final = re.compile(r"An?(?=\s)")


def in_own_words(room: Room, language: Language) -> Room:
    """The room as somebody reads it in `language`: « Le territoire » is a word of the template, not
    of the people, whatever the language the workshop was created in."""
    label = room.template.labels.territory_itself.in_language(language)
    boards = {
        key: replace(
            board,
            beneficiaries={
                each.id: replace(each, label=label) if each.builtin else each
                for each in board.beneficiaries.values()
            },
        )
        for key, board in room.boards.items()
    }
    return replace(room, boards=boards)


def heading_for(room: Room, label: str, language: Language) -> str:
    """« Pour l'UCS 13 »: a leading article loses its capital, everything else stands as typed; in
    another language than the one that people write in, all of it between quotation marks."""
    if room.language != language:
        label = say(language, "export.merge.note", text=label)
    elif _ARTICLE.match(label) or (language == "en" and _ENGLISH_ARTICLE.match(label)):
        label = label[0].lower() + label[1:]
    return f"{room.template.labels.heading_for.in_language(language)} {label}"


def pair_name(room: Room, pair: str | None, language: Language) -> str:
    """« binôme 1 », never who sits in it; without a pair, the facilitator's side."""
    known = room.pairs.get(pair) if pair is not None else None
    if known is None:
        return say(language, "export.by_facilitator")
    return f"{room.template.labels.pair.in_language(language)} {known.number}"


def day(at_ms: int, language: Language, zone: tzinfo) -> str:
    """« 17 juin 2022 » in that time zone."""
    at = _local(at_ms, zone)
    month = say(language, "export.months").split(" ")[at.month - 1]
    return say(language, "export.day", day=at.day, month=month, year=at.year)


def clock(at_ms: int, language: Language, zone: tzinfo) -> str:
    """« 14 h 05 » in that time zone, which the report names once (`hours_of`)."""
    at = _local(at_ms, zone)
    return say(language, "export.clock", hour=f"{at.hour:02}", minute=f"{at.minute:02}")


def hours_of(at_ms: int, zone: tzinfo) -> str:
    """`UTC+02:00`, what the hours of that time zone are at that instant; `UTC` where they are."""
    offset = f"{_local(at_ms, zone):%z}"
    return "UTC" if int(offset) == 0 else f"UTC{offset[:3]}:{offset[3:5]}"


def iso_day(at_ms: int, zone: tzinfo) -> str:
    """`2022-06-17` in that time zone."""
    return _local(at_ms, zone).date().isoformat()


def _local(at_ms: int, zone: tzinfo) -> datetime:
    return (_EPOCH + timedelta(milliseconds=at_ms)).astimezone(zone)
