"""What the facilitator shows: to those who follow, and on the projector (SPEC Q, R12, R13)."""

import re
from typing import get_args

from playwright.async_api import Locator, Page, ViewportSize, expect

from e2e.pages import THE_TERRITORY, Board, Facilitator, Follower
from e2e.people import PHONE, People, Person, Workshop
from e2e.test_pooled_looks import RESTED
from e2e.words import say
from tablee.workshop import limits
from tablee.workshop.commands import (
    AddBeneficiary,
    AddNote,
    AddTerritory,
    EndTimer,
    LeaveRemark,
    MoveDeadline,
    OpenPhase,
    OpenPoint,
    Present,
    SendMessage,
    SetScreen,
    StartTimer,
)
from tablee.workshop.vocabulary import SECTIONS, PoolingLook

FULL_HD = ViewportSize(width=1920, height=1080)
SMALL_TEXT = """() => {
  const small = [];
  const texts = document.createTreeWalker(document.querySelector(".screen"), NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { data, parentElement } = texts.currentNode;
    const range = document.createRange();
    range.selectNodeContents(texts.currentNode);
    const { width, height } = range.getBoundingClientRect();
    if (!data.trim() || width < 2 || height < 2) continue;
    const size = parseFloat(getComputedStyle(parentElement).fontSize);
    if (size < 24) small.push(`${size} px: ${data.trim().slice(0, 60)}`);
  }
  return small;
}"""
"""Every text on the projector that is smaller than 24 px at 1080p (R13)."""
LINES = """() => {
  const box = document.querySelector("main").getBoundingClientRect();
  const texts = document.createTreeWalker(document.querySelector(".spot"), NodeFilter.SHOW_TEXT);
  const lines = [];
  while (texts.nextNode()) {
    const range = document.createRange();
    range.selectNodeContents(texts.currentNode);
    if (texts.currentNode.data.trim()) lines.push(...range.getClientRects());
  }
  return lines.map(({ left, right, top, bottom }) =>
    left >= box.left - 1 && right <= box.right + 1
    && top >= box.top - 4 && bottom <= box.bottom + 4);
}"""
"""Of each line of what is shown, whether it is whole on the projector; the air over letters is none
of it."""
PRESSABLE = ".screen :is(button, a, input, select, textarea):not(.page-menu *)"


async def test_whoever_follows_is_shown_the_same_and_may_look_elsewhere(
    people: People, workshop: Workshop
) -> None:
    """[Q1] [Q2] [Q4] [Q5] Two participants, one on a phone, and the projector, in another language
    than its browser's; what is typed is not taken from under anybody's hands."""
    await workshop.open_phase("presentation")
    leader, zoe, marc = [await people.bring() for _ in range(3)]
    await leader.lead(workshop)
    await zoe.sit(workshop, "Marseille", "Zoé")
    tom = await people.bring(viewport=PHONE)
    await tom.sit(workshop, "Briançon", "Tom")
    screen = await people.bring(viewport=FULL_HD, locale="en-GB")
    await screen.project(workshop)
    facilitator = Facilitator(leader.page)
    one, other, wall = (Follower(each.page) for each in (zoe, tom, screen))
    for follower in (one, other):
        await expect(follower.bar).to_contain_text(say("guide.following"))

    await facilitator.look_at(say("view.presentation"))
    await facilitator.show("l'UGESS")
    for follower in (one, other):
        await expect(follower.marked).to_contain_text("Développer le réseau")
        await expect(follower.marked).to_be_in_viewport()
    await expect(wall.spot).to_contain_text("l'UGESS")
    assert await screen.page.evaluate("document.documentElement.lang") == "fr"

    await one.press("guide.leave")
    await facilitator.show("Faciliter la levée de fond")
    await expect(other.marked).to_contain_text("Faciliter la levée de fond")
    await expect(one.bar).to_contain_text(say("guide.elsewhere"))
    await expect(one.marked).to_have_count(0)
    await one.press("guide.back")
    await expect(one.marked).to_contain_text("Faciliter la levée de fond")
    await one.press("guide.leave")
    await facilitator.guide("guide.summon")
    await expect(one.marked).to_contain_text("Faciliter la levée de fond")

    remark = "Pour qui, au juste ?"
    await leave_remark(zoe.page, "l'UGESS", remark)
    yours = say("signed.you", pair="Zoé")
    await expect(zoe.page.get_by_role("dialog").get_by_text(yours, exact=True)).to_be_visible()
    await expect(tom.page.get_by_text(say("remarks.count.one", count=1))).to_be_visible()
    await facilitator.show("l'UGESS")
    await expect(one.bar).to_contain_text(say("guide.held"))
    await expect(wall.page.get_by_text(remark)).to_be_visible()
    await zoe.page.keyboard.press("Escape")
    begun = say("remarks.add_on", what="l'UGESS") + f", {say('column.begun')}"
    await expect(zoe.page.get_by_role("button", name=begun)).to_contain_text("✎")
    await one.press("guide.see")
    await expect(one.marked).to_contain_text(say("remarks.count.one", count=1))

    await marc.sit(workshop, "Marseille", "Marc")
    await expect(Follower(marc.page).marked).to_contain_text("Développer le réseau")
    await facilitator.guide("guide.release")
    for follower in (one, other):
        await expect(follower.bar).to_have_count(0)
    await expect(wall.spot).to_contain_text("l'UGESS")
    await facilitator.guide("guide.way_in_on")
    await expect(screen.page.get_by_text(say("screen.join_at"))).to_be_visible()
    await facilitator.guide("guide.way_in_off")
    await expect(wall.spot).to_contain_text("l'UGESS")
    await is_in_the_archive(workshop, remark)
    await a_phase_brings_everybody_who_is_not_writing(workshop, zoe.page)


