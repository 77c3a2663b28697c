"""Proposals for the pooling: which beneficiaries may be one actor, which effects may say the same.

Values in, values out (`values.py`): pure, no room, no clock, no machine. A text is read once with a
bilingual lexicon (`reading.py`, `index.py`, `lexicon/`), any two beneficiaries are compared
(`likeness.py`), candidates are ranked with what people have decided (`ranking.py`, `learning.py`),
and each proposal comes with its reasons (`reasons.py`). Nothing is ever applied by itself.

`Proposer`, `Index` and `index_with` are loaded when they are first asked for: who only speaks of
proposals, as the wire does, needs neither numpy nor its 30 MB.
"""

from typing import TYPE_CHECKING

from .concepts import Concept, general, of_template, of_words
from .values import (
    ActorProposal,
    Beneficiary,
    Board,
    Decisions,
    Double,
    EffectProposal,
    Near,
    Note,
    Proposals,
    Reason,
)

if TYPE_CHECKING:
    from .index import Index, index_with
    from .proposer import Proposer

__all__ = [
    "ActorProposal",
    "Beneficiary",
    "Board",
    "Concept",
    "Decisions",
    "Double",
    "EffectProposal",
    "Index",
    "Near",
    "Note",
    "Proposals",
    "Proposer",
    "Reason",
    "general",
    "index_with",
    "of_template",
    "of_words",
]


def __getattr__(name: str) -> object:
    if name in ("Index", "index_with"):
        from . import index

        return getattr(index, name)
    if name == "Proposer":
        from .proposer import Proposer

        return Proposer
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
