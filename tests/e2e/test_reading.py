"""[b] Read in other ways: in forced colours, in another language than the texts, and on paper."""

import re
from typing import Any

import pytest
from playwright.async_api import Page, ViewportSize, expect

from e2e.furnished import furnish
from e2e.pages import Facilitator
from e2e.people import PHONE, People, Workshop
from e2e.words import say
from tablee.workshop import commands as c

FIRST = "Marseille"
FOUR = (FIRST, "Briançon", "Garonnelle", "Val-Fontaine")
PAPER_PX = ViewportSize(width=718, height=1045)
"""An A4 sheet within the margins that a browser gives it."""
MANY = 60
TOLD = """() => {
  // What tells the pressed from the others in forced colours, where backgrounds are the person's.
  const tells = (at) => {
    const { borderTopStyle, borderTopWidth, textDecorationLine } = getComputedStyle(at);
    return [borderTopStyle, borderTopWidth, textDecorationLine].join(" ");
  };
  const states = ["pressed", "selected"];
  const groups = states.flatMap((is) => [...document.querySelectorAll(`[aria-${is}=true]`)]
    .filter((each) => each.checkVisibility())
    .map((on) => [on, on.parentElement.querySelector(`[aria-${is}=false]`)]))
    .filter(([, off]) => off);
  return groups.map(([on, off]) => [on.textContent.trim(), tells(on) !== tells(off)]);
}"""
BORDERS = """(all) => all.map((each) => [
  each.classList.contains("ext"), getComputedStyle(each).borderTopStyle])"""
ON_PAPER = """(cards) => {
  const seen = (each) => each.checkVisibility() && each.getBoundingClientRect().height > 0;
  const cut = cards.filter((card) => {
    if (!seen(card)) return true;
    const box = card.getBoundingClientRect();
    for (let at = card.parentElement; at && at !== document.body; at = at.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(at);
      const around = at.getBoundingClientRect();
      if (overflowX !== "visible" && box.right > around.right + 1) return true;
      if (overflowY !== "visible" && box.bottom > around.bottom + 1) return true;
    }
    return box.right > document.documentElement.clientWidth + 1;
  });
  const controls = [...document.querySelectorAll("button, input, select, textarea")]
    .filter((each) => seen(each) && !each.matches(".kind, .discuss, .unseen"));
  return [...cut, ...controls].map((each) => each.outerHTML.slice(0, 160));
}"""
WHEN_PRINTED = """() => addEventListener("beforeprint", () => {
  document.documentElement.dataset.printed = document.querySelectorAll("[data-note]").length;
})"""


SIDES = """(element) => {
    const around = element.getBoundingClientRect();
    const range = document.createRange();
    range.selectNodeContents(element);
    const lines = [...range.getClientRects()].filter(({ width }) => width > 0);
    return [lines[0], lines.at(-1)].map(({ left, right }) =>
        left - around.left < around.right - right ? "left" : "right");
}"""
"""On which side of an element its first line begins, and its last one."""


@pytest.mark.long
async def test_forced_colours_leave_what_is_pressed_and_what_kind_a_note_is(
    people: People, workshop: Workshop
) -> None:
    """By the border, and on a board by the word of the kind."""
    await workshop.open_phase("travail")
    placed = await furnish(workshop, beneficiaries=1, notes_each=1)
    one = placed.beneficiaries[FIRST][0]
    await workshop.order(
        c.AddNote(note="beside", beneficiary=one, text="Du calme", kind="externalité")
    )
    seated, leader = await people.bring(), await people.bring()
    for person in (seated, leader):
        await person.page.emulate_media(forced_colors="active")
    await seated.sit(workshop, FIRST)
    notes = seated.page.locator("[data-note]")
    await expect(notes.first).to_be_visible()
    kinds = dict(await notes.evaluate_all(BORDERS))
    assert kinds == {False: "solid", True: "dashed"}
    for words in await notes.all_inner_texts():
        assert re.search(r"\bvisé\b|\bexternalité\b", words), words

    await workshop.open_phase("mise-en-commun")
    await leader.lead(workshop)
    await Facilitator(leader.page).look_at(say("view.pooling"))
    await leader.page.get_by_role("button", name="Briançon", exact=True).last.click()
    told: list[tuple[str, bool]] = await leader.page.evaluate(TOLD)
    assert {say("view.pooling"), say("pooling.look.matrix"), "Briançon"} <= {
        words for words, _ in told
    }
    assert all(different for _, different in told), told


