"""What holds for every test: nothing is skipped, and the end says how many of each kind passed.

A test's kind is where it stands: `tests/workshop` holds the rules and, in files named
`test_*_properties.py`, their properties; `tests/journal` the storage contract; `tests/live`
the simulation; `tests/e2e` the browser. Any other folder is a kind by its own name. Tests
marked `long` run with `--all` only. Tests and fixtures of `tests/e2e` share one event loop,
because a browser is worth starting once; all others have a loop of their own.
"""

import os
from collections import Counter
from collections.abc import Generator, Sequence
from pathlib import Path

import pytest
import pytest_asyncio
from hypothesis import settings

# No example is too slow: a busy machine is no failure.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


TESTS = Path(__file__).parent
FIRST_KINDS = ("rules", "properties", "contract", "simulation", "TypeScript", "browser")
BEGUN_FIRST = ("e2e/test_bad_wifi.py", "test_project.py", "e2e/", "")
"""Beginnings of the paths of files, in the order in which these are begun."""
FIGURES = {
    "gestures: ": "gestures counted in the browser",
    "delays: ": "how soon the others saw what one did",
}
"""What tests record as properties, by the beginning of the name, and its heading in the report."""
KIND_OF_FOLDER = {"journal": "contract", "live": "simulation", "e2e": "browser"}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--all`."""
    parser.addoption("--all", action="store_true", help="also run the tests marked `long`")


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores: much of what tests do is wait."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put the long sweeps aside unless asked for, and give browser tests their common loop."""
    for item in items:
        if TESTS / "e2e" in item.path.parents and pytest_asyncio.is_async_test(item):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)
    # What takes longest is begun first, or one core would wait for it in the end.
    items.sort(key=lambda item: _turn(item.path.relative_to(TESTS).as_posix()))
    if not config.getoption("--all"):
        long = [item for item in items if item.get_closest_marker("long")]
        config.hook.pytest_deselected(items=long)
        items[:] = [item for item in items if item not in long]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a skip, an expected failure and an unexpected success into failures."""
    report = yield
    if report.skipped or hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"Tests here are neither skipped nor excused: {report.longrepr}"
        report.__dict__.pop("wasxfail", None)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Turn the skip of a whole file into a failure."""
    report = yield
    if report.skipped:
        report.outcome = "failed"
        report.longrepr = f"Files here are not skipped: {report.longrepr}"
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print one line per kind, before pytest's own last line."""
    passed = _count(terminalreporter.stats.get("passed", ()))
    failed = _count(terminalreporter.stats.get("failed", ()))
    later = sorted({*passed, *failed} - {*FIRST_KINDS})
    terminalreporter.section("tests by kind")
    for kind in (*FIRST_KINDS, *later):
        trouble = f", {failed[kind]} failed" if failed[kind] else ""
        terminalreporter.write_line(f"{kind:<12} {passed[kind]:>5} passed{trouble}")
    recorded = [
        (name, value)
        for report in terminalreporter.stats.get("passed", ())
        for name, value in report.user_properties
    ]
    for prefix, heading in FIGURES.items():
        figures = [(name, value) for name, value in recorded if name.startswith(prefix)]
        if figures:
            terminalreporter.section(heading)
        for name, value in figures:
            terminalreporter.write_line(f"{name.removeprefix(prefix):<24} {value}")


def kind_of(path: Path) -> str:
    """The kind of the tests in the file `path`, given relative to `tests/`."""
    folder = path.parts[0]
    if folder == "workshop":
        return "properties" if path.stem.endswith("_properties") else "rules"
    return KIND_OF_FOLDER.get(folder, folder.removeprefix("test_").removesuffix(".py"))


def _turn(file: str) -> int:
    return next(turn for turn, path in enumerate(BEGUN_FIRST) if file.startswith(path))


def _count(reports: Sequence[pytest.TestReport]) -> Counter[str]:
    """How many of each kind; a test that ran TypeScript's own suite counts for each of its."""
    count: Counter[str] = Counter()
    for report in reports:
        typescript = dict(report.user_properties).get("typescript_tests")
        if isinstance(typescript, int):
            count["TypeScript"] += typescript
        else:
            file = Path(report.nodeid.split("::")[0])
            count[kind_of(file.relative_to("tests"))] += 1
    return count
