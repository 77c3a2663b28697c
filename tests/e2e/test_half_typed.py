"""What is half typed is found again where it was typed, or where its person has been brought."""

import json
import re

from playwright.async_api import Locator, expect

from e2e.pages import Board
from e2e.people import DESK, PHONE, People, Workshop
from e2e.words import say
from tablee.workshop import commands as c

FIRST = "Marseille"
TYPED = "Commencé, pas encore enregistré"


async def test_escape_keeps_what_a_dialog_of_the_board_holds_and_cancel_gives_it_up(
    people: People, workshop: Workshop
) -> None:
    """A beneficiary, new or renamed, « via », the parts of a split, an interested actor: after
    Escape and after a reload."""
    await workshop.open_phase("travail")
    board = workshop.boards[FIRST]
    cyclists = c.AddBeneficiary(board=board, beneficiary="cyclists", label="Les cyclistes")
    await workshop.order(cyclists)
    await workshop.order(c.AddNote(note="n", beneficiary="cyclists", text="Du calme", kind="visé"))
    person = await people.bring()
    await person.sit(workshop, FIRST, "Louise")
    page = person.page
    dialog = page.get_by_role("dialog")

    async def begun(way: tuple[str, ...], field: str, kept: str = TYPED) -> Locator:
        """Go to a dialog, and find there what its field should hold."""
        await page.get_by_role("button", name=way[0]).click()
        for item in way[1:]:
            await page.get_by_role("menuitem", name=item).click()
        found = dialog.get_by_label(field, exact=True)
        await expect(found).to_have_value(kept)
        return found

    actor, effect = [
        say(of, **about)
        for of, about in (
            ("beneficiary.actions", {"label": "Les cyclistes"}),
            ("note.actions", {"text": "Du calme"}),
        )
    ]
    ways: list[tuple[tuple[str, ...], str, str]] = [
        ((say("beneficiary.add_key"),), say("beneficiary.label"), ""),
        ((actor, say("beneficiary.edit")), say("beneficiary.label"), "Les cyclistes"),
        ((effect, say("note.via_action")), say("note.via_words"), ""),
        ((effect, say("note.split")), say("note.part", number="2"), ""),
        ((say("interested.add"),), say("interested.reason"), ""),
    ]
    for way, field, stands in ways:
        await (await begun(way, field, stands)).fill(TYPED)
        await page.keyboard.press("Escape")
        await expect(dialog).to_have_count(0)
    await page.reload()
    for way, field, stands in ways:
        await begun(way, field)
        await expect(dialog).to_contain_text(say("common.begun"))
        await dialog.get_by_role("button", name=say("common.cancel")).click()
        await begun(way, field, stands)
        await page.keyboard.press("Escape")

    # A device that is turned cuts no text.
    way, field, _ = ways[3]
    part = await begun(way, field, "")
    await part.fill(TYPED * 3)
    for size in (PHONE, DESK):
        await page.set_viewport_size(size)
        await page.wait_for_function(
            "(area) => area.clientHeight >= area.scrollHeight", arg=await part.element_handle()
        )
    # What is sent is not half typed any more, though its note is gone with it.
    await part.fill(TYPED)
    await dialog.get_by_role("button", name=say("note.split_do")).click()
    await expect(page.locator("[data-note]")).to_have_count(2)
    await expect(page.get_by_text(say("note.was_split"))).to_be_visible()
    for never in (say("kept.note_gone"), say("sheet.gone", text="Du calme")):
        await expect(page.get_by_text(never)).to_have_count(0)


async def test_what_is_unfolded_stays_unfolded_while_one_types(
    people: People, workshop: Workshop
) -> None:
    """« Préciser », and then the name: the first letter folds nothing."""
    await workshop.open_phase("travail")
    person = await people.bring()
    await person.sit(workshop, FIRST, "Louise")
    page = person.page
    await page.get_by_role("button", name=say("beneficiary.add_key")).click()
    dialog = page.get_by_role("dialog")
    await dialog.locator("summary").filter(has_text=say("beneficiary.more")).press("Enter")
    category = dialog.get_by_label(say("beneficiary.category"), exact=True)
    await expect(category).to_be_visible()
    await dialog.get_by_label(say("beneficiary.label"), exact=True).press_sequentially("Vélo")
    await expect(dialog.get_by_role("button", name=say("beneficiary.add"))).to_be_enabled()
    await expect(category).to_be_visible()


async def test_who_is_seated_elsewhere_is_told_and_finds_their_half_typed_text_there(
    people: People, workshop: Workshop
) -> None:
    """The facilitator moves who is typing: the text goes on under their hands, at the board where
    they sit now, and is posted there."""
    await workshop.open_phase("travail")
    second = "Briançon"
    person = await people.bring()
    await person.sit(workshop, FIRST, "John")
    page = person.page
    await page.wait_for_load_state("networkidle")
    await page.locator("[data-composer]").click()
    await page.keyboard.type("Une idée qui")
    you = next(you for each in person.heard if (you := json.loads(each).get("you")))
    seat = c.Sit(participant=you["participant"], board=workshop.boards[second], pair="p-second")
    await workshop.order(seat)
    told = say("seat.moved", board=second, pair=say("pair.of", names="John"))
    await expect(page.get_by_text(told)).to_be_visible()
    await expect(page.get_by_text(say("kept.board_left", label=FIRST))).to_be_visible()
    await page.keyboard.type(" continue")
    kept = page.get_by_label(say("kept.text"))
    await expect(kept).to_have_value("Une idée qui continue")
    choice = page.get_by_label(say("kept.elsewhere"), exact=True)
    await choice.select_option(index=1)
    await page.get_by_role("button", name=say("kept.post"), exact=True).click()
    await expect(page.locator("[data-note]")).to_contain_text("Une idée qui continue")
    await expect(kept).to_have_count(0)


