"""What must not be missed comes into sight, and moves nothing under anybody's hands."""

import re

import pytest
from playwright.async_api import Locator, Page, ViewportSize, expect

from e2e.pages import THE_TERRITORY, Board, Facilitator
from e2e.people import PHONE, People, Workshop
from e2e.words import say
from tablee.workshop.commands import CloseDoors, SendMessage, StartTimer

pytestmark = pytest.mark.long

SAID_WITHIN_MS = 30_000
WIDTHS = (1440, 768, 360)
IN_SIGHT = """(bar) => {
  const at = bar.getBoundingClientRect();
  const top = document.elementFromPoint(at.x + 20, at.y + at.height / 2);
  return at.top >= 0 && at.bottom <= innerHeight && bar.contains(top);
}"""


STAYS = """(bar) => {
  const reaches = Math.round(Math.max(0, bar.getBoundingClientRect().bottom));
  const told = getComputedStyle(document.documentElement).getPropertyValue("--bar");
  return reaches === Number.parseFloat(told);
}"""
"""Whether the page knows, for what stands below the bar, how far down it reaches."""
ABOVE = """(one, other) =>
  one.getBoundingClientRect().top < other.getBoundingClientRect().top"""


async def places(*things: Locator) -> list[object]:
    return [await each.bounding_box() for each in things]


async def scroll(page: Page, to: int) -> None:
    await page.evaluate(f"scrollTo(0, {to})")


async def test_a_facilitator_sees_hands_and_a_lost_line_wherever_she_has_scrolled(
    people: People, workshop: Workshop
) -> None:
    """[H2] [R55] [A9] at each width, with the timer's buttons where they were."""
    await workshop.open_phase("travail")
    await workshop.order(StartTimer())
    louise, leader = await people.bring(), await people.bring()
    await louise.sit(workshop, "Marseille", "Louise")
    await leader.lead(workshop)
    page, facilitator = leader.page, Facilitator(leader.page)
    hand = louise.page.get_by_role("button", name=re.compile(say("hands.raise")))
    asked = page.get_by_role("region", name=say("hands.heading"))
    pause = facilitator.timer.get_by_role("button", name=say("timer.pause"))
    pairs = page.get_by_role("heading", name=say("pairs.heading"))
    run = page.get_by_role("heading", name=say("run.heading"))
    onwards = page.get_by_role("button", name=say("lead.next", phase=say("phase.mise-en-commun")))
    for width in WIDTHS:
        await page.set_viewport_size(ViewportSize(width=width, height=800))
        await scroll(page, 0)
        # What moves everybody says so; who is at work comes before the run.
        assert say("lead.passing") in await onwards.inner_text(), width
        if width < WIDTHS[0]:
            assert await pairs.evaluate(ABOVE, await run.element_handle()), width
        before = await places(pause, pairs, facilitator.guiding)
        await hand.click()
        await expect(asked).to_contain_text("Louise")
        assert await places(pause, pairs, facilitator.guiding) == before, width
        await scroll(page, 400)
        assert await facilitator.guiding.evaluate(IN_SIGHT), width
        await asked.get_by_role("button").click()
        lower = say("hands.lower_label", name="Louise")
        await asked.get_by_role("button", name=lower).click()
        await expect(asked).to_have_count(0)
        await scroll(page, 400)
        # It is told with the next picture.
        bar = await facilitator.guiding.element_handle()
        await page.wait_for_function(STAYS, arg=bar)

    away = facilitator.guiding.get_by_text(say("guide.offline"))
    there: dict[int, list[object]] = {}
    for width in WIDTHS:
        await page.set_viewport_size(ViewportSize(width=width, height=800))
        await scroll(page, 0)
        there[width] = await places(pause, pairs, facilitator.guiding)
    leader.line_is_cut = True
    await leader.context.set_offline(True)
    await expect(away).to_be_visible(timeout=SAID_WITHIN_MS)
    for width in WIDTHS:
        await page.set_viewport_size(ViewportSize(width=width, height=800))
        await scroll(page, 0)
        assert await places(pause, pairs, facilitator.guiding) == there[width], width
        await scroll(page, 400)
        assert await facilitator.guiding.evaluate(IN_SIGHT), width
    await leader.context.set_offline(False)
    await expect(away).to_have_count(0, timeout=SAID_WITHIN_MS)

    await workshop.order(CloseDoors())
    await expect(facilitator.guiding).to_contain_text(say("doors.closed_short"))
    await page.set_viewport_size(ViewportSize(width=1440, height=900))
    code = facilitator.guiding.get_by_role("button", name=say("guide.way_in_on"))
    await expect(code).to_have_count(0)
    shut = facilitator.guiding.get_by_text(say("doors.closed_short"), exact=True)
    await expect(shut).to_be_visible()  # what they are, beside the act that changes it
    await facilitator.guide("doors.open_do")
    await expect(facilitator.guiding).not_to_contain_text(say("doors.closed_short"))
    await expect(code).to_be_visible()


