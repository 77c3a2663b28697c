"""The scanner finds the line of every key, whatever way the same values are written."""

import json
import random
import tomllib
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tablee.catalog.toml_lines import MAX_DEPTH, KeyPath, Position, locate

KEYS = st.sampled_from(["a", "b", "fr", "en", "with space", "é", "a.b", 'q"q', "#", "[x]", "12"])
TEXTS = st.sampled_from(
    ["", "plain", "l'été", 'dit "oui"', "# no comment", "[[no]]", "a\nb", "]}", "\\", '"""', "'''"]
)
VALUES = st.recursive(
    st.one_of(TEXTS, st.integers(), st.booleans(), st.just(1.5)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=3)),
    max_leaves=12,
)
DOCUMENTS = st.dictionaries(KEYS, VALUES, max_size=5)


class Writer:
    """Writes values as TOML in a way chosen by `chance`, and notes the line of each path."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.source = ""
        self.lines: dict[KeyPath, int] = {(): 1}

    def maybe(self) -> bool:
        return self.chance.random() < 0.5

    def here(self, path: KeyPath) -> None:
        self.lines[path] = self.source.count("\n") + 1

    def table(self, table: dict[str, object], path: KeyPath) -> None:
        """The pairs of a table, then what stands under headers of its own."""
        later: list[tuple[str, object]] = []
        for key, value in table.items():
            tables = isinstance(value, list) and value and all(isinstance(v, dict) for v in value)
            if (isinstance(value, dict) or tables) and self.maybe():
                later.append((key, value))
            elif isinstance(value, dict) and len(value) == 1 and self.maybe():
                self.dotted(key, value, path)
            else:
                self.here((*path, key))
                self.source += f"{self.key(key)}{self.chance.choice(['=', ' = '])}"
                self.value(value, (*path, key), one_line=False)
                self.source += self.chance.choice(["\n", " # a comment [\n", "\r\n", "\n\n\t"])
        for key, value in later:
            if isinstance(value, dict):
                self.header(key, value, path, ("[", "]"))
            elif isinstance(value, list):
                for index, item in enumerate(value):
                    self.lines.setdefault((*path, key), self.source.count("\n") + 1)
                    self.header(key, item, path, ("[[", "]]"), index)

    def dotted(self, key: str, value: dict[str, object], path: KeyPath) -> None:
        ((inner, leaf),) = value.items()
        self.here((*path, key))
        self.here((*path, key, inner))
        self.source += f"{self.key(key)} . {self.key(inner)} = "
        self.value(leaf, (*path, key, inner), one_line=False)
        self.source += "\n"

    def header(
        self,
        key: str,
        table: dict[str, object],
        path: KeyPath,
        brackets: tuple[str, str],
        index: int | None = None,
    ) -> None:
        names = [name for name in (*path, key) if isinstance(name, str)]
        path = (*path, key) if index is None else (*path, key, index)
        self.here(path)
        self.source += brackets[0] + ".".join(self.key(name) for name in names) + brackets[1] + "\n"
        self.table(table, path)

    def value(self, value: object, path: KeyPath, one_line: bool) -> None:
        if isinstance(value, dict):
            self.source += "{"
            for place, (key, inner) in enumerate(value.items()):
                self.source += ", " if place else " "
                self.here((*path, key))
                self.source += f"{self.key(key)} = "
                self.value(inner, (*path, key), one_line=True)
            self.source += "}"
        elif isinstance(value, list):
            self.source += "["
            for index, item in enumerate(value):
                self.source += ", " if index else ""
                self.source += self.chance.choice(["", "\n  ", " # ] in a comment\n"])
                self.here((*path, index))
                self.value(item, (*path, index), one_line)
            self.source += self.chance.choice(["", "\n"]) + "]"
        elif isinstance(value, str):
            self.text(value, one_line)
        else:
            self.source += json.dumps(value)

    def text(self, text: str, one_line: bool) -> None:
        if "'" not in text and "\n" not in text and self.maybe():
            self.source += f"'{text}'"
        elif "'''" not in text and not one_line and self.maybe() and not text.endswith("'"):
            self.source += f"'''\n{text}'''"
        elif not one_line and self.maybe():
            escaped = text.replace("\\", "\\\\").replace('"""', '""\\"')
            self.source += f'"""{escaped}"""'
        else:
            self.source += json.dumps(text)

    def key(self, key: str) -> str:
        bare = key.isascii() and key.isalnum()
        return key if bare and self.maybe() else json.dumps(key)


