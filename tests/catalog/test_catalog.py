"""The shipped templates load; a broken one is left out; the README documents every field."""

import logging
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import get_type_hints

import pytest
from msgspec import Struct, inspect

from tablee import catalog
from tablee.catalog.check import MAX_BYTES, read_template
from tablee.catalog.toml_lines import MAX_DEPTH
from tablee.workshop import limits
from tablee.workshop.template import Template, Words

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ROOT / "workshop_templates/effets-utiles.toml"
README = (ROOT / "workshop_templates/README.md").read_text("utf-8")


def structs(struct: type[Struct] = Template) -> Iterator[type[Struct]]:
    """The struct and every struct inside it."""
    yield struct
    for hint in get_type_hints(struct).values():
        yield from inside(inspect.type_info(hint))


def inside(part: inspect.Type) -> Iterator[type[Struct]]:
    """The structs that a type leads to."""
    if isinstance(part, inspect.StructType):
        yield from structs(part.cls)
    elif isinstance(part, inspect.VarTupleType):
        yield from inside(part.item_type)
    elif isinstance(part, inspect.UnionType):
        for one in part.types:
            yield from inside(one)


def minimal_example() -> str:
    """The template that the README gives."""
    found = re.search(r"```toml\n(.*?)```", README, re.DOTALL)
    assert found is not None
    return found[1]


def test_every_shipped_template_is_good_and_loads() -> None:
    """What the wheel carries is what `check` accepts."""
    files = sorted(catalog.templates_folder().glob("*.toml"))
    assert SHIPPED in files
    assert [catalog.check(path) for path in files] == [[]] * len(files)
    templates = catalog.load_all()
    assert sorted(templates) == sorted(path.stem for path in files)
    assert templates["effets-utiles"] == catalog.load("effets-utiles")


def test_an_unknown_id_is_a_key_error() -> None:
    """The caller says it in the person's language."""
    with pytest.raises(KeyError):
        catalog.load("effets-inutiles")


def test_a_broken_file_is_logged_with_its_lines_and_left_out(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """[Bad input] The others serve; a second file with the same id is left out too."""
    shutil.copy(SHIPPED, tmp_path / "a.toml")
    shutil.copy(SHIPPED, tmp_path / "b.toml")
    (tmp_path / "c.toml").write_text("id = 1\n")
    (tmp_path / "d.toml").mkdir()
    (tmp_path / "README.md").write_text("not a template")
    with caplog.at_level(logging.ERROR):
        assert list(catalog.load_all(tmp_path)) == ["effets-utiles"]
    told = [record.getMessage() for record in caplog.records]
    assert len(told) == 3
    assert "b.toml: id effets-utiles is taken" in told[0]
    assert f"{tmp_path / 'c.toml'}:1: id: this must be a text, not a whole number" in told[1]
    assert "d.toml" in told[2]


def test_a_folder_that_is_not_there_is_an_error_and_not_an_empty_catalogue(tmp_path: Path) -> None:
    """An installation without its templates must not look like one without choice."""
    with pytest.raises(FileNotFoundError):
        catalog.load_all(tmp_path / "nowhere")


def test_the_wheel_s_own_templates_come_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`tablee/_templates` where there is one, else the repository's folder."""
    assert catalog.templates_folder() == ROOT / "workshop_templates"
    monkeypatch.setattr(catalog, "__file__", str(tmp_path / "tablee/catalog/__init__.py"))
    (tmp_path / "tablee/_templates").mkdir(parents=True)
    assert catalog.templates_folder() == tmp_path / "tablee/_templates"


def test_the_report_of_a_good_template_is_one_line_and_code_0() -> None:
    """In the language asked for."""
    assert catalog.report(SHIPPED, "fr") == (0, f"{SHIPPED}: modèle valide (Effets utiles)")
    assert catalog.report(SHIPPED, "en") == (0, f"{SHIPPED}: a good template (Useful effects)")


def test_the_report_of_a_broken_template_is_file_line_message_and_code_1(tmp_path: Path) -> None:
    """One line per mistake, in the order of the lines."""
    path = tmp_path / "mine.toml"
    path.write_text(minimal_example().replace('"travail"', '"travai"').replace("version = 1\n", ""))
    line = minimal_example().splitlines().index('kind = "travail"')
    code, printed = catalog.report(path, "fr")
    assert code == 1
    first, second, third = printed.splitlines()
    assert first == f"{path}:1: il manque « version »"
    assert second == f"{path}:{line - 1}: phases : il manque une phase « travail »"
    assert third.startswith(f"{path}:{line}: phases[1].kind : « travai » ne convient pas")
    english = catalog.report(path, "en")[1]
    assert english.splitlines()[0] == f"{path}:1: “version” is missing"


def test_the_report_of_a_file_that_cannot_be_read_is_code_2(tmp_path: Path) -> None:
    """Absent, or a folder."""
    code, printed = catalog.report(tmp_path / "absent.toml", "fr")
    assert (code, "lecture impossible" in printed) == (2, True)
    assert catalog.report(tmp_path, "en")[0] == 2


def test_the_smallest_template_of_the_readme_is_good_and_the_smallest() -> None:
    """It has every required field and no other; any line less and it is refused."""
    source = minimal_example()
    template = read_template(source.encode())
    assert isinstance(template, Template)
    lines = source.splitlines(keepends=True)
    for index, line in enumerate(lines):
        if line.strip():
            less = "".join(lines[:index] + lines[index + 1 :])
            assert isinstance(read_template(less.encode()), list), line


def test_the_readme_documents_every_field_and_nothing_else() -> None:
    """Same fields, same order, « ● » where the field is required."""
    documented = {}
    for title, body in re.findall(
        r"^### (\w+)\n(.*?)(?=^### |\Z)", README, re.MULTILINE | re.DOTALL
    ):
        rows = re.findall(r"^\| `(\w+)` \| (●?) ?\|", body, re.MULTILINE)
        documented[title] = [(name, mark == "●") for name, mark in rows]
    expected = {}
    for struct in structs():
        info = inspect.type_info(struct)
        assert isinstance(info, inspect.StructType)
        expected[struct.__name__] = [(field.name, field.required) for field in info.fields]
    assert Words.__name__ in expected
    assert documented == expected


def test_the_readme_gives_the_limits_that_hold() -> None:
    """Numbers that change in the code change there."""
    assert f"{MAX_BYTES // 1024} Kio au plus, {MAX_DEPTH} niveaux" in README
    assert f"{limits.TEXT:,}".replace(",", " ") + " caractères au plus" in README
    assert f": {limits.LABEL} au plus" in README
    assert README.count(f"entier, 10 à {limits.DURATION_MS[1] // 1000}") == 2
