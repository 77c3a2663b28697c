"""The TypeScript types of the wire, made from the Python ones: `web/src/protocol/messages.ts`.

    python -m tablee.protocol.schema        writes the file again; a test compares

One interface per struct under the same name, one union per tagged union, so that a message is told
apart by `type` in both languages. What a client writes may leave out what has a default; what the
server writes is always whole. Nothing in the running product imports this.
"""

import types
import typing
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

import msgspec
from msgspec import UnsetType

from ..proposals.values import ReasonKind
from ..workshop import commands, events, limits, room, vocabulary
from ..workshop.rejection import RejectionCode
from . import close_codes, codec, messages

FILE: Final = Path(__file__).resolve().parents[3] / "web" / "src" / "protocol" / "messages.ts"

_LITERALS: Final[Mapping[Any, str]] = {
    getattr(vocabulary, name): name
    for name in sorted(vars(vocabulary))
    if get_origin(getattr(vocabulary, name)) is Literal
} | {RejectionCode: "RejectionCode", ReasonKind: "ReasonKind"}

_UNIONS: Final[Mapping[str, Any]] = {
    "BoardCommand": commands.BoardCommand,
    "RemarkCommand": commands.RemarkCommand,
    "TakingPartCommand": commands.TakingPartCommand,
    "PoolingCommand": commands.PoolingCommand,
    "LeadCommand": commands.LeadCommand,
    "SeatCommand": commands.SeatCommand,
    "Command": commands.Command,
    "PoolingChoice": room.PoolingChoice,
    "Event": events.Event,
    "Veil": events.Veil,
    "SeenEvent": events.SeenEvent,
    "ClientMessage": messages.ClientMessage,
    "ServerMessage": messages.ServerMessage,
}
_NAMES: Final = {frozenset(get_args(union)): name for name, union in _UNIONS.items()}
_PLAIN: Final[Mapping[Any, str]] = {
    str: "string",
    int: "number",
    float: "number",
    bool: "boolean",
    type(None): "null",
}
_WRITTEN_BY_CLIENT: Final = {*get_args(messages.ClientMessage), commands.Part} | {
    *get_args(commands.Command)
}


def typescript() -> str:
    """The whole file, the same for the same Python."""
    structs = dict.fromkeys(_reached(_UNIONS["ClientMessage"]))
    for name in ("ServerMessage", "SeenEvent", "Command"):
        structs |= dict.fromkeys(_reached(_UNIONS[name]))
    by_name = {struct.__name__: struct for struct in structs}
    if len(by_name) != len(structs):
        raise ValueError("two structs of the wire have the same name")
    parts = [
        "// Made by `python -m tablee.protocol.schema` from the Python types; not edited by hand.",
        *_constants(),
        *(f"export type {name} = {_choice(literal)};" for literal, name in _LITERALS.items()),
        *(f"export type {name} ={_members(union)};" for name, union in _UNIONS.items()),
        *(_interface(struct) for struct in by_name.values()),
    ]
    return "\n\n".join(parts) + "\n"


def _constants() -> Iterator[str]:
    yield f"export const PROTOCOL = {messages.PROTOCOL};"
    comment = "/** Bytes that one frame of a client may hold. */"
    yield f"{comment}\nexport const MAX_FRAME = {codec.MAX_FRAME};"
    yield _object("CLOSE", vars(close_codes))
    yield _object("LIMITS", vars(limits))
    phases = "".join(f'  "{phase}",\n' for phase in vocabulary.PHASES)
    yield f"export const PHASES: readonly PhaseKind[] = [\n{phases}];"
    sections = "".join(f'  "{section}",\n' for section in vocabulary.SECTIONS)
    yield f"export const SECTIONS: readonly string[] = [\n{sections}];"


def _object(name: str, values: Mapping[str, Any]) -> str:
    lines = "".join(
        f"  {key}: {list(value) if isinstance(value, tuple) else value},\n"
        for key, value in values.items()
        if key.isupper() and isinstance(value, int | tuple)
    )
    return f"export const {name} = {{\n{lines}}} as const;"


def _interface(struct: type[msgspec.Struct]) -> str:
    """A struct under its own name; its docstring's first paragraph goes along."""
    hints = get_type_hints(struct)
    lines = []
    if struct.__struct_config__.tag is not None:
        lines.append(f'  readonly type: "{struct.__struct_config__.tag}";')
    for field in msgspec.structs.fields(struct):
        options = [each for each in _options(hints[field.name]) if each is not UnsetType]
        optional = struct in _WRITTEN_BY_CLIENT and not field.required
        mark = "?" if optional or len(options) < len(_options(hints[field.name])) else ""
        kind = " | ".join(dict.fromkeys(_type(each) for each in options))
        lines.append(f"  readonly {field.encode_name}{mark}: {kind};")
    body = "\n".join(lines)
    return f"{_comment(struct)}export interface {struct.__name__} {{\n{body}\n}}"


def _comment(struct: type[msgspec.Struct]) -> str:
    own = struct.__dict__.get("__doc__")
    if not own:
        return ""
    return f"/** {' '.join(own.strip().split(chr(10) * 2)[0].split())} */\n"


def _type(hint: Any) -> str:
    """One TypeScript type for one Python annotation."""
    if hint in _PLAIN:
        return _PLAIN[hint]
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return hint.__name__
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Literal:
        return _LITERALS.get(hint) or _choice(hint)
    if origin is tuple and len(inner) == 2 and inner[1] is Ellipsis:
        item = _type(inner[0])
        return f"readonly ({item})[]" if " | " in item else f"readonly {item}[]"
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return f"Readonly<Record<string, {_type(inner[1])}>>"
    if origin in (Union, types.UnionType):
        return _NAMES.get(frozenset(inner)) or " | ".join(_type(each) for each in inner)
    raise TypeError(f"no TypeScript for {hint}")


def _options(hint: Any) -> tuple[Any, ...]:
    """What a union offers, kept whole when it has a name."""
    is_union = get_origin(hint) in (Union, types.UnionType)
    return get_args(hint) if is_union and frozenset(get_args(hint)) not in _NAMES else (hint,)


def _choice(literal: Any) -> str:
    return " | ".join(f'"{value}"' for value in get_args(literal))


def _members(union: Any) -> str:
    """The members of a named union, those of a smaller named union under its name."""
    left = dict.fromkeys(get_args(union))
    names = []
    for name, other in _UNIONS.items():
        inner = get_args(other)
        if len(inner) < len(get_args(union)) and all(each in left for each in inner):
            names.append(name)
            for each in inner:
                left.pop(each, None)
    return "".join(f"\n  | {name}" for name in [*(each.__name__ for each in left), *names])


def _reached(hint: Any) -> Iterator[type[msgspec.Struct]]:
    """Every struct that a type speaks of, itself first."""
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        yield hint
        for inner in get_type_hints(hint).values():
            yield from _reached(inner)
    elif not isinstance(hint, type) or typing.get_args(hint):
        for inner in get_args(hint):
            if inner is not Ellipsis and not isinstance(inner, str):
                yield from _reached(inner)


if __name__ == "__main__":
    FILE.write_text(typescript(), encoding="utf-8")
