"""The project's own rules: style, strict types, layers, the pages' checks, the doors, the wheel.

Each check is one test, so that `python3 tests` is the one command that proves everything.
"""

import ast
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import tomllib
import urllib.request
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

import bootstrap
import client_build

ROOT = Path(__file__).resolve().parent.parent
WEB = ROOT / "web"
BIN = Path(sys.executable).parent
DOORS = (ROOT / "server" / "__main__.py", ROOT / "tests" / "__main__.py")


def run(command: Sequence[str | Path], folder: Path = ROOT) -> str:
    """Run a tool to its end and return all it said; a failure shows it."""
    tool = subprocess.run(
        command,
        cwd=folder,
        env=client_build.settings(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert tool.returncode == 0, f"\n{tool.stdout}"
    return tool.stdout


def web_tool(script: str) -> list[str]:
    """The words that run a JavaScript tool of `web/`."""
    return [client_build.node(), str(WEB / "node_modules" / script)]


def test_the_python_is_formatted() -> None:
    run([BIN / "ruff", "format", "--check"])


def test_the_python_follows_the_lint_rules() -> None:
    run([BIN / "ruff", "check"])


def test_the_python_types_hold_tests_included() -> None:
    run([BIN / "mypy", "server/tablee", "tests"])


def test_the_types_of_the_doors_hold() -> None:
    # On their own, because two files named __main__ cannot be checked together.
    beside = sorted(str(file) for file in (ROOT / "server").glob("*.py"))
    run([BIN / "mypy", *beside])


def test_each_layer_imports_only_what_it_may() -> None:
    run([BIN / "lint-imports", "--no-cache"])


def test_the_types_of_the_pages_hold() -> None:
    run([*web_tool("svelte-check/bin/svelte-check"), "--fail-on-warnings"], WEB)


def test_the_check_of_the_pages_types_is_alive(tmp_path: Path) -> None:
    """A planted mistake is found: the tool was once reported to pass everything in silence."""
    (tmp_path / "node_modules").symlink_to(WEB / "node_modules")
    (tmp_path / "tsconfig.json").write_text((WEB / "tsconfig.json").read_text())
    (tmp_path / "src").mkdir()
    planted = '<script lang="ts">\n  const n: number = ["one"][0];\n</script>\n\n<p>{n}</p>\n'
    (tmp_path / "src" / "Planted.svelte").write_text(planted)
    with pytest.raises(AssertionError, match="not assignable to type 'number'"):
        run(web_tool("svelte-check/bin/svelte-check"), tmp_path)


def test_the_pages_are_formatted_and_follow_the_lint_rules() -> None:
    run([*web_tool("@biomejs/biome/bin/biome"), "check", "--error-on-warnings"], WEB)


def test_the_typescript_tests_pass(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    report = tmp_path / "vitest.json"
    output = [f"--outputFile={report}", "--reporter=json", "--passWithNoTests"]
    run([*web_tool("vitest/vitest.mjs"), "run", *output], WEB)
    counts = json.loads(report.read_text())
    assert counts["numPendingTests"] == counts["numTodoTests"] == 0, "a test is skipped"
    assert counts["numPassedTests"] == counts["numTotalTests"]
    record_property("typescript_tests", counts["numPassedTests"])


def test_no_file_names_a_registry() -> None:
    """Locks pin by version and hash; where packages come from is the machine's own affair."""
    requirements = (ROOT / "server" / "requirements.txt").read_text()
    assert not re.search(r"https?://|--index|--find-links", requirements)
    packages = json.loads((WEB / "package-lock.json").read_text())["packages"]
    assert packages
    assert [name for name, package in packages.items() if "resolved" in package] == []


def test_every_dependency_is_locked_and_has_its_reason() -> None:
    text = (ROOT / "pyproject.toml").read_text()
    project = tomllib.loads(text)
    locked = (ROOT / "server" / "requirements.txt").read_text()
    for wanted in (*project["project"]["dependencies"], *project["dependency-groups"]["dev"]):
        name = re.split(r"[\[<>=;]", wanted)[0]
        assert re.search(rf"^{name}==", locked, re.MULTILINE), f"{name} is not locked"
        assert re.search(rf'^ *"{re.escape(wanted)}", +# \w', text, re.MULTILINE), name


def test_the_doors_can_speak_to_an_old_python() -> None:
    """They parse as old Python and say what is wrong before they import anything new."""
    for door in DOORS:
        first = ast.parse(door.read_text(), feature_version=(3, 7)).body[:3]
        assert [type(step) for step in first] == [ast.Expr, ast.Import, ast.If]


def test_the_door_becomes_the_server_and_dies_with_it(tmp_path: Path) -> None:
    """The process that the person started is the server: SIGKILL leaves nothing behind."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    started = time.monotonic()
    with (tmp_path / "log").open("wb") as log:
        command = [sys.executable, str(ROOT / "server"), "--port", str(port)]
        door = subprocess.Popen(command, cwd=tmp_path, stdout=log, stderr=log)
    try:
        while True:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10) as page:
                    assert page.status == 200
                break
            except OSError:
                assert door.poll() is None, (tmp_path / "log").read_text()
                assert time.monotonic() - started < 60, (tmp_path / "log").read_text()
                time.sleep(0.05)
    finally:
        os.kill(door.pid, signal.SIGKILL)
        door.wait()
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(("127.0.0.1", port)).close()


def test_a_prepared_machine_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    bootstrap.prepare()
    commands: list[Sequence[str]] = []
    monkeypatch.setattr(bootstrap, "_run", lambda command, _: commands.append(command))
    bootstrap.prepare()
    assert commands == []


def test_a_half_made_environment_is_made_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Without the stamp that is written last, whatever lies in `.venv` is cleared."""
    commands: list[Sequence[str]] = []
    monkeypatch.setattr(bootstrap, "_run", lambda command, _: commands.append(command))
    monkeypatch.setattr(bootstrap, "find_uv", lambda: "uv")
    monkeypatch.setattr(bootstrap, "ENVIRONMENT", tmp_path)
    monkeypatch.setattr(bootstrap, "PYTHON", tmp_path / "bin" / "python")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python").touch()
    bootstrap.prepare_environment()
    assert ["--clear" in command for command in commands] == [True, False, False]
    bootstrap.prepare_environment()
    assert len(commands) == 3, "the second time there is nothing to do"


def test_a_moved_page_or_a_changed_word_asks_for_a_new_build(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """What was built is served until the sources differ, wherever the difference lies."""
    text, web = tmp_path / "text", tmp_path / "web"
    monkeypatch.setattr(client_build, "WEB", web)
    monkeypatch.setattr(client_build, "TEXT", text)
    monkeypatch.setattr(client_build, "DIST", web / "dist")
    for folder in (text, web / "dist", web / "src" / "views", web / "node_modules"):
        folder.mkdir(parents=True)
    (text / "fr.json").write_text("{}")
    (web / "src" / "Board.svelte").write_text("<p>board</p>")

    def built() -> None:
        (web / "dist" / ".digest").write_text(client_build.source_digest())

    assert not client_build.is_current()
    built()
    (web / "node_modules" / "package.js").write_text("not ours")
    assert client_build.is_current()
    (web / "src" / "Board.svelte").rename(web / "src" / "views" / "Board.svelte")
    assert not client_build.is_current()
    built()
    (text / "fr.json").write_text('{"board": "tableau"}')
    assert not client_build.is_current()


def test_what_is_missing_is_named_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Someone who may not install packages reads the command to type, and no traceback."""
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(shutil, "which", lambda _: "/usr/bin/apt-get")
    with pytest.raises(SystemExit) as end:
        bootstrap.open_door(lambda: bootstrap.install_debian_packages("chromium"), "pytest", [])
    assert str(end.value).count("\n") == 0
    assert str(end.value).endswith("sudo apt install chromium")
    assert capfd.readouterr() == ("", "")


def test_a_skip_fails_and_each_kind_is_counted(tmp_path: Path) -> None:
    """Nothing is passed over in silence: not a skip, not an excuse, not a whole file."""
    tests = tmp_path / "tests"
    for folder in ("workshop", "edge"):
        (tests / folder).mkdir(parents=True)
    (tests / "conftest.py").write_text((ROOT / "tests" / "conftest.py").read_text())
    (tests / "workshop" / "test_notes.py").write_text("def test_one() -> None: ...\n")
    (tests / "workshop" / "test_notes_properties.py").write_text(
        "import pytest\n\n@pytest.mark.long\ndef test_long() -> None: ...\n"
    )
    (tests / "edge" / "test_skips.py").write_text(
        "import pytest\n"
        "def test_fine() -> None: ...\n"
        "def test_skip() -> None: pytest.skip('no browser')\n"
        "@pytest.mark.xfail\ndef test_excused() -> None: assert False\n"
        "@pytest.mark.xfail\ndef test_unexpected() -> None: ...\n"
    )
    settings = "[tool.pytest.ini_options]\nmarkers = ['long']\n"
    (tmp_path / "pyproject.toml").write_text(settings)
    pytest_run = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert pytest_run.returncode == 1
    lines = [line for line in pytest_run.stdout.splitlines() if " passed" in line]
    assert [" ".join(line.split()) for line in lines[:2]] == [
        "rules 1 passed",
        "properties 0 passed",
    ]
    assert " ".join(lines[-2].split()) == "edge 1 passed, 3 failed"
    assert "3 failed, 2 passed, 1 deselected" in lines[-1]


def test_the_wheel_carries_the_pages_the_templates_and_the_lexicon(tmp_path: Path) -> None:
    run([BIN / "hatchling", "build", "-t", "wheel", "-d", tmp_path])
    [wheel] = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert "tablee/_client/.vite/manifest.json" in names
    assert any(re.fullmatch(r"tablee/_templates/[^/]+\.toml", name) for name in names)
    assert "tablee/proposals/lexicon/acteurs.toml" in names
    assert "tablee/proposals/little_words.toml" in names
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"tablee"}
