"""What the facilitator decides of effects unprompted: groups, titles, registers (G8–G11)."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from playwright.async_api import Locator, Page, ViewportSize, expect

from e2e.pages import Facilitator
from e2e.people import DESK, PHONE, People, Workshop
from e2e.words import say
from tablee.client.participant import new_id
from tablee.workshop import commands as c

PROPOSED_MS = 30_000
"""The proposals have a process of their own, which starts when somebody leads the pooling."""
TERRITORIES = ("Marseille", "Briançon")
BREAD = "Du pain pour tous"
GARDEN = "Un jardin où l'on se parle"
LOW = ViewportSize(width=1280, height=720)
LIKE_BREAD = "Chacun reçoit du pain, pour tous"
OTHERS = (
    "Une école plus calme",
    "Des trajets plus courts",
    "Des emplois près de chez soi",
    "Une forêt que l'on soigne",
    "Moins de bruit la nuit",
    "Un toit pour les associations",
)
TEXTS = {
    "bread": BREAD,
    "garden": GARDEN,
    "loaves": "Manger à sa faim",
    "talk": "Causer entre voisins",
}

UNDER_THE_MESSAGE = """(dialog) => {
  const box = dialog.querySelector(".toast").getBoundingClientRect();
  const card = dialog.querySelector(".card").getBoundingClientRect();
  return card.bottom > box.top ? [card.bottom, box.top] : [];
}"""
"""How far the sheet reaches under the message that passes below it; nothing where it does not."""
SCROLLERS = """(dialog) => [...dialog.querySelectorAll("*")]
  .filter((each) => each.scrollHeight > each.clientHeight + 1
    && /auto|scroll/.test(getComputedStyle(each).overflowY) && !each.matches("input, select"))
  .map((each) => each.classList[0])"""
"""What scrolls in a dialog."""

COVERED = """(card) => {
  const boxOf = (each) => each.getBoundingClientRect();
  const words = document.createRange();
  words.selectNodeContents(card.querySelector(".text"));
  const said = [...words.getClientRects(), ...[...card.querySelectorAll(
    ".meta > span, .marks > span")].map(boxOf)];
  const own = boxOf(card);
  return [...card.querySelectorAll(".handle, .show")].flatMap((act) => {
    const box = boxOf(act);
    const over = said.some(({ left, right, top, bottom }) => left < box.right - 1
      && right > box.left + 1 && top + 4 < box.bottom && bottom - 4 > box.top);
    const lower = box.top - own.top > 12;
    return over || lower ? [`${act.textContent}: ${over} ${box.top - own.top}`] : [];
  });
}"""
"""The acts of a card that stand on its words or chips, or lower than its upper edge."""


async def test_effects_are_grouped_named_filed_and_let_go_of_by_hand(
    people: People, workshop: Workshop
) -> None:
    """By keyboard: what was chosen in the sheet is decided in one go, and taken back in one go."""
    page = await _leads_two_effects_each(people, workshop)
    # Its acts take no line of a card and cover nothing of it, in a crowded cell neither.
    for look in ("matrix", "columns"):
        await _sees(page, look)
        cards = page.locator(".shown [data-pooled]")
        await expect(cards).to_have_count(4)
        await cards.nth(1).hover()
        await expect(cards.nth(1).locator(".show, .handle").first).to_be_visible()
        assert await cards.nth(1).evaluate(COVERED) == []
        # Which card everybody is shown is seen on the card, whichever edges meet.
        for style in ("solid", "none"):
            await cards.nth(1).locator(".show").click()
            await expect(cards.nth(1)).to_have_css("outline-style", style)
            await expect(cards.nth(0)).to_have_css("outline-style", "none")
    await _open(page, BREAD)
    dialog = page.get_by_role("dialog")
    await expect(dialog.get_by_role("checkbox")).to_have_count(3)
    await dialog.get_by_role("checkbox", name=TEXTS["loaves"]).press("Space")
    await dialog.get_by_label(say("propose.group_title")).fill("Manger")
    await dialog.get_by_label(say("pooling.filter_register"), exact=True).select_option(index=1)
    await dialog.get_by_role("button", name=say("common.save")).press("Enter")
    await expect(dialog).to_have_count(0)
    group = _group(page, "Manger")
    await expect(group.locator("[data-pooled]")).to_have_count(2)
    # In the matrix each wording stands in its cell, under what they are called together, unless it
    # says just that.
    await _sees(page, "matrix")
    titles = page.locator(".shown [data-pooled] > .title")
    await expect(titles).to_have_text(["Manger", "Manger"])
    note = (
        await page.locator(".shown [data-pooled]")
        .filter(has_text=BREAD)
        .get_attribute("data-pooled")
    )
    await workshop.order(c.TitleGroup(decision="title", note=note or "", title=BREAD))
    await expect(titles).to_have_text([BREAD])
    await workshop.order(c.RetractDecision(decision="title"))
    await expect(titles).to_have_text(["Manger", "Manger"])
    await _sees(page, "registers")
    filed = page.locator(".register").filter(has_text="Manger")
    await expect(filed).to_have_count(1)

    # Its own way out, for it is the only effect of that decision.
    await _choose(page, filed, say("pooling.filter_register_none"))
    await expect(filed).to_have_count(0)

    await _sees(page, "columns")
    await _open(page, "Manger")
    out = dialog.get_by_role("button", name=say("effect.take_out_this", effect=BREAD))
    await out.press("Enter")
    await dialog.get_by_role("button", name=say("common.save")).press("Enter")
    await expect(_group(page, "Manger")).to_have_count(0)
    await page.get_by_role("button", name=say("common.undo"), exact=True).last.click()
    await expect(_group(page, "Manger")).to_have_count(1)


async def test_one_effect_after_another_is_filed_without_looking_for_the_next(
    people: People, workshop: Workshop
) -> None:
    """In the look at the registers, by keyboard: the hand goes on to the next effect, which takes
    the place of the last one on the screen, while its register grows above."""
    page = await _leads_two_effects_each(people, workshop)
    await _sees(page, "registers")
    await page.set_viewport_size(LOW)
    puts = page.locator(".put").get_by_role("button")
    await expect(puts).to_have_count(4)
    labels = await puts.evaluate_all("(all) => all.map((put) => put.ariaLabel)")
    one, other = (page.get_by_role("button", name=label, exact=True) for label in labels[:2])
    await one.press("Enter")
    # The register next above the list is in sight: it is what the browser itself would hold.
    grows = page.locator(".register").last
    await expect(grows).to_be_in_viewport()
    before = await one.bounding_box()
    await page.get_by_role("menuitemcheckbox").last.press("Enter")
    await expect(grows.locator("[data-pooled]")).to_have_count(1)
    await expect(other).to_be_focused()
    after = await other.bounding_box()
    assert before
    assert after
    assert await page.evaluate("scrollY") > 0, "the page has scrolled along"
    assert (round(after["x"]), round(after["y"])) == (round(before["x"]), round(before["y"]))


async def test_among_many_effects_the_like_one_is_found_by_a_word_and_stays_chosen(
    people: People, workshop: Workshop
) -> None:
    """Likely ones come first; Enter takes the only one that is left; whatever is looked for next,
    what was chosen stays in sight. A register is let go of as it was given."""
    page = await _leads_two_effects_each(people, workshop, {"Briançon": (LIKE_BREAD, *OTHERS)})
    aside = page.get_by_role("complementary", name=say("pooling.aside"))
    await expect(aside).to_contain_text(LIKE_BREAD, timeout=PROPOSED_MS)
    await _open(page, BREAD)
    dialog = page.get_by_role("dialog")
    choices = dialog.locator(".choices label")
    await expect(choices).to_have_count(10)
    await expect(choices.first).to_contain_text(LIKE_BREAD)
    look_for = dialog.get_by_role("searchbox")
    await expect(look_for).to_be_focused()
    await look_for.fill("FORET")
    await expect(choices).to_have_text(re.compile(OTHERS[3]))
    await look_for.press("Enter")
    await look_for.fill("école")
    await expect(choices).to_have_count(2)
    await expect(dialog.get_by_role("checkbox", checked=True)).to_have_count(1)
    title = dialog.get_by_label(say("propose.group_title"))
    await expect(title).to_have_value("")
    await title.fill("Ensemble")
    register = dialog.get_by_label(say("pooling.filter_register"), exact=True)
    await register.select_option(index=1)
    # Escape keeps what was chosen.
    await page.keyboard.press("Escape")
    await _open(page, BREAD)
    await expect(title).to_have_value("Ensemble")
    save = dialog.get_by_role("button", name=say("common.save"))
    await save.press("Enter")
    group = _group(page, "Ensemble")
    await expect(group.locator("[data-pooled]")).to_have_count(2)

    # Opened again at once: what was just decided is said below the sheet and covers nothing of it,
    # on a phone neither, where the sheet alone scrolls and its buttons are at hand.
    await _open(page, "Ensemble")
    for size in (DESK, PHONE):
        await page.set_viewport_size(size)
        await expect(dialog.locator(".toast")).to_be_in_viewport(ratio=1)
        await expect(save).to_be_in_viewport(ratio=1)
        assert await dialog.evaluate(UNDER_THE_MESSAGE) == []
        assert await dialog.evaluate(SCROLLERS) == ["card"]
    await page.set_viewport_size(DESK)
    await expect(title).to_have_value("Ensemble")
    await expect(register).not_to_have_value("")
    await dialog.get_by_role("button", name=say("effect.take_out_this", effect=BREAD)).click()
    last = dialog.get_by_role("button", name=say("effect.take_out_this", effect=OTHERS[3]))
    await expect(last).to_be_disabled()
    await dialog.locator("form").get_by_role("button", name=say("common.cancel")).click()
    await _open(page, "Ensemble")
    await register.select_option("")
    await save.press("Enter")
    await expect(dialog).to_have_count(0)
    await _open(page, "Ensemble")
    await expect(register).to_have_value("")
    await page.keyboard.press("Escape")
    await _open(page, TEXTS["talk"])
    await register.select_option(index=2)
    await save.press("Enter")
    await expect(dialog).to_have_count(0)


async def test_an_actor_is_given_a_category(people: People, workshop: Workshop) -> None:
    page = await _leads_two_effects_each(people, workshop)
    menu = page.get_by_role("button", name=say("pooling.actions", label="Habitants"), exact=True)
    await menu.click()
    await page.get_by_role("menuitem", name=say("pooling.rename")).click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label(say("pooling.category")).fill("voisinage")
    await page.keyboard.press("Escape")
    await menu.click()
    await page.get_by_role("menuitem", name=say("pooling.rename")).click()
    await expect(dialog.get_by_label(say("pooling.category"))).to_have_value("voisinage")
    await dialog.get_by_role("button", name=say("common.save")).press("Enter")
    await expect(page.locator("[data-actor]").filter(has_text="Habitants")).to_contain_text(
        "voisinage"
    )
    decisions = page.get_by_role("complementary", name=say("pooling.aside"))
    await expect(decisions.get_by_role("button", name=say("pooling.retract_ask"))).to_have_count(2)


async def test_a_sheet_stays_open_over_what_others_decide_of_what_it_is_about(
    people: People, workshop: Workshop
) -> None:
    """[G3] [G8] Another facilitator parts the actor being named, and deletes the notes of the
    effect that is being titled: what is typed stays in sight, beside what has become of it."""
    page = await _leads_two_effects_each(people, workshop)
    ids = "(all) => all.map((note) => note.dataset.pooled)"
    bread, _, loaves, _ = await page.locator("[data-pooled]").evaluate_all(ids)
    await workshop.order(c.GroupEffects(decision="g", notes=(bread, loaves), title="Manger"))
    await _open(page, "Manger")
    dialog = page.get_by_role("dialog")
    title = dialog.get_by_label(say("propose.group_title"))
    await title.fill("Manger à sa faim, tous")
    await workshop.order(c.DeleteNote(note=bread))
    meanwhile = dialog.get_by_role("status").filter(has_text=say("meanwhile.heading"))
    await expect(meanwhile).to_contain_text(BREAD)
    await workshop.order(c.DeleteNote(note=loaves))
    await expect(dialog).to_contain_text(say("meanwhile.gone"))
    await expect(title).to_have_value("Manger à sa faim, tous")
    await expect(dialog.get_by_role("button", name=say("common.save"))).to_be_disabled()
    await page.keyboard.press("Escape")

    menu = page.get_by_role("button", name=say("pooling.actions", label="Habitants"), exact=True)
    await menu.click()
    await page.get_by_role("menuitem", name=say("pooling.rename")).click()
    named = page.get_by_role("dialog", name=say("pooling.rename_title", label="Habitants"))
    await named.get_by_label(say("pooling.name")).fill("Les gens")
    await workshop.order(c.RetractDecision(decision="same"))
    await expect(meanwhile).to_contain_text("Habitants")
    await expect(named.get_by_label(say("pooling.name"))).to_have_value("Les gens")


async def _leads_two_effects_each(
    people: People, workshop: Workshop, more: Mapping[str, tuple[str, ...]] = MappingProxyType({})
) -> Page:
    """One actor of two territories, with two effects each or more; its columns are looked at."""
    await workshop.open_phase("travail")
    ones = []
    for name, (first, second) in zip(
        TERRITORIES, (("bread", "garden"), ("loaves", "talk")), strict=True
    ):
        one = new_id()
        board = workshop.boards[name]
        await workshop.order(c.AddBeneficiary(board=board, beneficiary=one, label="Habitants"))
        for text in (TEXTS[first], TEXTS[second], *more.get(name, ())):
            await workshop.order(c.AddNote(note=new_id(), beneficiary=one, text=text))
        ones.append(one)
    await workshop.open_phase("mise-en-commun")
    await workshop.order(c.SameActor(decision="same", beneficiaries=tuple(ones)))
    lead = await people.bring()
    await lead.lead(workshop)
    await Facilitator(lead.page).look_at(say("view.pooling"))
    await _sees(lead.page, "columns")
    return lead.page


async def _sees(page: Page, look: str) -> None:
    await page.locator(f"[role=tab][data-look={look}]").click()
    await expect(page.locator(f".shown[data-look={look}]")).to_be_visible()


async def _open(page: Page, effect: str) -> None:
    name = re.compile(re.escape(effect))
    handle = page.locator(".handle").and_(page.get_by_role("button", name=name))
    await handle.press("Enter")


async def _choose(page: Page, within: Locator, item: str) -> None:
    await within.locator(".put").get_by_role("button").press("Enter")
    await page.get_by_role("menuitem", name=item).press("Enter")


def _group(page: Page, title: str) -> Locator:
    return page.locator("[data-effect]").filter(has_text=title)
