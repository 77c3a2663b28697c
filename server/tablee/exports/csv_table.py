"""One row per note, as CSV for a spreadsheet: where it comes from, its actor, what was said of it.

Every field is quoted; the file begins with a byte order mark so that accents survive a double
click. What people typed and a spreadsheet would take for a formula is kept as text by an apostrophe
before it (T8); an id is given as it is, so that the rows of two exports can be matched.
Hidden notes are absent; a last row says how many.
"""

import csv
import io
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from tablee.text import say, say_count
from tablee.workshop.happened import Happened
from tablee.workshop.pooling import Actor
from tablee.workshop.room import Board, Note, Room
from tablee.workshop.vocabulary import Language, Mark
from tablee.workshop.voting import to_review
from tablee.workshop.wording import clean

from .actors import Reading, read
from .concluded import closed_round
from .misrendered import settled
from .wordings import pair_name

COLUMNS: Final = (
    "id",
    "territory",
    "group",
    "beneficiary",
    "own_category",
    "actor",
    "category",
    "text",
    "kind",
    "directness",
    "unforeseen",
    "via",
    "status",
    "discussion",
    "points",
    "positions",
    "effects",
    "register",
    "votes_compte",
    "review_compte",
    "votes_tient",
    "review_tient",
    "misrendered",
    "settled",
)
"""In order; the headings are under `export.csv.<column>`."""

# Blanks and invisible characters first, as spreadsheets may drop them before they look.
_FORMULA: Final = re.compile(
    "(?:(?![\t\r\n])[\\s\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff])*[=+\\-@\t\r\n＝＋－＠]"
)


def csv_table(room: Room, journal: Sequence[Happened], language: Language) -> bytes:
    """The notes by board in the order of writing: UTF-8 with a mark, commas, CRLF."""
    reading = read(room, language)
    votes = [_votes(reading, mark) for mark in ("compte", "tient")]
    actors = {note: actor for actor in reading.actors for note in actor.notes}
    decided = _decided(reading)
    over = _settled(reading, journal)
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(say(language, f"export.csv.{column}") for column in COLUMNS)
    for board, note in reading.notes.values():
        row = (*_row(reading, board, note, actors[note.id]), *decided(note.id))
        given = (cell for each in votes for cell in each(note.id))
        said = (_misrendered(reading, note), over.get(note.id, ""))
        writer.writerow((note.id, *map(guarded, row), *given, *map(guarded, said)))
    hidden = sum(board.hidden for board in reading.room.boards.values())
    if hidden:
        line = dict.fromkeys(COLUMNS, "") | {"text": say_count(language, "export.hidden", hidden)}
        writer.writerow(line.values())
    return out.getvalue().encode("utf-8-sig")


def guarded(text: str) -> str:
    """The text, which no spreadsheet takes for a formula."""
    text = clean(text)
    return f"'{text}" if _FORMULA.match(text) else text


def _row(reading: Reading, board: Board, note: Note, actor: Actor) -> tuple[str, ...]:
    """The columns after the id and before the votes; [G5] a category is as on the board, then as
    the pooling has it."""
    language, labels = reading.language, reading.room.template.labels
    beneficiary = board.beneficiaries[note.beneficiary]
    kind = labels.kinds.vise if note.kind == "visé" else labels.kinds.externalite
    direct = labels.directness.direct if note.directness == "direct" else labels.directness.indirect
    about = [point for point in board.points.values() if point.target == note.id]
    discussed = any(not point.closed for point in about)
    return (
        board.name,
        pair_name(reading.room, note.pair, language),
        beneficiary.label,
        beneficiary.category,
        actor.label,
        actor.category,
        note.text,
        kind.label.in_language(language),
        direct.in_language(language),
        _yes(note.unforeseen, language),
        note.via,
        say(language, "export.status"),
        _yes(discussed, language),
        " / ".join(point.text for point in about if point.text),
        " / ".join(each.text for point in about for each in point.positions),
    )


def _decided(reading: Reading) -> Callable[[str], tuple[str, str]]:
    """Of a note: the title of the group of effects that it is in, and its register."""
    titles = {
        note: group.title
        for actor in reading.actors
        for group in actor.groups
        for note in group.notes
    }
    return lambda note: (titles.get(note, ""), reading.registers.get(note, ""))


def _votes(reading: Reading, mark: Mark) -> Callable[[str], tuple[str, str]]:
    """By note, how many votes its effect was given, and whether that is « à revoir » (O5): both at
    the first of its notes so that the votes may be summed; nothing at the others, nor where no
    vote was counted."""
    voting = closed_round(reading, mark)
    if voting is None:
        return lambda _: ("", "")
    doubtful = to_review(reading.room, voting.results)
    given = {
        note: (str(count.votes), _yes(count in doubtful, reading.language))
        for count in voting.results
        for note in [each for each in count.notes if each in reading.notes][:1]
    }
    others = {each for count in voting.results for each in count.notes}
    for group in (each for actor in reading.actors for each in actor.groups):
        first = group.notes[:1] if given.keys().isdisjoint(group.notes) else ()
        others.update(each for each in group.notes if each not in first)
    return lambda note: given.get(note, ("" if note in others else "0", ""))


def _misrendered(reading: Reading, note: Note) -> str:
    """[M2] what its authors say of a note that they find misrendered, « oui » where they say no
    more; nothing of any other one."""
    said = reading.room.misrendered.get(note.id)
    return "" if said is None else said.text or _yes(True, reading.language)


def _settled(reading: Reading, journal: Sequence[Happened]) -> Mapping[str, str]:
    """[M2] by note, what was said of it before it was settled, in the same way."""
    said: dict[str, list[str]] = {}
    for each in settled(reading, journal):
        said.setdefault(each.note, []).append(each.said.text or _yes(True, reading.language))
    return {note: " / ".join(all_of_it) for note, all_of_it in said.items()}


def _yes(is_so: bool, language: Language) -> str:
    return say(language, "export.yes" if is_so else "export.no")