async def test_two_tabs_of_one_person_hold_one_draft_and_send_it_once(
    people: People, workshop: Workshop
) -> None:
    """What is typed in a box, in a note and in a position is in both tabs, until one sends it; who
    leads in a tab of the same browser does not see it."""
    await workshop.open_phase("travail")
    board = workshop.boards[FIRST]
    cyclists = c.AddBeneficiary(board=board, beneficiary="cyclists", label="Les cyclistes")
    await workshop.order(cyclists)
    await workshop.order(c.AddNote(note="n", beneficiary="cyclists", text="Du calme", kind="visé"))
    person = await people.bring()
    await person.sit(workshop, FIRST, "Louise")
    first = person.page
    second, led = await person.context.new_page(), await person.context.new_page()
    await second.goto(first.url)
    boxes = [page.locator("[data-composer=cyclists]") for page in (first, second)]
    await boxes[0].fill(TYPED)
    await expect(boxes[1]).to_have_value(TYPED)
    # What is typed last is what both say, in whichever of them.
    await boxes[1].fill(f"{TYPED} ici")
    await expect(boxes[0]).to_have_value(f"{TYPED} ici")
    person.page = led
    await person.lead(workshop)
    views = led.get_by_role("navigation", name=say("lead.views"))
    await views.get_by_role("button", name=FIRST).click()
    await expect(led.locator("[data-composer=cyclists]")).to_have_value("")
    await boxes[1].press("Enter")
    for page, box in zip((first, second), boxes, strict=True):
        await expect(page.locator(".note", has_text=f"{TYPED} ici")).to_have_count(1)
        await expect(box).to_have_value("")
    await boxes[0].press("Enter")

    edit = say("note.actions", text="Du calme")
    areas = [page.get_by_label(say("note.edit_label")) for page in (first, second)]
    for page in (first, second):
        await page.get_by_role("button", name=edit).click()
        await page.get_by_role("menuitem", name=say("note.edit")).click()
    await areas[0].fill("Du grand calme")
    await expect(areas[1]).to_have_value("Du grand calme")
    await areas[0].press("Enter")
    await expect(areas[1]).to_have_value("Du calme")
    await areas[1].press("Enter")
    for page in (first, second):
        await expect(page.locator(".note", has_text="Du grand calme")).to_have_count(1)
    assert sorted(await workshop.texts()) == [f"{TYPED} ici", "Du grand calme"]


async def test_on_a_shared_device_nobody_finds_the_words_of_another_in_their_box(
    people: People, workshop: Workshop
) -> None:
    """They are kept, and shown to whoever asks: it may have been the same person, placed anew."""
    await workshop.open_phase("travail")
    for territory, ident in ((FIRST, "cyclists"), ("Briançon", "skiers")):
        await workshop.order(
            c.AddBeneficiary(
                board=workshop.boards[territory], beneficiary=ident, label=f"Les {ident}"
            )
        )
    shared = await people.bring(viewport=PHONE)
    page = shared.page
    await shared.sit(workshop, FIRST, "Paul")
    await page.get_by_role("button", name=re.compile("Les cyclists")).first.click()
    box = page.locator("[data-composer=cyclists]")
    await box.fill(TYPED)
    # Theirs as often as they load it.
    await page.reload()
    await expect(box).to_have_value(TYPED)
    await shared.context.clear_cookies()

    await shared.sit(workshop, "Briançon", "Sophie")
    told = page.get_by_text(say("kept.others_began.one", count=1))
    await expect(told).to_be_visible()
    await expect(page.get_by_text(TYPED)).to_have_count(0)
    await shared.context.clear_cookies()

    await shared.sit(workshop, FIRST, "Paul")
    await page.get_by_role("button", name=re.compile("Les cyclists")).first.click()
    await expect(box).to_have_value("")
    read = page.get_by_role("button", name=say("kept.read"), exact=True)
    await read.click()
    kept = page.get_by_label(say("kept.text"))
    await expect(kept).to_have_value(TYPED)
    await kept.fill(f"{TYPED}, repris")
    await page.reload()
    await read.click()
    await expect(kept).to_have_value(f"{TYPED}, repris")
    banner = page.get_by_role("region", name=say("kept.heading"))
    await banner.get_by_role("button", name=say("kept.post"), exact=True).click()
    await expect(page.locator(".note", has_text=f"{TYPED}, repris")).to_have_count(1)
    await expect(kept).to_have_count(0)
    await expect(Board(page).light).to_contain_class("saved")
    assert await workshop.texts() == [f"{TYPED}, repris"]
