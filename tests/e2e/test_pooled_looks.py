"""The looks of the pooling: one filter for all, and what the projector follows (R38 to R42)."""

import re
from base64 import b64encode
from typing import get_args

import pytest
from playwright.async_api import Locator, Page, ViewportSize, expect

from e2e.furnished import Furniture, furnish
from e2e.pages import Facilitator, Pooling
from e2e.people import PHONE, People, Workshop
from e2e.pooled_corpus import pool_to_truth, rehearsed
from e2e.words import say
from support.running_server import RunningServer
from tablee.workshop.commands import AddBeneficiary, AddNote, OpenVoting, SameActor, SetScreen
from tablee.workshop.vocabulary import NoteKind, PoolingLook

FULL_HD = ViewportSize(width=1920, height=1080)
LOW = ViewportSize(width=1000, height=400)
LAPTOP = ViewportSize(width=1280, height=720)
FIRST, SECOND = "Marseille", "Briançon"
LONG_NAMES = tuple(f"La communauté de communes {name}" for name in ("du Nord", "du Sud", "du Haut"))
MOST_ABOVE_PX = 205
SEEN = """() => {
  const box = document.querySelector(".paged").getBoundingClientRect();
  return [...document.querySelectorAll(".paged [data-pooled] .text")]
    .filter((each) => {
      const { left, right, top, bottom } = each.getBoundingClientRect();
      return left >= box.left - 1 && right <= box.right + 1 && top >= box.top - 1
        && bottom <= box.bottom + 1;
    })
    .map((each) => each.textContent);
}"""
"""The notes that are whole on the projector."""
CUT = """(all) => all.flatMap((select) => {
  const whole = select.cloneNode();
  whole.append(select.selectedOptions[0].cloneNode(true));
  whole.style.cssText = "position: absolute; width: auto; min-width: 0; max-width: none";
  select.after(whole);
  const wants = whole.offsetWidth;
  whole.remove();
  const has = select.offsetWidth;
  return has < wants ? [`${select.selectedOptions[0].text}: ${has} of ${wants} px`] : [];
})"""
"""The choices of a line that are not read whole."""
HEADINGS = """() => {
  const boxes = (all) => [...document.querySelectorAll(all)].map((each) => {
    const { top, bottom, left } = each.getBoundingClientRect();
    return { top, bottom, left };
  });
  const cells = "tbody tr:first-child > *";
  return { headings: boxes(".headings b"), cells: boxes(cells), tables: boxes("table") };
}"""
"""Where the names of the territories are, and the cells below them."""
IN_ITS_ROW = """() => {
  const box = (at) => {
    const { top, bottom, left } = at.getBoundingClientRect();
    return { top, bottom, left };
  };
  const row = document.querySelector("tbody tr");
  scrollTo(0, scrollY + box(row).bottom - 150);
  const above = document.querySelector(".headings").getBoundingClientRect().bottom;
  return { row: box(row), name: box(row.querySelector(".name")), above };
}"""
"""The page is scrolled to the end of a row: where its actor is named, and what stays above it."""
LINES = """async (png) => {
  const bytes = Uint8Array.from(atob(png), (each) => each.charCodeAt(0));
  const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
  const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
  canvas.drawImage(image, 0, 0);
  const darkest = (x, y) => {
    const reds = canvas.getImageData(x, y - 3, 1, 6).data.filter((_, at) => at % 4 === 0);
    return Math.min(...reds);
  };
  const { left, right } = document.querySelector(".scroll-x").getBoundingClientRect();
  const above = document.querySelector(".headings").getBoundingClientRect().bottom;
  return [...document.querySelectorAll("tbody tr")].flatMap((row) => {
    const { bottom } = row.getBoundingClientRect();
    if (bottom < above + 9 || bottom > innerHeight - 9) return [];
    return [[darkest(left + 4, bottom), darkest(right - 4, bottom)]];
  });
}"""
"""How dark the line between two rows is, where they are named and where it ends."""
DIVIDED = """(all) => all.map((each) =>
  [getComputedStyle(each).hyphens, each.closest("[lang]").lang])"""
