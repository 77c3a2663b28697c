"""Frames are read whole or not at all, and nothing that cannot be read disturbs the reader."""

import json
from typing import Any, get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.commands import EXAMPLES
from tablee.protocol import codec
from tablee.protocol.codec import Unreadable
from tablee.protocol.messages import Beat, Do, Hello, Writing
from tablee.workshop.commands import AddNote, Command

KINDS: tuple[type[Command], ...] = get_args(Command)


def frame(**command: Any) -> bytes:
    """A `Do` as another client's JSON library would write it."""
    return json.dumps({"type": "Do", "n": 7, "command": command}).encode()


NOTE = {"type": "AddNote", "note": "n", "beneficiary": "b", "text": "é"}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_command_is_read_as_it_was_written(kind: type[Command]) -> None:
    """[W1] by its `type`, through the JSON of another library, fields in any order."""
    command = EXAMPLES[kind]
    written = json.loads(msgspec.json.encode(Do(n=3, command=command, written_ms=5)))
    assert written["command"]["type"] == kind.__name__
    shuffled = {
        key: dict(reversed(value.items())) if isinstance(value, dict) else value
        for key, value in reversed(written.items())
    }
    read = codec.read(json.dumps(shuffled).encode())
    assert read == Do(n=3, command=command, written_ms=5)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_command_with_a_field_it_does_not_know_is_unreadable(kind: type[Command]) -> None:
    """[W3] so that a role or a room that is slipped into a frame is noticed, not ignored."""
    written = json.loads(msgspec.json.encode(EXAMPLES[kind]))
    for extra in ("role", "room", "who", "at_ms"):
        with pytest.raises(Unreadable) as caught:
            codec.read(frame(**written, **{extra: "x"}))
        assert caught.value.n == 7


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_command_with_a_field_of_another_type_is_unreadable(kind: type[Command]) -> None:
    """[W3] wrong types, one field at a time."""
    written = json.loads(msgspec.json.encode(EXAMPLES[kind]))
    for field in msgspec.structs.fields(kind):
        for wrong in ({"a": 1}, 1.5, [[1]]):
            with pytest.raises(Unreadable):
                codec.read(frame(**{**written, field.encode_name: wrong}))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00",
        b"null",
        b"[]",
        b'"Do"',
        b'{"type":"Do"}',
        b'{"type":"Nothing","n":1}',
        b'{"type":"NoteAdded","board":"b","note":null}',
        b'{"type":"Do","n":1,"command":{"type":"Hello"}}',
        b'{"type":"Do","n":"1","command":{"type":"EndTimer"}}',
        b'{"type":"Do","n":1.5,"command":{"type":"EndTimer"}}',
        b'{"type":"Do","n":true,"command":{"type":"EndTimer"}}',
        b'{"type":"Do","n":NaN,"command":{"type":"EndTimer"}}',
        b'{"type":"Do","n":Infinity,"command":{"type":"EndTimer"}}',
        b'{"type":"Do","n":1,"command":{"type":"MoveDeadline","by_ms":-Infinity}}',
        b'{"type":"Do","n":1,"command":{"type":"MoveDeadline","by_ms":NaN}}',
        b'{"type":"Do","n":1,"command":{"type":"EndTimer"}}}',
        b'{"type":"Do","n":1,"command":{"type":"EndTimer"}} {}',
        b'\xef\xbb\xbf{"type":"Do","n":1,"command":{"type":"EndTimer"}}',
        b'{"type":"Do","n":1,"room":"other","command":{"type":"EndTimer"}}',
        json.dumps({"type": "Do", "n": 1, "command": {"type": "EndTimer"}}).encode("utf-16"),
        frame(**NOTE).replace(b"\\u00e9", b"\\ud800"),
        frame(**NOTE).replace(b"\\u00e9", b"\\udc00\\ud800"),
        frame(**NOTE).replace(b"\\u00e9", b"\xed\xa0\x80"),
        frame(**NOTE).replace(b"\\u00e9", b"\xff"),
        frame(**NOTE).replace(b"\\u00e9", b"\xc3"),
        frame(**NOTE).replace(b"\\u00e9", b"\xc0\x80"),
        frame(**NOTE).replace(b"\\u00e9", b"\n"),
    ],
)
def test_what_is_not_a_message_is_unreadable_and_nothing_else(data: bytes) -> None:
    """[W2] [W3] unknown types, NaN, lone surrogates, bad UTF-8, trailing or missing bytes."""
    with pytest.raises(Unreadable):
        codec.read(data)