async def a_phase_brings_everybody_who_is_not_writing(workshop: Workshop, page: Page) -> None:
    """[P5] the second time as the first. What was begun in the presentation is found again from the
    board, and on arriving there the keys are the board's, in no field."""
    board, bar = page.locator("[data-arrival]"), Follower(page).bar
    await workshop.open_phase("travail")
    await expect(board).to_be_visible()
    find = page.get_by_role("button", name=say("remarks.find"), exact=True)
    await find.click()
    dialog = page.get_by_role("dialog", name=say("remarks.title_of", what="l'UGESS"))
    box = dialog.get_by_label(say("remarks.text"), exact=True)
    await expect(box).to_have_value("Et aus")
    await expect(dialog.get_by_role("button", name=say("remarks.send"))).to_be_disabled()
    await page.keyboard.press("Escape")
    await expect(bar).to_contain_text(say("views.elsewhere", phase=say("phase.presentation")))
    await workshop.open_phase("mise-en-commun")
    await expect(page.locator(".pool").first).to_be_visible()
    await workshop.open_phase("travail")
    await expect(board).to_be_visible()

    await find.click()
    await expect(box).to_be_focused()
    await workshop.open_phase("mise-en-commun")
    await expect(bar).to_contain_text(say("phase.mise-en-commun"))
    await workshop.open_phase("travail")
    await expect(box).to_be_focused()
    await expect(bar).to_contain_text(say("views.work_again"))
    await page.keyboard.press("Escape")
    await page.get_by_role("button", name=say("views.go"), exact=True).press("Enter")
    await expect(board).to_be_focused()
    await page.keyboard.press("b")
    await expect(page.get_by_label(say("beneficiary.label"), exact=True)).to_be_focused()


async def leave_remark(page: Page, beneficiary: str, text: str) -> None:
    """Leave a remark on a beneficiary of the example, and begin another one."""
    name = say("remarks.add_on", what=beneficiary)
    await page.get_by_role("button", name=name, exact=True).click()
    dialog = page.get_by_role("dialog")
    box = dialog.get_by_label(say("remarks.text"), exact=True)
    await expect(dialog.get_by_text(say("common.enter_key"))).to_be_visible()
    await box.fill(text)
    await box.press("Shift+Enter")  # a line, and none is left at the end of what is sent
    await expect(box).to_have_value(text + "\n")
    await box.press("Enter")
    await expect(dialog.get_by_text(text)).to_be_visible()
    await expect(box).to_be_focused()
    await expect(box).to_have_value("")
    await box.fill("Et aus")


async def is_in_the_archive(workshop: Workshop, text: str) -> None:
    """[R12] as a point of discussion, and not as an effect."""
    archive = await workshop.archive()
    assert [each["text"] for each in archive["example_remarks"]] == [text]
    assert archive["notes"] == []