def paths(value: object, path: KeyPath = ()) -> Iterator[KeyPath]:
    """Every path of what tomllib reads."""
    yield path
    inside = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for key, item in inside:
        yield from paths(item, (*path, key))


@settings(max_examples=300, deadline=None)
@given(DOCUMENTS, st.integers(0, 2**32))
def test_every_path_has_the_line_where_it_was_written(
    document: dict[str, object], seed: int
) -> None:
    """Headers, dotted keys, inline tables, arrays and strings over lines, quoted keys, comments."""
    writer = Writer(random.Random(seed))
    writer.table(document, ())
    assert tomllib.loads(writer.source) == document
    located = locate(writer.source)
    assert (located.stopped, located.repeated, located.too_deep) == (None, (), None)
    assert set(located.positions) == set(paths(document))
    assert {path: at.line for path, at in located.positions.items()} == writer.lines


def test_columns_count_code_points_from_one() -> None:
    """A key inside an inline table, after accents."""
    located = locate('é = 1\n"é" = { fr = "été", en = 2 }')
    assert located.stopped == Position(1, 1)
    located = locate('"é" = { fr = "été", en = 2 }')
    assert located.positions["é", "en"] == Position(1, 21)


def test_a_place_that_is_not_there_is_the_nearest_around_it() -> None:
    """A missing field is named at its table."""
    located = locate("a = 1\n[b]\nc = [\n1,\n2]\n")
    assert located.of(("b", "missing", 3)) == Position(2, 1)
    assert located.of(("b", "c", 1, "missing")) == Position(5, 1)
    assert located.of(("missing",)) == Position(1, 1)


def test_a_table_written_after_its_children_has_its_own_line() -> None:
    """TOML allows it, and so the line is not the child's."""
    located = locate("[a.b]\nc = 1\n[a]\nd = 1\n")
    assert located.positions["a",] == Position(3, 1)
    assert located.repeated == ()


def test_keys_and_tables_written_twice_are_all_listed() -> None:
    """The first keeps the position."""
    located = locate("a = 1\na = 2\n[b]\n[b]\n[[c]]\nx = 1\n[[c]]\nx = 1\nx = 2\n")
    assert [(path, at.line) for path, at in located.repeated] == [
        (("a",), 2),
        (("b",), 4),
        (("c", 1, "x"), 9),
    ]
    assert located.positions["a",].line == 1


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ("a = [\n  1,\n  2\n  3\n]\n", Position(3, 3)),
        ("a = [\n  1,\n", Position(2, 4)),
        ("a = [1, 2\nb = 3\n", Position(1, 9)),
        ("a = 1\nb = '''\nnever\nclosed\n", Position(2, 5)),
        ('a = 1\nb = "never\nclosed"\n', Position(2, 5)),
        ("a = { b = 1\n", Position(1, 11)),
        ("a\n", Position(1, 1)),
        ("[a\n", Position(1, 1)),
        ("a = 1\n???\n", Position(2, 1)),
    ],
)
def test_it_stops_where_the_mistake_was_made(source: str, place: Position) -> None:
    """At an opening quote, or behind the last item before a missing comma or bracket."""
    assert locate(source).stopped == place


@pytest.mark.parametrize("source", ["a = " + "[" * 9_999, "a = " + "{a=" * 9_999, "a." * 9_999])
def test_nesting_has_a_bound(source: str) -> None:
    """However the depth is written, and far below Python's own limit."""
    assert locate(source).too_deep is not None


def test_the_deepest_allowed_nesting_is_followed() -> None:
    """One level more is refused."""
    allowed = "a = " + "[" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1)
    assert locate(allowed).too_deep is None
    assert locate(f"a = [{allowed[4:]}]").too_deep is not None
    keys = ".".join("a" * MAX_DEPTH)
    assert locate(f"{keys} = 1").too_deep is None
    assert locate(f"b.{keys} = 1").too_deep is not None


@given(st.text(alphabet="ab=.[]{}\"'#\n\\, 1é", max_size=60))
def test_any_text_at_all_ends_with_positions_inside_it(text: str) -> None:
    """It never fails, and each line exists."""
    located = locate(text)
    lines = text.count("\n") + 1
    places = [*located.positions.values(), *(at for _, at in located.repeated)]
    places += [at for at in (located.stopped, located.too_deep) if at is not None]
    assert all(1 <= at.line <= lines and (at.column or 0) >= 1 for at in places)
