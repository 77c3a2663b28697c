"""Deciding by hand in the pooling, and what is said when a decision cannot stand (R33, R37)."""

import re

from playwright.async_api import Locator, Page, expect

from e2e.furnished import furnish
from e2e.pages import Facilitator, Pooling
from e2e.people import DESK, PHONE, People, Workshop
from e2e.words import say
from tablee.workshop import commands as c

TERRITORIES = ("Marseille", "Briançon")
MEALS = ("Des repas partagés au jardin", "Les repas partagés au jardin")
SEEDS = ("Un échange de graines au printemps", "Échange de graines chaque printemps")


async def test_what_keeps_two_apart_is_taken_back_where_it_stops_one(
    people: People, workshop: Workshop
) -> None:
    """[G6] One is dropped on the other, and the sheet names both. By keyboard from there on: the
    way back is at hand, then what was wanted is."""
    await workshop.open_phase("travail")
    placed = await furnish(workshop, beneficiaries=1, notes_each=1)
    await workshop.open_phase("mise-en-commun")
    (one,), (other,) = (placed.beneficiaries[name] for name in TERRITORIES)
    await workshop.order(c.DifferentActors(decision="different", one=one, other=other))
    page = await _leads(people, workshop)
    first, second = await _labels(page)

    dialog = await Pooling(page).carry(first, second)
    said = say("rejection.kept_apart", one=first, other=second)
    await expect(dialog.get_by_role("alert")).to_contain_text(_spaced(said))
    unite = dialog.get_by_role("button", name=say("pooling.unite"), exact=True)
    await expect(unite).to_be_disabled()
    await dialog.get_by_role("button", name=say("pooling.retract"), exact=True).press("Enter")
    await expect(unite).to_be_focused()
    # [G3] Where no name is typed, the one that it will have is seen before.
    name = dialog.get_by_label(say("pooling.unite_name"))
    called = await name.get_attribute("placeholder")
    await page.keyboard.press("Enter")
    await expect(Pooling(page).actors).to_have_count(2)
    assert called in (first, second)
    await expect(Pooling(page).actors.first).to_have_text(called)


async def test_a_part_is_said_of_its_actor_and_a_refusal_is_not_told_as_done(
    people: People, workshop: Workshop
) -> None:
    """[G7] Said with both names and turned round, without any proposal; the other way round would
    close a circle."""
    await workshop.open_phase("travail")
    await furnish(workshop, beneficiaries=1, notes_each=1)
    await workshop.open_phase("mise-en-commun")
    page = await _leads(people, workshop)
    first, second = await _labels(page)
    here = _spaced(say("pooling.decided_part_of", child=first, parent=second))
    there = _spaced(say("pooling.decided_part_of", child=second, parent=first))

    dialog = await _sheet(page, second, first)
    says, turn = (dialog.locator("fieldset").get_by_role("button").nth(at) for at in (-2, -1))
    await expect(says).to_have_text(there)
    await turn.press("Enter")
    await expect(says).to_have_text(here)
    await says.press("Enter")
    row = Pooling(page).row(first)
    await expect(row).to_contain_text(_spaced(say("pooling.part_of", label=second)))

    dialog = await _sheet(page, second, first)
    await dialog.get_by_role("button", name=there).first.click()
    toasts = page.locator(".toast")
    await expect(toasts).to_have_count(1)
    await expect(toasts).to_contain_text(_spaced(say("rejection.circle")))


async def test_what_uniting_carries_along_is_told_before_it_is_done(
    people: People, workshop: Workshop
) -> None:
    """[G7] « fait partie de » of one holds for both from then on: in the sheet that a drag opens,
    on the card of the pair, and beside the names that are alike."""
    await workshop.open_phase("travail")
    placed = await furnish(workshop, beneficiaries=2, notes_each=1)
    (one, school), (other, _) = (placed.beneficiaries[name] for name in TERRITORIES)
    alike = (("Enfants", one), ("Les enfants du quartier", other), ("École", school))
    for label, beneficiary in alike:
        await workshop.order(c.EditBeneficiary(beneficiary=beneficiary, base=0, label=label))
    await workshop.open_phase("mise-en-commun")
    await workshop.order(c.PartOfActor(decision="part", child=one, parent=school))
    page = await _leads(people, workshop)
    told = _spaced(say("pooling.part_back", label="Les enfants du quartier", parent="École"))
    card = (
        page.locator("[data-proposal]")
        .filter(has_text="Les enfants du quartier")
        .filter(has_text="Enfants")
    )
    await expect(card).to_contain_text(told, timeout=30_000)
    dialog = await Pooling(page).carry("Enfants", "Les enfants du quartier")
    await expect(dialog.get_by_role("status").first).to_contain_text(told)
    await dialog.get_by_role("button", name=say("common.cancel")).click()

    edited = c.EditBeneficiary(beneficiary=other, base=1, label="Enfants")
    await workshop.order(edited)
    names = page.get_by_role("group").filter(has_text=say("propose.names_hint"))
    told = _spaced(say("pooling.part_back", label="Enfants", parent="École"))
    await expect(names).to_contain_text(told, timeout=30_000)


