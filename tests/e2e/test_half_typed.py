"""What is half typed in a dialog of the board is found again where it was typed."""

from playwright.async_api import Locator, expect

from e2e.people import People, Workshop
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
