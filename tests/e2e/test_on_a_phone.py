"""What a page tells on a phone or a tablet: at the foot, for its time, and never in the way."""

import re

import pytest
from playwright.async_api import Locator, Page, ViewportSize, expect

from e2e.furnished import furnish
from e2e.pages import A_BENEFICIARY, THE_TERRITORY, Board
from e2e.people import PHONE, People, Person, Workshop
from e2e.words import say
from tablee.workshop.commands import CloseVoting, EndTimer, HideNote, OpenVoting, SendMessage

pytestmark = pytest.mark.long

BACK_WITHIN_MS = 30_000
A_TOAST_STAYS_MS = 9_000
SCROLL_TO_THE_MIDDLE = "(list) => list.scrollTo(0, (list.scrollHeight - list.clientHeight) / 2)"
FOOT = "(it) => Math.round(innerHeight - it.getBoundingClientRect().bottom)"
"""How far above the foot of the window something ends, pixels."""
OVERLAP = """(one, other) => {
  const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
  const beside = a.left >= b.right - 1 || b.left >= a.right - 1;
  return !beside && a.top < b.bottom - 1 && b.top < a.bottom - 1;
}"""
SMALL = ViewportSize(width=360, height=740)
LYING = ViewportSize(width=780, height=360)
TABLETS = (ViewportSize(width=768, height=1024), ViewportSize(width=1024, height=768))


def _messages(page: Page) -> Locator:
    return page.get_by_role("region", name=say("messages.label"))


async def _write_too_late(workshop: Workshop, person: Person, text: str) -> Locator:
    """A note that is sent once the time is over: what its author is told of it."""
    board = Board(person.page)
    await expect(board.composer(THE_TERRITORY)).to_be_editable()
    await person.page.wait_for_load_state("networkidle")
    person.line_is_cut = True
    await person.context.set_offline(True)
    await expect(board.light).to_contain_class("offline", timeout=BACK_WITHIN_MS)
    await board.write(THE_TERRITORY, text)
    await workshop.order(EndTimer())
    await person.context.set_offline(False)
    told = person.page.locator(".told").get_by_role("status")
    await expect(told).to_contain_text(text, timeout=BACK_WITHIN_MS)
    return told


async def test_a_message_stands_at_the_foot_once_a_late_notice_is_put_away(
    people: People, workshop: Workshop
) -> None:
    """[H3] [T9] nothing is below it then."""
    await workshop.open_phase("travail", timer=True)
    person = await people.bring(viewport=PHONE, touch=True)
    await person.sit(workshop, "Marseille", "Louise")
    late = await _write_too_late(workshop, person, "Trop tard")
    await workshop.open_phase("presentation")
    await workshop.order(SendMessage(message="m1", text="On se retrouve à 16 h."))
    told = _messages(person.page)
    await expect(told).to_be_visible()
    await expect(late).to_be_in_viewport()
    await late.get_by_role("button", name=say("kept.dismiss")).tap()
    await expect(person.page.get_by_text("Trop tard")).to_have_count(0)
    assert await told.evaluate(FOOT) == 0


async def test_a_toast_goes_in_its_time_wherever_a_finger_or_the_focus_was(
    people: People, workshop: Workshop
) -> None:
    """Neither a tap on it nor the focus that another one left to it holds it; a mouse does."""
    await workshop.open_phase("travail")
    await furnish(workshop, beneficiaries=2, notes_each=2)
    await workshop.open_phase("mise-en-commun")
    person = await people.bring(viewport=PHONE, touch=True)
    desk = await people.bring(viewport={"width": 720, "height": 420})
    for each in (person, desk):
        await each.sit(workshop, "Marseille")
        await each.page.wait_for_load_state("networkidle")
        await each.page.wait_for_function("scrollTo(0, 1200) || scrollY > innerHeight")
    for mark in ("compte", "tient"):
        await workshop.order(OpenVoting(mark=mark))
    toasts, held = (each.page.locator(".toast") for each in (person, desk))
    await expect(toasts).to_have_count(2)
    await held.last.hover()
    await toasts.last.tap(position={"x": 40, "y": 20})
    await toasts.first.get_by_role("button", name=say("common.close")).tap()
    await expect(toasts).to_have_count(1)
    await expect(toasts).to_have_count(0, timeout=A_TOAST_STAYS_MS + 2_000)
    await expect(held).to_have_count(1)