async def test_what_people_wrote_says_its_language_to_who_reads_in_another(
    people: People, workshop: Workshop
) -> None:
    """Read in English, a French session says that its texts are French; its own words are not."""
    await workshop.open_phase("travail")
    await furnish(workshop, beneficiaries=1, notes_each=2)
    reader, author = await people.bring(locale="en-GB"), await people.bring()
    await reader.sit(workshop, FIRST, language="en")
    await author.sit(workshop, FIRST)
    for page, language in ((reader.page, "fr"), (author.page, None)):
        await expect(page.locator("[data-note]").first).to_be_visible()
        for wrote in (".note .text", "[data-column]:not(.territory) h2", "h1", ".interested .grow"):
            assert await languages(page, wrote) == {language}, wrote
        assert await languages(page, ".territory h2") == {None}
        assert await languages(page, "title") == {"fr"}
    await workshop.open_phase("mise-en-commun")
    for page, language in ((reader.page, "fr"), (author.page, None)):
        await expect(page.locator("[data-pooled]").first).to_be_visible()
        assert await languages(page, "[data-pooled] .text") == {language}
        assert await languages(page, "[data-actor] .name") == {language, None}
        # In a sentence of another language their words stand between its quotation marks, as typed.
        whom = page.locator(".pool .from, .pool .whom")
        ladder = say("pooling.look.ladder", "en" if language else "fr")
        await page.get_by_role("tab", name=ladder).click()
        named = re.compile("^For “.+”$" if language else "^Pour [^«].+$")
        await expect(whom.filter(has_text=named).first).to_be_visible()
        await expect(whom.filter(has_not_text=named)).to_have_count(0)
        discussion = say("pooling.look.discussion", "en" if language else "fr")
        await page.get_by_role("tab", name=discussion).click()
        await expect(page.locator("blockquote")).to_have_count(1)
        assert await languages(page, "blockquote, .positions span") == {language}
    # Once all are closed it is not said that there was none; one without a word leaves nothing.
    for point in ("point-1", "point-2"):
        await workshop.order(c.ClosePoint(point=point))
    await workshop.order(
        c.OpenPoint(point="blank", target_kind="board", target=workshop.boards[FIRST])
    )
    await workshop.order(c.ClosePoint(point="blank"))
    for page, tongue in ((reader.page, "en"), (author.page, "fr")):
        over = say("pooling.discussion_closed.other", tongue, count=2)
        await expect(page.get_by_text(over)).to_be_visible()
    await workshop.order(c.OpenVoting(mark="compte"))
    for page, tongue in ((reader.page, "en"), (author.page, "fr")):
        await page.get_by_role("tab", name=say("pooling.look.votes", tongue)).click()
    await author.page.locator(".ballot .step button:last-child").first.click()
    await expect(reader.page.locator(".voters b").first).to_have_text(
        say("voting.voters.one", "en", count=1)
    )
    await workshop.order(c.CloseVoting(mark="compte"))
    for page, language in ((reader.page, "fr"), (author.page, None)):
        whom = page.locator(".counts .whom")
        named = re.compile("^For “.+”$" if language else "^Pour [^«].+$")
        await expect(whom).to_have_text(named)
        assert await languages(page, ".counts .whom") == {None}
        assert await languages(page, ".counts .whom span") == {language}
    shown = (await workshop.archive())["notes"][0]["beneficiary_id"]
    await workshop.order(c.Present(kind="actor", target=shown))
    await workshop.order(c.Guide())
    for page, language in ((reader.page, "fr"), (author.page, None)):
        heading = page.locator("h2[data-spot]")
        await expect(heading).to_have_text(
            re.compile("^For “.+”$" if language else "^Pour [^«].+$")
        )
        assert await languages(page, "h2[data-spot] span") == {language}
        assert await languages(page, "h2[data-spot]") == {None}


async def test_what_people_wrote_says_its_language_in_titles_and_dialogs_and_on_the_projector(
    people: People, workshop: Workshop
) -> None:
    """Their own words alone: the sentence of the page that they stand in is in the page's."""
    await workshop.open_phase("travail")
    placed = await furnish(workshop, beneficiaries=1, notes_each=1)
    await workshop.order(c.SendMessage(message="m1", text="Pause à onze heures"))
    seated, leader, screen = [await people.bring(locale="en-GB") for _ in range(3)]
    await seated.page.goto(workshop.links.join)
    assert await languages(seated.page, "title, h1") == {"fr"}

    await seated.sit(workshop, FIRST, language="en")
    page, column = seated.page, f'[data-column="{placed.beneficiaries[FIRST][0]}"]'
    await expect(page.locator(".notices p")).to_be_visible()
    assert await languages(page, ".notices p") == {"fr"}
    label = await page.locator(f"{column} h2").inner_text()
    dialog = page.get_by_role("dialog")
    for act, whole in (("beneficiary.edit", "fr"), ("beneficiary.delete", None)):
        await page.locator(f"{column} header [aria-haspopup]").click()
        await page.get_by_role("menuitem", name=say(act, "en")).click()
        await expect(dialog).to_be_visible()
        assert await languages(page, "dialog h2") == {whole}
        if whole is None:
            title = say("beneficiary.delete_title", "en", label=label)
            await expect(dialog.get_by_role("heading", level=2)).to_have_text(title)
            await expect(dialog.locator("h2 span")).to_have_text(label)
            assert await languages(page, "dialog h2 span") == {"fr"}
        await page.keyboard.press("Escape")

    await leader.lead(workshop)
    title = say("lead.title", "en", title="Essai")
    await expect(leader.page.get_by_role("heading", level=1)).to_have_text(title)
    assert await languages(leader.page, "h1") == {None}
    assert await languages(leader.page, "title, h1 span") == {"fr"}

    await screen.page.goto(workshop.links.screen)
    await screen.page.wait_for_url("**/ecran")
    await screen.page.goto(screen.page.url + "?language=en")
    await expect(screen.page.locator(".message")).to_be_visible()
    assert await languages(screen.page, "title, .screen h1, .message p") == {"fr"}
    assert await screen.page.evaluate("document.documentElement.lang") == "en"