async def test_a_name_that_is_proposed_for_an_actor_is_in_the_language_of_the_room(
    people: People, workshop: Workshop
) -> None:
    """[R59] « Le territoire » is a word of the page, in its own language; kept as a name, of the
    room, in the room's."""
    await workshop.open_phase("travail")
    await furnish(workshop, beneficiaries=1, notes_each=1)
    await workshop.open_phase("mise-en-commun")
    lead = await people.bring(locale="en-GB")
    await lead.lead(workshop)
    page = lead.page
    await Facilitator(page, "en").look_at(say("view.pooling", "en"))
    first = (await _labels(page))[0]
    pooling = Pooling(page, "en")
    dialog = await pooling.carry("The territory", first)
    names = dialog.locator(".wordings")
    await names.get_by_role("button", name="Le territoire", exact=True).click()
    await dialog.get_by_role("button", name=say("pooling.unite", "en"), exact=True).click()
    await expect(dialog).to_have_count(0)
    await expect(page.locator("p.light")).to_contain_class("saved")
    (taken,) = (await workshop.archive())["pooling"]["decisions"]
    assert taken["choice"]["label"] == "Le territoire"


async def test_effects_are_grouped_under_a_title_of_ones_own_or_put_aside(
    people: People, workshop: Workshop
) -> None:
    """[R34] What is typed decides nothing; what is not for now comes back when it is asked for."""
    await workshop.open_phase("travail")
    placed = await furnish(workshop, beneficiaries=1, notes_each=1)
    (one,), (other,) = (placed.beneficiaries[name] for name in TERRITORIES)
    for number, (here, there) in enumerate((MEALS, SEEDS)):
        await workshop.order(c.AddNote(note=f"here-{number}", beneficiary=one, text=here))
        await workshop.order(c.AddNote(note=f"there-{number}", beneficiary=other, text=there))
    await workshop.open_phase("mise-en-commun")
    await workshop.order(c.SameActor(decision="same", beneficiaries=(one, other)))
    page = await _leads(people, workshop)
    cards = page.locator("[data-proposal]").filter(has=page.locator("textarea"))
    meals, seeds = (cards.filter(has_text=texts[0]) for texts in (MEALS, SEEDS))
    await expect(meals).to_be_visible(timeout=30_000)

    await seeds.get_by_role("button", name=say("propose.not_now")).click()
    await expect(seeds).to_have_count(0)
    await page.get_by_role("button", name=say("propose.aside.one", count=1)).click()
    await expect(seeds.get_by_role("button", name=say("propose.group"))).to_be_focused()

    title = meals.get_by_label(say("propose.group_title"))
    await title.press("ControlOrMeta+a")
    await page.keyboard.type("Repas pris ensemble")
    await expect(title).to_have_value("Repas pris ensemble")
    await page.keyboard.press("Enter")
    await expect(meals).to_have_count(0)
    decided = say("pooling.decided_group_as", title="Repas pris ensemble", notes=" + ".join(MEALS))
    aside = page.get_by_role("complementary", name=say("pooling.aside"))
    await expect(aside).to_contain_text(_spaced(decided))

    # On a phone in a dialog: the way back of what was just decided is in front of it, and its own
    # way out stays in sight.
    await page.set_viewport_size(PHONE)
    await page.get_by_role("button", name=say("propose.open")).click()
    await seeds.get_by_role("button", name=say("propose.group")).click()
    await expect(seeds).to_have_count(0)
    await Pooling(page).undo_last()
    await expect(seeds).to_be_visible()
    dialog = page.get_by_role("dialog")
    await page.set_viewport_size({"width": 360, "height": 300})
    scrolled = await dialog.locator(".card").evaluate(
        "(at) => { at.scrollTop = 9999; return at.scrollTop; }"
    )
    assert scrolled > 0
    way_out = dialog.locator(".head").get_by_role("button", name=say("common.close"))
    await expect(way_out).to_be_in_viewport()

    # Grouped as proposed, in the words of one note: they leave the others' screens with it.
    await page.set_viewport_size(DESK)
    person = await people.bring()
    await person.sit(workshop, TERRITORIES[0], "Louise")
    words = await seeds.get_by_label(say("propose.group_title")).input_value()
    await seeds.get_by_role("button", name=say("propose.group")).click()
    await person.page.get_by_role("tab", name=say("pooling.look.columns")).click()
    group = person.page.locator("#main").get_by_text(words, exact=True)
    await expect(group).not_to_have_count(0)
    (central,) = (
        f"{where}-1" for where, text in zip(("here", "there"), SEEDS, strict=True) if text == words
    )
    more = c.AddNote(note="more", beneficiary=one, text="Des graines pour tout le monde")
    await workshop.order(more)
    await workshop.order(c.GroupEffects(decision="group", notes=("here-1", "there-1", "more")))
    await workshop.order(c.HideNote(note=central))
    hidden = say("pooling.hidden.one", name="", count=1).strip()
    await expect(person.page.locator("#main")).to_contain_text(hidden)
    await expect(group).to_have_count(0)
    (left,) = (text for text in SEEDS if text != words)
    await expect(person.page.locator("#main")).to_contain_text(left)
    assert words not in await person.page.content()


