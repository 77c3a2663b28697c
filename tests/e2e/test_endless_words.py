"""[d] A word without an end makes no page wider than its screen, and no print than its sheet.

At each stop of the walk, where everything that people write has such a word, at four widths and on
paper: the page scrolls one way only, nothing that is written is cut off without saying so, and no
word sticks out of what it stands in.
"""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.async_api import ViewportSize

from e2e.people import People, Person
from e2e.tour import Walk
from e2e.tour_concluded import WholeWalk
from support.running_server import RunningServer

SCREENS = (
    ViewportSize(width=360, height=780),
    ViewportSize(width=768, height=1024),
    ViewportSize(width=1440, height=900),
    ViewportSize(width=1920, height=1080),
)
SHEET = ViewportSize(width=718, height=1045)
"""A4 within the margins that a browser gives it."""
MEASURE = """(paper) => {
  const found = new Set();
  const root = document.documentElement;
  const name = (at) => at.cloneNode().outerHTML.slice(0, 120);
  const tell = (what, at) => found.add(`${what}: ${name(at.parentElement ?? at)} ${name(at)}`);
  const writes = (at) => [...at.childNodes].some((each) => each.nodeType === 3 && each.data.trim());
  const right = (at) => at.getBoundingClientRect().right;
  const shown = [...document.body.querySelectorAll("*")]
    .filter((each) => each.checkVisibility({ visibilityProperty: true }));
  const over = root.scrollWidth - root.clientWidth;
  if (over > 0) {
    const wide = shown.filter((each) => writes(each) && right(each) > root.clientWidth + 1);
    for (const each of wide.slice(0, 4)) tell(`the page overflows by ${over} px`, each);
    if (wide.length === 0) tell(`the page overflows by ${over} px`, root);
  }
  for (const each of shown) {
    const { display, overflowX, textOverflow, webkitLineClamp } = getComputedStyle(each);
    if (each.clientWidth <= 1 || each.scrollWidth <= each.clientWidth + 1) continue;
    // Moved by others: by the facilitator, and along with the table below.
    if (each.matches(".paged, .headings")) continue;
    if (each.closest("svg, input, textarea, select, .unseen, .skip")) continue;
    const scrolls = /auto|scroll/.test(overflowX);
    if (scrolls && !paper) continue;
    if (scrolls || /hidden|clip/.test(overflowX)) {
      if (textOverflow !== "ellipsis" && webkitLineClamp === "none") tell("cut", each);
      continue;
    }
    if (writes(each) && display !== "inline") tell("sticks out", each);
  }
  return [...found];
}"""
PARTS: tuple[Callable[[WholeWalk], Any], ...] = (
    Walk.before,
    Walk.at_work,
    Walk.pooled,
    WholeWalk.concluded,
)
part_of_the_walk = pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)


class Measured:
    """Measures at each stop, on paper if asked; what it finds is told at the end, all of it."""

    def __init__(self, *, paper: bool) -> None:
        self._paper = paper
        self.stops: list[str] = []
        self.found: list[str] = []

    async def __call__(self, stop: str, person: Person) -> None:
        self.stops.append(stop)
        page = person.page
        screen = page.viewport_size
        if self._paper and screen:
            await page.set_viewport_size(SHEET)
            await page.emulate_media(media="print")
        found = await page.evaluate(MEASURE, self._paper)
        if self._paper and screen:
            await page.emulate_media(media="screen")
            await page.set_viewport_size(screen)
        self.found += [f"{stop}: {each}" for each in found]


@pytest.mark.long
@part_of_the_walk
@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: str(screen["width"]))
async def test_a_word_without_an_end_makes_no_page_wider_than_its_screen(
    people: People, server: RunningServer, part: Callable[[WholeWalk], Any], screen: ViewportSize
) -> None:
    measured = Measured(paper=False)
    await part(WholeWalk(people, server.address, measured, "fr", screen, full=True, endless=True))
    assert len(measured.stops) >= 5
    assert not measured.found, "\n".join(measured.found)


@pytest.mark.long
@part_of_the_walk
async def test_a_word_without_an_end_makes_no_print_wider_than_its_sheet(
    people: People, server: RunningServer, part: Callable[[WholeWalk], Any]
) -> None:
    measured = Measured(paper=True)
    await part(
        WholeWalk(people, server.address, measured, "fr", SCREENS[1], full=True, endless=True)
    )
    assert len(measured.stops) >= 5
    assert not measured.found, "\n".join(measured.found)
