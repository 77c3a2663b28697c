"""[R58] Whatever people type is legible in every document and is nowhere code."""

import csv
import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

import tablee.exports
from exports.table import START_MS, Table
from tablee.exports.archive import archive, read_archive
from tablee.exports.csv_table import guarded
from tablee.exports.formats import render
from tablee.exports.markdown_text import escape, escape_line
from tablee.text import catalogue
from tablee.workshop.commands import (
    AddBeneficiary,
    AddInterestedActor,
    AddNote,
    OpenPhase,
    OpenPoint,
    SetNextSession,
    SetStartingPoint,
    TakePosition,
    WriteConclusion,
)
from tablee.workshop.vocabulary import ConclusionKind
from tablee.workshop.wording import clean, required

SAMPLES = (
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "{{ 7*7 }}{% raw %}${7*7}",
    '=HYPERLINK("http://x")',
    "  @SUM(1+1)",
    "＝1+1",
    "\u202e renversé",
    "# titre\n===\n---\n- a\n1. b\n> c\n    code\n```\n~~~",
    "[a](javascript:alert(1)) ![b](c) <http://d> http://e www.f.g h@i.j",
    "[a]: http://b\n[a]",
    "*a* _b_ `c` ~~d~~ **e** a|b\n|-|-|\n|c|d|",
    "&lt;b&gt; &amp; &#60;",
    "a\\\nb\\",
    "👩‍👩‍👧 e\u0301" + "\u0301" * 50,
    "a\u2028b\u0085c\u00a0",
    "12) douze\n3. trois",
    ": terme\n:-:",
)
hostile = st.one_of(
    st.sampled_from(SAMPLES),
    st.text(alphabet=st.characters(exclude_categories=()), min_size=1, max_size=60),
    st.text(alphabet="<>&\"'`*_{}[]()#+-!|~=@\\:.\n\t 1a$^/w", min_size=1, max_size=40),
)
visible = hostile.filter(lambda text: isinstance(required(text), str))
label = visible.filter(lambda text: len(clean(text)) <= 200)


class Page(HTMLParser):
    """What a browser would find: the tags, their attributes and the text."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.pieces: list[str] = []
        self.typed: list[str] = []
        self._in_typed = False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "bdi":
            self._in_typed = True
            self.typed.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "bdi":
            self._in_typed = False

    def handle_data(self, data: str) -> None:
        if self._in_typed:
            self.typed[-1] += data


def hostile_table(text: str, name: str) -> Table:
    """A workshop where every place that people fill holds hostile words."""
    table = Table(name, title=name)
    table.do(OpenPhase(phase="travail"))
    who = table.sit("p", "b0", "pair")
    table.do(SetStartingPoint(board="b0", text=name), who)
    table.do(AddBeneficiary(board="b0", beneficiary="x", label=name, category=name), who)
    table.do(AddNote(note="n", beneficiary="x", text=text, via=name), who)
    table.do(OpenPoint(point="pt", target_kind="note", target="n", text=text), who)
    table.do(TakePosition(point="pt", position="s", text=text), who)
    interest = AddInterestedActor(board="b0", interested="i", label=name, reason=text)
    table.do(interest, who)
    table.do(SetNextSession(date=name, method=text))
    table.do(OpenPhase(phase="mise-en-commun"))
    for kind in get_args(ConclusionKind):
        write = WriteConclusion(
            conclusion=kind, kind=kind, text=text, reservations=text, notes=("n",)
        )
        table.do(write)
    return table


ALLOWED_TAGS = {
    *("html", "head", "meta", "title", "style", "body", "main", "header", "section", "footer"),
    *("article", "div", "h1", "h2", "h3", "h4", "p", "br", "b", "ul", "li", "span", "bdi", "a"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}


@settings(max_examples=120, deadline=None)
@given(text=visible, name=label)
@example(text=SAMPLES[0], name=SAMPLES[0])
@example(text=SAMPLES[2], name=SAMPLES[3])
def test_the_page_holds_every_text_and_no_script(text: str, name: str) -> None:
    table = hostile_table(text, name)
    page = Page(render("html", table.room, (), START_MS, "fr").content.decode())
    note, title = table.room.boards["b0"].notes["n"].text, table.room.title
    assert note in page.typed
    assert title in page.typed
    assert table.room.boards["b0"].points["pt"].positions[0].text in page.typed
    assert {tag for tag, _ in page.tags} <= ALLOWED_TAGS
    for tag, attributes in page.tags:
        assert not any(name.startswith("on") or name in ("src", "style") for name in attributes)
        if tag == "a":
            assert re.fullmatch(r"#point-\d+", attributes["href"] or "")


def test_the_page_carries_its_own_policy_and_fetches_nothing() -> None:
    page = render("html", hostile_table("a", "b").room, (), START_MS, "fr").content.decode()
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    assert f'<meta http-equiv="Content-Security-Policy" content="{policy}">' in page
    assert not re.search(r"url\(|@import|https?://|<link|<script", page)


@settings(max_examples=120, deadline=None)
@given(text=visible, name=label)
@example(text=SAMPLES[3], name=SAMPLES[4])
def test_the_csv_holds_every_text_and_no_formula(text: str, name: str) -> None:
    """[T8]"""
    table = hostile_table(text, name)
    content = render("csv", table.room, (), START_MS, "fr").content
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert len(rows) == 2
    assert rows[0][0] == "id"
    row = dict(zip(rows[0], rows[1], strict=True))
    kept = table.room.boards["b0"].notes["n"].text
    assert row["effet"].removeprefix("'") == kept.removeprefix("'")
    for cell in rows[1]:
        assert cell.lstrip(" \u00a0\u3000")[:1] not in tuple("=+-@\t\r\n＝＋－＠")


@pytest.mark.parametrize("note", ["-A3xYz", "--", "-1", "_a", "-" + "9" * 39, "1e5"])
def test_the_csv_gives_an_id_as_it_is(note: str) -> None:
    """[N3] an id is no words of anybody's: two exports, or an archive, are matched by it."""
    table = Table("Lyon")
    table.do(OpenPhase(phase="travail"))
    table.do(AddNote(note=note, beneficiary="b0-territoire", text="- un"))
    content = render("csv", table.room, (), START_MS, "fr").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content, newline="")))
    assert [(row["id"], row["effet"]) for row in rows] == [(note, "'- un")]
    (archived,) = json.loads(archive(table.room, table.journal))["notes"]
    assert archived["id"] == rows[0]["id"]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("=1+1", "'=1+1"),
        ("+33 4", "'+33 4"),
        ("- un", "'- un"),
        ("@a", "'@a"),
        ("\ta", "'\ta"),
        ("\na", "'\na"),
        ("  =1", "'  =1"),
        ("\u00a0=1", "'\u00a0=1"),
        ("\u200b=1", "'\u200b=1"),
        ("\ufeff＝1", "'\ufeff＝1"),
        ("＋1", "'＋1"),
        ("－1", "'－1"),
        ("＠a", "'＠a"),
        (" \t=1", "' \t=1"),
        ("a=1", "a=1"),
        ("'=1", "'=1"),
        ("", ""),
        ("le 12 - 13", "le 12 - 13"),
    ],
)
def test_what_looks_like_a_formula_is_kept_as_text(text: str, kept: str) -> None:
    """[T8]"""
    assert guarded(text) == kept


