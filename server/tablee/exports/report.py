"""The compte rendu of a workshop: what is said, in which order, in the deck's own words.

Built once from a room as any reader may see it (hidden notes are absent, and counted), at an
instant, in a language; then rendered as HTML or Markdown. It works before the pooling as well: each
beneficiary is then an actor by itself. What people typed is verbatim; their names are not known.
"""

from collections.abc import Sequence
from datetime import UTC, tzinfo
from typing import Final

from msgspec.structs import replace

from tablee.text import say_count
from tablee.workshop.happened import Happened
from tablee.workshop.pooling import Actor
from tablee.workshop.room import PhaseOpening, Room
from tablee.workshop.template import Section as PlannedSection
from tablee.workshop.template import Words
from tablee.workshop.vocabulary import Language

from .actors import Reading, contribution, externalities, matrix, read
from .annexes import discussions, verbatim
from .concluded import held, orientations, questions
from .document import Block, Boxed, Bullets, Heading, Item, Paragraph, Report, Section
from .merge_journal import merges
from .misrendered import over, still_open
from .wordings import clock, day, hours_of

__all__ = ["Report", "build_report"]

A_SLIP_MS: Final = 60_000
"""How long a phase that was opened by mistake is open at the most."""


def build_report(
    room: Room,
    journal: Sequence[Happened],
    at_ms: int,
    language: Language,
    zone: tzinfo = UTC,
) -> Report:
    """The report of a room as it stands, with its whole journal, of which the merges are told.

    `at_ms` is when it is made, told in `zone`.
    """
    reading = read(room, language)
    seen = reading.room
    labels = seen.template.labels
    project = labels.contribution.in_language(language)
    hidden = sum(board.hidden for board in seen.boards.values())
    sections = (
        _intention(reading, zone),
        _context(reading),
        Section(heading=project, blocks=_or_none(reading, contribution(reading))),
        Section(
            heading=project,
            lead=labels.externalities_heading.in_language(language),
            blocks=externalities(reading),
        ),
        *_interested(reading),
        _shared(reading),
        *_unless_empty(reading, "points", discussions(reading)),
        *_unless_empty(reading, "held", held(reading)),
        *_unless_empty(reading, "orientations", orientations(reading)),
        *_questions(reading, seen.template.open_questions),
        *_planned(reading, seen.template.next_steps),
        *_next_session(reading),
        _annex(reading, "verbatim", verbatim(reading)),
        *(_annex(reading, "misrendered", found) for found in (still_open(reading),) if found),
        *(_annex(reading, "settled", found) for found in (over(reading, journal, zone),) if found),
        _annex(reading, "merges", merges(reading, room, journal, zone)),
    )
    made_on = reading.say("made_on", day=day(at_ms, language, zone), zone=hours_of(at_ms, zone))
    foot = [reading.say("foot"), made_on]
    if hidden:
        foot.append(say_count(language, "export.hidden", hidden))
    return Report(
        language=language,
        title=seen.title,
        cover=_cover(reading),
        sections=sections,
        foot=tuple(foot),
        point_mark=reading.say("point"),
        hidden=hidden,
    )


def _cover(reading: Reading) -> tuple[str, ...]:
    room, language = reading.room, reading.language
    about = [_said(words, language) for words in (room.template.programme, room.template.axe)]
    when = " · ".join(each for each in (*about, room.held_on) if each)
    figures = reading.say(
        "figures_and_territory" if _is_beside(reading) else "figures",
        territories=say_count(language, "export.count.territory", len(room.boards)),
        pairs=say_count(language, "export.count.pair", len(_pairs_that_wrote(room))),
        notes=say_count(language, "export.count.note", len(reading.notes)),
        actors=say_count(language, "export.count.actor", len(_named_actors(reading))),
        territory=room.template.labels.territory_itself.in_language(language),
    )
    places = " · ".join(board.name for board in room.boards.values())
    return tuple(line for line in (when, places, figures) if line)


def _without_slips(openings: Sequence[PhaseOpening]) -> Sequence[PhaseOpening]:
    """A phase that gave way within the minute to the one before it was opened by mistake."""
    held: list[PhaseOpening] = []
    for opening in openings:
        slipped = len(held) > 1 and held[-2].phase == opening.phase
        if slipped and opening.at_ms - held[-1].at_ms < A_SLIP_MS:
            held.pop()
        else:
            held.append(opening)
    return held


