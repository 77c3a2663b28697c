"""What stands behind a report: points of discussion, and the boards verbatim."""

from collections.abc import Callable

from tablee.workshop.room import Board, DiscussionPoint, Note, Remark

from .actors import Reading, note_item
from .document import Block, Bullets, Discussion, Heading, Paragraph, Stand
from .wordings import pair_name

_Naming = Callable[[Reading, str | None], str]


def discussions(reading: Reading) -> tuple[Block, ...]:
    """Every point whose subject is still there, then the remarks on the worked example; closed
    ones too, with the positions taken."""
    points = tuple(
        _discussion(reading, point, _about(reading, board, point), _pair)
        for board in reading.room.boards.values()
        for point in board.points.values()
        if point.id in reading.numbers
    )
    remarks = (
        _discussion(reading, remark, _about_example(reading, remark), _pair_of_territory)
        for remark in reading.room.remarks.values()
    )
    return (*points, *remarks)


def verbatim(reading: Reading) -> tuple[Block, ...]:
    """Each territory's board as it was written, by pair, in the order of writing."""
    blocks: list[Block] = []
    for board in reading.room.boards.values():
        blocks.append(Heading(text=board.name))
        by_pair: dict[str | None, list[Note]] = {}
        for note in board.notes.values():
            by_pair.setdefault(note.pair, []).append(note)
        if not by_pair:
            blocks.append(Paragraph(text=reading.say("no_effect"), quiet=True))
        for pair in sorted(by_pair, key=lambda each: _number(reading, each)):
            name = pair_name(reading.room, pair, reading.language)
            blocks.append(Heading(text=name, level=4))
            items = (
                note_item(
                    reading,
                    note,
                    board,
                    before=board.beneficiaries[note.beneficiary].label,
                    place=False,
                )
                for note in by_pair[pair]
            )
            blocks.append(Bullets(items=tuple(items)))
    return tuple(blocks)


def _discussion(
    reading: Reading, point: DiscussionPoint | Remark, about: str, named: _Naming
) -> Discussion:
    return Discussion(
        number=reading.numbers[point.id],
        about=about,
        text=point.text,
        by=named(reading, point.pair),
        closed=reading.say("point.closed") if point.closed else "",
        positions=tuple(
            Stand(by=named(reading, each.pair), text=each.text) for each in point.positions
        ),
    )


def _pair(reading: Reading, pair: str | None) -> str:
    return pair_name(reading.room, pair, reading.language)


def _pair_of_territory(reading: Reading, pair: str | None) -> str:
    """« binôme 1 (Marseille) »: each territory has a first pair, and the example is everybody's."""
    name = _pair(reading, pair)
    known = reading.room.pairs.get(pair) if pair is not None else None
    board = reading.room.boards.get(known.board) if known else None
    return f"{name} ({board.name})" if board else name


def _about_example(reading: Reading, remark: Remark) -> str:
    """The part of the worked example, in its own words."""
    example = reading.room.template.worked_example
    title = example.title if example else ""
    for each in example.beneficiaries if example else ():
        if remark.part == "beneficiary" and each.id == remark.target:
            return reading.say("point.on_example_part", part=each.label, title=title)
        for note in each.notes:
            if remark.part == "note" and note.id == remark.target:
                return reading.say("point.on_example_part", part=note.text, title=title)
    return reading.say("point.on_example", title=title)


def _about(reading: Reading, board: Board, point: DiscussionPoint) -> str:
    if point.target_kind == "note":
        note = board.notes[point.target]
        label = board.beneficiaries[note.beneficiary].label
        return reading.say("point.on_note", text=note.text, beneficiary=label, territory=board.name)
    if point.target_kind == "beneficiary":
        label = board.beneficiaries[point.target].label
        return reading.say("point.on_beneficiary", beneficiary=label, territory=board.name)
    return reading.say("point.on_board", territory=board.name)


def _number(reading: Reading, pair: str | None) -> int:
    """The facilitator's own notes come last."""
    known = reading.room.pairs.get(pair) if pair is not None else None
    return known.number if known else 1_000_000