async def test_the_way_to_a_vote_ends_where_the_first_one_can_be_given(
    people: People, workshop: Workshop
) -> None:
    """[O3] from the head of the page and from far below, with one vote open or both."""
    await workshop.open_phase("travail")
    await furnish(workshop, beneficiaries=3, notes_each=3)
    await workshop.open_phase("mise-en-commun")
    await workshop.order(OpenVoting(mark="compte"))
    person = await people.bring(viewport=SMALL, touch=True)
    await person.sit(workshop, "Marseille", "Louise")
    page = person.page
    go = page.get_by_role("button", name=say("voting.go"))
    ballot = page.get_by_role("heading", name=say("voting.ballot"))
    more = page.get_by_role("button", name=re.compile("de plus")).first
    look = page.get_by_role("combobox", name=say("pooling.looks"))
    await go.tap()
    await expect(ballot).to_be_focused()
    await expect(ballot).to_be_in_viewport(ratio=1)
    await expect(more).to_be_in_viewport(ratio=1)
    await look.select_option("matrix")
    await expect(go).to_be_visible()
    await page.wait_for_load_state("networkidle")
    await page.evaluate("scrollTo(0, document.body.scrollHeight)")
    await workshop.order(OpenVoting(mark="tient"))
    await page.locator(".toast").get_by_role("button", name=say("voting.go")).tap()
    await expect(ballot).to_be_in_viewport(ratio=1)
    await expect(more).to_be_in_viewport(ratio=1)


async def test_the_first_vote_moves_nothing_under_the_finger(
    people: People, workshop: Workshop
) -> None:
    """[O3] what takes all votes back has its place from the start, and does nothing until then."""
    await workshop.open_phase("travail")
    await furnish(workshop, beneficiaries=2, notes_each=2)
    await workshop.open_phase("mise-en-commun")
    await workshop.order(OpenVoting(mark="compte"))
    person = await people.bring(viewport=PHONE, touch=True)
    await person.sit(workshop, "Marseille", "Louise")
    await person.page.get_by_role("button", name=say("voting.go")).tap()
    more = person.page.get_by_role("button", name=re.compile("de plus")).first
    back = person.page.get_by_role("button", name=say("voting.take_back"))
    count = person.page.locator(".step output").first
    await more.evaluate("(it) => it.scrollIntoView({ block: 'center' })")
    before = await more.bounding_box()
    await more.tap()
    await expect(count).to_have_text("1")
    assert await more.bounding_box() == before
    await back.tap()
    await expect(count).to_have_text("0")
    await expect(back).to_have_attribute("aria-disabled", "true")
    assert await more.bounding_box() == before


async def test_what_the_votes_gave_stands_apart_from_what_is_around_it(
    people: People, workshop: Workshop
) -> None:
    """On the page of the next session, from the card above and from the line of who voted."""
    await workshop.open_phase("travail")
    await furnish(workshop, beneficiaries=1, notes_each=1)
    await workshop.open_phase("mise-en-commun")
    await workshop.order(OpenVoting(mark="compte"))
    person = await people.bring(viewport=SMALL, touch=True)
    await person.sit(workshop, "Marseille", "Louise")
    page = person.page
    await page.get_by_role("button", name=say("voting.go")).tap()
    await page.get_by_role("button", name=re.compile("de plus")).first.tap()
    voters = page.get_by_text(say("voting.voters.one", count=1))
    await expect(voters).to_be_attached()  # the vote is counted
    await workshop.order(CloseVoting(mark="compte"))
    await workshop.open_phase("prochaine-session")
    card = page.locator("dl.panel")
    heading = page.get_by_role("heading", name=say("voting.compte"))
    counts = page.get_by_role("list", name=say("voting.results"))
    await expect(counts).to_contain_text(f"1 voix {say('voting.from.one')}")
    for above, below, apart in ((card, heading, 14), (voters, counts, 4)):
        upper, lower = await above.bounding_box(), await below.bounding_box()
        assert upper
        assert lower
        assert lower["y"] - upper["y"] - upper["height"] >= apart


