"""One door to every document: a format and a room give bytes, a media type and a file name."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import UTC, tzinfo
from typing import Final, Literal

import msgspec

from tablee.workshop.happened import Happened
from tablee.workshop.room import Room
from tablee.workshop.vocabulary import Language

from .archive import archive
from .csv_table import csv_table
from .html_page import html_page
from .markdown_text import markdown_text
from .report import build_report
from .wordings import in_own_words, iso_day

Format = Literal["json", "csv", "md", "html"]

MEDIA_TYPES: Final[dict[Format, str]] = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
}
_STEM: Final = 60


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """What to send or to write. `file_name` is plain ASCII: `[a-z0-9-]{1,60}` and the format."""

    content: bytes
    media_type: str
    file_name: str


def render(
    format: Format,  # noqa: A002 - the word that the command line and the address use
    room: Room,
    journal: Sequence[Happened],
    at_ms: int,
    language: Language,
    zone: tzinfo = UTC,
) -> Document:
    """The document of a room as it stands.

    `journal` is the room's whole journal: the archive carries it, and a report tells the merges of
    it. `at_ms` is when the document is made, told in `zone`. The same arguments give the same
    bytes. The archive holds hidden notes: it is for the facilitator only.
    """
    if format == "json":
        content = archive(room, journal)
    elif format == "csv":
        content = csv_table(in_own_words(room, language), journal, language)
    else:
        renderer = markdown_text if format == "md" else html_page
        content = renderer(
            build_report(in_own_words(room, language), journal, at_ms, language, zone)
        )
    name = f"{stem(room.title, iso_day(at_ms, zone))}.{format}"
    return Document(content=content, media_type=MEDIA_TYPES[format], file_name=name)


def stem(title: str, day: str) -> str:
    """A file name without its ending: `seance-sur-les-effets-utiles-2022-06-17`."""
    spelled = title.lower().replace("œ", "oe").replace("æ", "ae").replace("ß", "ss")
    plain = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain)
    kept = words.strip("-")[: _STEM - len(day) - 1].strip("-")
    return f"{kept or 'tablee'}-{day}"
