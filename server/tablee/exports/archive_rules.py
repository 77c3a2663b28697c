"""What the room of an archive must keep: the rules and bounds that no command was asked to keep.

Foreign events may give a room that no commands would: a note without beneficiary, an id twice, more
than the bounds. Neither this nor `archive_events` says whether somebody may import.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import Final

from tablee.workshop import limits
from tablee.workshop.closure import closure, kept_apart
from tablee.workshop.guiding import in_the_example, sections_of
from tablee.workshop.lookup import is_hidden
from tablee.workshop.room import Beneficiary, Board, Room, Same
from tablee.workshop.wording import same_label

from .archive_mistake import ArchiveMistake

_REMOVED: Final = 20_000
"""Deleted notes and beneficiaries, and ids that meant a label already there: no rule bounds them,
but no workshop comes near."""
_OPENINGS: Final = 1_000
"""Phases opened, each time counted."""


def broken_room(room: Room) -> ArchiveMistake | None:
    """The first rule or bound that a replayed room does not keep."""
    return next(_room_mistakes(room), None)


def _room_mistakes(room: Room) -> Iterator[ArchiveMistake]:
    boards = tuple(room.boards.values())
    if not boards:
        yield ArchiveMistake("inconsistent", {"place": "territories"})
    yield from _bound_mistakes(room)
    ids = [*room.pairs, *room.decisions, *room.remarks, *room.messages]
    ids += [*room.conclusions, *room.lexicon, *room.unwritten, *room.unmeant]
    for board in boards:
        ids += [board.id, *board.notes, *board.removed_notes, *board.points, *board.interested]
        ids += [*board.beneficiaries, *board.removed_beneficiaries, *board.known_as]
        yield from _board_mistakes(room, board)
    if len(set(ids)) != len(ids):
        yield ArchiveMistake("id_twice")
    for place, one in enumerate(boards):
        if any(same_label(one.name, other.name) for other in boards[:place]):
            yield ArchiveMistake("label_twice")
    if kept_apart(room, closure(room)) is not None:
        yield ArchiveMistake("inconsistent", {"place": "decisions"})
    yield from _leading_mistakes(room)
    yield from _shown_mistakes(room)


def past_bounds(room: Room) -> ArchiveMistake | None:
    """The first bound that a room passes.

    Asked while a foreign journal is replayed, too: folding an event copies what it changes, so that
    a room without bounds would take the square of its events.
    """
    return next(_bound_mistakes(room), None)


def _bound_mistakes(room: Room) -> Iterator[ArchiveMistake]:
    boards = tuple(room.boards.values())
    yield from _too_many("territories", len(boards), limits.TERRITORIES)
    sifted = room.guidance.sift.boards if room.guidance.sift else ()
    yield from _too_many("territories", len(sifted), limits.TERRITORIES)
    yield from _too_many("participants", len(room.participants), limits.PARTICIPANTS)
    yield from _too_many("late", len(room.late) + len(room.aside), limits.LATE_PER_ROOM)
    yield from _too_many("messages", len(room.messages), limits.MESSAGES_PER_ROOM)
    sent = len(room.messages) + len(room.withdrawn)
    yield from _too_many("messages", sent, limits.MESSAGES_KEPT)
    yield from _too_many("decisions", len(room.decisions), limits.DECISIONS_PER_ROOM)
    # Not among the ids that are held to be single: journals of before may have given one again.
    taken = len(room.decisions) + len(room.retracted)
    yield from _too_many("decisions", taken, limits.DECISIONS_KEPT)
    yield from _too_many("remarks", len(room.remarks), limits.REMARKS_PER_ROOM)
    for remark in room.remarks.values():
        yield from _too_many("positions", len(remark.positions), limits.POSITIONS_PER_POINT)
    yield from _too_many("conclusions", len(room.conclusions), limits.CONCLUSIONS_PER_ROOM)
    written = len(room.conclusions) + len(room.unwritten)
    yield from _too_many("conclusions", written, limits.CONCLUSIONS_KEPT)
    meant = len(room.lexicon) + len(room.unmeant)
    yield from _too_many("lexicon", meant, limits.CONCEPTS_KEPT)
    yield from _too_many("misrendered", len(room.misrendered), limits.MISRENDERED_PER_ROOM)
    yield from _too_many("lexicon", len(room.lexicon), limits.CONCEPTS_PER_ROOM)
    yield from _too_many("told", len(room.told), _REMOVED)
    yield from _too_many("notes", sum(len(b.notes) for b in boards), limits.NOTES_PER_ROOM)
    removed = sum(len(b.removed_notes) + len(b.removed_beneficiaries) for b in boards)
    yield from _too_many("removed", removed, _REMOVED)
    yield from _too_many("removed", sum(len(b.known_as) for b in boards), _REMOVED)
    yield from _too_many("phases", len(room.phases), _OPENINGS)
    pairs = Counter(pair.board for pair in room.pairs.values())
    for number in pairs.values():
        yield from _too_many("pairs", number, limits.PAIRS_PER_BOARD)
    for board in boards:
        named = sum(not each.builtin for each in board.beneficiaries.values())
        yield from _too_many("beneficiaries", named, limits.BENEFICIARIES_PER_BOARD)
        yield from _too_many("points", len(board.points), limits.POINTS_PER_BOARD)
        yield from _too_many("interested", len(board.interested), limits.INTERESTED_PER_BOARD)
        for point in board.points.values():
            yield from _too_many("positions", len(point.positions), limits.POSITIONS_PER_POINT)


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
    if not room.ready.keys() <= room.pairs.keys():
        yield ArchiveMistake("inconsistent", {"place": "pairs"})
    if not room.hands.keys() <= room.participants.keys():
        yield ArchiveMistake("inconsistent", {"place": "participants"})
    if any(
        each.pair is not None and each.pair not in room.pairs for each in room.messages.values()
    ):
        yield ArchiveMistake("inconsistent", {"place": "messages"})
    for decision in room.decisions.values():
        choice = decision.choice
        if isinstance(choice, Same) and len(set(choice.beneficiaries)) < 2:
            yield ArchiveMistake("inconsistent", {"place": "decisions"})


def _shown_mistakes(room: Room) -> Iterator[ArchiveMistake]:
    """What is shown to all may have been deleted since, but never was anybody's secret (Q2)."""
    for remark in room.remarks.values():
        if in_the_example(room.template, remark.part, remark.target) is not None:
            yield ArchiveMistake("inconsistent", {"place": "remarks"})
        if remark.pair is not None and remark.pair not in room.pairs:
            yield ArchiveMistake("inconsistent", {"place": "pairs"})
    if not _may_be_shown(room):
        yield ArchiveMistake("inconsistent", {"place": "guidance"})


