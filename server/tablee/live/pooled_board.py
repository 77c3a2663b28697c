"""A room as the proposals are made from it: its boards, what stands decided, the words it adds.

Pure. What is hidden is proposed nowhere, and who wrote what is not even passed on.
"""

from typing import assert_never

from ..proposals import Beneficiary, Board, Concept, Decisions, Note, of_template, of_words
from ..workshop import room as rooms
from ..workshop.room import (
    Apart,
    Categorised,
    Different,
    Grouped,
    InRegister,
    Later,
    PartOf,
    Renamed,
    Room,
    Same,
    Titled,
)


def board_of(room: Room) -> Board:
    """Every live beneficiary and every note that is not hidden, with the decisions that stand."""
    beneficiaries: list[Beneficiary] = []
    notes: list[Note] = []
    territory: list[str] = []
    for board in room.boards.values():
        builtin = [each for each in board.beneficiaries.values() if each.builtin]
        territory += [each.id for each in builtin]
        for each in (*(board.beneficiaries[one] for one in board.order), *builtin):
            beneficiaries.append(_beneficiary(board, each, len(beneficiaries)))
        notes += [
            Note(id=note.id, beneficiary=note.beneficiary, text=note.text)
            for note in board.notes.values()
            if not note.hidden
        ]
    return Board(
        beneficiaries=tuple(beneficiaries),
        notes=tuple(notes),
        decisions=_decisions(room, tuple(territory)),
    )


def concepts_of(room: Room) -> tuple[Concept, ...]:
    """The words that the room and its template add to the general lexicon."""
    return (
        *(of_template(each.id, each.words.fr, each.words.en) for each in room.template.lexicon),
        *(of_words(concept, words) for concept, words in room.lexicon.items()),
    )


def _beneficiary(board: rooms.Board, each: rooms.Beneficiary, order: int) -> Beneficiary:
    return Beneficiary(
        id=each.id,
        board=board.id,
        label=each.label,
        aliases=each.aliases,
        category=each.category,
        order=order,
    )


def _decisions(room: Room, territory: tuple[str, ...]) -> Decisions:
    """What stands, in the order in which it was decided.

    « Le territoire » of every board is one actor by identity. What is part of another actor is not
    that actor. A note that was taken out of its group is in those decided afterwards only (G9).
    """
    same = [territory] if len(territory) > 1 else []
    different: list[tuple[str, str]] = []
    later: list[tuple[str, str]] = []
    grouped: list[frozenset[str]] = []
    apart: set[str] = set()
    for decision in room.decisions.values():
        match decision.choice:
            case Same(beneficiaries=beneficiaries):
                same.append(beneficiaries)
            case Different(one=one, other=other) | PartOf(child=one, parent=other):
                different.append((one, other))
            case Later(one=one, other=other):
                later.append((one, other))
            case Grouped(notes=notes):
                grouped.append(frozenset(notes))
                apart.difference_update(notes)
            case Apart(note=note):
                grouped = [each - {note} for each in grouped]
                apart.add(note)
            case Renamed() | Titled() | Categorised() | InRegister():
                pass
            case _:
                assert_never(decision.choice)
    return Decisions(
        same=tuple(same),
        different=tuple(different),
        later=tuple(later),
        grouped=tuple(tuple(sorted(each)) for each in grouped),
        apart=tuple(sorted(apart)),
    )
