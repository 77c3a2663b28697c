"""Logs, which never hold a secret, a name or a person's text.

One JSON object a line for machines. For whoever started the server in a terminal, one short line,
and only for what is worth their eyes: the pages asked for would push the address out of sight.

Only the fields listed here are written; a record's own message is a constant of the code. The
addresses that uvicorn would log may hold a link's secret, so its access log stays off.
"""

import json
import logging
import sys
from typing import Final, TextIO

from .settings import LogForm

_FIELDS: Final = ("room", "seq", "kind", "reason", "method", "route", "status", "port", "count")


class JsonLines(logging.Formatter):
    """A record as one line of JSON; an exception as its type and the lines of code it went by."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        for field in _FIELDS:
            if hasattr(record, field):
                line[field] = getattr(record, field)
        if record.exc_info and record.exc_info[0] is not None:
            line["error"] = record.exc_info[0].__name__
            line["where"] = _where(record)
        return json.dumps(line, ensure_ascii=True, default=str)


class ShortLines(logging.Formatter):
    """A record as a person reads it: the time of day, how bad it is, what, and what is known."""

    def format(self, record: logging.LogRecord) -> str:
        known = [f"{name} {getattr(record, name)}" for name in _FIELDS if hasattr(record, name)]
        if record.exc_info and record.exc_info[0] is not None:
            known.append(f"{record.exc_info[0].__name__}: {', '.join(_where(record)[-3:])}")
        at, level = self.formatTime(record, "%H:%M:%S"), record.levelname.lower()
        line = f"{at} {level}: {record.getMessage()}"
        return f"{line} ({'; '.join(known)})" if known else line


def _where(record: logging.LogRecord) -> list[str]:
    """File, line and function, innermost last; never the values, which may be people's words."""
    trace = record.exc_info[2] if record.exc_info else None
    places: list[str] = []
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"{code.co_filename.rpartition('/')[2]}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return places[-12:]


def set_up(form: LogForm = "auto", stream: TextIO | None = None) -> None:
    """Send every logger of the process to `stream`, standard error unless told.

    `auto` is `short` on a terminal and `json` anywhere else; `short` begins at warnings.
    """
    stream = sys.stderr if stream is None else stream
    short = form == "short" or (form == "auto" and stream.isatty())
    handler = logging.StreamHandler(stream)
    handler.setFormatter(ShortLines() if short else JsonLines())
    level = logging.WARNING if short else logging.INFO
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in ("uvicorn.error", "uvicorn.access", "httpx", "httpcore", "websockets", "alembic"):
        logging.getLogger(name).setLevel(logging.WARNING)
