"""[R20] Two people at once in one note, or where one of them deletes: no text is lost."""

import re

import pytest
from playwright.async_api import Locator, Page, expect

from e2e.pages import THE_TERRITORY, Board
from e2e.people import PHONE, People, Person, Workshop
from e2e.words import say
from tablee.workshop.commands import (
    AddBeneficiary,
    AddNote,
    DeleteBeneficiary,
    HideNote,
    OpenPoint,
    StartTimer,
)

FINGER_PX = 44
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
    theirs = await edit(jonathan, "à moitié")
    # Escape closes the editor as it leaves a writing box: what was typed is found again.
    await theirs.press("Escape")
    # Led away from the board, he is told that it waits there, and what becomes of it.
    await workshop.open_phase("mise-en-commun")
    waits = jonathan.page.get_by_role("region", name=say("board.waiting_label"))
    await expect(waits).to_contain_text("à moitié")
    await waits.get_by_role("button", name=say("board.waiting_find")).click()
    await expect(card.get_by_text(say("note.unsent"))).to_be_visible()
    await expect(card.get_by_label(say("kept.text"))).to_have_value("à moitié")
    await given_up_and_back(jonathan.page, card.get_by_label(say("kept.text")))
    await expect(waits).to_have_count(0)
    await workshop.open_phase("travail")
    await jonathan.page.get_by_role("button", name=say("note.begun")).click()
    await expect(theirs).to_have_value("à moitié")
    await theirs.fill(BASE.replace("mieux", "mieux, et moins cher,"))
    await theirs.press("Enter")
    await expect(louise.page.get_by_text(say("note.changed_meanwhile"))).to_be_visible()
    await mine.press("Enter")
    both = "Créer du lien durable\nManger mieux, et moins cher, chaque jour"
    for person in (louise, jonathan):
        await expect(Board(person.page).notes(THE_TERRITORY)).to_have_text(both)
    await expect(louise.page.get_by_text(say("versions.merged"))).to_be_visible()
    assert await workshop.texts() == [both]


async def given_up_and_back(page: Page, left: Locator) -> None:
    await page.get_by_role("button", name=say("kept.drop")).click()
    await expect(left).to_have_count(0)
    await page.get_by_role("button", name=say("common.undo"), exact=True).click()
    await expect(left).to_have_count(1)


async def test_what_is_told_of_a_text_that_waits_is_put_away_on_a_phone(
    people: People, workshop: Workshop
) -> None:
    """Until the page is opened again; on the closed board the text is given up, with a way back."""
    await workshop.open_phase("travail")
    person = await people.bring(viewport=PHONE, touch=True)
    await person.sit(workshop, "Marseille", "Louise")
    page, board = person.page, Board(person.page)
    await board.composer(THE_TERRITORY).fill("à moitié")
    await board.composer(THE_TERRITORY).press("Escape")
    await workshop.open_phase("mise-en-commun")
    waits = page.get_by_role("region", name=say("board.waiting_label"))
    put_away = waits.get_by_role("button", name=say("board.waiting_close"))
    box = await put_away.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= FINGER_PX
    await put_away.tap()
    await expect(waits).to_have_count(0)
    await workshop.open_phase("prochaine-session")
    await expect(page.get_by_text(say("next.date"), exact=True)).to_be_visible()
    await expect(waits).to_have_count(0)

    await page.reload()
    await expect(waits).to_contain_text("à moitié")
    await waits.get_by_role("button", name=say("board.waiting_find")).tap()
    await expect(board.composer(THE_TERRITORY)).to_have_value("à moitié")
    await given_up_and_back(page, page.get_by_text(say("composer.left")))
    await expect(board.composer(THE_TERRITORY)).to_have_value("à moitié")


COVERED = """() => {
  const told = document.querySelector(".toast").getBoundingClientRect();
  const over = (each) => {
    const box = each.getBoundingClientRect();
    return box.left < told.right && told.left < box.right
      && box.top < told.bottom && told.top < box.bottom;
  };
  return [...document.querySelectorAll("[data-composer], [data-note]")].filter(over).length;
}"""


