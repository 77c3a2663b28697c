"""A report as Markdown (CommonMark with tables), legible as it stands.

Nothing that people typed renders as markup: no heading, list, link, image, HTML, table, formula or
reference (T8). A line they broke stays broken.
"""

import re
from collections.abc import Iterator
from typing import Final

from tablee.text import say
from tablee.workshop.wording import clean

from .document import (
    Block,
    Boxed,
    Bullets,
    Discussion,
    Heading,
    Item,
    Paragraph,
    Report,
    Table,
)

_INLINE: Final = re.compile(
    r"[\\`*_{}\[\]<>|~^$#@]|&(?=#?\w+;)|(?<=\w):(?=//)|(?<=\bwww)\.", re.IGNORECASE
)
_LINE_START: Final = re.compile(r"[-+=:]|(?<=\d)[.)]")
_NUMBER: Final = re.compile(r"\d{1,9}(?=[.)])")


def escape(text: str) -> str:
    """Text for the inside of a paragraph or bullet: shown as typed, outer blanks apart."""
    lines = clean(text).strip(" \t\n").split("\n")
    return "\\\n  ".join(_line(line) for line in lines)


def escape_line(text: str) -> str:
    """Text for a heading or a cell: breaks become spaces."""
    return escape(" ".join(clean(text).split()))


def markdown_text(report: Report) -> bytes:
    """The report as UTF-8 Markdown."""
    parts = [f"# {escape_line(report.title)}", *map(escape, report.cover)]
    for section in report.sections:
        if section.lead:
            parts.append(f"## {escape_line(section.lead)}")
            parts.append(f"**{escape_line(section.heading)}**")
        elif section.annex:
            annex = say(report.language, "export.annex")
            parts.append(f"## {escape_line(annex)} – {escape_line(section.heading)}")
        else:
            parts.append(f"## {escape_line(section.heading)}")
        for block in section.blocks:
            parts.extend(_block(report, block))
    parts.append("---")
    parts.append(" · ".join(map(escape, report.foot)))
    return ("\n\n".join(parts) + "\n").encode()


def _line(line: str) -> str:
    """One line, which no renderer takes for the beginning of a block."""
    line = line.lstrip(" \t")
    number = _NUMBER.match(line)
    start = number.end() if number else 0
    before, rest = line[:start], line[start:]
    if _LINE_START.match(line, start) if number else rest[:1] in ("-", "+", "=", ":"):
        before, rest = f"{before}\\{rest[0]}", rest[1:]
    return before + _INLINE.sub(r"\\\g<0>", rest)


def _block(report: Report, block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield escape(block.text)
        case Heading():
            yield f"{'#' * block.level} {escape_line(block.text)}"
        case Boxed():
            lines = (f"> - {escape_line(line)}" for line in block.lines)
            yield "\n".join((f"> **{escape_line(block.heading)}**", ">", *lines))
        case Bullets():
            yield "\n".join(_bullet(report, item, "") for item in block.items)
        case Table():
            rows = (_row(row) for row in block.rows)
            yield "\n".join((_row(block.head), "|" + " --- |" * len(block.head), *rows))
        case Discussion():
            yield from _discussion(report, block)


def _bullet(report: Report, item: Item, indent: str) -> str:
    before = f"{escape_line(item.before)}{say(report.language, 'export.colon')}"
    asked = say(report.language, "export.asked") if item.uncertain else ""
    text = f"{before if item.before else ''}{escape(item.text)}{asked}"
    marks = [*map(escape_line, item.marks)]
    marks += [f"**{escape_line(report.point_mark)} {number}**" for number in item.points]
    places = rf"\[{' · '.join(map(escape_line, item.places))}\]" if item.places else ""
    said = " ".join(each for each in (places, " · ".join(marks)) if each)
    line = f"{indent}- {text} — {said}" if said else f"{indent}- {text}"
    beneath = (_bullet(report, each, f"{indent}  ") for each in item.beneath)
    return "\n".join((line, *beneath))


def _discussion(report: Report, point: Discussion) -> Iterator[str]:
    yield f"### {report.point_mark.capitalize()} {point.number} – {escape_line(point.about)}"
    if point.text:
        yield escape(point.text)
    by = say(report.language, "export.point.raised_by", by=point.by)
    yield " · ".join(escape(each) for each in (by, point.closed) if each)
    if point.positions:
        colon = say(report.language, "export.colon")
        yield "\n".join(
            f"- {escape_line(each.by)}{colon}{escape(each.text)}" for each in point.positions
        )


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(map(escape_line, cells)) + " |"
