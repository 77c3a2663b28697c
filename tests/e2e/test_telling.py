"""The boards are told to the room, in the order that the facilitator chooses (SPEC M4)."""

import re

import pytest
from playwright.async_api import ViewportSize, expect

from e2e.furnished import LONG, furnish
from e2e.pages import Facilitator
from e2e.people import DESK, PHONE, People, Workshop
from e2e.words import say
from tablee.workshop.commands import (
    AddBeneficiary,
    AddNote,
    GroupEffects,
    PartOfActor,
    Present,
    SameActor,
    SetScreen,
)

FIRST, SECOND = "Marseille", "Briançon"
FULL_HD = ViewportSize(width=1920, height=1080)
WHOLE = """() => {
  const box = document.querySelector(".paged").getBoundingClientRect();
  return [...document.querySelectorAll("[data-effect]")]
    .filter((each) => {
      const { left, right, top, bottom } = each.getBoundingClientRect();
      return left >= box.left - 1 && right <= box.right + 1 && top >= box.top - 1
        && bottom <= box.bottom + 1 && each.getClientRects().length === 1;
    })
    .map((each) => each.dataset.effect);
}"""
"""The effects that are whole on the page of the projector, in one column."""
SHARED = """() => {
  const strip = document.querySelector(".strip").getBoundingClientRect();
  const name = document.querySelector("[data-spot]");
  const lines = name.getBoundingClientRect().height / parseFloat(getComputedStyle(name).fontSize);
  const ends = [...document.querySelectorAll(".spot li")]
    .map((each) => each.getBoundingClientRect().right);
  return lines < 1.5 && Math.abs(Math.max(...ends) - strip.right) < 2;
}"""
"""The name has one line, and what is said reaches the right edge."""


def said(count: int, everything: int) -> str:
    """How many effects have been said; none is singular in French, as one is."""
    number = "one" if count < 2 else "other"
    return say(f"telling.said.{number}", count=count, all=everything)


async def test_next_shows_the_next_one_on_all_screens_and_marks_it_told(
    people: People, workshop: Workshop
) -> None:
    """[M3] [M4] By the keyboard: what one territory says of an actor that another one names too,
    then what was not told yet, then nothing more."""
    await workshop.open_phase("travail")
    placed = await furnish(workshop, beneficiaries=1, notes_each=2)
    await workshop.open_phase("mise-en-commun")
    ours, theirs = placed.beneficiaries[FIRST][0], placed.beneficiaries[SECOND][0]
    await workshop.order(SameActor(decision="d1", beneficiaries=(ours, theirs)))
    leader, screen = await people.bring(), await people.bring(viewport=DESK)
    await leader.lead(workshop)
    await screen.project(workshop)
    await Facilitator(leader.page).look_at(say("view.pooling"))
    telling = leader.page.get_by_role("region", name=say("telling.heading"))
    await telling.get_by_label(say("telling.order")).select_option("territory")
    everything = sum(len(notes) for notes in placed.notes.values()) + 1
    some = said(0, everything)
    await expect(telling).to_contain_text(some)
    await expect(telling.locator(".then")).to_contain_text(FIRST)

    on = telling.get_by_role("button", name=say("telling.next"))
    spot = screen.page.locator("[data-spot]")
    here = len(placed.notes[FIRST]) + 1
    await on.press("Enter")
    await expect(spot).to_have_attribute("data-spot", ours)
    await expect(screen.page.locator("[data-effect]")).to_have_count(here)
    await expect(telling).to_contain_text(said(here, everything))
    await expect(telling.locator(".then")).to_contain_text(SECOND)
    await expect(on).to_be_focused()

    await telling.get_by_label(say("telling.order")).select_option("untold")
    for told, note in enumerate(placed.notes[SECOND], start=here + 1):
        await on.press("Enter")
        await expect(spot).to_have_attribute("data-spot", note)
        await expect(telling).to_contain_text(said(told, everything))
    await expect(telling).to_contain_text(say("telling.over"))
    await expect(on).to_be_disabled()

    await leader.page.reload()
    await expect(telling.get_by_label(say("telling.order"))).to_have_value("untold")
    await telling.get_by_label(say("telling.order")).select_option("actor")
    await telling.get_by_role("button", name=say("telling.list")).click()
    listed = leader.page.get_by_role("dialog").get_by_role("listitem")
    await expect(listed).to_have_text([re.compile(say("telling.told"))])
    await listed.get_by_role("button").click()
    await expect(spot).to_have_attribute("data-spot", ours)
    await expect(screen.page.locator("[data-effect]")).to_have_count(everything)


