"""The TypeScript types of the wire are those of the Python ones, and stay so."""

import msgspec
import pytest

from tablee.protocol import schema
from tablee.protocol.messages import Do, Welcome


def test_the_committed_types_are_what_the_python_gives() -> None:
    """When this fails: `python -m tablee.protocol.schema`, then look at what changed."""
    assert schema.FILE.read_text(encoding="utf-8") == schema.typescript()


def test_a_client_may_leave_out_what_has_a_default_and_a_server_nothing() -> None:
    text = schema.typescript()
    assert "  readonly written_ms?: number | null;" in _body(text, Do)
    assert "?:" not in _body(text, Welcome)


def test_a_field_of_an_unknown_shape_is_not_guessed(monkeypatch: pytest.MonkeyPatch) -> None:
    class Strange(msgspec.Struct, tag=True):
        inner: complex

    monkeypatch.setitem(schema._UNIONS, "ServerMessage", Welcome | Strange)
    with pytest.raises(TypeError, match="complex"):
        schema.typescript()


def _body(text: str, struct: type[msgspec.Struct]) -> str:
    return text.split(f"export interface {struct.__name__} {{")[1].split("\n}")[0]
