"""The boards are told to the room, in the order that the facilitator chooses (SPEC M4)."""

import re

from playwright.async_api import expect

from e2e.furnished import furnish
from e2e.pages import Facilitator
from e2e.people import DESK, People, Workshop
from e2e.words import say

FIRST, SECOND = "Marseille", "Briançon"


async def test_next_shows_the_next_one_on_all_screens_and_marks_it_told(
    people: People, workshop: Workshop
) -> None:
    """[M3] [M4] By the keyboard: an actor of each territory, then what was not told yet, then
    nothing more."""
    await workshop.open_phase("travail")
    placed = await furnish(workshop, beneficiaries=1, notes_each=2)
    await workshop.open_phase("mise-en-commun")
    leader, screen = await people.bring(), await people.bring(viewport=DESK)
    await leader.lead(workshop)
    await screen.project(workshop)
    await Facilitator(leader.page).look_at(say("view.pooling"))
    telling = leader.page.get_by_role("region", name=say("telling.heading"))
    await telling.get_by_label(say("telling.order")).select_option("territory")
    everything = sum(len(notes) for notes in placed.notes.values()) + 1
    some = say("telling.some", some=0, all=everything)
    await expect(telling).to_contain_text(some)

    on = telling.get_by_role("button", name=say("telling.next"))
    spot = screen.page.locator("[data-spot]")
    here = len(placed.notes[FIRST]) + 1
    await on.press("Enter")
    await expect(spot).to_have_attribute("data-spot", placed.beneficiaries[FIRST][0])
    await expect(telling).to_contain_text(say("telling.some", some=here, all=everything))
    await expect(on).to_be_focused()

    await telling.get_by_label(say("telling.order")).select_option("untold")
    for told, note in enumerate(placed.notes[SECOND], start=here + 1):
        await on.press("Enter")
        await expect(spot).to_have_attribute("data-spot", note)
        await expect(telling).to_contain_text(say("telling.some", some=told, all=everything))
    await expect(telling).to_contain_text(say("telling.over"))
    await expect(on).to_be_disabled()

    await telling.get_by_label(say("telling.order")).select_option("actor")
    await telling.get_by_role("button", name=say("telling.list")).click()
    listed = leader.page.get_by_role("dialog").get_by_role("listitem")
    await expect(listed).to_have_text([re.compile(say("telling.told"))] * 2)
    await listed.last.get_by_role("button").click()
    await expect(spot).to_have_attribute("data-spot", placed.beneficiaries[SECOND][0])
