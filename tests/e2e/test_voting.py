"""« Ce qui compte »: a vote from its opening to its results (SPEC O)."""

import re

from playwright.async_api import Locator, Page, expect

from e2e.furnished import furnish
from e2e.pages import Board, Facilitator
from e2e.people import PHONE, People, Workshop
from e2e.words import say

MARK = say("voting.compte")


async def test_a_person_gives_their_votes_and_no_more_and_finds_them_again(
    people: People, workshop: Workshop
) -> None:
    """[O2] [O3] [O4] On a phone: as many votes as each has, found again after a reload; the
    facilitator is told how many have voted, and what was voted only at the closing."""
    await workshop.open_phase("travail")
    placed = await furnish(workshop, beneficiaries=2, notes_each=2)
    await workshop.open_phase("mise-en-commun")
    leader = await people.bring()
    voter = await people.bring(viewport=PHONE)
    await leader.lead(workshop)
    await voter.sit(workshop, "Marseille", "Zoé")
    await Facilitator(leader.page).look_at(say("view.pooling"))
    await leader.page.get_by_role("tab", name=say("pooling.look.votes"), exact=True).click()
    led, seen = _panel(leader.page), _panel(voter.page)
    await led.get_by_label(say("voting.votes_each")).fill("2")
    await led.get_by_role("button", name=say("voting.open")).click()
    await voter.page.get_by_role("button", name=say("voting.go"), exact=True).click()

    one, other = (_effect(voter.page, each) for each in placed.notes["Briançon"][:2])
    for effect in (one, one, other):
        await _more(effect).click()
    refused = voter.page.get_by_role("alert").filter(
        has_text=say("rejection.too_many_votes", limit=2)
    )
    await expect(refused).to_be_visible()
    await expect(one.locator("output")).to_have_text("2")
    await expect(other.locator("output")).to_have_text("0")
    await expect(led).to_contain_text(say("voting.voters.one", count=1))
    await expect(led.get_by_role("list")).to_have_count(0)

    await voter.page.reload()
    await voter.page.get_by_label(say("pooling.looks")).last.select_option("votes")
    await expect(one.locator("output")).to_have_text("2")
    await one.get_by_role("button", name=re.compile("moins")).click()
    await _more(other).click()
    await expect(other.locator("output")).to_have_text("1")
    await expect(Board(voter.page).light).to_contain_class("saved")

    await leader.page.get_by_role("button", name=say("voting.close")).click()
    for panel in (led, seen):
        results = panel.get_by_role("list", name=say("voting.results")).get_by_role("listitem")
        await expect(results).to_have_count(2)
        await expect(results.first).to_contain_text(say("voting.votes.one", count=1))
    await expect(one).to_have_count(0)


async def test_a_note_is_said_to_be_misrendered_until_the_facilitator_settles_it(
    people: People, workshop: Workshop
) -> None:
    """[M1] [M2] Of a note of one's own board, with words, and of no other."""
    await workshop.open_phase("travail")
    await furnish(workshop, beneficiaries=1, notes_each=1)
    await workshop.open_phase("mise-en-commun")
    leader, author = await people.bring(), await people.bring()
    await leader.lead(workshop)
    await author.sit(workshop, "Briançon", "Tom")
    await Facilitator(leader.page).look_at(say("view.pooling"))
    await leader.page.get_by_role("tab", name=say("pooling.look.votes"), exact=True).click()
    title = say("misrendered.title")
    said = author.page.get_by_role("button", name=re.compile("mal rendue"))
    await expect(said).to_have_count(1)
    await said.click()
    dialog = author.page.get_by_role("dialog", name=title)
    await dialog.get_by_label(say("misrendered.text")).fill("Ce n'est pas le même accueil.")
    await dialog.get_by_role("button", name=say("misrendered.send")).click()
    await expect(said).to_have_text(say("misrendered.said"))
    listed = leader.page.get_by_role("region", name=re.compile(say("misrendered.heading")))
    await expect(listed).to_contain_text("Ce n'est pas le même accueil.")
    await listed.get_by_role("button", name=say("misrendered.settle")).click()
    await expect(said).to_have_text(say("misrendered.say"))
    await expect(listed).to_have_count(0)


def _panel(page: Page) -> Locator:
    return page.get_by_role("region", name=MARK, exact=True)


def _effect(page: Page, note: str) -> Locator:
    return page.locator(f"[data-effect='{note}']")


def _more(effect: Locator) -> Locator:
    return effect.get_by_role("button", name=re.compile("de plus"))
