"""Proposals for the pooling: which beneficiaries may be one actor, which effects may say the same.

Values in, values out: pure, no room, no clock, no machine. A text is read once with a bilingual
lexicon (`reading.py`, `index.py`, `lexicon/`). Nothing is ever applied by itself.
"""

from .concepts import Concept, general, of_template, of_words
from .index import Index, index_with

__all__ = ["Concept", "Index", "general", "index_with", "of_template", "of_words"]