async def test_a_newcomer_is_told_what_to_begin_with(people: People, workshop: Workshop) -> None:
    """As long as a board has no beneficiary of its own, where nothing beside it says so."""
    await workshop.open_phase("travail")
    phone = await people.bring(viewport=SMALL, touch=True)
    desk = await people.bring()
    for person in (phone, desk):
        await person.sit(workshop, "Marseille")
    consigne = re.compile("1. Cartographie\\s*Etablir une rapide cartographie")
    told = phone.page.get_by_text(consigne).and_(phone.page.locator(".column p"))
    beside = desk.page.get_by_text(consigne).and_(desk.page.locator(".column p"))
    add = phone.page.locator(".column").get_by_role("button", name=f"+ {A_BENEFICIARY}")
    await expect(told).to_be_in_viewport(ratio=1)
    await expect(add).to_be_in_viewport(ratio=1)
    await expect(beside).to_be_hidden()
    await desk.page.get_by_role("button", name=say("consignes.fold")).click()
    await expect(beside).to_be_visible()
    await Board(phone.page).write_and_save(THE_TERRITORY, "Un effet déjà dit")
    await expect(told).to_be_in_viewport(ratio=1)
    await add.tap()
    dialog = phone.page.get_by_role("dialog")
    await dialog.get_by_label(say("beneficiary.label"), exact=True).fill("Les voisins")
    await dialog.get_by_role("button", name=say("beneficiary.add"), exact=True).tap()
    for each in (told, add, beside):
        await expect(each).to_have_count(0)


async def test_another_place_is_offered_in_sight(people: People, workshop: Workshop) -> None:
    """[R7] it is last in the sheet of the board, and opens where it is seen."""
    await workshop.open_phase("travail")
    person = await people.bring(viewport=SMALL, touch=True)
    await person.sit(workshop, "Marseille", "Louise")
    await person.page.get_by_role("button", name=say("board.about")).tap()
    sheet = person.page.get_by_role("dialog")
    await sheet.get_by_text(say("welcome.change")).tap()
    last = sheet.get_by_role("button", name=say("join.new_pair")).last
    await expect(last).to_be_in_viewport(ratio=1)


async def test_a_note_that_waits_for_the_line_says_so(people: People, workshop: Workshop) -> None:
    """[R55] and the light how many do, on a narrow phone too; once they are saved none does."""
    await workshop.open_phase("travail", timer=True)
    phone = await people.bring(viewport=SMALL, touch=True)
    desk = await people.bring()
    for person, territory in ((phone, "Marseille"), (desk, "Briançon")):
        await person.sit(workshop, territory)
        await Board(person.page).write_and_save(THE_TERRITORY, "Déjà enregistré")
        await person.page.wait_for_load_state("networkidle")
        person.line_is_cut = True
        await person.context.set_offline(True)
        board = Board(person.page)
        await expect(board.light).to_contain_class("offline", timeout=BACK_WITHIN_MS)
        waits = person.page.locator("[data-note]").filter(has_text=say("note.waits"))
        await expect(waits).to_have_count(0)
        before = await board.notes(THE_TERRITORY).last.locator("xpath=..").bounding_box()
        await board.write(THE_TERRITORY, "Pas parti")
        await expect(waits).to_have_count(1)
        after = await waits.bounding_box()
        assert before
        assert after
        assert after["height"] == before["height"]  # else it would grow under what was scrolled to
        await expect(waits).to_contain_text("Pas parti")
        await expect(waits).to_be_in_viewport(ratio=1)
        count = person.page.get_by_text(say("light.waiting.one", count=1))
        await expect(count).to_be_in_viewport(ratio=1)
        width = await count.evaluate("(it) => it.getBoundingClientRect().width")
        assert width > 40  # pixels: seen, and not only heard
        await person.context.set_offline(False)
        await expect(board.light).to_contain_class("saved", timeout=BACK_WITHIN_MS)
        await expect(waits).to_have_count(0)


