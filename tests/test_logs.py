"""What the server says on its error stream, to a person and to a machine."""

import io
import json
import logging
import sys
from collections.abc import Iterator

import pytest

from tablee import logs
from tablee.settings import LogForm


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    """The loggers of the process are pytest's again afterwards."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


def written(form: LogForm, stream: io.StringIO) -> list[str]:
    """The lines of an answer, of a warning and of an error."""
    logs.set_up(form, stream)
    log = logging.getLogger("tablee.tested")
    log.info("answered", extra={"method": "GET", "route": "/", "status": 200})
    log.warning("not swept", extra={"reason": "NotWritten", "text": "Effet-canari"})
    try:
        raise ValueError("Effet-canari")
    except ValueError:
        log.exception("beat failed", extra={"room": "r1"})
    return stream.getvalue().splitlines()


@pytest.mark.parametrize(("form", "stream"), [("auto", Terminal()), ("short", io.StringIO())])
def test_a_person_reads_short_lines_of_what_matters(form: LogForm, stream: io.StringIO) -> None:
    """[V7] in a terminal, or where it is asked for; nobody's words either way."""
    warned, failed = written(form, stream)
    assert warned.partition(" ")[2] == "warning: not swept (reason NotWritten)"
    assert failed.partition(" ")[2].startswith("error: beat failed (room r1; ValueError: test_logs")
    assert "canari" not in stream.getvalue()


@pytest.mark.parametrize(("form", "stream"), [("auto", io.StringIO()), ("json", Terminal())])
def test_a_machine_reads_one_object_a_line(form: LogForm, stream: io.StringIO) -> None:
    """[V7] anywhere else, or where it is asked for: every answer, with its route."""
    lines = [json.loads(line) for line in written(form, stream)]
    assert [line["message"] for line in lines] == ["answered", "not swept", "beat failed"]
    assert lines[0]["route"] == "/"
    assert lines[2]["error"] == "ValueError"
    assert "canari" not in stream.getvalue()


def test_the_stream_is_the_error_stream_unless_told(capsys: pytest.CaptureFixture[str]) -> None:
    """[V7]"""
    logs.set_up()
    logging.getLogger("tablee.tested").info("answered")
    sys.stderr.flush()
    assert json.loads(capsys.readouterr().err)["message"] == "answered"
