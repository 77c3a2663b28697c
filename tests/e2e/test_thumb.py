"""What a thumb meets on a phone: nothing moves away from under it, nothing lies over the box."""

import json

import pytest
from playwright.async_api import Locator, ViewportSize, expect

from e2e.people import PHONE, People, Workshop
from e2e.words import say
from tablee.workshop import commands as c

pytestmark = pytest.mark.long

FIRST, SECOND = "Marseille", "Briançon"
OVER_THE_KEYBOARD = ViewportSize(width=360, height=440)


async def _middle(target: Locator) -> tuple[float, float]:
    box = await target.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


async def test_a_tap_that_ends_the_writing_reaches_what_it_was_meant_for(
    people: People, workshop: Workshop
) -> None:
    """The options of the writing box go only once the tap is over: the menu of a note opens at the
    first one."""
    await workshop.open_phase("travail")
    person = await people.bring(viewport=PHONE, touch=True)
    await person.sit(workshop, FIRST, "Ana")
    page = person.page
    composer = page.locator("[data-composer]")
    await composer.tap()
    for number in range(12):
        await page.keyboard.type(f"Un effet de plus, le numéro {number}")
        await page.keyboard.press("Enter")
    await expect(page.locator("[data-note]")).not_to_have_count(0)
    await expect(composer).to_be_focused()
    acts = page.locator("[data-note] [aria-haspopup]").last
    await expect(acts).to_be_in_viewport(ratio=1)
    await page.touchscreen.tap(*await _middle(acts))
    await expect(page.get_by_role("menu")).to_be_visible()


async def test_what_is_told_lies_above_the_box_and_another_board_has_nothing_to_take_back(
    people: People, workshop: Workshop
) -> None:
    """Whoever is seated elsewhere is told over nothing that they write in, and « Annuler » is of
    the board where they sit."""
    await workshop.open_phase("travail")
    person = await people.bring(viewport=PHONE, touch=True)
    await person.sit(workshop, FIRST, "Ana")
    page = person.page
    # What tells of it is fetched once the board is drawn.
    await page.wait_for_load_state("networkidle")
    composer = page.locator("[data-composer]")
    await composer.tap()
    await page.keyboard.type("Un effet")
    await page.keyboard.press("Enter")
    undo = page.get_by_role("button", name=say("common.undo"))
    await expect(undo).not_to_have_attribute("aria-disabled", "true")
    you = next(you for each in person.heard if (you := json.loads(each).get("you")))
    seat = c.Sit(participant=you["participant"], board=workshop.boards[SECOND], pair="p-second")
    await workshop.order(seat)
    toast = page.locator(".toast")
    await expect(toast).to_be_visible()
    told, box = await toast.bounding_box(), await composer.bounding_box()
    assert told
    assert box
    assert told["y"] + told["height"] <= box["y"]
    await expect(undo).to_have_count(0)


async def test_a_phone_says_where_its_person_sits_and_lets_them_change(
    people: People, workshop: Workshop
) -> None:
    """[R7] At any time, from the sheet of the board."""
    await workshop.open_phase("travail")
    person = await people.bring(viewport=PHONE, touch=True)
    await person.sit(workshop, FIRST, "Ana")
    page = person.page
    await page.get_by_role("button", name=say("board.about")).tap()
    dialog = page.get_by_role("dialog")
    await expect(dialog).to_contain_text(f"{FIRST} · {say('pair.of', names='Ana')}")
    await dialog.get_by_text(say("welcome.change")).tap()
    places = dialog.locator("li").filter(has_text=SECOND)
    await places.get_by_role("button", name=say("join.new_pair")).tap()
    await expect(dialog).to_contain_text(f"{SECOND} · {say('pair.of', names='Ana')}")


async def test_over_the_keyboard_the_last_note_stays_whole_beside_what_is_typed(
    people: People, workshop: Workshop
) -> None:
    """« Demander de l'aide » gives up its place while somebody writes, and has it for who goes
    there with the keys."""
    await workshop.open_phase("travail")
    person = await people.bring(viewport=PHONE, touch=True)
    await person.sit(workshop, FIRST, "Ana")
    page = person.page
    composer, calls = page.locator("[data-composer]"), page.locator(".calls")
    await expect(calls).to_be_in_viewport(ratio=1)
    await composer.tap()
    await page.set_viewport_size(OVER_THE_KEYBOARD)
    for number in range(4):
        await page.keyboard.type(f"Un effet de plus, le numéro {number}")
        await page.keyboard.press("Enter")
    await expect(page.locator("[data-note]").last).to_be_in_viewport(ratio=1)
    await expect(calls).not_to_be_in_viewport()
    hand = page.get_by_role("button", name=say("hands.raise"))
    for _ in range(24):
        await page.keyboard.press("Shift+Tab")
        if await hand.evaluate("(hand) => hand === document.activeElement"):
            break
    await expect(hand).to_be_focused()
    await expect(hand).to_be_in_viewport(ratio=1)
