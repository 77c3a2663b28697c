"""What one event of an archive must keep: its place, its words, its ids and figures.

Commands are held to the rules when they are decided; an archive brings events, which nobody decided
here. A text field has its limit in one table, and one without is an id. A command that waits in
« reçues après la fin » is raw by nature, as a browser sent it: it is held to the rules when the
facilitator admits it.
"""

from collections.abc import Iterator, Mapping
from typing import Final

import msgspec

from tablee.workshop import limits
from tablee.workshop.commands import BoardCommand
from tablee.workshop.events import (
    ConceptAdded,
    NoteClassified,
    NoteEdited,
    PointEdited,
    RemarkEdited,
    StartingPointSet,
    TerritoryAdded,
    TerritoryRenamed,
    WorkshopCreated,
    WorkshopEdited,
)
from tablee.workshop.happened import Happened
from tablee.workshop.rejection import Rejection
from tablee.workshop.room import (
    Beneficiary,
    Categorised,
    Conclusion,
    DiscussionPoint,
    Effect,
    Grouped,
    InRegister,
    InterestedActor,
    Message,
    Misrendered,
    NextSession,
    Note,
    Position,
    Remark,
    Renamed,
    Same,
    Shown,
    Titled,
    VoteCount,
)
from tablee.workshop.sift import Sift
from tablee.workshop.template import PhasePlan, Template, Words
from tablee.workshop.wording import (
    clean,
    is_id,
    label,
    optional,
    optional_label,
    required,
)

from .archive_mistake import ArchiveMistake


class _Words(msgspec.Struct, frozen=True):
    """What one text field holds: at most `limit` code points, on one line, perhaps nothing."""

    limit: int
    one_line: bool = True
    may_be_empty: bool = False


_LABEL: Final = _Words(limits.LABEL)
_MAYBE: Final = _Words(limits.LABEL, may_be_empty=True)
_TEXT: Final = _Words(limits.TEXT, one_line=False)
_CALLED: Final = _Words(limits.TEXT, one_line=False, may_be_empty=True)
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
    (Position, "text"): _Words(limits.TEXT, one_line=False),
    (InterestedActor, "label"): _LABEL,
    (InterestedActor, "reason"): _REMARK,
    (Same, "label"): _LABEL,
    (Renamed, "label"): _LABEL,
    (Grouped, "title"): _LABEL,
    (Titled, "title"): _LABEL,
    (Categorised, "category"): _MAYBE,
    (InRegister, "register"): _MAYBE,
    (Message, "text"): _Words(limits.MESSAGE, one_line=False),
    (NextSession, "date"): _MAYBE,
    (NextSession, "method"): _REMARK,
    (Remark, "target"): _MAYBE,
    (Remark, "text"): _Words(limits.REMARK, one_line=False),
    (RemarkEdited, "text"): _Words(limits.REMARK, one_line=False),
    (Shown, "target"): _MAYBE,
    (Sift, "text"): _MAYBE,
    (Sift, "register"): _MAYBE,
    (Conclusion, "text"): _TEXT,
    (Conclusion, "reservations"): _REMARK,
    (Misrendered, "text"): _REMARK,
    (Effect, "label"): _CALLED,
    (VoteCount, "label"): _CALLED,
    (ConceptAdded, "words"): _Words(limits.WORD),
}
_CLOSED: Final = frozenset(
    {
        *("kind", "directness", "status", "phase", "language", "role", "target_kind", "reason"),
        *("part", "look"),
        *("link", "change"),
        *("mark", "state"),
    }
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
            if isinstance(each, Template | PhasePlan | Words):
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
    """The rules' own cleaning must accept the text and leave it as it is."""
    if words.one_line:
        kept = (optional_label if words.may_be_empty else label)(text, words.limit)
    else:
        kept = (optional if words.may_be_empty else required)(text, words.limit)
    if not isinstance(kept, Rejection):
        if kept != text:
            yield ArchiveMistake("text_unclean", {"seq": seq})
    elif kept.code == "text_too_long":
        yield ArchiveMistake("text_too_long", {"seq": seq, "limit": words.limit})
    else:
        yield ArchiveMistake("text_empty", {"seq": seq})


def _number_mistakes(name: str, number: int, seq: int) -> Iterator[ArchiveMistake]:
    if name == "written_ms":  # a client's own claim, possibly absurd
        least, most = -_GREATEST, _GREATEST
    else:
        least, most = 0, _LAST_MS if name in _INSTANTS else _GREATEST
    if not least <= number <= most:
        yield ArchiveMistake("bad_number", {"seq": seq})


def _template_mistakes(value: object, seq: int) -> Iterator[ArchiveMistake]:
    """Of a template or a part of it: lengths are checked by the decoding; here only that the words
    are clean."""
    if isinstance(value, str) and clean(value) != value:
        yield ArchiveMistake("text_unclean", {"seq": seq})
    elif isinstance(value, dict):
        for each in value.values():
            yield from _template_mistakes(each, seq)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _template_mistakes(each, seq)
