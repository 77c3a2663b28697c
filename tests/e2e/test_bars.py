"""The bars of a room's pages keep to their lines, however long the names that people give."""

import re

import pytest
from playwright.async_api import expect

from e2e.pages import THE_TERRITORY, Board, Facilitator
from e2e.people import PHONE, People, Workshop
from e2e.words import say
from support.running_server import RunningServer
from tablee.workshop.commands import CloseDoors, StartTimer

pytestmark = pytest.mark.long

WIDTHS = (1280, 1200, 1100, 960, 820, 768, 360)
LONG = ("Les Deux-Fleuves de la vallée de l'Aygue", "Port-Levant")
MEASURE = """(most) => {
  const bar = document.querySelector("header:has(.names)");
  const lines = (at) => {
    const range = document.createRange();
    range.selectNodeContents(at);
    return range.getBoundingClientRect().height / parseFloat(getComputedStyle(at).fontSize);
  };
  const found = [];
  const root = document.documentElement;
  const height = bar.getBoundingClientRect().height;
  if (height > most) found.push(`the bar is ${height} px high`);
  if (root.scrollWidth > root.clientWidth) found.push("the page is wider than its screen");
  const whole = ".figure, .light span, .ready, .end .btn.wide, .end .btn > span:not(.short), " +
    ".short > *, li .name";
  for (const at of bar.querySelectorAll(whole)) {
    if (!at.checkVisibility() || at.clientWidth === 1 || at.offsetWidth === 1) continue;
    const { left, right } = at.getBoundingClientRect();
    if (lines(at) > 1.9) found.push(`on several lines: ${at.textContent.trim()}`);
    if (left < 0 || right > root.clientWidth) found.push(`out of sight: ${at.textContent.trim()}`);
  }
  const parts = [...bar.children].filter((each) => each.checkVisibility())
    .map((each) => each.getBoundingClientRect());
  parts.slice(1).forEach((each, at) => {
    if (each.left < parts[at].right - 1) found.push("two parts of the bar cover each other");
  });
  return found;
}"""
"""What is wrong with the bar of the page: too high, broken, out of sight."""
AXIS = """() => [...document.querySelectorAll(".axis > p > :not(i), .axis .calls")]
  .filter((part) => part.offsetHeight > 34 || part.matches("p > *") && part.offsetHeight > 22 ||
    part.getBoundingClientRect().right > innerWidth - 15)
  .map((part) => part.textContent)"""
"""What of the line above the columns is broken, or touches the edge of the window."""


async def test_the_bars_of_the_work_keep_to_their_lines_with_long_names(
    people: People, server: RunningServer
) -> None:
    """At the widths of a desk, of a tablet and of a phone: titles and names give way, with an
    ellipsis, never the time, what is saved, who is ready or an act."""
    title = "Les effets utiles de nos coopératives, troisième session"
    async with await Workshop.create(server.address, *LONG, title=title) as workshop:
        await workshop.open_phase("travail")
        seated, leader = [await people.bring() for _ in range(2)]
        await seated.sit(workshop, LONG[0], "Ana-Maria-Consuelo et Ben")
        await leader.lead(workshop)
        views = leader.page.get_by_role("navigation", name=say("lead.views"))
        await views.get_by_role("button", name=LONG[0]).click()  # the bar has the timer too
        bar_of_leader, found = leader.page.locator("header:has(.names)"), []
        await expect(bar_of_leader.get_by_role("button", name=say("timer.start"))).to_be_visible()
        for width in WIDTHS:
            await leader.page.set_viewport_size({"width": width, "height": 900})
            seen = await leader.page.evaluate(MEASURE, 76 if 760 < width <= 1000 else 63)
            found += [f"before the start, {width}: {each}" for each in seen]
        await workshop.order(StartTimer(duration_ms=75 * 60_000))  # with its hour: the widest
        await expect(seated.page.get_by_role("timer")).to_be_visible()
        await expect(bar_of_leader.get_by_role("timer")).to_be_visible()
        for person, who in ((seated, "participant"), (leader, "facilitator")):
            for width in WIDTHS:
                await person.page.set_viewport_size({"width": width, "height": 900})
                # Who is ready stands above the act that waits for it, where a bar is narrow.
                most = 76 if person is leader and 760 < width <= 1000 else 63
                seen = await person.page.evaluate(MEASURE, most)
                found += [f"{who}, {width}: {each}" for each in seen]
        assert not found, "\n".join(found)
        composer = seated.page.locator("[data-composer]").first
        await composer.fill("Un lien")
        await composer.press("Enter")
        await expect(seated.page.get_by_text("Un lien")).to_be_visible()
        for width in (1280, 1200, 1090):  # with « Annuler » the line of the axis is at its fullest
            await seated.page.set_viewport_size({"width": width, "height": 900})
            assert await seated.page.evaluate(AXIS) == []
        await seated.page.set_viewport_size({"width": 768, "height": 1024})
        done = re.compile(say("phase.presentation"))  # to the ear, where the eye has its mark
        await expect(seated.page.get_by_role("button", name=done)).to_be_attached()
        # What guides keeps to one line too, with the look of the pooling and its pages.
        await workshop.open_phase("mise-en-commun")
        await leader.page.set_viewport_size({"width": 768, "height": 1024})
        guiding = Facilitator(leader.page).guiding
        await expect(guiding.get_by_role("button", name=say("guide.more"))).to_be_visible()
        box = await guiding.bounding_box()
        assert box is not None
        assert box["height"] < 56
        # What is on the screens stays to be read beside all that may be done at once.
        await workshop.order(CloseDoors())
        await leader.page.set_viewport_size({"width": 1280, "height": 900})
        shut = guiding.get_by_role("button", name=say("doors.open_do"))
        await expect(shut).to_be_visible()
        shown, bar = await guiding.locator(".shown").bounding_box(), await guiding.bounding_box()
        assert shown is not None
        assert shown["width"] > 150
        assert bar is not None
        assert bar["height"] < 56


async def test_the_bar_of_a_phone_keeps_to_its_screen_while_texts_wait(
    people: People, workshop: Workshop
) -> None:
    """Of who is seated, which says how many, and of who leads."""
    await workshop.open_phase("travail")
    await workshop.order(StartTimer(duration_ms=75 * 60_000))
    seated, leader = [await people.bring(viewport=PHONE, touch=True) for _ in range(2)]
    await seated.sit(workshop, "Briançon")
    await leader.lead(workshop)
    views = leader.page.get_by_role("navigation", name=say("lead.views"))
    await views.get_by_role("button", name="Marseille").tap()
    for person in (seated, leader):
        board = Board(person.page)
        await person.page.wait_for_load_state("networkidle")
        person.line_is_cut = True
        await person.context.set_offline(True)
        await expect(board.light).to_contain_class("offline", timeout=30_000)
        await board.write(THE_TERRITORY, *(f"Pas parti, {n}" for n in range(12)))
        await expect(board.light).to_contain_text(say("light.waiting.other", count=12))
        assert await person.page.evaluate(MEASURE, 63) == []
