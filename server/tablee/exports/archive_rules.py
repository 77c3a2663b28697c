"""What an archive must keep to be let in: the rules and bounds of a room, asked of foreign data.

Commands are held to them when they are decided; an archive brings events, which nobody decided
here. `broken_event` looks at one event by itself: its place, its words, ids and figures.
`broken_room` looks at what they give together. Neither says whether somebody may import.

A command that waits in « reçues après la fin » is raw by nature, as a browser sent it: its own
fields are not held to anything here, because they are when the facilitator admits it.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Final, Literal

import msgspec

from tablee.text import say
from tablee.workshop import limits
from tablee.workshop.commands import BoardCommand
from tablee.workshop.events import (
    NoteClassified,
    NoteEdited,
    PointEdited,
    StartingPointSet,
    TerritoryAdded,
    TerritoryRenamed,
    WorkshopCreated,
    WorkshopEdited,
)
from tablee.workshop.happened import Happened
from tablee.workshop.room import (
    Beneficiary,
    Board,
    DiscussionPoint,
    InterestedActor,
    NextSession,
    Note,
    Position,
    Renamed,
    Room,
    Same,
)
from tablee.workshop.template import Template
from tablee.workshop.vocabulary import Language
from tablee.workshop.wording import clean, is_id, same_label

ArchiveCode = Literal[
    "too_large",
    "not_text",
    "truncated",
    "not_json",
    "not_archive",
    "other_format",
    "shape",
    "journal_start",
    "journal_gap",
    "text_unclean",
    "text_empty",
    "text_too_long",
    "bad_id",
    "bad_number",
    "too_many",
    "id_twice",
    "label_twice",
    "note_without_beneficiary",
    "inconsistent",
    "disagrees",
]


class ArchiveMistake(msgspec.Struct, frozen=True):
    """Why a file is not imported. `params` are figures, ids and places, never a person's text."""

    code: ArchiveCode
    params: Mapping[str, str | int] = {}

    def message(self, language: Language) -> str:
        """The sentence of the catalogue for it."""
        return say(language, f"export.import.{self.code}", **self.params)


class _Words(msgspec.Struct, frozen=True):
    """What one text field holds: at most `limit` code points, on one line, perhaps nothing."""

    limit: int
    one_line: bool = True
    may_be_empty: bool = False


_LABEL: Final = _Words(limits.LABEL)
_MAYBE: Final = _Words(limits.LABEL, may_be_empty=True)
_TEXT: Final = _Words(limits.TEXT, one_line=False)
_REMARK: Final = _Words(limits.REMARK, one_line=False, may_be_empty=True)

_WORDS: Final[Mapping[tuple[type, str], _Words]] = {
    (WorkshopCreated, "title"): _LABEL,
    (WorkshopEdited, "title"): _LABEL,
    (WorkshopEdited, "held_on"): _MAYBE,
    (TerritoryAdded, "name"): _LABEL,
    (TerritoryRenamed, "name"): _LABEL,
    (StartingPointSet, "text"): _MAYBE,
    (Beneficiary, "label"): _LABEL,
    (Beneficiary, "aliases"): _LABEL,
    (Beneficiary, "category"): _MAYBE,
    (Note, "text"): _TEXT,
    (Note, "via"): _MAYBE,
    (NoteEdited, "text"): _TEXT,
    (NoteClassified, "via"): _MAYBE,
    (DiscussionPoint, "text"): _REMARK,
    (PointEdited, "text"): _REMARK,
    (Position, "text"): _Words(limits.REMARK, one_line=False),
    (InterestedActor, "label"): _LABEL,
    (InterestedActor, "reason"): _REMARK,
    (Same, "label"): _LABEL,
    (Renamed, "label"): _LABEL,
    (NextSession, "date"): _MAYBE,
    (NextSession, "method"): _REMARK,
}
_CLOSED: Final = frozenset(
    {"kind", "directness", "status", "phase", "language", "role", "target_kind", "reason"}
)
"""Fields of a closed list of words, which the decoding has checked."""

