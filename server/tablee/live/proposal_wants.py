"""What the server asks of the process of the proposals, and how it is answered.

Apart from the worker itself, so that the server does not load what only the worker needs.
"""

from typing import Final

import msgspec

from ..proposals import Board, Concept

LENGTH: Final = 4
"""A frame is its length in so many bytes, then its bytes."""
FOUND: Final = b"+"
FAILED: Final = b"-"
"""How an answer begins: the JSON of a `Found`, or the name of what went wrong."""


class Want(msgspec.Struct, frozen=True, kw_only=True):
    """Proposals for a board; without one, what is kept of the room is to be forgotten."""

    room: str
    concepts: tuple[Concept, ...] = ()
    board: Board | None = None