async def test_the_projector_is_legible_and_shows_what_is_shown(
    people: People, workshop: Workshop
) -> None:
    """[Q2] [Q4] [R13] At least 24 px at 1080p, whatever the phase and whatever is shown; nothing
    in it can be pressed, and what fits a screen is not cut."""
    screen = await people.bring(viewport=FULL_HD)
    await screen.project(workshop)
    await expect(screen.page.get_by_text(say("screen.join_at"))).to_be_visible()
    await legible(screen, "accueil")

    await workshop.order(OpenPhase(phase="presentation"))
    await workshop.order(LeaveRemark(remark="r1", part="note", target="5", text="Pour qui ?"))
    for section in SECTIONS:
        await workshop.order(Present(kind="section", target=section))
        await expect(screen.page.locator(f"section#{section}")).to_be_visible()
        await legible(screen, section, whole=True)
    for shown in (
        Present(kind="example-beneficiary", target="dirigeants"),
        Present(kind="example-note", target="5"),
    ):
        await workshop.order(shown)
        await expect(screen.page.locator(f"[data-spot='{shown.target}']")).to_be_visible()
        await expect(screen.page.get_by_text("Pour qui ?", exact=True)).to_be_visible()
        await legible(screen, shown.kind, whole=True)

    await workshop.order(OpenPhase(phase="travail"))
    await expect(screen.page.get_by_text(say("timer.not_started"))).to_be_visible()
    await legible(screen, "travail")
    author = await people.bring()
    await author.sit(workshop, "Marseille", "Louise")
    await Board(author.page).write_and_save(THE_TERRITORY, "Moins de crues", "Du calme")
    await workshop.order(StartTimer(duration_ms=3_600_000))
    await workshop.order(SetScreen(way_in=True))
    await expect(screen.page.get_by_role("timer")).to_be_visible()
    await legible(screen, "the way in over the work")
    await workshop.order(SetScreen(way_in=False))
    await workshop.order(MoveDeadline(by_ms=-1_000_000))
    await expect(screen.page.get_by_text(say("timer.not_started"))).to_be_hidden()
    await legible(screen, "the work")
    await workshop.order(EndTimer())
    await expect(screen.page.get_by_text(say("timer.ended_long"))).to_be_visible()
    await legible(screen, "the end")
    assert not [frame for frame in screen.heard if "crues" in frame], "a private board is told"

    await workshop.order(OpenPhase(phase="mise-en-commun"))
    (note, _) = (await workshop.archive())["notes"]
    point = OpenPoint(point="p1", target_kind="note", target=note["id"], text="Vraiment ?")
    await workshop.order(point)
    for look in get_args(PoolingLook):
        await workshop.order(SetScreen(look=look))
        pooling = screen.page.locator(f".shown[data-look={look}]")
        await expect(pooling.get_by_role("heading").first).to_be_visible()
        if look not in ("interested", "gaps", "votes"):
            await expect(pooling.get_by_text("Moins de crues")).to_be_visible()
        if look == "discussion":  # [R12] what was said of the example is among the points
            example = pooling.locator("section", has_text=say("pooling.discussion_example"))
            await expect(example.get_by_text("Pour qui ?", exact=True)).to_be_visible()
            await expect(example.locator("blockquote")).to_have_attribute("lang", "fr")
        await legible(screen, look, whole=True)
    for shown in (
        Present(kind="actor", target=note["beneficiary_id"]),
        Present(kind="note", target=note["id"]),
    ):
        await workshop.order(shown)
        await expect(screen.page.locator("[data-spot]")).to_be_visible()
        await legible(screen, shown.kind, whole=True)
    await workshop.order(OpenPhase(phase="prochaine-session"))
    await expect(screen.page.get_by_text(say("next.date"), exact=True)).to_be_visible()
    await legible(screen, "prochaine-session")


async def test_an_effect_of_any_length_is_whole_on_the_projector(
    people: People, workshop: Workshop
) -> None:
    """[Q6] [R13] The longer it is, the smaller its letters, down to 24 px at 1080p; what is longer
    still has pages, the last of which ends with what the effect is marked with."""
    screen = await people.bring(viewport=FULL_HD)
    await screen.project(workshop)
    await workshop.open_phase("travail")
    here = workshop.boards["Marseille"]
    await workshop.order(AddBeneficiary(board=here, beneficiary="b", label="Les voisins"))
    texts = {
        f"words-{length}": ("Se connaître et s'entraider au quotidien, " * 50)[:length]
        for length in (100, 855, limits.TEXT)
    }
    texts |= {"word": "a" * 500, "lines": "\n".join(f"{number}." for number in range(150))}
    for note, text in texts.items():
        await workshop.order(AddNote(note=note, beneficiary="b", text=text, via="la mairie"))
    await workshop.open_phase("mise-en-commun")
    letters: list[float] = []
    for note in texts:
        await workshop.order(Present(kind="note", target=note))
        shown = screen.page.locator(f"[data-spot={note}]")
        await expect(shown).to_be_visible()
        await legible(screen, note, whole=True)
        await screen.page.evaluate(RESTED)
        if note != "lines":
            await screen.page.wait_for_function(f"({LINES})().every(Boolean)")
        letters.append(await shown.evaluate("(p) => parseFloat(getComputedStyle(p).fontSize)"))
    assert letters[0] > letters[1] > letters[2], letters
    await every_line_is_on_a_page(screen, workshop)