async def test_a_message_moves_nothing_under_somebody_who_writes(
    people: People, workshop: Workshop
) -> None:
    """[H3] on a wide page it lies over the foot of the consignes; on a phone the box stays."""
    await workshop.open_phase("travail")
    louise, jonathan = await people.bring(), await people.bring(viewport=PHONE)
    for each, name in ((louise, "Louise"), (jonathan, "Jonathan")):
        await each.sit(workshop, "Marseille", name)
    wide, narrow = Board(louise.page), Board(jonathan.page)
    await wide.write_and_save(THE_TERRITORY, "Moins de crues")
    await expect(narrow.notes(THE_TERRITORY)).to_have_count(1)
    here = (wide.column(THE_TERRITORY), wide.composer(THE_TERRITORY), wide.notes(THE_TERRITORY))
    there = (narrow.composer(THE_TERRITORY),)
    before = await places(*here), await places(*there)
    await workshop.order(
        SendMessage(message="m1", text="Il reste cinq minutes, pensez à « Pour qui ? »")
    )
    for each in (louise, jonathan):
        told = each.page.get_by_role("region", name=say("messages.label"))
        await expect(told).to_contain_text("cinq minutes")
        assert await told.evaluate("(told) => told.getBoundingClientRect().height > 30")
    assert (await places(*here), await places(*there)) == before


async def test_messages_that_the_band_cannot_hold_are_counted(
    people: People, workshop: Workshop
) -> None:
    """[H3] the last ones are scrolled to, on a phone the last one stands in front; whoever leads
    is told which one is on the projector."""
    await workshop.open_phase("travail")
    desk, phone, leader = (
        await people.bring(),
        await people.bring(viewport=PHONE),
        (await people.bring()),
    )
    for each in (desk, phone):
        await each.sit(workshop, "Marseille")
    await leader.lead(workshop)
    for n in (1, 2, 3):
        await workshop.order(SendMessage(message=f"m{n}", text=f"Message {n}. " * 20))
    others = say("told.others.other", count=2)
    for each, counted, in_sight in (
        (desk, say("messages.unread", count=3), 3),
        (phone, others, 1),
    ):
        told = each.page.get_by_role("region", name=say("messages.label"))
        await expect(told.get_by_role("listitem")).to_have_count(in_sight)
        assert await each.page.get_by_text(counted).evaluate(IN_SIGHT)
        await told.get_by_role("button", name=re.compile(say("messages.read"))).last.click()
        await expect(told.get_by_text("Message 3.")).to_have_count(0)
    listed = leader.page.get_by_role("region", name=say("messages.heading"), exact=True)
    large = listed.get_by_role("listitem").filter(has_text=say("messages.on_screen"))
    await expect(large).to_have_count(1)
    await expect(large).to_contain_text("Message 3.")
    await workshop.open_phase("mise-en-commun")
    await expect(large).to_have_count(0)
    await expect(listed.get_by_role("listitem")).to_have_count(3)


async def test_a_message_is_in_sight_of_who_has_scrolled_through_the_presentation(
    people: People, workshop: Workshop
) -> None:
    """[H3] at the foot of the window, until it is put away, with nothing that jumps."""
    await workshop.open_phase("presentation")
    desk, phone = await people.bring(), await people.bring(viewport=PHONE, touch=True)
    for each in (desk, phone):
        await each.sit(workshop, "Marseille")
        await expect(each.page.get_by_role("heading", level=2).nth(3)).to_be_attached()
        await scroll(each.page, 900)
    held = [
        await each.page.get_by_role("heading", level=3).first.bounding_box()
        for each in (desk, phone)
    ]
    await workshop.order(SendMessage(message="m1", text="On se retrouve à 16 h."))
    for each, was in zip((desk, phone), held, strict=True):
        told = each.page.get_by_role("region", name=say("messages.label"))
        await expect(told).to_contain_text("On se retrouve à 16 h.")
        assert await told.evaluate(IN_SIGHT)
        assert await each.page.get_by_role("heading", level=3).first.bounding_box() == was
        await told.get_by_role("button", name=re.compile(say("messages.read"))).click()
        await expect(told).to_have_count(0)


async def test_the_longest_message_can_be_put_away_without_scrolling(
    people: People, workshop: Workshop
) -> None:
    """At a desk and on a tablet, beside the board."""
    await workshop.open_phase("travail")
    await workshop.order(SendMessage(message="m1", text=("mot " * 125).strip()))
    for width, height in ((1280, 720), (1024, 768), (768, 1024)):
        person = await people.bring(viewport=ViewportSize(width=width, height=height))
        await person.sit(workshop, "Marseille")
        message = person.page.get_by_role("region", name=say("messages.label"))
        read = message.get_by_role("button")
        await expect(read).to_be_in_viewport(ratio=1)
        assert await read.evaluate(IN_SIGHT)
        await read.click()
        await expect(message).to_have_count(0)
