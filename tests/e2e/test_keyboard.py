"""[b] The whole session by keyboard alone: no pointer is used, and the focus is always seen."""

import re

from playwright.async_api import expect

from e2e.keys import bring
from e2e.pages import THE_TERRITORY
from e2e.people import People
from e2e.words import say


def actions_on(text: str) -> str:
    return say("note.actions", text=text)


def exactly(key: str) -> re.Pattern[str]:
    """Not what only begins with the same word, as « Lancer » and « Lancer une répétition »."""
    return re.compile(f"^{re.escape(say(key))}$")


async def test_the_whole_session_is_run_by_keyboard_alone(people: People) -> None:
    """[b] Create, join, write, classify, discuss, move, split, undo, pool, unite, end, export."""
    leader, lead = await bring(people)
    await leader.page.goto(leader.origin)
    await lead.to(say("home.territory", number=1))
    await lead.type("Marseille")
    await lead.to(say("home.territory", number=2))
    await lead.type("Briançon")
    await lead.on(say("home.create_do"))
    join = leader.page.get_by_label(say("links.join"), exact=True)
    await expect(join).to_be_visible()
    link = await join.input_value()
    await lead.on(say("created.go"))
    await leader.page.wait_for_url("**/animer")

    author, write = await bring(people)
    page = author.page
    await page.goto(link)
    await write.to(say("join.name"))
    await write.type("Louise")
    await write.on(say("join.enter"))
    await page.wait_for_url("**/plateau")

    for phase in ("presentation", "travail"):
        await lead.on(say("lead.next", phase=say(f"phase.{phase}")))
        await expect(page.get_by_role("list", name=say("steps.label"))).to_contain_text(
            say(f"phase.{phase}")
        )
    await lead.on(exactly("timer.start"))
    await expect(page.get_by_role("timer")).to_be_visible()

    await expect(page.locator("[data-composer]").first).to_be_editable()
    for label in ("Les habitants", "Les jeunes"):
        await write.press("Escape", "b")
        await expect(page.get_by_role("dialog")).to_be_visible()
        await write.type(label)
        await write.press("Enter")
        region = page.get_by_role("region", name=label, exact=True)
        await expect(region.locator("[data-composer]")).to_be_focused()
    await write.press("Alt+Digit1")
    await expect(page.locator("[data-composer]").first).to_be_focused()
    for text in ("Un lieu + des amis", "Du calme"):
        await write.type(text)
        await write.press("Enter")
        await expect(page.locator("[data-note] .text").filter(has_text=text)).to_be_visible()

    # Edit, classify, flag and take a position.
    await write.press("Escape")
    await write.act(actions_on("Du calme"), say("note.edit"))
    await expect(page.get_by_label(say("note.edit_label"))).to_be_focused()
    await write.type(" la nuit")
    await write.press("Enter")
    calm = actions_on("Du calme la nuit")
    await expect(page.get_by_role("button", name=calm)).to_be_focused()
    await write.press("Enter")
    await write.choose("externalité")
    await expect(page.locator(".note.ext").filter(has_text="Du calme")).to_be_visible()
    await expect(page.get_by_role("button", name=calm)).to_be_focused()
    await write.press("Enter")
    await write.choose(say("points.action"))
    dialog = page.get_by_role("dialog")
    await expect(dialog).to_be_visible()
    await write.to(say("points.position"))
    await write.type("Oui, mais pas pour tout le monde")
    await write.press("Enter")
    await expect(dialog.get_by_text("Oui, mais pas pour tout le monde")).to_be_visible()
    await write.press("Escape")
    await expect(page.get_by_role("button", name=calm)).to_be_focused()

    # Move, split, delete and take it back.
    await write.press("Enter")
    await write.choose(say("note.move"))
    await expect(dialog).to_be_visible()
    await write.on("Les jeunes")
    young = page.get_by_role("region", name="Les jeunes", exact=True)
    await expect(young.locator("[data-note]")).to_have_count(1)
    await write.act(actions_on("Un lieu + des amis"), say("note.split"))
    await expect(dialog).to_be_visible()
    await write.on(say("note.split_do"))
    first = page.get_by_role("region", name="Les habitants", exact=True)
    await expect(first.locator("[data-note]")).to_have_count(2)
    await write.act(actions_on("Un lieu"), say("common.delete"))
    await expect(first.locator("[data-note]")).to_have_count(1)
    await write.press("Control+z")
    await expect(first.locator("[data-note]")).to_have_count(2)

    # Pool, unite and take it back, end, export.
    await lead.on(say("lead.next", phase=say("phase.mise-en-commun")))
    await expect(leader.page.get_by_role("dialog")).to_be_visible()
    await lead.on(say("lead.leave_do"))
    await lead.on(say("view.pooling"), role="button")
    await expect(leader.page.locator("[data-actor]")).to_have_count(3)
    await lead.act(say("pooling.actions", label="Les habitants"), say("pooling.unite_with"))
    await expect(leader.page.get_by_role("dialog")).to_be_visible()
    await lead.press("Space")
    await lead.on(exactly("pooling.unite"))
    await expect(leader.page.locator("[data-actor]")).to_have_count(2)
    await lead.on(say("pooling.retract_ask"))
    await lead.on(exactly("pooling.retract"))
    await expect(leader.page.locator("[data-actor]")).to_have_count(3)
    await lead.on(say("lead.tab"), role="button")
    async with leader.page.expect_download() as downloading:
        await lead.on(say("exports.md"))
    report = (await (await downloading.value).path()).read_text(encoding="utf-8")
    for text in ("Un lieu", "des amis", "Du calme la nuit", "Les jeunes"):
        assert text in report
    assert THE_TERRITORY in report