@pytest.mark.parametrize("beside", [True, False])
@pytest.mark.long
@pytest.mark.parametrize(("width", "height"), [(1280, 720), (768, 1024)])
async def test_what_is_told_of_a_clash_covers_neither_a_writing_box_nor_a_note(
    people: People, workshop: Workshop, width: int, height: int, *, beside: bool
) -> None:
    """[R20] over what stands beside the board, or over its top where that is folded."""
    louise, jonathan = await two_in_one_note(people, workshop)
    page = louise.page
    await page.set_viewport_size({"width": width, "height": height})
    await Board(page).add_beneficiary("Les voisins")
    texts = [f"Un effet de plus, le numéro {n}" for n in range(6)]
    await Board(page).write_and_save("Les voisins", *texts)
    await expect(Board(jonathan.page).notes("Les voisins")).to_have_text(texts)
    if not beside:
        await page.get_by_role("button", name=say("consignes.fold")).click()
    mine = await edit(louise, "Un marché couvert")
    theirs = await edit(jonathan, "Une halle ouverte")
    await theirs.press("Enter")
    await expect(page.get_by_text(say("note.changed_meanwhile"))).to_be_visible()
    await mine.press("Enter")
    await expect(page.get_by_role("dialog")).to_contain_text("Une halle ouverte")
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("button", name=say("versions.chip"))).to_be_visible()
    told = page.get_by_role("status").filter(has_text=say("versions.kept"))
    await expect(told).to_be_in_viewport(ratio=1)
    assert await page.evaluate(COVERED) == 0


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
        # [V7] Its author knows it by « vous », the others by the pair.
        yours = say("signed.you", pair="Louise")
        signature = yours if person is louise else "Louise"
        await expect(dialog.get_by_text(signature, exact=True)).to_be_visible()
        await person.page.keyboard.press("Escape")

    # The board's own list of points leads to it too.
    await jonathan.page.get_by_role("button", name=f"{say('points.board')} · 1").click()
    dialog = jonathan.page.get_by_role("dialog", name=say("points.title"))
    await dialog.get_by_role("button", name="Une halle ouverte").click()
    dialog = jonathan.page.get_by_role("dialog", name=say("versions.title"))
    # A common version that is half written outlives its dialog.
    await dialog.get_by_role("button", name=say("versions.write_common")).click()
    await dialog.get_by_label(say("versions.common")).fill("Une halle")
    await jonathan.page.keyboard.press("Escape")
    await jonathan.page.get_by_role("button", name=say("versions.chip")).click()
    await expect(dialog.get_by_label(say("versions.common"))).to_have_value("Une halle")
    await dialog.get_by_role("button", name=say("versions.keep_other")).click()
    for person in (louise, jonathan):
        await expect(Board(person.page).notes(THE_TERRITORY)).to_have_text("Un marché couvert")
        await expect(person.page.get_by_role("button", name=say("versions.chip"))).to_have_count(0)
    # Chosen is not erased: the point is closed, and still holds both.
    card = louise.page.locator("[data-note]").first
    await card.locator("[aria-haspopup]").click()
    await louise.page.get_by_role("menuitem", name=say("points.past")).click()
    await expect(louise.page.get_by_role("dialog")).to_contain_text("Une halle ouverte")


POSTED, BEGUN = "Des cadis plus remplis", "Un endroit où se retrouver"
OUTSIDE_OF_THEIR_SCROLLER = """() => [...document.querySelectorAll(".unseen")].flatMap((each) => {
  for (let at = each.parentElement; at && at !== document.body; at = at.parentElement) {
    const { position, contain, overflowX, overflowY } = getComputedStyle(at);
    if (position !== "static" || contain.includes("layout")) return [];
    if (overflowX !== "visible" || overflowY !== "visible") return [each.outerHTML.slice(0, 160)];
  }
  return [];
})"""
"""What is read aloud only, and would make the page wider or longer than what one sees of it."""
KEPT = re.compile(re.escape(say("kept.heading")))


