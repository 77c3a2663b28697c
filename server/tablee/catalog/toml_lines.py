"""Where each key of a TOML text stands: key path -> line and column.

`tomllib` reads values and forgets positions. Looked at instead: tomlkit (positions asked for since
2019 in its issue 55, still open; only its syntax errors carry a line) and tree-sitter (a compiled
grammar for one small file). This scanner is the little that is missing: it follows keys, headers,
arrays and strings, and leaves values, and the judgement whether the text is TOML, to `tomllib`.
A property test holds its paths equal to those of what `tomllib` reads.

It never fails: where it meets something that it cannot follow it stops and says where.
"""

import re
import tomllib
from bisect import bisect_right
from collections.abc import Mapping
from typing import Final, NamedTuple

KeyPath = tuple[str | int, ...]

MAX_DEPTH: Final = 12
"""Keys and list items from the root down; the deepest field of a template is at 7."""

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SPACES = re.compile(r"[ \t]*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_SCALAR = re.compile(r"[^,\]}#\r\n]+")
# The long forms first: their closing delimiter may be preceded by one or two quotes of the text.
_STRING = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""(?:"{0,2})'
    r"|'''(?:[^']|'(?!''))*'''(?:'{0,2})"
    r'|"(?!"")(?:[^"\\\n]|\\.)*"'
    r"|'(?!'')[^'\n]*'",
    re.DOTALL,
)


class Position(NamedTuple):
    """A place in the text; both count from 1, the column in code points."""

    line: int
    column: int | None


class Located(NamedTuple):
    """What the scanner found.

    `repeated`: (path, position) of each key or table written a second time; `positions` keeps the
    first. `too_deep`: the first place nested deeper than MAX_DEPTH, where scanning ended.
    `stopped`: the place that it could not follow, an opening quote or the end of the last item
    before a missing comma or bracket: closer to the mistake than where a parser notices it.
    """

    positions: Mapping[KeyPath, Position]
    repeated: tuple[tuple[KeyPath, Position], ...]
    too_deep: Position | None
    stopped: Position | None

    def of(self, path: KeyPath) -> Position:
        """The position of `path`, or of the nearest thing around it that has one."""
        while path and path not in self.positions:
            path = path[:-1]
        return self.positions[path]


def locate(source: str) -> Located:
    """Follow the whole of `source`, one pass, linear in its length."""
    scanner = _Scanner(source)
    too_deep = stopped = None
    try:
        scanner.document()
    except _TooDeepError as trouble:
        too_deep = scanner.position(trouble.at)
    except _LostError as trouble:
        stopped = scanner.position(trouble.at)
    return Located(scanner.positions, tuple(scanner.repeated), too_deep, stopped)


class _ScanError(Exception):
    def __init__(self, at: int) -> None:
        super().__init__(at)
        self.at = at


class _LostError(_ScanError):
    pass


class _TooDeepError(_ScanError):
    pass


class _Scanner:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.line_starts = [0, *(found.end() for found in re.finditer("\n", source))]
        self.positions: dict[KeyPath, Position] = {(): Position(1, 1)}
        self.repeated: list[tuple[KeyPath, Position]] = []
        self.given: set[KeyPath] = set()
        self.table_counts: dict[KeyPath, int] = {}

    def position(self, at: int) -> Position:
        line = bisect_right(self.line_starts, at)
        return Position(line, at - self.line_starts[line - 1] + 1)

    def document(self) -> None:
        table: KeyPath = ()
        while self.skip(_BLANK) < len(self.source):
            if self.source[self.at] == "[":
                table = self.header()
            else:
                self.pair(table)

    def header(self) -> KeyPath:
        start = self.at
        is_item = self.take("[[")
        if not is_item:
            self.take("[")
        *parents, (name, _) = self.dotted(0)
        path: KeyPath = ()
        for key, _at in parents:
            path = self.current((*path, key))
            self.positions.setdefault(path, self.position(start))
        path = (*path, name)
        if is_item:
            index = self.table_counts.get(path, 0)
            self.table_counts[path] = index + 1
            self.positions.setdefault(path, self.position(start))
            path = (*path, index)
        self.give(path, start)
        if not self.take("]]" if is_item else "]"):
            raise _LostError(start)
        return path

    def current(self, path: KeyPath) -> KeyPath:
        """`path`, or its latest item when it is a list of tables."""
        count = self.table_counts.get(path)
        return path if count is None else (*path, count - 1)

    def pair(self, table: KeyPath) -> None:
        *parents, (name, at) = self.dotted(len(table))
        path = table
        for key, key_at in parents:
            path = (*path, key)
            self.positions.setdefault(path, self.position(key_at))
        path = (*path, name)
        self.give(path, at)
        self.skip(_SPACES)
        if not self.take("="):
            raise _LostError(at)
        self.value(path)

    def dotted(self, depth: int) -> list[tuple[str, int]]:
        keys: list[tuple[str, int]] = []
        while True:
            start = self.skip(_SPACES)
            keys.append((self.key(), start))
            if depth + len(keys) > MAX_DEPTH:
                raise _TooDeepError(start)
            self.skip(_SPACES)
            if not self.take("."):
                return keys

    def key(self) -> str:
        if bare := _BARE_KEY.match(self.source, self.at):
            self.at = bare.end()
            return bare[0]
        quoted = self.string()
        try:
            return str(tomllib.loads(f"key = {quoted}")["key"])
        except tomllib.TOMLDecodeError:
            raise _LostError(self.at - len(quoted)) from None

    def string(self) -> str:
        found = _STRING.match(self.source, self.at)
        if found is None:
            raise _LostError(self.at)
        self.at = found.end()
        return found[0]

    def value(self, path: KeyPath) -> None:
        start = self.skip(_SPACES)
        if self.take("["):
            self.items(path)
        elif self.take("{"):
            self.inline_table(path)
        elif self.source.startswith(('"', "'"), start):
            self.string()
        elif scalar := _SCALAR.match(self.source, start):
            self.at = scalar.end()
        else:
            raise _LostError(start)

    def items(self, path: KeyPath) -> None:
        if len(path) >= MAX_DEPTH:
            raise _TooDeepError(self.at - 1)
        index = 0
        more = True
        while True:
            seen = self.at - 1
            self.skip(_BLANK)
            if self.take("]"):
                return
            if not more or self.at >= len(self.source):
                raise _LostError(seen)
            self.give((*path, index), self.at)
            self.value((*path, index))
            index += 1
            seen = self.at - 1
            self.skip(_BLANK)
            more = self.take(",")
            if not more and not self.source.startswith("]", self.at):
                raise _LostError(seen)

    def inline_table(self, path: KeyPath) -> None:
        while True:
            seen = self.at - 1
            self.skip(_BLANK)
            if self.take("}"):
                return
            if self.at >= len(self.source):
                raise _LostError(seen)
            self.pair(path)
            seen = self.at - 1
            self.skip(_BLANK)
            if not self.take(",") and not self.source.startswith("}", self.at):
                raise _LostError(seen)

    def give(self, path: KeyPath, at: int) -> None:
        if path in self.given:
            self.repeated.append((path, self.position(at)))
            return
        self.given.add(path)
        self.positions[path] = self.position(at)

    def skip(self, blank: re.Pattern[str]) -> int:
        found = blank.match(self.source, self.at)
        self.at = found.end() if found else self.at
        return self.at

    def take(self, token: str) -> bool:
        found = self.source.startswith(token, self.at)
        self.at += len(token) if found else 0
        return found