async def every_line_is_on_a_page(screen: Person, workshop: Workshop) -> None:
    count = screen.page.get_by_text(re.compile(r"^Page 1 sur \d+$"))
    total = int((await count.inner_text()).split()[-1])
    assert total > 1
    seen: list[bool] = []
    for page in range(total):
        await workshop.order(SetScreen(page=page))
        await expect(screen.page.get_by_text(f"Page {page + 1} sur {total}")).to_be_visible()
        now = await screen.page.evaluate(LINES)
        seen = [one or other for one, other in zip(now, seen or now, strict=True)]
    assert all(seen), seen


async def test_what_is_said_of_the_example_has_pages_that_the_facilitator_turns(
    people: People, workshop: Workshop
) -> None:
    """[Q6] in the presentation as well."""
    leader, screen = await people.bring(), await people.bring(viewport=FULL_HD)
    await leader.lead(workshop)
    await screen.project(workshop)
    await workshop.open_phase("presentation")
    for number in range(6):
        text = f"{number} " + "Pour qui, au juste ? " * 45
        remark = LeaveRemark(remark=f"r{number}", part="note", target="5", text=text)
        await workshop.order(remark)
    await workshop.order(Present(kind="example-note", target="5"))
    await expect(screen.page.get_by_text("Page 1 sur 2")).to_be_visible()
    await legible(screen, "the example", whole=True)
    await leader.page.get_by_role("button", name=say("guide.page_next")).click()
    await expect(screen.page.get_by_text("Page 2 sur 2")).to_be_visible()


async def test_every_territory_is_on_the_projector(people: People, workshop: Workshop) -> None:
    """[R13] Nothing to scroll to at 1080p, however many there are, and while a message stands."""
    screen = await people.bring(viewport=FULL_HD)
    await screen.project(workshop)
    cards = screen.page.locator(".screen aside ul > li")
    text = "On commence dans cinq minutes."
    total = len(workshop.boards)
    for wanted in (4, 8, limits.TERRITORIES):
        await workshop.order(OpenPhase(phase="accueil"))
        await workshop.order(SendMessage(message=f"a{wanted}", text=text, pair=None))
        await expect(screen.page.get_by_text(text)).to_be_visible()
        for number in range(total, wanted):
            name = f"Territoire du Haut-Pays {number}"
            await workshop.order(AddTerritory(board=f"more-{number}", name=name))
        total = wanted
        await expect(screen.page.get_by_text(say("screen.join_at"))).to_be_visible()
        await on_one_screen(screen, cards, f"accueil, {wanted}", wanted)
        await workshop.order(OpenPhase(phase="travail"))
        await expect(screen.page.locator("main.mid")).to_be_visible()
        # [H3] What was said of the phase before is said no more; it stands on every device.
        await expect(screen.page.get_by_text(text)).to_have_count(0)
        await workshop.order(SendMessage(message=f"t{wanted}", text=text, pair=None))
        await expect(screen.page.get_by_text(text)).to_be_visible()
        await on_one_screen(screen, cards, f"travail, {wanted}", wanted)


async def on_one_screen(screen: Person, cards: Locator, what: str, count: int) -> None:
    await expect(cards, what).to_have_count(count)
    below = "card => Math.ceil(card.getBoundingClientRect().bottom) - innerHeight"
    assert await cards.last.evaluate(below) <= 0, what
    beyond = "document.documentElement.scrollHeight - innerHeight"
    assert await screen.page.evaluate(beyond) <= 0, what
    await legible(screen, what, whole=True)


async def legible(screen: Person, what: str, *, whole: bool = False) -> None:
    """Nothing too small, nothing to press; `whole`: nothing cut either."""
    assert await screen.page.evaluate(SMALL_TEXT) == [], what
    await expect(screen.page.locator(PRESSABLE), what).to_have_count(0)
    if whole:
        await fits(screen.page.locator("main"), what)


async def fits(main: Locator, what: str) -> None:
    """What is shown is sized once it is drawn: within a few pictures nothing is cut."""
    beyond = -1
    for _ in range(60):
        beyond = await main.evaluate("main => main.scrollHeight - main.clientHeight")
        if beyond == 0:
            return
        await main.page.evaluate("new Promise(requestAnimationFrame)")
    raise AssertionError(f"{what}: {beyond} px do not fit")
