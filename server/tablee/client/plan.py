"""Who of the simulated participants sits where and writes what: values in, values out.

Participant i serves territory i mod T, so every territory has somebody when there are enough; when
there are fewer people than territories, each serves several, one after the other. The pairs of a
territory in the file stay apart when several people sit there; otherwise people sit two by two.
"""

from collections.abc import Mapping, Sequence
from typing import Final

import msgspec

from ..workshop.wording import same_label
from .notes_file import NoteToPost
from .trouble import Trouble

TIMEOUT_S: Final = 3_600.0
"""How long a rehearsal may last unless asked otherwise."""


class Stint(msgspec.Struct, frozen=True, kw_only=True):
    """A time on a board: those with the same `board` and `pair` sit together there."""

    board: str
    pair: int
    notes: tuple[NoteToPost, ...]


def plan(
    boards: Mapping[str, str], notes: Sequence[NoteToPost], participants: int
) -> tuple[tuple[Stint, ...], ...]:
    """The stints of each participant, at least one each; every note is in exactly one.

    `boards` are names by id. Raises Trouble when a territory of the file is not among them.
    """
    by_board: dict[str, list[NoteToPost]] = {}
    for note in notes:
        by_board.setdefault(_board_named(boards, note.territory), []).append(note)
    stints: list[list[Stint]] = [[] for _ in range(participants)]
    count = len(by_board)
    for place, (board, written) in enumerate(by_board.items()):
        here = (
            range(place, participants, count) if participants >= count else [place % participants]
        )
        for participant, stint in zip(here, _share(board, written, len(here)), strict=True):
            stints[participant].append(stint)
    return tuple(tuple(each) for each in stints)


def _share(board: str, notes: Sequence[NoteToPost], people: int) -> list[Stint]:
    """One stint for each of the people of a board."""
    numbers = sorted({note.binome or 1 for note in notes})
    apart = 1 < len(numbers) <= people
    shares: list[list[NoteToPost]] = [[] for _ in range(people)]
    turns = dict.fromkeys(numbers, 0)
    for note in notes:
        number = (note.binome or 1) if apart else numbers[0]
        step = len(numbers) if apart else 1
        own = range(numbers.index(number), people, step)
        shares[own[turns[number] % len(own)]].append(note)
        turns[number] += 1
    return [
        Stint(board=board, pair=place % len(numbers) if apart else place // 2, notes=tuple(share))
        for place, share in enumerate(shares)
    ]


def _board_named(boards: Mapping[str, str], territory: str) -> str:
    for board, name in boards.items():
        if same_label(name, territory):
            return board
    known = ", ".join(boards.values()) or "—"
    raise Trouble("territory_unknown", territory=territory, known=known)
