"""What others do never takes the focus away: cards go, move and change name under one's hands."""

from playwright.async_api import Locator, Page, expect

from e2e.furnished import Furniture, furnish
from e2e.pages import Facilitator
from e2e.people import People, Person, Workshop
from e2e.words import say
from tablee.workshop import commands as c

FIRST = "Marseille"


async def test_the_focus_survives_what_others_do(people: People, workshop: Workshop) -> None:
    """In a card, in a menu, in a dialog and in a text, while others post, move, rename, delete."""
    person, placed = await seated(people, workshop)
    await watched(person.page)
    page, notes = person.page, placed.notes[FIRST]
    direct, other = placed.beneficiaries[FIRST]

    # In a card: others post around it and rename its beneficiary, then somebody deletes it.
    await menu_of(page, notes[0]).focus()
    await workshop.order(c.AddNote(note="n-new", beneficiary=direct, text="Arrivée"))
    await workshop.order(c.EditBeneficiary(beneficiary=direct, base=0, label="Autre nom"))
    await expect(page.get_by_role("heading", name="Autre nom")).to_be_visible()
    await expect(page.locator('[data-note="n-new"]')).to_be_visible()
    await expect(menu_of(page, notes[0])).to_be_focused()
    await workshop.order(c.DeleteNote(note=notes[0]))
    await expect(page.locator(f'[data-note="{notes[0]}"]')).to_have_count(0)
    await expect(focused_in(page, notes[1]), "the next card has it").to_have_count(1)

    # In a card that somebody moves to another column: the focus goes along.
    await menu_of(page, notes[1]).focus()
    await workshop.order(c.MoveNote(note=notes[1], beneficiary=other))
    there = page.locator(f'[data-column="{other}"] [data-note="{notes[1]}"]')
    await expect(there).to_be_visible()
    await expect(focused_in(page, notes[1])).to_have_count(1)

    # In a writing box whose column changes its rank: focus, text and caret stay.
    box = page.locator(f'[data-composer="{other}"]')
    await box.focus()
    await page.keyboard.type("en train d'écrire")
    await workshop.order(c.RankBeneficiary(beneficiary=other, after=None))
    await expect(page.locator("[data-column]").first).to_have_attribute("data-column", other)
    await page.keyboard.type(" encore")
    await expect(box).to_have_value("en train d'écrire encore")

    # In a menu, and in a dialog, about a note that somebody deletes.
    for note, act in ((notes[2], None), (notes[3], "note.move")):
        await menu_of(page, note).focus()
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("menu")).to_be_visible()
        if act:
            await page.get_by_role("menuitem", name=say(act)).press("Enter")
            await expect(page.get_by_role("dialog")).to_be_visible()
        await workshop.order(c.DeleteNote(note=note))
        await expect(page.locator(f'[data-note="{note}"]')).to_have_count(0)
        await expect(page.get_by_role("menu")).to_have_count(0)
        await expect(page.get_by_role("dialog")).to_have_count(0)
        await expect(focused_in(page), f"after {act or 'a menu'}").to_have_count(1)
    await page.keyboard.press("Escape")
    await page.keyboard.press("Alt+Digit1")
    await expect(box).to_be_focused()


async def test_a_phase_that_somebody_opens_puts_no_ring_on_the_bars(
    people: People, workshop: Workshop
) -> None:
    """Whoever was on the page is on the new one; whoever was in the bars stays there. Only who came
    by the keyboard is shown where."""
    person, _ = await seated(people, workshop)
    page = person.page
    await watched(page)
    await no_ring_beside_what_was_clicked(page, workshop)
    await page.locator("[data-note]").first.locator("[aria-haspopup]").click()
    await page.keyboard.press("Escape")
    for phase in ("presentation", "mise-en-commun", "prochaine-session"):
        await workshop.open_phase(phase)
        await expect(page.locator("#main")).to_be_focused()
        assert await ring(page) == "none", phase
    menu = page.get_by_role("button", name=say("page.menu"))
    await page.keyboard.press("Tab")
    await menu.focus()
    await workshop.open_phase("presentation")
    await expect(page.get_by_role("heading", level=1).first).to_be_visible()
    await expect(menu).to_be_focused()
    assert await ring(page) != "none"
    # Where the page says that one arrives, whatever stands nearer to what had the focus.
    await page.locator("#main").get_by_role("button").first.focus()
    await workshop.open_phase("travail")
    await expect(page.locator("[data-arrival]")).to_be_focused()