async def test_what_is_written_for_a_beneficiary_that_somebody_deletes_is_kept_and_goes_elsewhere(
    people: People, workshop: Workshop
) -> None:
    """[K2, B6] Half typed on a phone, then posted without a line: it is told, and its author
    chooses where it goes. Who deletes is warned; a begun text makes no phone's page wider."""
    await workshop.open_phase("travail")
    board = workshop.boards["Marseille"]
    labels = [
        "Producteurs locaux",
        "Maison de quartier",
        "Écoles",
        "UGESS",
        "Personnes en précarité",
    ]
    ids = [f"b-{at}" for at in range(len(labels))]
    for beneficiary, label in zip(ids, labels, strict=True):
        await workshop.order(AddBeneficiary(board=board, beneficiary=beneficiary, label=label))
    # The first step is over: that is read aloud, among the consignes that scroll.
    await workshop.order(StartTimer(passed_ms=2_000_000))
    louise, jonathan = await people.bring(), await people.bring(viewport=PHONE, touch=True)
    await louise.sit(workshop, "Marseille", "Louise")
    await jonathan.sit(workshop, "Marseille", "Jonathan")
    desk, phone = Board(louise.page), Board(jonathan.page)

    await jonathan.page.get_by_role("button", name=re.compile(labels[-1])).click()
    await phone.composer(labels[-1]).fill(BEGUN)
    assert await jonathan.page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    await expect(louise.page.locator("aside .unseen").first).to_be_attached()
    for person in (louise, jonathan):
        assert await person.page.evaluate(OUTSIDE_OF_THEIR_SCROLLER) == []

    await desk.column(labels[-1]).locator("header [aria-haspopup]").click()
    await louise.page.get_by_role("menuitem", name=say("beneficiary.delete")).click()
    dialog = louise.page.get_by_role("dialog")
    await expect(dialog).to_contain_text(say("beneficiary.delete_written", name="Jonathan"))
    await dialog.get_by_role("button", name=say("common.delete"), exact=True).click()
    await expect(
        louise.page.get_by_text(say("beneficiary.deleted", label=labels[-1]))
    ).to_be_visible()

    kept = jonathan.page.get_by_role("region", name=KEPT)
    gone = say("kept.beneficiary_gone", label=labels[-1])
    await expect(kept.get_by_role("alert")).to_have_text(gone)
    await jonathan.page.reload()
    await expect(kept.get_by_label(say("kept.text"))).to_have_value(BEGUN)
    await put_elsewhere(kept, labels[0])
    await expect(phone.notes(labels[0])).to_have_text([BEGUN])
    await expect(kept).to_have_count(0)

    await jonathan.page.get_by_role("button", name=re.compile("UGESS")).click()
    jonathan.line_is_cut = True
    await jonathan.context.set_offline(True)
    await phone.write("UGESS", POSTED)
    await workshop.order(DeleteBeneficiary(beneficiary=ids[3]))
    await jonathan.context.set_offline(False)
    await expect(kept).to_contain_text(say("rejection.unknown_beneficiary"), timeout=40_000)
    box = await kept.get_by_label(say("kept.text")).bounding_box()
    assert box is not None
    assert box["width"] > PHONE["width"] * 0.75  # its acts stand below it
    await put_elsewhere(kept, labels[0])
    await expect(desk.notes(labels[0])).to_have_text([BEGUN, POSTED])
    await expect(kept).to_have_count(0)
    # Whoever looks for words is shown which of the columns have them.
    await jonathan.page.get_by_role("button", name=say("filter.open")).click()
    await jonathan.page.get_by_label(say("filter.text")).fill(POSTED)
    for column, found in ((labels[0], 1), ("Le territoire", 0)):
        tab = jonathan.page.get_by_role("navigation").get_by_text(column)
        await expect(tab.locator("..")).to_have_text(re.compile(f"· {found}"))

    # What the facilitator hides is told to whom it is from, and counted for the others (V6).
    note = await desk.column(labels[0]).locator("[data-note]").last.get_attribute("data-note")
    await workshop.order(HideNote(note=note or ""))
    await expect(jonathan.page.get_by_text(say("board.withdrawn", text=POSTED))).to_be_visible()
    for person in (louise, jonathan):
        await expect(person.page.get_by_text(say("board.hidden.one", count=1))).to_be_visible()
    await expect(louise.page.get_by_text(say("board.withdrawn", text=POSTED))).to_have_count(0)


async def put_elsewhere(kept: Locator, label: str) -> None:
    await kept.get_by_label(say("kept.elsewhere"), exact=True).select_option(label=label)
    await kept.get_by_role("button", name=say("kept.post"), exact=True).click()


async def test_a_point_of_discussion_that_is_taken_back_is_told_nowhere(
    people: People, workshop: Workshop
) -> None:
    """[D3] Neither to its author nor to the others, nor in the report; it may be opened again."""
    await workshop.open_phase("travail")
    here = workshop.boards["Marseille"]
    added = AddBeneficiary(board=here, beneficiary="cyclists", label="Les cyclistes")
    await workshop.order(added)
    await workshop.order(AddNote(note="n", beneficiary="cyclists", text="Du calme"))
    await workshop.order(OpenPoint(point="p", target_kind="note", target="n", text="Pour qui ?"))
    louise = await people.bring()
    await louise.sit(workshop, "Marseille", "Louise")
    page = louise.page
    await page.get_by_role("button", name=say("note.actions", text="Du calme")).click()
    await page.get_by_role("menuitem", name=say("points.action")).click()
    dialog = page.get_by_role("dialog")
    asked = dialog.get_by_label(say("points.text"))
    await dialog.get_by_label(say("points.another")).fill("Un autre point")
    await page.keyboard.press("Enter")
    await expect(asked).to_have_count(2)
    await page.keyboard.press("Escape")
    await page.keyboard.press("Control+z")
    redo = page.get_by_role("button", name=say("undo.redo"), exact=True)
    await expect(redo.first).to_be_visible()

    await page.get_by_role("button", name=say("note.actions", text="Du calme")).click()
    await page.get_by_role("menuitem", name=say("points.action")).click()
    await expect(asked).to_have_value("Pour qui ?")
    await expect(dialog.get_by_text("Un autre point")).to_have_count(0)
    await expect(dialog.get_by_role("button", name=say("points.reopen"))).to_have_count(0)
    assert "Un autre point" not in (await workshop.export("md")).decode()

    await page.keyboard.press("Escape")
    await page.keyboard.press("Control+Shift+z")
    await page.get_by_role("button", name=say("note.actions", text="Du calme")).click()
    await page.get_by_role("menuitem", name=say("points.action")).click()
    await expect(asked).to_have_count(2)
    await expect(asked.last).to_have_value("Un autre point")
