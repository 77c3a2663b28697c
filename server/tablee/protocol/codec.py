"""Reading and writing frames: bytes in, messages out, and back (SPEC W2, W3).

Reading never raises anything but `Unreadable`. Writing makes the whole websocket frame, header
included, so that what a batch changes is encoded once and written as it is to every recipient:
a server's frames are not masked (RFC 6455 §5.1), hence the same for all.
"""

from collections.abc import Iterable, Mapping
from hashlib import blake2b
from typing import Final

import msgspec

from ..workshop.room import Room
from .messages import Change, ClientMessage, Do, Proposals, ServerMessage, Welcome, You

MAX_FRAME: Final = 65_536
"""Bytes that a client may send in one message; more closes with 1009."""

_reader: Final[msgspec.json.Decoder[ClientMessage]] = msgspec.json.Decoder(ClientMessage)
_encoder: Final = msgspec.json.Encoder()


class Unreadable(Exception):
    """The bytes are not a message; `n` is the command number when it can still be told."""

    def __init__(self, n: int | None) -> None:
        super().__init__("unreadable frame")
        self.n = n


class _Numbered(msgspec.Struct):
    n: int


class _WelcomeWithRoom(Welcome, frozen=True, kw_only=True, tag="Welcome"):
    """A welcome whose room is already encoded."""

    room: msgspec.Raw  # type: ignore[assignment]


class _ProposalsFound(Proposals, frozen=True, kw_only=True, tag="Proposals"):
    """Proposals whose `found` is already encoded."""

    found: msgspec.Raw  # type: ignore[assignment]


_numbered: Final = msgspec.json.Decoder(_Numbered)


def read(data: bytes | bytearray | memoryview) -> ClientMessage:
    """The message of a text frame. Raises `Unreadable` for anything else."""
    try:
        return _reader.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Unreadable(_number_of(data)) from error


def _number_of(data: bytes | bytearray | memoryview) -> int | None:
    try:
        return _numbered.decode(data).n
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def payload_hash(do: Do) -> bytes:
    """Tells a repeated command from another one under the same number: 16 bytes."""
    return blake2b(_encoder.encode(do.command), digest_size=16).digest()


def frame(payload: bytes) -> bytes:
    """A final, unmasked text frame (RFC 6455 §5.2)."""
    length = len(payload)
    if length < 126:
        return bytes((0x81, length)) + payload
    if length < 65_536:
        return b"\x81\x7e" + length.to_bytes(2, "big") + payload
    return b"\x81\x7f" + length.to_bytes(8, "big") + payload


def payload_of(framed: bytes) -> bytes:
    """The payload of one frame that `frame` made."""
    short = framed[1]
    return framed[2 if short < 126 else 4 if short == 126 else 10 :]


def write(message: ServerMessage) -> bytes:
    """The frame of a message."""
    return frame(_encoder.encode(message))


def encode_room(room: Room) -> bytes:
    """The JSON of a snapshot, made once for everybody who sees the same."""
    return _encoder.encode(room)


def write_welcome(
    *,
    epoch: str,
    seq: int,
    now_ms: int,
    you: You,
    done_to: int,
    room: bytes | None,
    people: Mapping[str, str],
) -> bytes:
    """The frame of a `Welcome` whose snapshot is already encoded, or None to keep the replica."""
    return frame(
        _encoder.encode(
            _WelcomeWithRoom(
                epoch=epoch,
                seq=seq,
                now_ms=now_ms,
                you=you,
                done_to=done_to,
                room=msgspec.Raw(b"null" if room is None else room),
                people=people,
            )
        )
    )


def write_proposals(seq: int, found: bytes | None) -> bytes:
    """The frame of a `Proposals` whose `found` is already encoded, or could not be made."""
    raw = msgspec.Raw(b"null" if found is None else found)
    return frame(_encoder.encode(_ProposalsFound(seq=seq, found=raw)))


def encode_change(change: Change) -> bytes:
    return _encoder.encode(change)


def write_changes(from_seq: int, to_seq: int, changes: Iterable[bytes]) -> bytes:
    """The frame of a `Changes` from changes that are already encoded."""
    head = b'{"type":"Changes","from_seq":%d,"to_seq":%d,"changes":[' % (from_seq, to_seq)
    return frame(head + b",".join(changes) + b"]}")