def _intention(reading: Reading, zone: tzinfo) -> Section:
    """The intention, and the phases as they were really held."""
    room, language = reading.room, reading.language
    held: list[Item] = []
    openings = _without_slips(room.phases)
    ends = [each.at_ms for each in openings[1:]]
    for opening, end_ms in zip(openings, [*ends, None], strict=True):
        plan = room.template.phase(opening.phase)
        name = plan.label.in_language(language) if plan else opening.phase
        times = clock(opening.at_ms, language, zone)
        if end_ms is not None:
            times = f"{times} – {clock(end_ms, language, zone)}"
        held.append(Item(before=times, text=name))
    template = room.template
    question = f"{template.guiding_question.in_language(language)} "
    question += template.for_whom.in_language(language)
    texts = (
        template.intention.in_language(language),
        question[:1].upper() + question[1:],
        template.rule.in_language(language),
    )
    blocks: tuple[Block, ...] = tuple(Paragraph(text=each) for each in texts)
    began_ms = room.phases[0].at_ms
    held_in = {"day": day(began_ms, language, zone), "zone": hours_of(began_ms, zone)}
    return Section(
        heading=reading.say("intention"),
        blocks=(
            *blocks,
            Heading(text=reading.say("phases", **held_in)),
            Bullets(items=tuple(held)),
        ),
    )


def _context(reading: Reading) -> Section:
    """Where each territory started from, who made the hypotheses, and how to read them."""
    room, language = reading.room, reading.language
    items = []
    wrote = _pairs_that_wrote(room)
    for board in room.boards.values():
        pairs = sum(room.pairs[each].board == board.id for each in wrote)
        by = reading.say("hypotheses_by", pairs=say_count(language, "export.count.pair", pairs))
        start = board.starting_point or reading.say("no_starting_point")
        items.append(Item(before=board.name, text=start, marks=(by,) if pairs else ()))
    precautions = room.template.precautions
    boxed = Boxed(
        heading=precautions.heading.in_language(language),
        lines=tuple(each.in_language(language) for each in precautions.items),
    )
    return Section(heading=reading.say("context"), blocks=(Bullets(items=tuple(items)), boxed))


def _interested(reading: Reading) -> tuple[Section, ...]:
    """« Ce qui peut intéresser notamment ... (exemples) : », with the deck's « ? »."""
    items = tuple(
        Item(
            text=f"{actor.label} ({actor.reason})" if actor.reason else actor.label,
            uncertain=actor.uncertain,
            places=(board.name,),
        )
        for board in reading.room.boards.values()
        for actor in board.interested.values()
        if not actor.removed
    )
    heading = reading.room.template.labels.interested_heading.in_language(reading.language)
    return (Section(heading=heading, blocks=(Bullets(items=items),)),) if items else ()


def _shared(reading: Reading) -> Section:
    caution = Paragraph(text=reading.say("matrix.caution"), quiet=True)
    return Section(heading=reading.say("matrix"), blocks=(matrix(reading), caution))


def _unless_empty(reading: Reading, key: str, blocks: tuple[Block, ...]) -> tuple[Section, ...]:
    return (Section(heading=reading.say(key), blocks=blocks),) if blocks else ()


def _questions(reading: Reading, given: PlannedSection | None) -> tuple[Section, ...]:
    """« Les questions « au travail » »: the template's own, and beside them the room's."""
    asked = questions(reading)
    planned = _planned(reading, given)
    if not planned:
        return _unless_empty(reading, "questions", asked)
    return tuple(replace(each, blocks=(*each.blocks, *asked)) for each in planned)


def _planned(reading: Reading, section: PlannedSection | None) -> tuple[Section, ...]:
    """A section that the template gives as it stands."""
    if section is None:
        return ()
    items = tuple(Item(text=each.in_language(reading.language)) for each in section.items)
    heading = section.heading.in_language(reading.language)
    return (Section(heading=heading, blocks=(Bullets(items=items),)),)


def _next_session(reading: Reading) -> tuple[Section, ...]:
    planned = reading.room.next_session
    items = [
        Item(before=reading.say(f"next.{name}"), text=text)
        for name, text in (("date", planned.date), ("method", planned.method))
        if text
    ]
    if not items:
        return ()
    return (Section(heading=reading.say("next"), blocks=(Bullets(items=tuple(items)),)),)


def _annex(reading: Reading, key: str, blocks: tuple[Block, ...]) -> Section:
    return Section(heading=reading.say(f"annex.{key}"), blocks=blocks, annex=True)


def _or_none(reading: Reading, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return blocks or (Paragraph(text=reading.say("no_effect"), quiet=True),)


def _said(words: Words | None, language: Language) -> str:
    return words.in_language(language) if words else ""


def _named_actors(reading: Reading) -> list[Actor]:
    """Those that the boards name, as the pooling's page counts them: « Le territoire », which is on
    every board by itself, is one of them only where somebody's own was united with it."""
    named = {each for board in reading.room.boards.values() for each in board.order}
    return [a for a in reading.actors if any(each.beneficiary in named for each in a.members)]


def _is_beside(reading: Reading) -> bool:
    """Is « Le territoire » no actor that anybody named, and are there effects for it?"""
    named = {actor.id for actor in _named_actors(reading)}
    return any(a.builtin and a.notes and a.id not in named for a in reading.actors)


def _pairs_that_wrote(room: Room) -> list[str]:
    """The pairs whose hypotheses these are: a pair that wrote nothing made none."""
    wrote = {note.pair for board in room.boards.values() for note in board.notes.values()}
    return [
        each.id for each in room.pairs.values() if each.board in room.boards and each.id in wrote
    ]
