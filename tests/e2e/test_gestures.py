"""[c] What each thing takes, counted: taps, keys and drags; the numbers are those of R21–R24."""

from playwright.async_api import Locator, expect

from e2e.gestures import Hand, Note, counted
from e2e.pages import THE_TERRITORY, Board
from e2e.people import PHONE, People, Workshop
from e2e.words import say


async def test_a_phone_joins_names_a_beneficiary_and_posts_within_a_few_gestures(
    people: People, workshop: Workshop, record_property: Note
) -> None:
    """[c] [R21] [R24] At 360 px: from joining to taking a move back."""
    await workshop.open_phase("travail")
    person = await people.bring(viewport=PHONE)
    page = person.page
    hand = Hand(page)
    await page.goto(workshop.links.join)
    await hand.tap(page.locator("label").filter(has_text="Marseille"))
    await hand.tap(page.get_by_role("button", name=say("join.enter")), main=True)
    await page.wait_for_url("**/plateau")
    counted(record_property, "joining", hand, 3)

    board = Board(page)
    add = page.get_by_role("button", name=say("beneficiary.add_long", word="bénéficiaire"))
    await hand.tap(add, main=True)
    await hand.type("Les cyclistes du col")
    dialog = page.get_by_role("dialog")
    await hand.tap(dialog.get_by_role("button", name=say("beneficiary.add"), exact=True))
    await expect(board.column("Les cyclistes du col")).to_be_visible()
    counted(record_property, "first beneficiary", hand, 2)

    await hand.tap(board.composer("Les cyclistes du col"), main=True)
    await hand.type("Un été plus frais")
    await hand.tap(page.get_by_role("button", name=say("composer.post")).locator("visible=true"))
    note = board.notes("Les cyclistes du col")
    await expect(note).to_have_text("Un été plus frais")
    counted(record_property, "first effect", hand, 3)

    card = page.locator("[data-note]").locator("visible=true")
    await hand.tap(chip(card, "visé"))
    await expect(card).to_contain_class("ext")
    counted(record_property, "visé to externalité", hand, 1)

    await hand.tap(card.locator("[aria-haspopup]"), main=True)
    await hand.tap(page.get_by_role("menuitem", name=say("points.action")))
    await expect(page.get_by_role("dialog")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(card.get_by_role("button", name=say("points.flagged"))).to_be_visible()
    counted(record_property, "flagging a point", hand, 2)

    await hand.tap(card.locator("[aria-haspopup]"), main=True)
    await hand.tap(page.get_by_role("menuitem", name=say("note.move")))
    await hand.tap(page.get_by_role("dialog").get_by_role("button", name=THE_TERRITORY))
    await expect(note).to_have_count(0)
    counted(record_property, "moving an effect", hand, 3)

    await hand.tap(page.get_by_role("button", name=say("undo.last", act=say("act.MoveNote"))))
    await expect(note).to_have_text("Un été plus frais")
    counted(record_property, "taking it back", hand, 1)
    width = await page.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE["width"]


async def test_at_a_desk_effects_are_posted_by_one_key_each_and_moved_by_one_drag(
    people: People, workshop: Workshop, record_property: Note
) -> None:
    """[c] [R22] Enter posts and keeps the focus, Ctrl+Z takes the last one back, a drag moves."""
    await workshop.open_phase("travail")
    person = await people.bring()
    await person.sit(workshop, "Marseille")
    board, hand = Board(person.page), Hand(person.page)
    await expect(board.column(THE_TERRITORY)).to_be_visible()
    await hand.press("b")
    await hand.type("Les élus")
    await hand.press("Enter")
    await expect(board.composer("Les élus")).to_be_focused()
    counted(record_property, "a beneficiary, by keys", hand, 2)

    await hand.type("Du calme")
    await hand.press("Enter")
    counted(record_property, "each effect, by keys", hand, 1)
    await hand.type("Un mot de trop")
    await hand.press("Enter")
    await expect(board.notes("Les élus")).to_have_text(["Du calme", "Un mot de trop"])
    hand.gestures = 0
    await hand.press("Control+z")
    await expect(board.notes("Les élus")).to_have_text(["Du calme"])
    counted(record_property, "taking back, by keys", hand, 1)
    await hand.press("Control+Shift+z")
    await expect(board.notes("Les élus")).to_have_text(["Du calme", "Un mot de trop"])
    counted(record_property, "doing again, by keys", hand, 1)

    await person.page.keyboard.press("Escape")
    words = board.notes("Les élus").first
    await words.evaluate("(text) => { getSelection().selectAllChildren(text); text.click(); }")
    editor = person.page.get_by_label(say("note.edit_label"))
    await expect(editor).to_have_count(0)
    await person.page.evaluate("getSelection().removeAllRanges()")
    await hand.tap(words)
    await expect(editor).to_be_focused()
    await hand.press("Escape")
    await expect(words).to_have_text("Du calme")
    counted(record_property, "opening a text and leaving it", hand, 2)

    await hand.drag(person.page.locator("[data-note]").first, board.column(THE_TERRITORY))
    await expect(board.notes(THE_TERRITORY)).to_have_text("Du calme")
    counted(record_property, "moving, by the mouse", hand, 1)
    await expect(editor).to_have_count(0)
    await expect(board.light).to_contain_class("saved")
    assert sorted(await workshop.texts()) == ["Du calme", "Un mot de trop"]


def chip(card: Locator, word: str) -> Locator:
    return card.get_by_role("button", name=say("note.turn_kind", kind=word))
