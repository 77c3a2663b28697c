"""What became of a command, as it is kept beside its events and told to the one who asked."""

from typing import Final

import msgspec

from ..journal.base import CommandRecord
from ..protocol.messages import Done, ReceivedLate, Rejected
from ..workshop.rejection import Rejection
from .session import Say


class Accepted(msgspec.Struct, frozen=True, tag="Done"):
    """Its events are those of the record."""


class KeptLate(msgspec.Struct, frozen=True, tag="ReceivedLate"):
    """It waits in « reçues après la fin »."""


class Declined(msgspec.Struct, frozen=True, tag="Rejected"):
    rejection: Rejection


Outcome = Accepted | KeptLate | Declined

decode: Final = msgspec.json.Decoder(Outcome).decode
encode: Final = msgspec.json.Encoder().encode

Told = Done | Rejected | ReceivedLate


def tell(say: Say, n: int, outcome: Outcome, from_seq: int, to_seq: int) -> Told:
    """The message that answers command `n`."""
    match outcome:
        case Accepted():
            return Done(n=n, from_seq=from_seq, to_seq=to_seq)
        case KeptLate():
            return ReceivedLate(n=n, message=say("late.kept", {}))
        case Declined():
            refused = outcome.rejection
            return Rejected(
                n=n,
                code=refused.code,
                params=refused.params,
                message=say(f"rejection.{refused.code}", refused.params),
            )


def retell(say: Say, record: CommandRecord) -> Told:
    """The answer that the command got the first time."""
    outcome = decode(record.outcome)
    return tell(say, record.n, outcome, record.from_seq, record.to_seq)