_INSTANTS: Final = frozenset({"at_ms", "deadline_ms", "delete_after_ms", "received_ms"})
_LAST_MS: Final = 253_370_764_800_000
"""1 January 9999: an instant that every calendar can print."""
_GREATEST: Final = 2**53 - 1
"""The greatest whole number that a browser reads exactly."""


def broken_event(happened: Happened, expected: int) -> ArchiveMistake | None:
    """The first thing wrong with one event, which should stand at `expected`."""
    if (expected == 1) != isinstance(happened.event, WorkshopCreated):
        return ArchiveMistake("journal_start")
    if happened.seq != expected:
        return ArchiveMistake("journal_gap", {"seq": expected})
    return next(_mistakes(happened, expected), None)


def _mistakes(value: msgspec.Struct, seq: int) -> Iterator[ArchiveMistake]:
    """Every mistake in the fields of a value; a text field that has no words is an id."""
    for name in value.__struct_fields__:
        held = getattr(value, name)
        words = _WORDS.get((type(value), name))
        if name == "label" and isinstance(value, Beneficiary) and value.builtin:
            words = _TEXT  # « Le territoire » is called as the template says
        for each in held if isinstance(held, tuple) else (held,):
            if isinstance(each, Template):
                yield from _template_mistakes(msgspec.to_builtins(each), seq)
            elif isinstance(each, BoardCommand):
                continue
            elif isinstance(each, msgspec.Struct):
                yield from _mistakes(each, seq)
            elif isinstance(each, int) and not isinstance(each, bool):
                yield from _number_mistakes(name, each, seq)
            elif isinstance(each, str) and words is not None:
                yield from _word_mistakes(words, each, seq)
            elif isinstance(each, str) and name not in _CLOSED and not is_id(each):
                yield ArchiveMistake("bad_id", {"seq": seq})


def _word_mistakes(words: _Words, text: str, seq: int) -> Iterator[ArchiveMistake]:
    if clean(text) != text or (words.one_line and ("\n" in text or "\t" in text)):
        yield ArchiveMistake("text_unclean", {"seq": seq})
    if len(text) > words.limit:
        yield ArchiveMistake("text_too_long", {"seq": seq, "limit": words.limit})
    if not words.may_be_empty and (not text or text.isspace()):
        yield ArchiveMistake("text_empty", {"seq": seq})


def _number_mistakes(name: str, number: int, seq: int) -> Iterator[ArchiveMistake]:
    if name == "written_ms":  # a client's own claim, possibly absurd
        least, most = -_GREATEST, _GREATEST
    else:
        least, most = 0, _LAST_MS if name in _INSTANTS else _GREATEST
    if not least <= number <= most:
        yield ArchiveMistake("bad_number", {"seq": seq})


def _template_mistakes(value: object, seq: int) -> Iterator[ArchiveMistake]:
    """Lengths are checked by the decoding; here only that the words are clean."""
    if isinstance(value, str) and clean(value) != value:
        yield ArchiveMistake("text_unclean", {"seq": seq})
    elif isinstance(value, dict):
        for each in value.values():
            yield from _template_mistakes(each, seq)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _template_mistakes(each, seq)


def broken_room(room: Room) -> ArchiveMistake | None:
    """The first rule or bound that a replayed room does not keep."""
    return next(_room_mistakes(room), None)


def _room_mistakes(room: Room) -> Iterator[ArchiveMistake]:
    boards = tuple(room.boards.values())
    if not boards:
        yield ArchiveMistake("inconsistent", {"place": "territories"})
    yield from _too_many("territories", len(boards), limits.TERRITORIES)
    yield from _too_many("participants", len(room.participants), limits.PARTICIPANTS)
    yield from _too_many("late", len(room.late), limits.LATE_PER_ROOM)
    yield from _too_many("decisions", len(room.decisions), limits.DECISIONS_PER_ROOM)
    yield from _too_many("notes", sum(len(b.notes) for b in boards), limits.NOTES_PER_ROOM)
    ids = [*room.pairs, *room.decisions]
    for board in boards:
        ids += [board.id, *board.notes, *board.removed_notes, *board.points, *board.interested]
        ids += [*board.beneficiaries, *board.removed_beneficiaries, *board.known_as]
        yield from _board_mistakes(room, board)
    if len(set(ids)) != len(ids):
        yield ArchiveMistake("id_twice")
    for place, one in enumerate(boards):
        if any(same_label(one.name, other.name) for other in boards[:place]):
            yield ArchiveMistake("label_twice")
    yield from _leading_mistakes(room)