async def test_the_strip_of_a_phone_shows_the_next_name_beside_a_long_one(
    people: People, workshop: Workshop
) -> None:
    """What is taken back is under the thumb, and not between them."""
    await workshop.open_phase("travail")
    person = await people.bring(viewport=SMALL, touch=True)
    await person.sit(workshop, "Marseille", "Louise")
    board = Board(person.page)
    for label in ("Les dirigeants des épiceries sociales", "Les usagers des épiceries"):
        await board.add_beneficiary(label)
    picks = person.page.get_by_role("navigation", name=say("board.columns")).get_by_role("button")
    await picks.first.tap()
    strip = await person.page.locator(".picks").bounding_box()
    first, second = await picks.first.bounding_box(), await picks.nth(1).bounding_box()
    assert strip
    assert first
    assert second
    assert first["width"] <= 0.62 * strip["width"]
    assert strip["x"] + strip["width"] - second["x"] >= 90  # pixels: a word of it at least
    undo = person.page.get_by_role("button", name=re.compile(f"^{say('common.undo')}"))
    undo = undo.and_(person.page.locator(":visible"))
    await expect(undo).to_have_count(1)
    box, composer = (
        await undo.bounding_box(),
        await board.composer("Les dirigeants des épiceries sociales").bounding_box(),
    )
    assert box
    assert composer
    assert box["y"] > composer["y"]
    await undo.tap()
    await expect(picks.filter(has_text="Les usagers")).to_have_count(0)


async def test_what_takes_back_is_never_beside_what_leaves_a_dialog(
    people: People, workshop: Workshop
) -> None:
    """And what is told covers neither what is being written nor what posts it."""
    await workshop.open_phase("travail")
    await furnish(workshop, beneficiaries=2, notes_each=2)
    person = await people.bring(viewport=SMALL, touch=True)
    await person.sit(workshop, "Marseille", "Louise")
    page = person.page
    await page.wait_for_load_state("networkidle")
    menu = page.locator(".column.shown [data-note] [aria-haspopup]").first
    toast = page.locator(".toast")
    back = toast.get_by_role("button", name=say("common.undo"))
    await menu.tap()
    await page.get_by_role("menuitem", name=say("note.move")).tap()
    await page.get_by_role("dialog").get_by_role("button", name=THE_TERRITORY).tap()
    await expect(back).to_be_visible()
    await menu.tap()
    await page.get_by_role("menuitem", name=say("note.split")).tap()
    dialog = page.get_by_role("dialog")
    await expect(dialog.locator(".toast")).to_be_visible()
    await expect(page.get_by_role("button", name=say("common.undo"), exact=True)).to_have_count(1)
    await dialog.get_by_role("button", name=say("common.cancel"), exact=True).tap()
    await expect(back).to_be_visible()
    form = page.locator(".column.shown .composer")
    box = form.locator("[data-composer]")
    for draft in ("Un brouillon", "Un brouillon bien plus long que les autres. " * 6):
        await box.fill(draft)
        await menu.tap()
        await page.get_by_role("menuitem", name=say("common.delete")).tap()
        await expect(toast.last).to_contain_text(say("note.deleted"))
        for part in (box, form.get_by_role("button", name=say("composer.post"))):
            for n in range(await toast.count()):
                assert not await toast.nth(n).evaluate(OVERLAP, await part.element_handle())


async def test_the_menu_of_a_note_shows_what_is_so_now(people: People, workshop: Workshop) -> None:
    """[N9] what may be ticked has its box, to the eye and to the ear."""
    await workshop.open_phase("travail")
    person = await people.bring(viewport=SMALL, touch=True)
    await person.sit(workshop, "Marseille", "Louise")
    page = person.page
    await Board(page).write_and_save(THE_TERRITORY, "Moins de crues")
    menu = page.locator("[data-note] [aria-haspopup]")
    item = page.get_by_role("menuitemcheckbox", name=say("note.unforeseen"), exact=True)
    for so in (False, True):
        await menu.tap()
        await expect(item).to_be_checked(checked=so)
        await expect(item.locator("i")).to_be_visible()
        shown = await item.locator("i").evaluate("(it) => getComputedStyle(it, '::before').content")
        assert ("✓" in shown) is so
        await item.tap()


async def test_what_is_said_of_a_note_is_read_by_all_and_taken_back(
    people: People, workshop: Workshop
) -> None:
    """[M1] [M2] in the matrix of a phone as anywhere."""
    await workshop.open_phase("travail")
    author, reader = [await people.bring(viewport=SMALL, touch=True) for _ in range(2)]
    await author.sit(workshop, "Marseille", "Louise")
    await reader.sit(workshop, "Briançon", "Ana")
    await Board(author.page).write_and_save(THE_TERRITORY, "Moins de crues")
    await workshop.open_phase("mise-en-commun")
    await author.page.get_by_role("button", name=say("misrendered.say")).tap()
    dialog = author.page.get_by_role("dialog")
    await dialog.get_by_label(say("misrendered.text")).fill("Ce n'est pas le mot.")
    await dialog.get_by_role("button", name=say("misrendered.send")).tap()
    why = reader.page.locator("[data-pooled]").get_by_text("Ce n'est pas le mot.")
    await expect(why).to_be_visible()
    said = author.page.get_by_role("button", name=say("misrendered.said_own"))
    box = await said.bounding_box()
    assert box
    assert box["height"] >= 36
    await said.tap()
    await dialog.get_by_role("button", name=say("misrendered.withdraw")).tap()
    await expect(why).to_have_count(0)
    await expect(author.page.get_by_role("button", name=say("misrendered.say"))).to_be_visible()