"""How the browser may divide words, and in which language."""
PIECES = "(all) => all.map((each) => each.getClientRects().length)"
"""In how many columns each of them is."""
FILLED = """() => {
  const page = document.querySelector(".strip").getBoundingClientRect();
  return [...document.querySelectorAll("[data-first]")].map((list) => {
    const shown = [...list.children].filter((each) => each.getClientRects().length > 0);
    const rest = list.parentElement.querySelector(".rest");
    return {
      first: Number(list.dataset.first),
      shown: shown.length,
      rest: rest ? Number(rest.textContent.match(/[0-9]+/)[0]) : 0,
      cut: shown.filter((each) => each.getBoundingClientRect().bottom > page.bottom + 1).length,
    };
  });
}"""
"""Of each list of the projector: how many are seen, are cut of these, and are left."""
RESTED = """() => new Promise((done) => {
  let last = "", still = 0;
  const look = () => {
    const notes = document.querySelectorAll("[data-pooled]").length;
    const now = `${document.querySelector(".page-of")?.textContent} ${notes}`;
    still = now === last ? still + 1 : 0;
    last = now;
    if (still > 20) done();
    else requestAnimationFrame(look);
  };
  look();
})"""
"""All is drawn and counted: a look is drawn a few actors at a time, its pages grow with them."""


async def pool(workshop: Workshop, *, beneficiaries: int, notes_each: int) -> Furniture:
    await workshop.open_phase("travail")
    placed = await furnish(workshop, beneficiaries=beneficiaries, notes_each=notes_each)
    await workshop.open_phase("mise-en-commun")
    return placed


async def turn_to(page: Page, look: str) -> None:
    await page.get_by_role("tab", name=say(f"pooling.look.{look}"), exact=True).click()
    await expect(page.locator(f".shown[data-look={look}]")).to_be_visible()


def filter_of(page: Page) -> Locator:
    return page.get_by_role("search", name=say("pooling.filter"))


async def test_a_long_note_is_folded_among_the_others_and_whole_on_paper(
    people: People, workshop: Workshop
) -> None:
    """In the matrix and in the columns; one press, which the keyboard has too, unfolds it."""
    placed = await pool(workshop, beneficiaries=1, notes_each=1)
    whom = placed.beneficiaries[FIRST][0]
    await workshop.order(AddNote(note="long", beneficiary=whom, text="Créer du lien. " * 133))
    person = await people.bring()
    await person.sit(workshop, FIRST)
    page = person.page
    note = page.locator('[data-pooled="long"]')
    cut = "each => each.scrollHeight > each.clientHeight + 1"
    for look in ("matrix", "columns"):
        await turn_to(page, look)
        text, unfold = note.locator(".text"), note.locator("[aria-expanded]")
        await expect(unfold).to_contain_text(say("common.read_on"))
        assert await text.evaluate(cut)
        await unfold.press("Enter")
        await expect(unfold).to_contain_text(say("common.fold"))
        assert not await text.evaluate(cut)
        await unfold.press("Enter")
        await expect(unfold).to_contain_text(say("common.read_on"))
        await page.emulate_media(media="print")
        assert not await text.evaluate(cut)
        await page.emulate_media(media="screen")
    assert await page.locator("[data-pooled] [aria-expanded]").count() == 1, "short ones are whole"


