"""A pooling of many screens: what is far from the sight is not drawn, and nobody misses it (R42).

What a part shows when it is drawn is held elsewhere; here, when it is, and that nothing moves under
the reader's eyes meanwhile.
"""

import asyncio

import msgspec
import pytest
from playwright.async_api import Page, expect

from e2e.people import People, Workshop
from e2e.test_pooled_looks import RESTED, turn_to
from tablee.workshop import commands as c

ACTORS = 40
"""Beside « Le territoire », for which nothing is said."""
EACH = 2
WORDS = "Trouver près de chez soi de quoi manger et de quoi parler"
STEPS = 10
LAST = f"n-{ACTORS - 1}-0-far-away"
GO_UP = """async (steps) => {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const found = { steps: 0, blank: 0, moved: 0 };
  const header = document.querySelector(".headings")?.getBoundingClientRect().bottom ?? 60;
  for (; found.steps < steps && scrollY > 0; found.steps += 1) {
    const seen = [...document.querySelectorAll("[data-pooled]")]
      .find((each) => each.getBoundingClientRect().top > header);
    const before = seen?.getBoundingClientRect().top;
    const by = Math.min(150, scrollY);
    scrollBy(0, -by);
    for (let drawn = 0; drawn < 3; drawn += 1) await frame();
    const after = seen?.isConnected && seen.getBoundingClientRect().top;
    if (!seen) found.blank += 1;
    else found.moved = Math.max(found.moved, Math.abs(after - before - by));
  }
  return found;
}"""
"""Go up as a hand does, each time looking at the first note that is in sight."""
AT_TOP = """() => {
  const at = [...document.querySelectorAll("[data-pooled]")]
    .find((each) => each.getBoundingClientRect().top > 150).dataset.pooled.split("-")[1];
  const first = document.querySelector(`[data-pooled="n-${at}-0-far-away"]`);
  scrollBy(0, first.getBoundingClientRect().top - 45);
  return Number(at);
}"""
"""Bring an actor to the top, its first note behind the bars: which one."""
FEWER = "(most) => document.querySelectorAll('[data-pooled]').length < most"
"""What was left behind is taken away at leisure: a machine at work may have none for a while."""
TOP = "(each) => each.getBoundingClientRect().top"


class GoneUp(msgspec.Struct):
    steps: int
    blank: int
    """Steps at which nothing was in sight."""
    moved: float
    """The furthest that what was looked at went beside where the hand had moved it, pixels."""


@pytest.mark.long
async def test_what_is_far_is_drawn_when_it_comes_near_and_nothing_moves_meanwhile(
    people: People, workshop: Workshop
) -> None:
    """By scrolling, by the focus, and on paper, where it is all there; while others write above."""
    await fill(workshop)
    everything = ACTORS * EACH
    reader = await people.bring()
    await reader.sit(workshop, "Marseille")
    page = reader.page
    notes, last = page.locator("[data-pooled]"), page.locator(f'[data-pooled="{LAST}"]')
    for look in ("matrix", "card"):
        await turn_to(page, look)
        await page.evaluate(RESTED)
        drawn = await notes.count()
        assert 0 < drawn < everything / 2, look
        await expect(page.locator("[data-actor]")).to_have_count(ACTORS + 1)
        await page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert await last.count() == 1, "all is on paper at once"
        await page.evaluate("dispatchEvent(new Event('afterprint'))")
        await page.locator("[data-actor]").nth(ACTORS - 1).scroll_into_view_if_needed()
        await expect(last).to_be_visible()
        await page.wait_for_function(FEWER, arg=everything / 2)
        await page.evaluate(RESTED)
        went = msgspec.convert(await page.evaluate(GO_UP, STEPS), GoneUp)
        assert went.steps == STEPS
        assert (went.blank, went.moved <= 2) == (0, True), f"{look}: {went}"
        await nothing_moves(page, workshop, look)
        await page.evaluate("scrollTo(0, 0)")


async def nothing_moves(page: Page, workshop: Workshop, look: str) -> None:
    """Others write for actors far above, and just above, what is looked at."""
    at = await page.evaluate(AT_TOP)
    await page.evaluate(RESTED)
    note = page.locator(f'[data-pooled="n-{at}-1-far-away"]')
    top = await note.evaluate(TOP)
    for actor in (0, at - 2, at - 1):
        await write(workshop, actor, f"while-{look}")
    await expect(page.locator(f'[data-pooled="n-{at - 1}-while-{look}-far-away"]')).to_be_attached()
    await page.evaluate(RESTED)
    now = await note.evaluate(TOP)
    assert abs(now - top) <= 2, f"{look}: what is said for {at} went from {top} to {now}"


async def write(workshop: Workshop, actor: int, name: str | int) -> None:
    text = f"{WORDS}, {actor}, {name}" + " et davantage" * (actor % 7)
    note = f"n-{actor}-{name}-far-away"
    await workshop.order(c.AddNote(note=note, beneficiary=f"b-{actor}-far-away", text=text))


async def fill(workshop: Workshop) -> None:
    await workshop.open_phase("travail")
    board = workshop.boards["Marseille"]
    for actor in range(ACTORS):
        own = f"b-{actor}-far-away"
        await workshop.order(
            c.AddBeneficiary(board=board, beneficiary=own, label=f"Acteur {actor}")
        )
    for each in range(EACH):
        await asyncio.gather(*(write(workshop, actor, each) for actor in range(ACTORS)))
    await workshop.open_phase("mise-en-commun")