async def test_a_finger_is_told_of_no_key(people: People, workshop: Workshop) -> None:
    """Where there is a mouse, the button that adds a beneficiary says its key."""
    await workshop.open_phase("travail")
    tablet = await people.bring(viewport={"width": 1024, "height": 768}, touch=True)
    desk = await people.bring()
    for person, told in ((tablet, False), (desk, True)):
        await person.sit(workshop, "Marseille")
        add = person.page.get_by_role("button", name=re.compile(rf"^\+ {A_BENEFICIARY}"))
        await expect(add).to_be_visible()
        key = add.get_by_text(say("beneficiary.add_key"))
        await expect(key).to_be_visible(visible=told)


async def test_that_an_effect_was_taken_out_is_put_away_and_never_printed(
    people: People, workshop: Workshop
) -> None:
    """[V6] on this device, wherever one is led, until another one is taken out."""
    await workshop.open_phase("travail")
    placed = await furnish(workshop, beneficiaries=2, notes_each=2)
    person = await people.bring(viewport=PHONE, touch=True)
    await person.sit(workshop, "Marseille", "Louise")
    page = person.page
    one = page.get_by_text(say("board.hidden.one", count=1))
    await workshop.order(HideNote(note=placed.notes["Marseille"][0]))
    await expect(one).to_be_visible()
    for phase in ("mise-en-commun", "prochaine-session"):
        await workshop.open_phase(phase)
        await expect(one).to_be_visible()
        await page.emulate_media(media="print")
        await expect(one).to_be_hidden()
        await page.emulate_media(media="screen")
    away = page.get_by_role("button", name=say("kept.dismiss"))
    await away.tap()
    await expect(one).to_have_count(0)
    await page.reload()
    await expect(page.get_by_role("main")).to_be_visible()
    await page.wait_for_load_state("networkidle")
    await expect(one).to_have_count(0)
    await workshop.order(HideNote(note=placed.notes["Marseille"][1]))
    await expect(page.get_by_text(say("board.hidden.other", count=2))).to_be_visible()


async def test_several_notices_take_a_third_of_a_phone_at_most(
    people: People, workshop: Workshop
) -> None:
    """[H3] [V6] one is in sight, the newest; the others are counted, unfolded, and put away one by
    one; on the board and on a page that scrolls."""
    await workshop.open_phase("travail")
    placed = await furnish(workshop, beneficiaries=2, notes_each=2)
    person = await people.bring(viewport=PHONE, touch=True)
    await person.sit(workshop, "Marseille", "Louise")
    page = person.page
    box = page.locator("[data-composer]:visible")
    await box.fill("Un effet à moitié dit")
    kept = await box.bounding_box()
    await workshop.order(HideNote(note=placed.notes["Marseille"][0]))
    for n in (1, 2, 3):
        await workshop.order(SendMessage(message=f"m{n}", text=f"Message {n}. " + "Bref. " * 14))
    band = page.locator(".band")
    items = _messages(page).get_by_role("listitem")
    more = page.get_by_role("button", name=say("told.others.other", count=3))
    for phase in ("travail", "mise-en-commun"):
        if phase == "travail":
            await expect(more).to_be_visible()
            assert await box.bounding_box() == kept
        else:
            await workshop.open_phase(phase)
            more = page.get_by_role("button", name=say("told.others.other", count=4))
            await expect(more).to_be_in_viewport(ratio=1)  # with the text that was not sent
        await expect(items).to_have_count(1)
        await expect(items).to_contain_text("Message 3.")
        for size in (LYING, PHONE):
            await page.set_viewport_size(size)
            await expect(items).to_have_count(1)
            height = await band.evaluate("(band) => band.getBoundingClientRect().height")
            assert height <= size["height"] / 3
        await more.tap()
        await expect(items).to_have_count(3)
        await expect(items.first).to_contain_text("Message 1.")
        await expect(page.get_by_text(say("board.hidden.one", count=1))).to_be_visible()
        await page.get_by_role("button", name=say("common.fold")).tap()
        await expect(items).to_have_count(1)
    for n in (3, 2, 1):
        await expect(items).to_contain_text(f"Message {n}.")
        await items.get_by_role("button").press("Enter")
    await expect(items).to_have_count(0)