async def test_of_many_consequences_the_first_are_told_and_the_others_on_demand(
    people: People, workshop: Workshop
) -> None:
    """[R35] Before a merge is undone that six groups rest on: what it does is all there, and the
    button is not far below it."""
    await workshop.open_phase("travail")
    placed = await furnish(workshop, beneficiaries=1, notes_each=6)
    await workshop.open_phase("mise-en-commun")
    (one, *_), (other, *_) = placed.beneficiaries.values()
    await workshop.order(c.SameActor(decision="same", beneficiaries=(one, other)))
    for at, pair in enumerate(zip(*placed.notes.values(), strict=True)):
        await workshop.order(c.GroupEffects(decision=f"group-{at}", notes=pair))
    page = await _leads(people, workshop)
    undo = page.get_by_role("complementary").get_by_role("button", name=say("pooling.retract_ask"))
    await expect(undo).to_have_count(7)
    await undo.last.press("Enter")
    told = page.locator(".consequence li:visible")
    await expect(told).to_have_count(4)
    more = page.locator(".consequence summary")
    await expect(more).to_have_text(re.compile(r"^\+ \d+ autres$"))
    left = int((await more.inner_text()).split()[1])
    await more.press("Enter")
    await expect(told).to_have_count(4 + left)
    assert left >= 2

    # What was taken back is listed, and said again.
    await page.get_by_role("button", name=say("pooling.retract"), exact=True).press("Enter")
    await expect(undo).to_have_count(6)
    aside = page.get_by_role("complementary", name=say("pooling.aside"))
    await aside.get_by_role("button", name=say("pooling.again")).press("Enter")
    await expect(undo).to_have_count(7)


async def _leads(people: People, workshop: Workshop) -> Page:
    lead = await people.bring()
    await lead.lead(workshop)
    await Facilitator(lead.page).look_at(say("view.pooling"))
    return lead.page


async def _labels(page: Page) -> list[str]:
    """The two that are not « Le territoire »."""
    actors = Pooling(page).actors
    await expect(actors).to_have_count(3)
    # What is read as it is drawn is empty until it is.
    return [text.strip() for text in await actors.all_text_contents()][:2]


async def _sheet(page: Page, label: str, other: str) -> Locator:
    """« Réunir avec… » of one, with the other chosen."""
    menu = page.get_by_role("button", name=say("pooling.actions", label=label), exact=True)
    await menu.click()
    await page.get_by_role("menuitem", name=say("pooling.unite_with")).click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_role("radio", name=other).check()
    return dialog


def _spaced(text: str) -> re.Pattern[str]:
    """Whatever spaces the page puts beside its quotation marks."""
    return re.compile(r"\s+".join(re.escape(word) for word in text.split()))
