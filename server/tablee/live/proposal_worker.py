"""The process that makes proposals: it reads wants from its input and writes what it found.

    python -m tablee.live.proposal_worker        started by `ProposalProcess`, never by hand

Frames are those of `proposal_wants.py`. One want at a time, in order; an empty input
ends it. It keeps what it read of the last few rooms, so that a decision costs little; it writes
nothing down, and says nothing of a text when it fails.
"""

import os
import sys
from collections import OrderedDict
from contextlib import suppress
from typing import BinaryIO, Final

import msgspec

from ..proposals import ActorProposal, Concept, Proposals, Proposer, index_with
from ..protocol.messages import Found
from .proposal_wants import FAILED, FOUND, LENGTH, Want

ROOMS: Final = 8
"""Rooms whose readings are kept, those that asked last."""
MOST_PAIRS: Final = 300
MOST_EFFECTS: Final = 200
MOST_DOUBLES: Final = 60
"""What a page is sent at the most: decided ones make room for the next."""


class Bench:
    """The rooms whose readings are kept, each with the words that it was read with."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, tuple[tuple[Concept, ...], Proposer]] = OrderedDict()

    def found(self, want: Want) -> Found:
        """What may be proposed; nothing for a room that is forgotten."""
        if want.board is None:
            self._kept.pop(want.room, None)
            return shown(Proposals())
        kept = self._kept.get(want.room)
        if kept is None or kept[0] != want.concepts:
            kept = (want.concepts, Proposer(index_with(want.concepts)))
        self._kept[want.room] = kept
        self._kept.move_to_end(want.room)
        while len(self._kept) > ROOMS:
            self._kept.popitem(last=False)
        return shown(kept[1].propose(want.board))


def shown(proposals: Proposals) -> Found:
    """What goes to a page: each pair once, as it is met first, none without a reason (R33), and no
    more than can be read."""
    pairs: dict[frozenset[str], ActorProposal] = {}
    for each in proposals.actors:
        if each.reasons:
            pairs.setdefault(frozenset((each.one, each.other)), each)
    return Found(
        actors=tuple(pairs.values())[:MOST_PAIRS],
        effects=proposals.effects[:MOST_EFFECTS],
        doubles=proposals.doubles[:MOST_DOUBLES],
        coverage=proposals.coverage,
        unknown_words=proposals.unknown_words,
    )


def answer(bench: Bench, want: bytes) -> bytes:
    """The answer to a frame; a bug of ours is an answer too."""
    try:
        return FOUND + msgspec.json.encode(bench.found(_wants.decode(want)))
    except Exception as error:  # noqa: BLE001 - the next want may do
        return FAILED + type(error).__name__.encode()


def serve(reads: BinaryIO, writes: BinaryIO) -> None:
    """Answer until the input ends."""
    bench = Bench()
    index_with()
    while head := reads.read(LENGTH):
        said = answer(bench, reads.read(int.from_bytes(head, "big")))
        writes.write(len(said).to_bytes(LENGTH, "big") + said)
        writes.flush()


_wants: Final = msgspec.msgpack.Decoder(Want)

if __name__ == "__main__":
    # The rooms come first where cores are few.
    if hasattr(os, "nice"):
        os.nice(10)
    with suppress(BrokenPipeError):
        serve(sys.stdin.buffer, sys.stdout.buffer)
