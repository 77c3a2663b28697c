"""[b] Read large: at a zoom of 200 % and with the spacing of WCAG 1.4.12, no screen overflows.

At each stop of the walk, in French, whose words are the longer ones, the window is 640 × 512 CSS
px, which is 1280 × 1024 at 200 %; then the text is spaced too. The page scrolls one way only, no
control lies outside of what can be scrolled to nor cuts its words, and each is large enough for a
finger (WCAG 2.5.8).
"""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.async_api import ViewportSize

from e2e.gestures import LEAST_PX
from e2e.people import People, Person
from e2e.tour import Walk
from e2e.tour_concluded import WholeWalk
from support.running_server import RunningServer

TWICE_AS_LARGE = ViewportSize(width=640, height=512)
SPACED = """() => {
  // WCAG 1.4.12, by the sheet that the policy of the page lets pass.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }`);
  document.adoptedStyleSheets = [sheet];
}"""
PLAIN = "() => { document.adoptedStyleSheets = []; }"
MEASURE = """(least) => {
  const found = [];
  const root = document.documentElement;
  const tell = (what, at) => found.push(`${what}: ${at.outerHTML.slice(0, 160)}`);
  const over = root.scrollWidth - root.clientWidth;
  if (over > 0) {
    const shown = [...document.body.querySelectorAll("*")];
    const wide = shown.filter((each) => each.getBoundingClientRect().right > root.clientWidth + 1);
    tell(`the page overflows by ${over} px`, wide.at(-1) ?? root);
  }
  const shown = document.querySelector("dialog[open]") ?? document.body;
  for (const control of shown.querySelectorAll("button, input, select, textarea, a, summary")) {
    const label = control.closest("label") ?? control;
    if (!control.checkVisibility({ visibilityProperty: true })) continue;
    if (control.matches(".unseen, .skip:not(:focus)")) continue;
    const box = (control.type === "radio" || control.type === "checkbox" ? label : control)
      .getBoundingClientRect();
    const inline = control.matches("a") && getComputedStyle(control).display === "inline";
    if (!inline && Math.min(box.width, box.height) < least - 0.5)
      tell(`${box.width.toFixed(1)} × ${box.height.toFixed(1)} px`, control);
    const button = control.matches("button, a");
    if (button && control.scrollWidth > control.clientWidth + 1 && control.clientWidth > 0
      && getComputedStyle(control).overflowX !== "visible") tell("its words are cut", control);
    // Inside whatever does not scroll, it must be whole.
    for (const [axis, from, to] of [["X", "left", "right"], ["Y", "top", "bottom"]]) {
      for (let at = control.parentElement; at && at !== document.body; at = at.parentElement) {
        const overflow = getComputedStyle(at)[`overflow${axis}`];
        const around = at.getBoundingClientRect();
        const cut = box[from] < around[from] - 1 || box[to] > around[to] + 1;
        if (/auto|scroll/.test(overflow) || at.matches("dialog, :popover-open")) break;
        if (overflow !== "visible" && cut) {
          tell(`cut (${axis}) by ${at.cloneNode().outerHTML.slice(0, 80)}`, control);
          break;
        }
      }
    }
  }
  return found;
}"""
PARTS = (
    Walk.doors,
    pytest.param(Walk.before, marks=pytest.mark.long),
    Walk.at_work,
    pytest.param(Walk.pooled, marks=pytest.mark.long),
    pytest.param(WholeWalk.concluded, marks=pytest.mark.long),
)


class Measured:
    """Measures at each stop; what it finds is told at the end, all of it."""

    def __init__(self) -> None:
        self.stops: list[str] = []
        self.found: list[str] = []

    async def __call__(self, stop: str, person: Person) -> None:
        self.stops.append(stop)
        for how, change in (("large", PLAIN), ("spaced", SPACED)):
            await person.page.evaluate(change)
            found = await person.page.evaluate(MEASURE, LEAST_PX)
            self.found += [f"{stop}, {how}: {each}" for each in found]
        await person.page.evaluate(PLAIN)


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
async def test_no_screen_overflows_when_it_is_read_large(
    people: People, server: RunningServer, part: Callable[[WholeWalk], Any]
) -> None:
    measured = Measured()
    await part(WholeWalk(people, server.address, measured, "fr", TWICE_AS_LARGE, far=False))
    assert len(measured.stops) >= 5
    assert not measured.found, "\n".join(measured.found)