async def test_one_filter_holds_in_every_look_and_says_how_many_it_shows(
    people: People, workshop: Workshop
) -> None:
    """[R42] By the keyboard alone: a word, without its accents, then a kind and a territory; the
    way back to all of them keeps the focus."""
    placed = await pool(workshop, beneficiaries=3, notes_each=4)
    everything = sum(len(notes) for notes in placed.notes.values()) + 1
    person = await people.bring()
    await person.sit(workshop, FIRST)
    page, bar = person.page, filter_of(person.page)
    notes = page.locator("[data-pooled]")
    await expect(bar).to_contain_text(re.compile(rf"\b{everything} effets"))

    await bar.get_by_role("searchbox").focus()
    await page.keyboard.type("EPICERIES")
    shown = re.compile(rf"^\d+ sur {everything} effets")
    await expect(bar.locator(".count")).to_have_text(shown)
    some = int((await bar.locator(".count").inner_text()).split()[0])
    assert 0 < some < everything
    pooling = Pooling(page)
    await pooling.draw_all()
    for look in ("columns", "ladder", "kinds", "matrix"):
        await turn_to(page, look)
        await expect(bar.get_by_role("searchbox")).to_have_value("EPICERIES")
        drawn = page.locator(".shown .one, .shown tbody tr")
        await expect(drawn.first).to_be_attached()
        for found in await drawn.all_text_contents():
            assert "épiceries" in found.casefold()
    await pooling.draw_what_is_near()

    await bar.get_by_role("combobox", name=say("pooling.filter_kind")).focus()
    await page.keyboard.press("ArrowDown")
    await expect(page.locator("[data-pooled].ext")).to_have_count(0)
    await bar.get_by_role("button", name=SECOND).press("Enter")
    await expect(page.get_by_role("columnheader")).to_have_text([re.compile("^Pour"), SECOND])

    await bar.get_by_role("button", name=say("filter.all")).press("Enter")
    await expect(bar.get_by_role("searchbox")).to_be_focused()
    await expect(bar).to_contain_text(re.compile(rf"\b{everything} effets"))
    await expect(page.get_by_role("columnheader")).to_have_count(3)
    await expect(notes.first).to_be_visible()


async def test_on_a_phone_the_filter_is_a_sheet_and_the_looks_a_list_to_choose_from(
    people: People, workshop: Workshop
) -> None:
    """[R42] At 360 px nothing overflows, whatever the look."""
    await pool(workshop, beneficiaries=2, notes_each=2)
    person = await people.bring(viewport=PHONE)
    await person.sit(workshop, FIRST)
    page = person.page
    looks = page.get_by_role("combobox", name=say("pooling.looks"))
    for look in await looks.locator("option").evaluate_all("(all) => all.map((o) => o.value)"):
        await looks.select_option(look)
        await expect(page.locator(f".shown[data-look={look}]")).to_be_visible()
        over = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert await page.evaluate(over) == 0, look
    await looks.select_option("columns")
    await page.get_by_role("button", name=say("pooling.filter_open")).click()
    sheet = page.get_by_role("dialog")
    await sheet.get_by_role("button", name=SECOND).click()
    await expect(sheet).to_contain_text(re.compile(r"^.*\d+ sur \d+ effets", re.DOTALL))
    await sheet.get_by_role("button", name=say("pooling.filter_see")).click()
    await expect(page.locator("[data-pooled]").first).to_contain_text(SECOND)
    assert FIRST not in "".join(await page.locator("[data-pooled] .territory").all_inner_texts())