async def test_a_board_and_the_pooling_print_every_note_and_no_control(people: People) -> None:
    """On sheets of A4, notes that the page had not drawn too."""
    server = (await people.bring()).origin
    async with await Workshop.create(server, *FOUR) as workshop:
        await workshop.open_phase("travail")
        placed = await furnish(workshop, beneficiaries=2, notes_each=2)
        column = placed.beneficiaries[FIRST][0]
        for number in range(MANY):
            text = f"Effet {number} " * 12
            await workshop.order(c.AddNote(note=f"more-{number}", beneficiary=column, text=text))
        point = c.OpenPoint(point="p1", target_kind="note", target="more-0", text="Pour qui ?")
        await workshop.order(point)
        archive = await workshop.archive()
        person = await people.bring()
        page = person.page
        await person.sit(workshop, FIRST)
        await expect(page.locator("[data-note]").first).to_be_visible()
        mine = MANY + len(placed.notes[FIRST]) + 1
        assert await page.locator("[data-note]").count() < mine, "a window on the list"
        await page.evaluate(WHEN_PRINTED)
        await paper(page)
        assert await page.locator("html").get_attribute("data-printed") == str(mine)
        await page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
        await expect(page.locator("[data-note]")).to_have_count(mine)
        assert not await page.locator("[data-note]").evaluate_all(ON_PAPER)
        # What is to be discussed is told; what goes on or is saved is not.
        await expect(page.locator("[data-note='more-0'] .discuss")).to_be_visible()
        await expect(page.locator(".light, header [aria-current=step]")).to_have_count(2)
        for still in (page.locator(".light"), page.locator("header [aria-current=step]")):
            await expect(still).to_be_hidden()
        await page.evaluate("() => dispatchEvent(new Event('afterprint'))")

        await workshop.open_phase("mise-en-commun")
        pooled = page.locator("[data-pooled]")
        await expect(pooled.first).to_be_visible()
        assert await pooled.count() < len(archive["notes"]), "a cell shows the first few"
        await page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
        await expect(pooled).to_have_count(len(archive["notes"]))
        await paper(page)
        assert not await page.locator("[data-pooled]").evaluate_all(ON_PAPER)


async def test_what_stands_beside_the_board_opens_in_every_view_of_a_phone(
    people: People, workshop: Workshop
) -> None:
    """☰, in the presentation and in the pooling, where no board brings its dialogs."""
    person = await people.bring(viewport=PHONE)
    await person.sit(workshop, FIRST)
    for phase in ("presentation", "mise-en-commun"):
        await workshop.open_phase("travail" if phase == "mise-en-commun" else phase)
        await workshop.open_phase(phase)
        await expect(person.page.locator("#intentions, .pool")).to_be_visible()
        await person.page.get_by_role("button", name=say("board.about")).click()
        await expect(person.page.get_by_role("dialog")).to_contain_text(say("others.heading"))
        await person.page.keyboard.press("Escape")
        await expect(person.page.get_by_role("dialog")).to_have_count(0)


async def languages(page: Page, wrote: str) -> set[Any]:
    """What these things say of their language; at least one is there."""
    found = await page.locator(wrote).evaluate_all("all => all.map((each) => each.lang || null)")
    assert found, wrote
    return set(found)


async def paper(page: Page) -> None:
    """Print, and leave the page as the paper has it."""
    await page.set_viewport_size(PAPER_PX)
    await page.emulate_media(media="print")
    printed = await page.pdf(format="A4")
    assert printed.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) > 1, "it goes on to a second sheet"


async def test_each_line_that_somebody_wrote_runs_as_its_own_script(
    people: People, workshop: Workshop
) -> None:
    """On a note, in its writing box and on the projector: Hebrew begins at the right, French below
    it at the left."""
    await workshop.open_phase("travail")
    here, text = workshop.boards[FIRST], "שלום עולם!\nEt en français"
    await workshop.order(c.AddBeneficiary(board=here, beneficiary="b", label="Les voisins"))
    await workshop.order(c.AddNote(note="n", beneficiary="b", text=text, kind="visé"))
    person, screen = await people.bring(), await people.bring()
    await person.sit(workshop, FIRST)
    await screen.project(workshop)
    await expect(person.page.locator(".note .text")).to_have_text(text)
    assert await person.page.locator(".note .text").evaluate(SIDES) == ["right", "left"]
    box = person.page.locator("[data-composer=b]")
    await box.fill("שלום")
    assert await box.evaluate("(box) => getComputedStyle(box).unicodeBidi") == "plaintext"
    await workshop.open_phase("mise-en-commun")
    await workshop.order(c.Present(kind="note", target="n"))
    spot = screen.page.locator("[data-spot=n]")
    await expect(spot).to_have_text(text)
    assert await spot.evaluate(SIDES) == ["right", "left"]