async def no_ring_beside_what_was_clicked(page: Page, workshop: Workshop) -> None:
    """Somebody takes away the card of a button that one has pressed: one came there by the pointer.
    The first key shows where one is."""
    note = page.locator("[data-note]").first
    id_ = await note.get_attribute("data-note")
    assert id_
    await note.locator("button.kind").first.click()
    await workshop.order(c.DeleteNote(note=id_))
    await expect(page.locator(f'[data-note="{id_}"]')).to_have_count(0)
    await expect(focused_in(page)).to_have_count(1)
    assert await ring(page) == "none"
    await page.keyboard.press("Shift")
    assert await ring(page) != "none"


async def ring(page: Page) -> str:
    style: str = await page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    return style


async def test_whoever_types_goes_on_with_what_others_take_away(
    people: People, workshop: Workshop
) -> None:
    """The keys that follow are a text's: they press no button and ask for nothing of the board."""
    person, placed = await seated(people, workshop)
    page, keys = person.page, person.page.keyboard
    await watched(page)
    board, note = workshop.boards[FIRST], placed.notes[FIRST][0]
    kept = page.get_by_label(say("kept.text"))
    nothing_asked = page.get_by_role("dialog").or_(page.get_by_role("menu"))

    async def take_away_a_box(typed: str) -> None:
        brief = f"b-brief{len(typed)}"
        await workshop.order(c.AddBeneficiary(board=board, beneficiary=brief, label="Brève"))
        box = page.locator(f"[data-composer={brief}]")
        await box.click()
        await keys.type(typed)
        if typed:
            await keys.press("ArrowLeft")
        await workshop.order(c.DeleteBeneficiary(beneficiary=brief))
        await expect(box).to_have_count(0)

    # A writing box whose column goes: the text goes on at its caret, and Enter posts it nowhere.
    await take_away_a_box("en tr!")
    await keys.type("ain de taper b")
    await keys.press("Enter")
    await expect(kept).to_have_value("en train de taper b\n!")
    await expect(nothing_asked).to_have_count(0)
    await page.reload()
    await expect(kept).to_have_value("en train de taper b\n!")
    drop = page.get_by_role("button", name=say("kept.drop"))
    await drop.click()
    await expect(kept).to_have_count(0)
    await page.get_by_role("button", name=say("common.undo"), exact=True).click()
    await expect(kept).to_have_value("en train de taper b\n!")
    await drop.click()
    await expect(kept).to_have_count(0)

    # A note that is being rewritten.
    await page.wait_for_load_state("networkidle")
    text = page.locator(f'[data-note="{note}"] .text')
    was = await text.text_content()
    await text.click()
    await expect(page.get_by_label(say("note.edit_label"))).to_be_focused()
    await keys.type(" plus")
    await workshop.order(c.DeleteNote(note=note))
    await expect(kept).to_be_focused()
    await keys.type(" solide")
    await expect(kept).to_have_value(f"{was} plus solide")
    await page.get_by_role("button", name=say("kept.drop")).click()

    # An empty box leaves nothing to go on with: single keys mean nothing until one goes on oneself.
    await take_away_a_box("")
    await expect(page.locator("[data-arrival]")).to_be_focused()
    await keys.type("b ?/")
    await expect(nothing_asked).to_have_count(0)
    await expect(page.get_by_role("search")).to_have_count(0)
    await keys.press("Tab")
    await keys.press("b")
    await expect(page.get_by_role("dialog")).to_be_visible()

    # A dialog, gone with the note that it is about: the board has the focus, not a button of it. Of
    # what was half typed in it each text goes on.
    await keys.press("Escape")
    about = ""
    for other, typed in zip(placed.notes[FIRST][1:], ("", "la sui"), strict=False):
        about = await page.locator(f'[data-note="{other}"] .text').text_content() or ""
        await menu_of(page, other).click()
        await page.get_by_role("menuitem", name=say("note.split")).click()
        await expect(page.get_by_label(say("note.part", number="1"))).to_be_focused()
        await page.get_by_label(say("note.part", number="2")).focus()
        await keys.type(typed)
        await workshop.order(c.DeleteNote(note=other))
        await expect(page.get_by_role("dialog")).to_have_count(0)
        await expect(page.get_by_text(say("sheet.gone", text=about[:60])).last).to_be_visible()
        if not typed:
            await expect(page.locator("[data-arrival]")).to_be_focused()
            await keys.type(" b")
            await expect(nothing_asked).to_have_count(0)
    await keys.type("te")
    await expect(kept).to_have_count(2)
    await expect(kept.nth(0)).to_have_value(about)
    await expect(kept.nth(1)).to_have_value("la suite")
    last = placed.beneficiaries[FIRST][1]
    await page.get_by_label(say("kept.elsewhere"), exact=True).select_option(last)
    await page.get_by_role("button", name=say("kept.post"), exact=True).click()
    await expect(page.locator(f'[data-column="{last}"] [data-note]').last).to_contain_text(
        "la suite"
    )
    await expect(kept).to_have_count(0)

    # A page that gives way to another one.
    box = page.locator(f'[data-composer="{placed.beneficiaries[FIRST][0]}"]')
    await box.click()
    await workshop.open_phase("mise-en-commun")
    await expect(box).to_have_count(0)
    await expect(page.locator("#main")).to_be_focused()


