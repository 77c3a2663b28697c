"""Logs: one JSON object a line, which never holds a secret, a name or a person's text.

Only the fields listed here are written; a record's own message is a constant of the code. The
addresses that uvicorn would log may hold a link's secret, so its access log stays off.
"""

import json
import logging
import sys
from typing import Final

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


def _where(record: logging.LogRecord) -> list[str]:
    """File, line and function, innermost last; never the values, which may be people's words."""
    trace = record.exc_info[2] if record.exc_info else None
    places: list[str] = []
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"{code.co_filename.rpartition('/')[2]}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return places[-12:]


def set_up(level: int = logging.INFO) -> None:
    """Send every logger of the process to standard error as JSON lines."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in ("uvicorn.error", "uvicorn.access", "httpx", "httpcore", "websockets", "alembic"):
        logging.getLogger(name).setLevel(logging.WARNING)