async def test_the_spot_of_an_actor_gives_its_groups_and_what_it_is_part_of_page_by_page(
    people: People, workshop: Workshop
) -> None:
    """[Q6] [G7] [R39] Shared effects with each wording first; whole on a page, in letters that are
    read from afar."""
    await workshop.open_phase("travail")
    placed = await furnish(workshop, beneficiaries=2, notes_each=4)
    await workshop.open_phase("mise-en-commun")
    one, part = placed.beneficiaries[FIRST]
    other = placed.beneficiaries[SECOND][0]
    notes = (placed.notes[FIRST][0], placed.notes[SECOND][0])
    for number in range(8):
        await workshop.order(AddNote(note=f"long-{number}", beneficiary=one, text=LONG))
    together = SameActor(decision="d1", beneficiaries=(one, other), label="Les épiceries")
    await workshop.order(together)
    await workshop.order(PartOfActor(decision="d2", child=part, parent=one))
    await workshop.order(GroupEffects(decision="d3", notes=notes, title="Se sentir chez soi"))
    await workshop.order(Present(kind="actor", target=one))
    phone, screen = await people.bring(viewport=PHONE), await people.bring(viewport=FULL_HD)
    await phone.sit(workshop, FIRST)
    await screen.project(workshop)
    for person in (phone, screen):
        effects = person.page.locator("[data-effect]")
        await expect(effects.first).to_have_attribute("data-effect", notes[0])
        await expect(effects.first.get_by_role("listitem")).to_have_text(
            [re.compile(FIRST), re.compile(SECOND)]
        )
        await expect(person.page.get_by_text(say("pooling.parts"))).to_be_visible()
    effects = screen.page.locator("[data-effect]")
    everything = set(await effects.evaluate_all("(all) => all.map((e) => e.dataset.effect)"))
    count = screen.page.get_by_text(re.compile(r"^Page 1 sur \d+$"))
    await expect(count).to_be_visible()
    seen: set[str] = set()
    for page in range(int((await count.inner_text()).split()[-1])):
        await workshop.order(SetScreen(page=page))
        await expect(screen.page.get_by_text(re.compile(f"^Page {page + 1} sur"))).to_be_visible()
        seen |= set(await screen.page.evaluate(WHOLE))
    assert seen == everything
    await workshop.order(Present(kind="actor", target=part))
    inside = say("pooling.part_of", label="Les épiceries")
    await expect(screen.page.locator("main")).to_contain_text(inside)


@pytest.mark.long
@pytest.mark.parametrize("notes", [1, 2, 6])
async def test_what_is_told_has_the_whole_width_of_the_projector(
    people: People, workshop: Workshop, notes: int
) -> None:
    """[R13] Its name on one line above all columns, as many of these as are filled."""
    await workshop.open_phase("travail")
    long = "L'UCS 13 (union des centres sociaux) et ses bénévoles"
    here = workshop.boards[FIRST]
    await workshop.order(AddBeneficiary(board=here, beneficiary="told-to", label=long))
    for at in range(notes):
        text = f"{at} : nourrir leurs réflexions sur les réponses à construire"
        await workshop.order(AddNote(note=f"told-{at}", beneficiary="told-to", text=text))
    await workshop.open_phase("mise-en-commun")
    screen = await people.bring(viewport=FULL_HD)
    await screen.project(workshop)
    await workshop.order(Present(kind="actor", target="told-to"))
    await expect(screen.page.locator("[data-effect]")).to_have_count(notes)
    await screen.page.wait_for_function(SHARED)