async def test_a_tablet_folds_its_consignes_and_a_message_covers_nothing(
    people: People, workshop: Workshop
) -> None:
    """[H3] upright or not: beside the board as long as they are wanted, else a strip, also after a
    reload; a message stands below them, or above the board."""
    await workshop.open_phase("travail")
    await furnish(workshop, beneficiaries=2, notes_each=2)
    await workshop.order(SendMessage(message="m1", text="Il reste cinq minutes. " * 4))
    for tablet in TABLETS:
        person = await people.bring(viewport=tablet, touch=True)
        await person.sit(workshop, "Marseille")
        page, told = person.page, _messages(person.page)
        aside = page.get_by_role("complementary")
        columns = page.locator(".columns")
        await expect(told).to_contain_text("cinq minutes")
        await expect(aside).to_contain_text(say("legend.hypotheses"))
        beside = await columns.bounding_box()
        assert not await told.evaluate(OVERLAP, await aside.element_handle())
        assert not await told.evaluate(OVERLAP, await columns.element_handle())
        await page.get_by_role("button", name=say("consignes.fold")).tap()
        await expect(aside).not_to_contain_text(say("legend.hypotheses"))
        for _ in range(2):
            wide = await columns.bounding_box()
            assert wide
            assert beside
            assert wide["width"] > beside["width"] + 200
            assert not await told.evaluate(OVERLAP, await page.locator(".work").element_handle())
            await page.reload()
            await expect(told).to_contain_text("cinq minutes")
        await page.get_by_role("button", name=say("consignes.unfold")).tap()
        await expect(aside).to_contain_text(say("legend.hypotheses"))


async def test_a_reload_leads_back_to_where_one_wrote(people: People, workshop: Workshop) -> None:
    """The beneficiary, and the end of a list or the card that was read: one's last notes are not
    far below what comes into sight."""
    await workshop.open_phase("travail")
    placed = await furnish(workshop, beneficiaries=4, notes_each=4)
    phone = await people.bring(viewport=PHONE, touch=True)
    desk = await people.bring(viewport={"width": 1024, "height": 600})
    for person in (phone, desk):
        await person.sit(workshop, "Marseille")
    second = placed.beneficiaries["Marseille"][1]
    picked = f"[data-column='{second}']"
    await (
        phone.page.get_by_role("navigation", name=say("board.columns"))
        .get_by_role("button")
        .nth(1)
        .tap()
    )
    box = phone.page.locator(f"{picked} [data-composer]")
    for n in range(6):
        await box.fill(f"Un effet de plus, le numéro {n}")
        await box.press("Enter")
    mine = phone.page.locator(picked).get_by_text("le numéro 5")
    await expect(mine).to_be_in_viewport(ratio=1)
    await expect(Board(phone.page).light).to_contain_class("saved")
    # Elsewhere the board is scrolled to the side, and its list to the middle.
    await expect(desk.page.locator(picked).get_by_text("le numéro 5")).to_be_attached()
    await desk.page.locator(".columns").evaluate("(it) => it.scrollTo(260, 0)")
    read = desk.page.locator(picked).get_by_text("le numéro 1")
    await desk.page.locator(f"{picked} .list").evaluate(SCROLL_TO_THE_MIDDLE)
    await expect(read).to_be_in_viewport(ratio=1)
    was = await read.bounding_box()
    assert was
    for _ in range(2):
        for person in (phone, desk):
            await person.page.reload()
        await expect(mine).to_be_in_viewport(ratio=1)
        await expect(read).to_be_in_viewport(ratio=1)
        await desk.page.wait_for_load_state("networkidle")
        await expect(desk.page.locator(".columns")).to_have_js_property("scrollLeft", 260)
        now = await read.bounding_box()
        assert now
        assert abs(now["y"] - was["y"]) < 6
