"""The messages of the wire (SPEC W): JSON text frames, told apart by `type`.

A client frame never says who it is from: role, room and outbox come from the server's session and
from the handshake that the server checked. Fields of server messages have no defaults, so that
every one of them is always there.
"""

from collections.abc import Mapping
from typing import Final, Literal

import msgspec

from ..proposals import ActorProposal, Double, EffectProposal
from ..workshop.commands import Command
from ..workshop.events import SeenEvent
from ..workshop.rejection import RejectionCode
from ..workshop.room import Message, Room
from ..workshop.vocabulary import Language, Mark, Role

PROTOCOL: Final = 1
"""The version that `Hello` announces; the server takes this one and the one before."""


class Hello(msgspec.Struct, frozen=True, kw_only=True, tag=True, forbid_unknown_fields=True):
    """The first frame. `epoch` and `seq` are where the client's replica stands, null when new.

    `pending_to` is the highest command number that waits in the client's outbox, 0 when none: what
    it announces here and sends after the lock waits for the facilitator instead of being refused.
    """

    protocol: int
    epoch: str | None
    seq: int
    pending_to: int
    language: Language


class Do(msgspec.Struct, frozen=True, kw_only=True, tag=True, forbid_unknown_fields=True):
    """A command under its number in the outbox: 1, 2, 3… without a hole.

    `written_ms` is the client's own clock when it was written, a claim that is only shown.
    """

    n: int
    command: Command
    written_ms: int | None = None


class Writing(msgspec.Struct, frozen=True, kw_only=True, tag=True, forbid_unknown_fields=True):
    """« écrit… »: for a beneficiary, in a note, or nowhere any more (both null). Never kept.

    With `moving` the note is held by a pointer, not written in.
    """

    beneficiary: str | None
    note: str | None
    moving: bool = False


class Speak(msgspec.Struct, frozen=True, kw_only=True, tag=True, forbid_unknown_fields=True):
    """The person has switched: from here on, another language than the hello's."""

    language: Language


ClientMessage = Hello | Do | Writing | Speak


class You(msgspec.Struct, frozen=True, kw_only=True):
    """Who the server takes this connection for."""

    role: Role
    participant: str | None
    outbox: str


class Welcome(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Answers `Hello`. `room` is the snapshot at `seq`; null when the client's replica is kept and
    a `Changes` with the tail follows. `done_to` is the highest number of this outbox that has an
    outcome."""

    epoch: str
    seq: int
    now_ms: int
    you: You
    done_to: int
    room: Room | None
    people: Mapping[str, str]


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """An event as this viewer sees it, at its place in the room's order.

    Several may share a `seq` (one event may be seen as several veils), and some `seq` are not
    shown at all. `role` and `pair` say who did it; never which person.
    """

    seq: int
    at_ms: int
    role: Role
    pair: str | None
    event: SeenEvent


class Changes(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """All that happened after `from_seq` up to `to_seq`, as this viewer sees it.

    A client whose replica stands before `from_seq` has missed something and says hello again; one
    that stands at or after `to_seq` drops the frame.
    """

    from_seq: int
    to_seq: int
    changes: tuple[Change, ...]


class Done(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The command is on disk, as the events `from_seq` to `to_seq` (none when `to_seq` is less)."""

    n: int
    from_seq: int
    to_seq: int


class Rejected(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The command changed nothing; `message` says why in the person's language."""

    n: int
    code: RejectionCode
    params: Mapping[str, str | int]
    message: str


class ReceivedLate(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The command is on disk, in « reçues après la fin », until the facilitator decides."""

    n: int
    message: str


class Refused(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A frame that could not be read or taken now; with `n` when it can be told which command.

    `busy`: send again after `retry_ms`. `malformed`, `too_large`: sending the same again is vain.
    `gap`: the outbox must go on from `expected`.
    """

    code: Literal["malformed", "busy", "gap", "unavailable"]
    n: int | None
    expected: int | None
    retry_ms: int | None
    message: str


class Beat(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Every 3 s: where this viewer's replica should stand, and the server's clock."""

    seq: int
    now_ms: int


class Presence(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """How many devices of each participant are connected; those with none are left out."""

    devices: Mapping[str, int]
    facilitators: int


class People(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """First names by participant, only those that changed; empty for an erased one."""

    names: Mapping[str, str]


class SomeoneWriting(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Somebody writes on a board; who and where is null for a viewer who may not read it."""

    board: str
    participant: str | None
    beneficiary: str | None
    note: str | None
    moving: bool
    stopped: bool


class PairMessages(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """All that stands of what the facilitators tell this person's pair alone (H4).

    It takes the place of the one before; after a `Welcome`, none has come yet.
    """

    messages: tuple[Message, ...]


class OwnVotes(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A person's own ballots in the rounds that are open, for their own devices alone (O3).

    It takes the place of the one before; after a `Welcome`, none has come yet.
    """

    ballots: Mapping[Mark, tuple[str, ...]]


class OwnLate(msgspec.Struct, frozen=True, kw_only=True):
    """A late command of this person's that has not been admitted; `aside` when it was left out.

    `text` is what was written; where a command has no words, those of what it is about, empty when
    they are not known, and `act` is its type then. `withdrawn`: about a note that this person took
    back before it came (T12).
    """

    id: str
    text: str
    act: str
    aside: bool
    withdrawn: bool


class OwnLates(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """What a person sent after the end and what stands of it, for their own devices alone (T9).

    It takes the place of the one before; one that is not in it any more was admitted. After a
    `Welcome`, there is none when none has come before the next `Beat`.
    """

    lates: tuple[OwnLate, ...]


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """What may be one, the most likely first, each pair once.

    `coverage` (0 to 1) is the share of the words that the lexicon knows, `unknown_words` the most
    frequent of the others.
    """

    actors: tuple[ActorProposal, ...]
    effects: tuple[EffectProposal, ...]
    doubles: tuple[Double, ...]
    coverage: float
    unknown_words: tuple[str, ...]


class Proposals(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """What the pooling may join, for facilitators alone (W14), as the room stood at `seq`.

    It takes the place of the one before. `found` is null when it could not be made.
    """

    seq: int
    found: Found | None


class GoAway(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The server is about to close: come back after `retry_ms`."""

    retry_ms: int


ServerMessage = (
    Welcome
    | Changes
    | Done
    | Rejected
    | ReceivedLate
    | Refused
    | Beat
    | Presence
    | People
    | SomeoneWriting
    | PairMessages
    | OwnVotes
    | OwnLates
    | Proposals
    | GoAway
)