async def test_a_focus_that_was_left_on_purpose_is_not_brought_back(
    people: People, workshop: Workshop
) -> None:
    person, placed = await seated(people, workshop)
    box = person.page.locator(f'[data-composer="{placed.beneficiaries[FIRST][0]}"]')
    await box.focus()
    await person.page.keyboard.press("Escape")
    await workshop.order(c.RankBeneficiary(beneficiary=placed.beneficiaries[FIRST][1], after=None))
    await expect(person.page.locator("[data-column]").first).to_have_attribute(
        "data-column", placed.beneficiaries[FIRST][1]
    )
    await expect(box).not_to_be_focused()


FETCHED = """(name) => performance.getEntriesByType("resource")
  .some((each) => each.name.includes(name) && each.responseEnd > 0)"""
AT_LEISURE = """() => new Promise((done) =>
  requestIdleCallback(() => requestIdleCallback(() => done())))"""


async def seated(people: People, workshop: Workshop) -> tuple[Person, Furniture]:
    await workshop.open_phase("travail")
    placed = await furnish(workshop, beneficiaries=2, notes_each=2)
    person = await people.bring()
    await person.sit(workshop, FIRST, "Louise")
    await expect(person.page.locator("[data-note]").first).to_be_visible()
    return person, placed


def menu_of(page: Page, note: str) -> Locator:
    return page.locator(f'[data-note="{note}"] [aria-haspopup]')


def focused_in(page: Page, note: str = "") -> Locator:
    """What has the focus, if it is in this card; without one, wherever it is."""
    card = f'[data-note="{note}"]'
    return page.locator(f"{card}:focus, {card} :focus" if note else "body :focus")


async def watched(page: Page) -> None:
    """What keeps the focus comes last: it has come, and has begun."""
    await page.wait_for_function(FETCHED, arg="/watching-")
    await page.wait_for_load_state("networkidle")
    await page.evaluate(AT_LEISURE)


async def test_what_leads_past_a_view_never_takes_the_focus_of_what_went(
    people: People, workshop: Workshop
) -> None:
    """« Aller aux propositions » lies over the page while it has the focus: it is for the keys."""
    await workshop.open_phase("travail")
    await furnish(workshop, beneficiaries=1, notes_each=1)
    await workshop.open_phase("mise-en-commun")
    leader = await people.bring()
    await leader.lead(workshop)
    page = leader.page
    await watched(page)
    await Facilitator(page).look_at(say("view.pooling"))
    past = page.get_by_role("link", name=say("propose.skip"))
    await expect(past).to_have_count(1)
    await page.go_back()
    # With the view that it is on, this goes.
    edit = page.get_by_role("button", name=say("run.edit")).first
    await edit.focus()
    await page.go_forward()
    await expect(past).to_have_count(1)
    await expect(past).not_to_be_focused()
    await expect(page.locator("#main:focus, #main :focus")).to_have_count(1)
