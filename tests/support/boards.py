"""Small boards for the proposals, written as they would be read out."""

from collections.abc import Mapping, Sequence
from functools import cache

from tablee.proposals import Beneficiary, Board, Decisions, Note, Proposals, Proposer, index_with

Said = Mapping[str, Mapping[str, Sequence[str]]]


def board_of(said: Said, **decisions: object) -> Board:
    """Territory → beneficiary → effects. A beneficiary's id is « Territory:label », a note's
    « Territory:label:place »."""
    beneficiaries: list[Beneficiary] = []
    notes: list[Note] = []
    for territory, named in said.items():
        for label, effects in named.items():
            who = f"{territory}:{label}"
            beneficiaries.append(
                Beneficiary(id=who, board=territory, label=label, order=len(beneficiaries))
            )
            notes += [
                Note(id=f"{who}:{place}", beneficiary=who, text=text)
                for place, text in enumerate(effects)
            ]
    return Board(
        beneficiaries=tuple(beneficiaries),
        notes=tuple(notes),
        decisions=Decisions(**decisions),  # type: ignore[arg-type]
    )


@cache
def proposer() -> Proposer:
    """One over the general lexicon, which takes a second to load."""
    return Proposer(index_with())


def proposed(said: Said, **decisions: object) -> Proposals:
    return proposer().propose(board_of(said, **decisions))


def first_for(proposals: Proposals, one: str) -> str | None:
    """The best proposal for a beneficiary."""
    return next((each.other for each in proposals.actors if each.one == one), None)