@pytest.mark.long
async def test_on_a_laptop_what_stands_above_the_actors_leaves_them_their_room(
    people: People, server: RunningServer
) -> None:
    """[R42] Five lines at most, with a filter too; territories that have no room on the line of the
    filter are behind one button, by the keyboard, and come back to the line where it is longer."""
    async with await Workshop.create(server.address, *LONG_NAMES) as workshop:
        await pool(workshop, beneficiaries=2, notes_each=2)
        leader = await people.bring(viewport=LAPTOP)
        await leader.lead(workshop)
        page = leader.page
        await Facilitator(page).look_at(say("view.pooling"))
        await turn_to(page, "columns")
        bar = filter_of(page)
        above = "document.querySelector('.pool').getBoundingClientRect().top + scrollY"
        assert await page.evaluate(above) <= MOST_ABOVE_PX
        one = bar.get_by_role("button", name=LONG_NAMES[0])
        await expect(one).to_have_count(0)
        await bar.get_by_role("button", name=re.compile("^3 territoires")).press("Enter")
        sheet = page.get_by_role("dialog")
        await sheet.get_by_role("button", name=LONG_NAMES[0]).press("Enter")
        await page.keyboard.press("Escape")
        some = say("pooling.filter_boards", some=1, all=3)
        await expect(bar.get_by_role("button", name=some)).to_be_focused()
        await expect(bar.get_by_role("button", name=say("filter.all"))).to_be_visible()
        assert await page.evaluate(above) <= MOST_ABOVE_PX
        await bar.get_by_role("button", name=say("pooling.filter_on_screen")).press("Enter")
        same = say("pooling.filter_screen_same")
        await expect(bar.get_by_role("button", name=same)).to_be_visible()
        assert await bar.locator("select").evaluate_all(CUT) == []
        over = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert await page.evaluate(over) <= 0
        await page.set_viewport_size(ViewportSize(width=2400, height=720))
        await expect(one).to_be_visible()
        await expect(bar.get_by_role("button", name=some)).to_have_count(0)


async def test_a_cell_is_bounded_and_an_empty_one_is_not_mentioned(
    people: People, workshop: Workshop
) -> None:
    """[R38] « + n autres » opens the rest in place, and « non évoqué » is never a figure."""
    await pool(workshop, beneficiaries=1, notes_each=5)
    person = await people.bring()
    await person.sit(workshop, FIRST)
    row = person.page.locator("tbody tr").first
    await expect(row.locator("td").nth(1)).to_have_text(say("pooling.not_mentioned"))
    cell = row.locator("td").first
    await expect(cell.locator("[data-pooled]")).to_have_count(3)
    more = cell.get_by_role("button", name=re.compile(r"^\+ 3 autres"))
    await more.press("Enter")
    await expect(cell.locator("[data-pooled]")).to_have_count(6)
    less = cell.get_by_role("button", name=re.compile(f"^{say('pooling.less')}"))
    await expect(less).to_be_focused()


@pytest.mark.long
async def test_the_names_of_the_territories_stay_above_their_columns(
    people: People, server: RunningServer
) -> None:
    """[R38] Down the page and sideways, for the eye; an actor's stays along its row, however long.
    They are not on a phone, where a cell says its territory, nor on paper."""
    names = [f"Territoire {number}" for number in range(8)]
    async with await Workshop.create(server.address, *names) as workshop:
        await workshop.open_phase("travail")
        for number, board in enumerate(workshop.boards.values()):
            whom = f"b-{number}-of-eight"
            await workshop.order(AddBeneficiary(board=board, beneficiary=whom, label=f"À {number}"))
            for note in range(4 if number == 0 else 1):
                name = f"n-{number}-{note}-of-8"
                await workshop.order(AddNote(note=name, beneficiary=whom, text="Voir loin"))
        await workshop.open_phase("mise-en-commun")
        person = await people.bring(viewport=LOW)
        await person.sit(workshop, names[0])
        page = person.page
        await expect(page.locator(".shown[data-look=matrix]")).to_be_visible()
        await expect(page.get_by_role("columnheader")).to_have_count(len(names) + 1)
        await page.evaluate("""() => {
          scrollTo(0, 400);
          document.querySelector(".scroll-x").scrollLeft = 300;
          return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
        }""")
        seen = await page.evaluate(HEADINGS)
        assert seen["tables"][0]["top"] < 0, "the page is scrolled"
        assert len(seen["headings"]) == len(seen["cells"]) == len(names) + 1
        for heading, cell in zip(seen["headings"], seen["cells"], strict=True):
            assert 0 <= heading["top"] < heading["bottom"] < 120, "in sight"
            assert abs(heading["left"] - cell["left"]) < 1, "above its column"
        assert seen["headings"][0]["left"] == seen["tables"][0]["left"] + 300, "who it is for stays"
        seen = await page.evaluate(IN_ITS_ROW)
        assert seen["row"]["top"] < 0, "its beginning is out of sight"
        assert seen["above"] <= seen["name"]["top"] < seen["name"]["bottom"] < LOW["height"]
        await page.evaluate(RESTED)
        lines = await page.evaluate(LINES, b64encode(await page.screenshot()).decode())
        assert len(lines) > 1
        assert len({each for line in lines for each in line}) == 1, lines
        divided = await page.locator("td .text, .actor .name").evaluate_all(DIVIDED)
        assert divided
        assert all(each == ["auto", "fr"] for each in divided)
        headings = page.locator(".headings")
        await page.emulate_media(media="print")
        await expect(headings).to_be_hidden()
        await page.emulate_media(media="screen")
        await page.set_viewport_size(PHONE)
        await expect(headings).to_be_hidden()
        seen = await page.evaluate(IN_ITS_ROW)
        assert seen["row"]["top"] < 0
        assert 0 <= seen["name"]["top"] < seen["name"]["bottom"] < 80
        looks = page.locator("label.narrow select")
        for look in ("ladder", "gaps"):
            await looks.select_option(look)
            assert await looks.evaluate_all(CUT) == []


