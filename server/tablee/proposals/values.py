"""What goes into the proposals and what comes out: plain values, no room and no connection.

The caller turns a room into a `Board` and its standing decisions into `Decisions`; the page turns a
`Reason` into words. Nothing here is ever applied by itself.
"""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from .language import Language

ReasonKind = Literal[
    "word", "concept", "acronym", "same_name", "close_effects", "learned", "third", "category"
]


class Beneficiary(Struct, frozen=True, kw_only=True):
    """A beneficiary of one board (`board` is the territory's).

    `order` is its place among all beneficiaries, board after board: an actor is called by the first
    of its members. `language` is a guess that its words may overrule.
    """

    id: str
    board: str
    label: str
    aliases: tuple[str, ...] = ()
    category: str = ""
    order: int = 0
    language: Language | None = None


class Note(Struct, frozen=True, kw_only=True):
    """A useful effect as typed, for one beneficiary."""

    id: str
    beneficiary: str
    text: str
    language: Language | None = None


class Decisions(Struct, frozen=True, kw_only=True):
    """What people have decided so far, whatever the order.

    `same` are sets of beneficiaries (also « Le territoire » of every board, one actor by identity);
    `different` and `later` are pairs of beneficiaries; `grouped` are sets of notes; `apart` are
    notes that were taken out of their group. Ids that the board no longer has are passed over.
    """

    same: tuple[tuple[str, ...], ...] = ()
    different: tuple[tuple[str, str], ...] = ()
    later: tuple[tuple[str, str], ...] = ()
    grouped: tuple[tuple[str, ...], ...] = ()
    apart: tuple[str, ...] = ()


class Board(Struct, frozen=True, kw_only=True):
    """Every board of a workshop seen at once; the order of the tuples does not matter."""

    beneficiaries: tuple[Beneficiary, ...]
    notes: tuple[Note, ...]
    decisions: Decisions = Decisions()


class Reason(Struct, frozen=True, kw_only=True):
    """Why two things may be one, as data.

    `word`: `word` as it is typed. `concept`: its name in `fr` and in `en`. `acronym`: the `acronym`
    and its `expansion`. `same_name`: the `name` they share. `category`: `category`, shared.
    `close_effects`: how many (`count`). `learned`: `one` is an actor with `beneficiary` already, or
    the words `one` and `other` stood for each other in an actor that was confirmed. `third`: both
    are close to `beneficiary`, of a third territory.
    """

    kind: ReasonKind
    params: Mapping[str, str | int]


class ActorProposal(Struct, frozen=True, kw_only=True):
    """`other`, of another territory, may be the same actor as `one`.

    Each beneficiary is `one` of at most three proposals, the best first; the same two may stand the
    other way round too: a list of pairs shows the first it meets. `later`: put off by somebody,
    after all the others. `exact`: the names are the same, so that it may be ticked beforehand.
    """

    one: str
    other: str
    reasons: tuple[Reason, ...]
    later: bool = False
    exact: bool = False


class Double(Struct, frozen=True, kw_only=True):
    """Two beneficiaries of one territory that may have been written twice; listed apart."""

    one: str
    other: str
    reasons: tuple[Reason, ...]
    exact: bool = False


class EffectProposal(Struct, frozen=True, kw_only=True):
    """Notes of one actor that may say the same; `titled_by` is the most central one.

    A group that people made already is in it whole. `actor` is the actor's first beneficiary.
    """

    actor: str
    notes: tuple[str, ...]
    reasons: tuple[Reason, ...]
    titled_by: str


class Near(Struct, frozen=True, kw_only=True):
    """The notes of the same actor that are closest to `note`, at most three, the closest first."""

    note: str
    others: tuple[str, ...]


class Proposals(Struct, frozen=True, kw_only=True):
    """All that may be proposed now, the most likely first.

    `groups` are the actors that the proposals would make if people said yes wherever the programme
    is surest: a preview, never applied. `coverage` (0 to 1) is the share of the content words that
    the lexicon knows; below 0.5 proposals are poor and words should be added. `unknown_words` are
    those it does not know, the most frequent first, at most forty.
    """

    actors: tuple[ActorProposal, ...] = ()
    effects: tuple[EffectProposal, ...] = ()
    doubles: tuple[Double, ...] = ()
    near: tuple[Near, ...] = ()
    groups: tuple[tuple[str, ...], ...] = ()
    coverage: float = 1.0
    unknown_words: tuple[str, ...] = ()
