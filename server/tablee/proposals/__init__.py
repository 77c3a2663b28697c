"""Proposals for the pooling: which beneficiaries may be one actor, which effects may say the same.

Values in, values out (`values.py`): pure, no room, no clock, no machine. A text is read once with a
bilingual lexicon (`reading.py`, `index.py`, `lexicon/`), any two beneficiaries are compared
(`likeness.py`), candidates are ranked with what people have decided (`ranking.py`, `learning.py`),
and each proposal comes with its reasons (`reasons.py`). Nothing is ever applied by itself.
"""

from .concepts import Concept, general, of_template, of_words
from .index import Index, index_with
from .proposer import Proposer
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