async def test_the_projector_follows_the_look_and_its_pages_together_show_all_of_it(
    people: People, workshop: Workshop
) -> None:
    """[Q6] [R13] The facilitator turns them; each note is whole on one of them."""
    await pool(workshop, beneficiaries=4, notes_each=4)
    leader, screen = await people.bring(), await people.bring(viewport=FULL_HD)
    await leader.lead(workshop)
    await screen.project(workshop)
    bar = Facilitator(leader.page).guiding
    await bar.get_by_label(say("guide.look")).select_option("ladder")
    await expect(screen.page.locator(".shown[data-look=ladder]")).to_be_visible()
    await bar.get_by_label(say("guide.look")).select_option("card")
    await expect(screen.page.locator(".shown[data-look=card]")).to_be_visible()
    await screen.page.evaluate(RESTED)
    first = screen.page.get_by_text(re.compile(r"^Page 1 sur \d+$"))
    await expect(first).to_be_visible()
    pages = int((await first.inner_text()).split()[-1])
    assert pages > 2
    everything = set(await screen.page.locator("[data-pooled] .text").all_text_contents())
    seen: set[str] = set()
    for page in range(1, pages + 1):
        words = say("screen.page_of", page=page, pages=pages)
        await expect(screen.page.get_by_text(words, exact=True)).to_be_visible()
        here = set(await screen.page.evaluate(SEEN))
        assert not here & seen or page == 1
        seen |= here
        await bar.get_by_role("button", name=say("guide.page_next")).click()
    assert seen == everything
    await expect(first).to_be_visible()
    # Beside each other, each under its name: none goes on in the next column without it.
    await bar.get_by_label(say("guide.look")).select_option("columns")
    await expect(screen.page.locator(".shown[data-look=columns]")).to_be_visible()
    await screen.page.evaluate(RESTED)
    assert set(await screen.page.locator(".columns > .one").evaluate_all(PIECES)) == {1}
    assert await screen.page.evaluate(
        "document.documentElement.scrollHeight <= innerHeight && scrollY === 0"
    )
    await workshop.order(SetScreen(look="gaps"))
    await expect(screen.page.locator(".shown[data-look=gaps]")).to_be_visible()