PLAIN = frozenset({"text", "softbreak", "hardbreak", "text_special"})
READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def shown(inline: Token) -> str:
    """The text of a paragraph, which must hold no markup but line breaks."""
    pieces: list[str] = []
    for each in inline.children or []:
        assert each.type in PLAIN, (each.type, inline.content)
        pieces.append("\n" if each.type.endswith("break") else each.content)
    return "".join(pieces)


def spaced(text: str) -> str:
    """The text as any renderer gives it: blanks around its lines are not kept."""
    return "\n".join(line.strip() for line in clean(text).strip().split("\n")).strip()


@settings(max_examples=400, deadline=None)
@given(text=hostile)
@example(text="a\n\nb")
@example(text="1) a\n2. b")
def test_a_bullet_of_the_markdown_is_the_text_and_nothing_else(text: str) -> None:
    """[T8]"""
    tokens = READER.parse(f"- {escape(text)} — dit\n- suite\n")
    types = [token.type for token in tokens]
    assert types == [
        "bullet_list_open",
        *["list_item_open", "paragraph_open", "inline", "paragraph_close", "list_item_close"] * 2,
        "bullet_list_close",
    ]
    read = shown(next(token for token in tokens if token.type == "inline"))
    kept = clean(text).strip(" \t\n")
    assert spaced(read) == spaced(f"{kept} — dit")


@settings(max_examples=300, deadline=None)
@given(text=visible)
def test_a_heading_and_a_cell_of_the_markdown_are_the_text_and_nothing_else(text: str) -> None:
    line = escape_line(text)
    heading, cell, *_ = (
        token
        for token in READER.parse(f"### Pour {line}\n\n| {line} |\n| --- |\n| x |\n")
        if token.type == "inline"
    )
    words = " ".join(clean(text).split())
    assert spaced(shown(heading)) == spaced(f"Pour {words}")
    assert spaced(shown(cell)) == spaced(words)


def test_plain_words_stay_legible_in_the_markdown() -> None:
    text = "Mutualiser les tournées (glanage, « légumes ») : R&D, 50 % – l'été !"
    assert escape(text) == text
    assert escape("http://a.b") == r"http\://a.b"


@settings(max_examples=60, deadline=None)
@given(text=visible, name=label)
def test_the_markdown_has_no_html_link_or_image_anywhere(text: str, name: str) -> None:
    table = hostile_table(text, name)
    source = render("md", table.room, (), START_MS, "fr").content.decode()
    for token in READER.parse(source):
        assert token.type not in ("html_block", "fence", "code_block")
        for child in token.children or []:
            assert child.type in PLAIN | {"strong_open", "strong_close"}


@settings(max_examples=80, deadline=None)
@given(text=visible, name=label)
def test_the_archive_takes_every_text_out_and_back(text: str, name: str) -> None:
    table = hostile_table(text, name)
    assert read_archive(archive(table.room, table.journal)) == tuple(table.journal)


def test_the_words_of_the_documents_are_all_used() -> None:
    """A phrase that nothing prints is one to remove."""
    folder = Path(tablee.exports.__path__[0])
    source = "".join(path.read_text("utf-8") for path in sorted(folder.glob("*.py")))
    for key in catalogue("fr"):
        if key.startswith("export.") and not key.startswith(("export.import.", "export.csv.")):
            name = key.removeprefix("export.").removesuffix(".one").removesuffix(".other")
            stem = name.rsplit(".", 1)
            assert (
                f'"{name}"' in source
                or f'export.{name}"' in source
                or (len(stem) == 2 and f'"{stem[1]}"' in source and f'"{stem[0]}.{{' in source)
            ), key
