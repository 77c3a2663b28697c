"""[R20] Two people in one note at once: merged, or both texts kept where both people see them."""

from playwright.async_api import Locator, expect

from e2e.pages import THE_TERRITORY, Board
from e2e.people import People, Person, Workshop
from e2e.words import say

BASE = "Créer du lien\nManger mieux chaque jour"


async def two_in_one_note(people: People, workshop: Workshop) -> tuple[Person, Person]:
    """Louise and Jonathan of Marseille, before a note that Louise has posted."""
    await workshop.open_phase("travail")
    louise, jonathan = await people.bring(), await people.bring()
    await louise.sit(workshop, "Marseille", "Louise")
    await jonathan.sit(workshop, "Marseille", "Jonathan")
    await Board(louise.page).write_and_save(THE_TERRITORY, BASE)
    await expect(Board(jonathan.page).notes(THE_TERRITORY)).to_have_text(BASE)
    return louise, jonathan


async def edit(person: Person, text: str) -> Locator:
    """Open the note's text and type another one; not sent yet."""
    card = person.page.locator("[data-note]").first
    await card.locator("[aria-haspopup]").click()
    await person.page.get_by_role("menuitem", name=say("note.edit")).click()
    area = card.get_by_label(say("note.edit_label"))
    await area.fill(text)
    return area


async def test_changes_that_do_not_touch_become_one_text(
    people: People, workshop: Workshop
) -> None:
    """[R20] Each sees who writes in the note; the second is told that both are in."""
    louise, jonathan = await two_in_one_note(people, workshop)
    mine = await edit(louise, BASE.replace("lien", "lien durable"))
    card = jonathan.page.locator("[data-note]").first
    await expect(card).to_contain_text(say("writing.someone", name="Louise"))
    theirs = await edit(jonathan, BASE.replace("mieux", "mieux, et moins cher,"))
    await theirs.press("Enter")
    await expect(louise.page.get_by_text(say("note.changed_meanwhile"))).to_be_visible()
    await mine.press("Enter")
    both = "Créer du lien durable\nManger mieux, et moins cher, chaque jour"
    for person in (louise, jonathan):
        await expect(Board(person.page).notes(THE_TERRITORY)).to_have_text(both)
    await expect(louise.page.get_by_text(say("versions.merged"))).to_be_visible()
    assert await workshop.texts() == [both]


async def test_a_clash_leaves_both_texts_to_both_people_whatever_its_author_does(
    people: People, workshop: Workshop
) -> None:
    """[e] Louise, who was second, reloads instead of choosing; Jonathan finds and settles it."""
    louise, jonathan = await two_in_one_note(people, workshop)
    mine = await edit(louise, "Un marché couvert")
    theirs = await edit(jonathan, "Une halle ouverte")
    await theirs.press("Enter")
    await expect(louise.page.get_by_text(say("note.changed_meanwhile"))).to_be_visible()
    await mine.press("Enter")
    await expect(louise.page.get_by_role("dialog")).to_contain_text("Une halle ouverte")
    await louise.page.reload()

    for person in (louise, jonathan):
        await person.page.get_by_role("button", name=say("versions.chip")).click()
        dialog = person.page.get_by_role("dialog", name=say("versions.title"))
        await expect(dialog.locator(".note")).to_have_text(
            ["Une halle ouverte", "Un marché couvert"]
        )
        await person.page.keyboard.press("Escape")

    # The board's own list of points leads to it too.
    await jonathan.page.get_by_role("button", name=f"{say('points.board')} · 1").click()
    dialog = jonathan.page.get_by_role("dialog", name=say("points.title"))
    await dialog.get_by_role("button", name="Une halle ouverte").click()
    dialog = jonathan.page.get_by_role("dialog", name=say("versions.title"))
    await dialog.get_by_role("button", name=say("versions.keep_other")).click()
    for person in (louise, jonathan):
        await expect(Board(person.page).notes(THE_TERRITORY)).to_have_text("Un marché couvert")
        await expect(person.page.get_by_role("button", name=say("versions.chip"))).to_have_count(0)
    # Chosen is not erased: the point is closed, and still holds both.
    card = louise.page.locator("[data-note]").first
    await card.locator("[aria-haspopup]").click()
    await louise.page.get_by_role("menuitem", name=say("points.past")).click()
    await expect(louise.page.get_by_role("dialog")).to_contain_text("Une halle ouverte")