@pytest.mark.long
async def test_what_a_page_of_the_projector_has_room_for_is_shown(
    people: People, workshop: Workshop
) -> None:
    """[R13] [R38] More than the first few where few actors share it, on as many pages; what is left
    is counted, and nothing is cut at its lower edge."""
    placed = await pool(workshop, beneficiaries=2, notes_each=5)
    for at, ones in enumerate(zip(*placed.beneficiaries.values(), strict=True)):
        await workshop.order(SameActor(decision=f"same-{at}", beneficiaries=ones))
    screen = await people.bring(viewport=FULL_HD)
    await screen.project(workshop)
    total = len(await workshop.texts())
    for look in ("columns", "ladder"):
        await workshop.order(SetScreen(look=look))
        await expect(screen.page.locator(f".shown[data-look={look}]")).to_be_visible()
        await screen.page.evaluate(RESTED)
        lists = await screen.page.evaluate(FILLED)
        assert sum(each["shown"] + each["rest"] for each in lists) == total
        assert any(each["shown"] > each["first"] for each in lists), (look, lists)
        assert not any(each["cut"] for each in lists), (look, lists)
        if look == "columns":
            assert all(each["shown"] > each["first"] for each in lists if each["rest"]), lists
            await expect(screen.page.locator(".page-of")).to_have_count(0)
    # Paper holds all that was drawn.
    await screen.page.emulate_media(media="print")
    beyond = screen.page.locator("[data-beyond]")
    await expect(beyond.first).to_be_visible()


@pytest.mark.parametrize("notes", [0, pytest.param(10, marks=pytest.mark.long)])
async def test_nothing_can_be_pressed_in_any_look_of_the_projector(
    people: People, workshop: Workshop, notes: int
) -> None:
    """[R13] Not where a list has room for all of it either. Without an externality it says so."""
    await workshop.open_phase("travail")
    whom = AddBeneficiary(board=workshop.boards[FIRST], beneficiary="many-for", label="L'UCS")
    await workshop.order(whom)
    for at in range(notes):
        kind: NoteKind = "externalité" if at == 0 else "visé"
        await workshop.order(
            AddNote(note=f"many-{at}", beneficiary="many-for", text=f"Oser {at}", kind=kind)
        )
    await workshop.open_phase("mise-en-commun")
    screen = await people.bring(viewport=FULL_HD)
    await screen.project(workshop)
    main = screen.page.locator("main")
    for look in get_args(PoolingLook):
        await workshop.order(SetScreen(look=look))
        await expect(main.locator(f".shown[data-look={look}]:not([data-coming])")).to_be_visible()
        await screen.page.evaluate(RESTED)
        pressed = main.locator(":is(button, a, summary, input, select, textarea, [tabindex])")
        assert await pressed.count() == 0, look
        if look == "interested":
            all_of_them = main.get_by_text(say("pooling.unlinked_none"))
            await expect(main.get_by_text(say("pooling.no_externality"))).to_have_count(
                0 if notes else 1
            )
            await expect(all_of_them).to_have_count(0)


@pytest.mark.long
async def test_the_projector_tears_no_actor_of_the_corpus_from_its_name(
    people: People, server: RunningServer
) -> None:
    """United as they are meant to be, with groups that all territories say differently."""
    async with await rehearsed(server.address) as made:
        await pool_to_truth(made)
        screen = await people.bring(viewport=FULL_HD)
        await screen.project(made)
        await made.order(SetScreen(look="columns"))
        await expect(screen.page.locator(".shown[data-look=columns]")).to_be_visible()
        await screen.page.evaluate(RESTED)
        actors = screen.page.locator(".columns > .one")
        await expect(actors).to_have_count(15)
        assert set(await actors.evaluate_all(PIECES)) == {1}