def _leading_mistakes(room: Room) -> Iterator[ArchiveMistake]:
    timer = room.timer
    if (
        (timer.state == "running") != (timer.deadline_ms is not None)
        or (timer.state == "paused") != (timer.remaining_ms is not None)
        or timer.grace_ms > limits.GRACE_MS
        or (timer.remaining_ms or 0) > limits.DURATION_MS[1]
    ):
        yield ArchiveMistake("inconsistent", {"place": "timer"})
    for seat in room.participants.values():
        pair = room.pairs.get(seat.pair or "")
        if seat.board not in room.boards or pair is None or pair.board != seat.board:
            yield ArchiveMistake("inconsistent", {"place": "participants"})
    for decision in room.decisions.values():
        choice = decision.choice
        if isinstance(choice, Same) and len(set(choice.beneficiaries)) < 2:
            yield ArchiveMistake("inconsistent", {"place": "decisions"})


def _board_mistakes(room: Room, board: Board) -> Iterator[ArchiveMistake]:
    own = board.beneficiaries
    known = {**own, **board.removed_beneficiaries}
    named = tuple(each for each in own.values() if not each.builtin)
    pairs = sum(pair.board == board.id for pair in room.pairs.values())
    yield from _too_many("pairs", pairs, limits.PAIRS_PER_BOARD)
    yield from _too_many("beneficiaries", len(named), limits.BENEFICIARIES_PER_BOARD)
    yield from _too_many("points", len(board.points), limits.POINTS_PER_BOARD)
    yield from _too_many("interested", len(board.interested), limits.INTERESTED_PER_BOARD)
    if len(own) != len(named) + 1 or sorted(board.order) != sorted(each.id for each in named):
        yield ArchiveMistake("inconsistent", {"place": "beneficiaries"})
    if len({each.label.strip().casefold() for each in own.values()}) != len(own):
        yield ArchiveMistake("label_twice")
    for each in own.values():
        yield from _too_many("aliases", len(each.aliases), limits.ALIASES)
        if not _parents_end(own, each):
            yield ArchiveMistake("inconsistent", {"place": "beneficiaries"})
    if any(meant not in known for meant in board.known_as.values()):
        yield ArchiveMistake("inconsistent", {"place": "beneficiaries"})
    written = {**board.notes, **board.removed_notes}
    for note in written.values():
        beneficiaries = own if note.id in board.notes else known
        if note.beneficiary not in beneficiaries:
            yield ArchiveMistake("note_without_beneficiary", {"note": note.id})
        if note.pair is not None and note.pair not in room.pairs:
            yield ArchiveMistake("inconsistent", {"place": "pairs"})
    targets: Mapping[str, Collection[str]] = {
        "note": written,
        "beneficiary": known,
        "board": {board.id: board},
    }
    for point in board.points.values():
        yield from _too_many("positions", len(point.positions), limits.POSITIONS_PER_POINT)
        if point.target not in targets[point.target_kind]:
            yield ArchiveMistake("inconsistent", {"place": "points"})


def _parents_end(own: Mapping[str, Beneficiary], each: Beneficiary) -> bool:
    """Whether going from parent to parent stays on the board and comes to an end."""
    for _ in own:
        if each.parent is None:
            return True
        if each.parent not in own or own[each.parent].builtin:
            return False
        each = own[each.parent]
    return False


def _too_many(what: str, number: int, limit: int) -> Iterator[ArchiveMistake]:
    if number > limit:
        yield ArchiveMistake("too_many", {"what": what, "limit": limit})