def _may_be_shown(room: Room) -> bool:
    shown = room.guidance.shown
    match shown.kind:
        case "phase":
            return shown.target == ""
        case "section":
            return shown.target in sections_of(room.template)
        case "example-beneficiary":
            return in_the_example(room.template, "beneficiary", shown.target) is None
        case "example-note":
            return in_the_example(room.template, "note", shown.target) is None
        case "actor" | "territory-actor" | "note":
            hidden = any(is_hidden(board, shown.target) for board in room.boards.values())
            return room.pooling_shown and not hidden


def _board_mistakes(room: Room, board: Board) -> Iterator[ArchiveMistake]:
    own = board.beneficiaries
    known = {**own, **board.removed_beneficiaries}
    named = tuple(each for each in own.values() if not each.builtin)
    if len(own) != len(named) + 1 or sorted(board.order) != sorted(each.id for each in named):
        yield ArchiveMistake("inconsistent", {"place": "beneficiaries"})
    if len({each.label.strip().casefold() for each in own.values()}) != len(own):
        yield ArchiveMistake("label_twice")
    for each in own.values():
        yield from _too_many("aliases", len(each.aliases), limits.ALIASES)
        if not _well_placed(own, each):
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
        if point.target not in targets[point.target_kind]:
            yield ArchiveMistake("inconsistent", {"place": "points"})


def _well_placed(own: Mapping[str, Beneficiary], each: Beneficiary) -> bool:
    """Whether its group, if any, is on the board and in no group itself (B2)."""
    if each.parent is None:
        return True
    group = own.get(each.parent)
    return group is not None and not group.builtin and group.parent is None and not each.builtin


def _too_many(what: str, number: int, limit: int) -> Iterator[ArchiveMistake]:
    if number > limit:
        yield ArchiveMistake("too_many", {"what": what, "limit": limit})