async def test_the_projector_shows_the_effects_that_are_sifted_out_for_it_and_says_so(
    people: People, workshop: Workshop
) -> None:
    """[Q7] Only once it is asked for, in each look; then all of them again."""
    placed = await pool(workshop, beneficiaries=2, notes_each=1)
    everything = sum(len(notes) for notes in placed.notes.values()) + 1
    leader, screen = await people.bring(), await people.bring(viewport=FULL_HD)
    await leader.lead(workshop)
    await screen.project(workshop)
    guide = Facilitator(leader.page)
    await guide.look_at(say("view.pooling"))
    await guide.guiding.get_by_label(say("guide.look")).select_option("columns")
    notes = screen.page.locator("[data-pooled]")
    await expect(notes).to_have_count(everything)
    bar = filter_of(leader.page)
    await bar.get_by_role("button", name=SECOND).click()
    here = len(placed.notes[SECOND])
    await expect(leader.page.locator(".shown [data-pooled]")).to_have_count(here)
    await expect(notes).to_have_count(everything)

    await bar.get_by_role("button", name=say("pooling.filter_on_screen")).click()
    await expect(notes).to_have_count(here)
    left = say("pooling.filter_count", some=here, all=everything)
    words = say("pooling.filter_screen_is", filter=f"{SECOND} · {left}")
    await expect(screen.page.get_by_text(words, exact=True)).to_be_visible()
    await expect(guide.guiding).to_contain_text(say("pooling.filter_screen_is", filter=SECOND))
    await workshop.order(SetScreen(look="ladder"))
    await expect(screen.page.locator(".shown[data-look=ladder]")).to_be_visible()
    await expect(notes).to_have_count(here)

    on = bar.get_by_role("button", name=say("pooling.filter_screen_same"), pressed=True)
    await on.press("Enter")
    await expect(notes).to_have_count(everything)
    await expect(screen.page.get_by_text(words, exact=True)).to_have_count(0)
    await expect(leader.page.locator(".shown [data-pooled]")).to_have_count(here)

    # Where the screen is sifted as well, « Tout montrer » says that it is for both.
    await bar.get_by_role("button", name=say("pooling.filter_on_screen")).click()
    await expect(notes).to_have_count(here)
    await bar.get_by_role("button", name=say("pooling.filter_all_screen")).press("Enter")
    await expect(notes).to_have_count(everything)
    await expect(leader.page.locator(".shown [data-pooled]")).to_have_count(everything)


async def test_nothing_is_offered_that_would_change_nothing(
    people: People, workshop: Workshop
) -> None:
    """[R42] No filter of votes that are not sifted, but of the effects that somebody can vote for;
    no look to choose for a screen that shows the next session."""
    await pool(workshop, beneficiaries=1, notes_each=2)
    leader, voter = await people.bring(), await people.bring()
    await leader.lead(workshop)
    await voter.sit(workshop, FIRST)
    guide = Facilitator(leader.page)
    await guide.look_at(say("view.pooling"))
    for page in (leader.page, voter.page):
        await turn_to(page, "columns")
        await expect(filter_of(page)).to_be_visible()
        await turn_to(page, "votes")
        await expect(filter_of(page)).to_have_count(0)
    await workshop.order(OpenVoting(mark="compte"))
    await filter_of(voter.page).get_by_role("button", name=SECOND).click()
    ballot = voter.page.locator(".ballot")
    await expect(ballot.get_by_text(FIRST, exact=True)).to_have_count(0)
    await expect(ballot.get_by_text(SECOND, exact=True).first).to_be_visible()
    await expect(filter_of(leader.page)).to_have_count(0)

    look = guide.guiding.get_by_label(say("guide.look"))
    await expect(look).to_be_visible()
    await workshop.open_phase("prochaine-session")
    await expect(look).to_have_count(0)
    await expect(guide.guiding.get_by_role("button", name=say("guide.page_next"))).to_be_visible()


@pytest.mark.long
async def test_what_few_territories_say_is_all_on_the_projector_page_after_page(
    people: People, workshop: Workshop
) -> None:
    """[R38] No hand on the screen opens « + n autres »: the others come on the next pages."""
    await workshop.open_phase("travail")
    await furnish(workshop, beneficiaries=2, notes_each=8)
    await workshop.open_phase("mise-en-commun")
    await workshop.order(SetScreen(look="common"))
    screen = await people.bring(viewport=FULL_HD)
    await screen.page.goto(workshop.links.screen)
    shown = screen.page.locator(".paged [data-pooled] .text")
    await expect(shown).to_have_count(len(await workshop.texts()))
    await expect(screen.page.get_by_text(re.compile(r"Page 1 sur [2-9]"))).to_be_visible()
