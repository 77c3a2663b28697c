"""What a report is made of: sections of blocks, in order, every word in place.

`report.build_report` decides what is said and where; the renderers (HTML, Markdown) only say how it
looks, so that no two formats can tell different things. All strings are plain text: what people
typed stands verbatim, nothing is escaped, nothing here is markup.
"""

from typing import Literal

import msgspec

from tablee.workshop.vocabulary import Language


class _Block(msgspec.Struct, frozen=True, kw_only=True):
    pass


class Paragraph(_Block, frozen=True, kw_only=True):
    """`quiet`: said by the report about itself, smaller."""

    text: str
    quiet: bool = False


class Heading(_Block, frozen=True, kw_only=True):
    """A heading inside a section; level 3 or 4, as the section's own is 2."""

    text: str
    level: Literal[3, 4] = 3


class Boxed(_Block, frozen=True, kw_only=True):
    """What must be read before the rest."""

    heading: str
    lines: tuple[str, ...]


class Item(_Block, frozen=True, kw_only=True):
    """One bullet: `before : text [places] mark · mark`, then the points of discussion about it.

    `points` are numbers of `Discussion` blocks; `uncertain` prints the deck's « ? »; what is said
    `beneath` is a list of its own inside the bullet.
    """

    text: str
    before: str = ""
    places: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    points: tuple[int, ...] = ()
    uncertain: bool = False
    beneath: tuple["Item", ...] = ()


class Bullets(_Block, frozen=True, kw_only=True):
    items: tuple[Item, ...]


class Table(_Block, frozen=True, kw_only=True):
    """The first cell of a row is its heading. `empty` is the wording of an empty cell, quieter."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    empty: str


class Stand(_Block, frozen=True, kw_only=True):
    """One position taken in a discussion, and by which pair."""

    by: str
    text: str


class Discussion(_Block, frozen=True, kw_only=True):
    """A point of discussion: what it is about, what was said, the positions side by side."""

    number: int
    about: str
    text: str
    by: str
    closed: str
    positions: tuple[Stand, ...]


Block = Paragraph | Heading | Boxed | Bullets | Table | Discussion


class Section(_Block, frozen=True, kw_only=True):
    """`lead` stands above the heading, as a smaller line that the slides of the deck have."""

    heading: str
    blocks: tuple[Block, ...]
    lead: str = ""
    annex: bool = False


class Report(_Block, frozen=True, kw_only=True):
    """A whole compte rendu. `point_mark` is the wording of a mark, to be followed by its number."""

    language: Language
    title: str
    cover: tuple[str, ...]
    sections: tuple[Section, ...]
    foot: tuple[str, ...]
    point_mark: str
    hidden: int
