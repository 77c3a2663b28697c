"""A report as one printable HTML page: no script, nothing fetched, A4 when printed.

Jinja escapes every text; the page's own policy forbids what a mistake here could let in (T8).
"""

from functools import cache
from importlib.resources import files
from typing import Final

import jinja2

from tablee.text import say
from tablee.workshop.wording import clean

from .document import Block, Discussion, Report

_HERE: Final = "tablee.exports"


def html_page(report: Report) -> bytes:
    """The report as a UTF-8 page, complete in itself."""
    words = {key: say(report.language, f"export.{key}") for key in ("annex", "colon", "asked")}
    return _template().render(report=report, kind_of=_kind_of, words=words, raised=_raised).encode()


@cache
def _template() -> jinja2.Template:
    here = files(_HERE)
    sources = {
        name: (here / name).read_text("utf-8") for name in ("report.html.jinja", "report.css")
    }
    environment = jinja2.Environment(
        loader=jinja2.DictLoader(sources),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalized,
    )
    return environment.get_template("report.html.jinja")


def _finalized(value: object) -> object:
    """What no page may hold is dropped, even where the rules were not there to do it."""
    return clean(value) if type(value) is str else value


def _kind_of(block: Block) -> str:
    return type(block).__name__


def _raised(report: Report, point: Discussion) -> str:
    by = say(report.language, "export.point.raised_by", by=point.by)
    return f"{by} · {point.closed}" if point.closed else by