@pytest.mark.parametrize("opening", [b"[", b'{"a":', b'[{"type":'])
@pytest.mark.parametrize("depth", [10, 1_000, 30_000, 1_000_000])
def test_depth_without_end_is_unreadable(opening: bytes, depth: int) -> None:
    """[W3] closed or left open, as a command or as one of its fields."""
    inside = opening * depth
    for data in (
        inside,
        b'{"type":"Do","n":1,"command":' + inside,
        b'{"type":"Do","n":1,"command":{"type":"SplitNote","note":"n","base":0,"parts":' + inside,
        b'{"type":"Do","n":1,"extra":' + b"[" * depth + b"]" * depth + b"}",
    ):
        with pytest.raises(Unreadable):
            codec.read(data)


def test_the_number_of_an_unreadable_command_is_told_when_it_can_be() -> None:
    """[W2] with `n` when it can be told."""
    for data, n in (
        (frame(type="AddNote", note=3), 7),
        (frame(type="Unknown"), 7),
        (b'{"n":12,"type":"Do"}', 12),
        (frame(type="AddNote")[:-2], None),
        (b'{"type":"Do","n":"7"}', None),
        (b"\xff", None),
    ):
        with pytest.raises(Unreadable) as caught:
            codec.read(data)
        assert caught.value.n == n


@given(st.one_of(st.binary(max_size=200), st.text(max_size=100).map(str.encode)))
def test_any_bytes_are_read_or_unreadable(data: bytes) -> None:
    """[W2] reading raises nothing else."""
    try:
        assert isinstance(codec.read(data), Do | Hello | Writing)
    except Unreadable:
        return


@given(st.data())
def test_a_frame_that_is_damaged_anywhere_is_read_or_unreadable(data: st.DataObject) -> None:
    """[W2] one byte changed, or the end cut off."""
    whole = bytearray(msgspec.json.encode(Do(n=3, command=EXAMPLES[data.draw(kinds)])))
    place = data.draw(st.integers(0, len(whole) - 1))
    if data.draw(st.booleans()):
        whole[place] = data.draw(st.integers(0, 255))
    else:
        with pytest.raises(Unreadable):
            codec.read(bytes(whole[:place]))
        return
    try:
        assert isinstance(codec.read(bytes(whole)), Do)
    except Unreadable:
        return


kinds = st.sampled_from(KINDS)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=50))
def test_a_text_crosses_the_wire_as_it_was_typed(text: str) -> None:
    """[W1] every character that UTF-8 can carry."""
    command = AddNote(note="n", beneficiary="b", text=text)
    assert codec.read(msgspec.json.encode(Do(n=1, command=command))) == Do(n=1, command=command)


@pytest.mark.parametrize("length", [0, 1, 125, 126, 127, 65_535, 65_536, 70_000])
def test_a_frame_says_its_length_in_the_shortest_way(length: int) -> None:
    """[W1] text, final, unmasked (RFC 6455 §5.2), at each of the three lengths of a length."""
    payload = b"x" * length
    framed = codec.frame(payload)
    assert framed[0] == 0x81
    assert len(framed) - length == (2 if length < 126 else 4 if length < 65_536 else 10)
    assert codec.payload_of(framed) == payload


def test_a_message_of_the_server_is_one_frame_of_json() -> None:
    """[W1] with its `type`."""
    payload = codec.payload_of(codec.write(Beat(seq=4, now_ms=5)))
    assert json.loads(payload) == {"type": "Beat", "seq": 4, "now_ms": 5}


def test_the_hash_of_a_command_tells_it_from_every_other_one() -> None:
    """[K3] the same for the same command, whenever it was written; another for another one."""
    hashes = {codec.payload_hash(Do(n=1, command=command)) for command in EXAMPLES.values()}
    assert len(hashes) == len(EXAMPLES)
    one = codec.payload_hash(Do(n=1, command=EXAMPLES[AddNote]))
    assert one == codec.payload_hash(Do(n=1, command=EXAMPLES[AddNote], written_ms=9))
