"""Leading: who is ready, who needs help, what is said to whom, and what is taken back."""

import re

import pytest
from playwright.async_api import Page, expect

from e2e.furnished import furnish
from e2e.pages import THE_TERRITORY, Board, Facilitator, shown_seconds
from e2e.people import People, Person, Workshop
from e2e.words import say
from tablee.workshop.commands import (
    CloseBoard,
    CloseDoors,
    EditPhase,
    EditWorkshop,
    EndTimer,
    HideNote,
    MoveDeadline,
    PauseTimer,
    Phrase,
    RemoveTerritory,
    ReopenBoards,
    SetScreen,
    StartTimer,
)
from tablee.workshop.vocabulary import PhaseKind

SECRET = "Le canari vous attend"
LOCKED_WITHIN_MS = 30_000


BEYOND_THE_PAIRS = """() => {
  const table = document.querySelector("[aria-labelledby='pairs'] table");
  const edge = table.parentElement.getBoundingClientRect().right + 1;
  const wide = [...table.querySelectorAll("td, td *, tbody th, tbody th *")]
    .filter((each) => each.getBoundingClientRect().right > edge);
  return wide.map((each) => each.outerHTML.slice(0, 120));
}"""


def lasting(minutes: int, seconds: int = 0) -> str:
    """« 45 min », « 1 min 20 s », « 40 s »: as every page says how long something lasts."""
    whole = [say("common.minutes.other", count=minutes)] if minutes else []
    return "\u00a0".join([*whole, *([say("timer.seconds", seconds=seconds)] if seconds else [])])


async def a_short_time_is_shared_out_alike(
    workshop: Workshop, screen: Person, reader: Person, leader: Person
) -> None:
    """[T1] to the second on the projector and on the board: the steps add up to the whole."""
    consignes = reader.page.get_by_role("region", name=say("consignes.heading"))
    for whole, *steps in (
        (lasting(2), lasting(0, 40), lasting(1, 20)),
        (lasting(1, 15), lasting(0, 25), lasting(0, 50)),
    ):
        await workshop.order(EndTimer())
        await workshop.order(StartTimer(duration_ms=120_000 if whole == lasting(2) else 75_000))
        await expect(reader.page.get_by_role("timer")).to_contain_text(
            say("timer.out_of", length=whole)
        )
        on_screen = screen.page.get_by_role("listitem").filter(
            has_text=re.compile(r" · .*(s|min)$")
        )
        await expect(on_screen).to_have_text([re.compile(rf" · {step}$") for step in steps])
        await expect(consignes.locator("h3 small")).to_have_text(steps)
    await workshop.order(EditPhase(phase="travail", duration_s=120))
    run = leader.page.get_by_role("region", name=say("run.heading"))
    await expect(run).to_contain_text(
        f"{lasting(2)} · Cartographie {lasting(0, 40)} + Effets utiles {lasting(1, 20)}"
    )
    await workshop.order(EditPhase(phase="travail", duration_s=2_700))


async def the_time_stands_still(
    workshop: Workshop, screen: Person, reader: Person, leader: Person
) -> None:
    """[T2] [T3] What is said under the large time moves it nowhere; the steps follow the timer.

    Whoever leads is shown no time either while none is left, only what is planned.
    """
    time, panel = screen.page.get_by_role("timer"), Facilitator(leader.page).timer
    await expect(panel).to_contain_text(say("timer.not_started"))
    await expect(panel).to_contain_text(say("timer.planned", length=lasting(45)))
    await expect(panel.get_by_role("timer")).to_have_count(0)
    await workshop.order(StartTimer())
    await expect(time).to_be_visible()
    before = await time.bounding_box()
    await expect(screen.page.get_by_text("Cartographie · 15 min")).to_be_visible()
    await workshop.order(MoveDeadline(by_ms=-2_700_000 + 480_000))
    await expect(screen.page.get_by_text("Cartographie · 8 min")).to_be_visible()
    await workshop.order(PauseTimer())
    await expect(screen.page.get_by_text(say("timer.paused"))).to_be_visible()
    assert await time.bounding_box() == before
    consignes = reader.page.get_by_role("region", name=say("consignes.heading"))
    await expect(consignes).to_contain_text(say("common.minutes.other", count=8))
    await workshop.order(EndTimer())
    await expect(screen.page.get_by_text(say("timer.ended_long"))).to_be_visible()
    assert await time.bounding_box() == before
    await expect(consignes).not_to_contain_text(say("common.minutes.other", count=""))
    # [T8] Open again without a time: nobody is told that it is over, nor how long a step is.
    await workshop.order(ReopenBoards(board=workshop.boards["Marseille"]))
    await expect(screen.page.get_by_text(say("timer.free_some.one", count=1))).to_be_visible()
    await workshop.order(ReopenBoards())
    await expect(screen.page.get_by_text(say("timer.free_all"))).to_be_visible()
    await expect(reader.page.get_by_text(say("timer.free"), exact=True)).to_be_visible()
    await expect(consignes).not_to_contain_text(say("common.minutes.other", count=""))
    await expect(panel).to_contain_text(say("timer.free_all"))
    for each in (screen, reader, leader):
        await expect(each.page.get_by_role("timer")).to_have_count(0)
    await workshop.order(StartTimer(duration_ms=2_700_000, passed_ms=2_300_000))
    await expect(screen.page.get_by_text(say("screen.soon"))).to_be_visible()
    assert await time.bounding_box() == before
    await a_short_time_is_shared_out_alike(workshop, screen, reader, leader)


async def at_one_board(people: People, workshop: Workshop) -> tuple[Person, Person, Person]:
    """Two pairs of one territory, on boards that may be written on, and who leads them."""
    await workshop.open_phase("travail")
    louise, jonathan, leader = [await people.bring() for _ in range(3)]
    await louise.sit(workshop, "Marseille", "Louise")
    await jonathan.sit(workshop, "Marseille", "Jonathan")
    await leader.lead(workshop)
    return louise, jonathan, leader


async def test_a_pair_is_ready_raises_a_hand_and_is_written_to_alone(
    people: People, workshop: Workshop
) -> None:
    """[c] [H1] [H2] [H4] The neighbour on the same board is sent nothing of what is said to it. A
    message that is closed half typed, by Escape or a reload, is found again where it was."""
    louise, jonathan, leader = await at_one_board(people, workshop)
    screen = await people.bring()
    await screen.page.goto(workshop.links.screen)

    await louise.page.get_by_role("button", name=say("ready.say")).click()
    ready = say("ready.count.other", ready=1, count=2)
    await expect(leader.page.get_by_text(ready)).to_be_visible()

    for width in (360, 1280, 1440):
        await leader.page.set_viewport_size({"width": width, "height": 900})
        assert await leader.page.evaluate(BEYOND_THE_PAIRS) == [], width
    await the_time_stands_still(workshop, screen, louise, leader)

    await louise.page.get_by_role("button", name=say("hands.raise")).click()
    hands = leader.page.get_by_role("region", name=say("hands.heading"))
    await expect(hands).to_contain_text("Louise")
    await hands.get_by_role("button").click()
    await hands.get_by_role("button", name=say("hands.lower_label", name="Louise")).click()
    await expect(louise.page.get_by_role("button", name=say("hands.raise"))).to_be_visible()

    pair = say("pair.of", names="Louise")
    await leader.page.get_by_role("button", name=say("messages.write_to", pair=pair)).click()
    sheet = leader.page.get_by_role("dialog")
    await sheet.get_by_label(say("messages.text"), exact=True).fill(SECRET)
    await sheet.get_by_role("button", name=say("messages.send")).click()
    told = louise.page.get_by_role("region", name=say("messages.label"))
    await expect(told).to_contain_text(SECRET)
    await louise.page.reload()
    await told.get_by_role("button", name=say("messages.read_label", text=SECRET)).click()
    await expect(told).to_have_count(0)

    await leader.page.get_by_role("button", name=say("messages.write_all")).click()
    written = sheet.get_by_label(say("messages.text"), exact=True)
    await expect(written).to_have_value("")
    await written.fill("Pour tous")
    await written.press("Escape")
    await leader.page.reload()
    await leader.page.get_by_role("button", name=say("messages.write_all")).click()
    await expect(written).to_have_value("Pour tous")
    await sheet.get_by_role("button", name=say("messages.send")).click()
    for person in (louise, jonathan, screen):
        await expect(person.page.get_by_text("Pour tous")).to_be_visible()
    for person in (jonathan, screen):
        assert not [frame for frame in person.heard if SECRET in frame]

    following = say("lead.next", phase=say("phase.mise-en-commun"))
    await leader.page.get_by_role("button", name=following).click()
    await expect(sheet).to_contain_text(say("pair.of", names="Jonathan"))
    await expect(sheet).not_to_contain_text(pair)
    await expect(sheet).to_contain_text(say("lead.lasting"))


async def test_two_facilitators_in_one_text_lose_neither(
    people: People, workshop: Workshop
) -> None:
    """[C4] The page says so while one types; what does not clash is merged, and where it clashes
    both versions are there and one is chosen. The same in the sheet of a phase."""
    leader = await people.bring()
    await leader.lead(workshop)
    title = leader.page.get_by_label(say("settings.title"), exact=True)
    await title.fill("Séance du 17")
    await workshop.order(EditWorkshop(title="Essai bis"))
    heading = leader.page.get_by_role("heading", level=1)
    await expect(heading).to_contain_text("Essai bis")
    await expect(title).to_have_value("Séance du 17")
    await expect(title).to_have_accessible_description(say("settings.changed_meanwhile"))
    await title.press("Tab")
    await expect(title).to_have_accessible_description(say("settings.clash"))
    await expect(heading).to_contain_text("Essai bis")
    await leader.page.get_by_role("button", name=say("settings.keep_mine"), exact=True).click()
    await expect(heading).to_contain_text("Séance du 17")
    await workshop.order(EditWorkshop(title="Essai ter"))
    await expect(title).to_have_value("Essai ter")
    await title.fill("Essai ter, le 17")
    await workshop.order(EditWorkshop(title="Premier Essai ter"))
    await expect(heading).to_contain_text("Premier Essai ter")
    await title.press("Enter")
    await expect(heading).to_contain_text("Premier Essai ter, le 17")

    await leader.page.get_by_role(
        "button", name=re.compile(f"^{say('run.edit')}.*Temps de travail")
    ).first.click()
    sheet = leader.page.get_by_role("dialog")
    label = sheet.get_by_label(say("plan.label"), exact=True)
    await label.fill("Le mien")
    theirs = Phrase(fr="Le leur", en="Le leur")
    await workshop.order(EditPhase(phase="travail", label=theirs, intro=theirs))
    await expect(sheet.get_by_text(say("plan.changed_meanwhile"))).to_be_visible()
    send = sheet.get_by_role("button", name=say("common.save"), exact=True)
    await send.click()
    await sheet.get_by_role("radio", name=re.compile("Le mien")).check()
    await send.click()
    await expect(sheet).to_have_count(0)
    edits = [e for e in (await workshop.archive())["journal"] if "PhaseEdited" in str(e)]
    assert "'Le mien'" in str(edits[-1])
    assert "'Le leur'" in str(edits[-1])


async def test_who_leads_counts_what_the_room_counts(people: People, workshop: Workshop) -> None:
    """[V6] a hidden note is in no count, of a pair, a board or a column; « Le territoire », which
    is on every board by itself, is no beneficiary that somebody named, on any page."""
    louise, _, leader = await at_one_board(people, workshop)
    screen = await people.bring()
    await screen.page.goto(workshop.links.screen)
    own = Board(louise.page)
    await own.add_beneficiary("Les voisins")
    await own.write_and_save("Les voisins", "Un jardin ouvert", "Un café lent")
    [first, _] = [each["id"] for each in (await workshop.archive())["notes"]]
    pairs = leader.page.get_by_role("region", name=say("pairs.heading"))
    row = pairs.get_by_role("row").filter(
        has=leader.page.get_by_role("button", name=say("place.label", names="Louise"))
    )
    screens = screen.page.get_by_role("complementary", name=say("pooling.territories"))
    settings = leader.page.get_by_role("region", name=say("settings.heading"))
    for shown in (2, 1):
        of_pair = [
            row.locator(f"[data-label='{say(key)}']")
            for key in ("pairs.beneficiaries", "pairs.notes")
        ]
        for cell, count in zip(of_pair, (1, shown), strict=True):
            await expect(cell).to_have_text(str(count))
        words = say(f"count.notes.{'one' if shown == 1 else 'other'}", count=shown)
        await expect(settings.get_by_text(words)).to_be_visible()
        for page in (louise.page, leader.page):
            if page is leader.page:
                await Facilitator(page).look_at("Marseille")
            board = page.get_by_role(
                "region", name=say("board.label.one", name="Marseille", count=1)
            )
            column = board.get_by_role("region", name="Les voisins", exact=True)
            await expect(column.get_by_text(words, exact=True)).to_be_attached()
        await Facilitator(leader.page).look_at(say("lead.tab"))
        await expect(screens).to_contain_text(say("count.beneficiaries.one", count=1))
        await expect(screens.get_by_role("listitem").first).to_contain_text(
            re.compile(rf"Marseille\s*{shown} ")
        )
        if shown == 2:
            await workshop.order(HideNote(note=first))


async def test_a_pair_that_everybody_has_left_keeps_its_effects_in_the_list(
    people: People, workshop: Workshop
) -> None:
    """[V6] its figures add up to those of the territory; a message to it is read by nobody."""
    await workshop.open_phase("travail")
    paul, leo, leader = [await people.bring() for _ in range(3)]
    await paul.sit(workshop, "Marseille", "Paul")
    await leo.sit(workshop, "Marseille", "Léo")
    await Board(paul.page).add_beneficiary("Les voisins")
    await Board(paul.page).write_and_save("Les voisins", "Un jardin ouvert", "Un café lent")
    await leader.lead(workshop)
    page, sheet = leader.page, leader.page.get_by_role("dialog")
    pairs = page.get_by_role("region", name=say("pairs.heading"))
    await pairs.get_by_role("button", name=re.compile(r"binôme Paul$")).click()
    await sheet.get_by_role("textbox").fill("Encore dix minutes")
    await sheet.get_by_role("button", name=say("messages.send")).click()
    await pairs.get_by_role("button", name=say("place.label", names="Paul")).click()
    await sheet.get_by_role("button", name=re.compile("binôme Léo")).click()
    moved = say("acts.moved_pair", name="Paul", pair=say("pair.of", names="Léo"))
    await expect(page.get_by_role("status").filter(has_text=moved)).to_be_visible()
    left = pairs.get_by_role("row").filter(has_text=say("pairs.left"))
    await expect(left).to_contain_text(say("pair.numbered", number=1))
    await expect(left.locator(f"[data-label='{say('pairs.notes')}']")).to_have_text("2")
    await expect(left.get_by_role("button")).to_have_count(0)
    messages = page.get_by_role("region", name=say("messages.heading"))
    nobody = say("messages.to_nobody", pair=say("pair.numbered", number=1))
    await expect(messages).to_contain_text(nobody)


async def test_a_seat_freed_by_mistake_is_told_and_given_back(
    people: People, workshop: Workshop
) -> None:
    """[S6] [S8] it is asked by name first, and the page of who lost it comes back by itself, doors
    closed."""
    louise, _, leader = await at_one_board(people, workshop)
    await louise.page.get_by_role("button", name=say("ready.say")).wait_for()
    await workshop.order(CloseDoors())
    person, sheet = say("place.label", names="Louise"), leader.page.get_by_role("dialog")
    for answer in ("common.cancel", "place.free"):
        await leader.page.get_by_role("button", name=person).click()
        await sheet.get_by_role("button", name=say("place.free")).click()
        await expect(sheet).to_contain_text(say("place.free_title", name="Louise"))
        await expect(sheet).to_contain_text(say("place.free_closed"))
        await sheet.get_by_role("button", name=say(answer), exact=True).click()
        await expect(sheet).to_have_count(0)
    await expect(louise.page.get_by_role("alert")).to_contain_text(say("link.stopped.displaced"))
    words = say("acts.free", name="Louise")
    await expect(leader.page.get_by_role("status").filter(has_text=words)).to_be_visible()
    done = leader.page.get_by_role("region", name=say("acts.heading"))
    undo = done.get_by_role("button", name=say("acts.undo_label", words=words))
    await undo.click()
    await expect(louise.page.get_by_role("alert")).to_have_count(0)
    await expect(louise.page.get_by_role("button", name=say("ready.say"))).to_be_visible()
    await expect(done).to_contain_text(say("acts.is_undone"))


async def test_ending_by_mistake_is_taken_back_with_the_time_that_was_left(
    people: People, workshop: Workshop
) -> None:
    """[c] The boards open again and the timer goes on; the journal says both."""
    louise, _, leader = await at_one_board(people, workshop)
    board = Board(louise.page)
    await workshop.order(StartTimer(duration_ms=2_700_000, passed_ms=900_000))
    await expect(board.time_left).to_be_visible()
    await workshop.order(CloseBoard(board=workshop.boards["Marseille"]))
    await expect(louise.page.get_by_text(say("board.closed_alone"))).to_be_visible()
    await workshop.order(ReopenBoards(board=workshop.boards["Marseille"]))
    timer = Facilitator(leader.page).timer
    await timer.get_by_role("button", name=say("timer.end"), exact=True).click()
    soon = timer.get_by_role("button", name=say("timer.end_soon", seconds=10))
    await expect(soon).to_contain_class("primary")
    await timer.get_by_role("button", name=say("common.cancel"), exact=True).click()
    await Facilitator(leader.page).end_timer()
    await board.expect_locked(THE_TERRITORY, LOCKED_WITHIN_MS)
    closed = louise.page.get_by_role("status").filter(has_text=say("board.closed"))
    await expect(closed).to_be_visible()
    undo = say("acts.undo_label", words=say("acts.ended"))
    await leader.page.get_by_role("button", name=undo).click()
    await expect(board.composer(THE_TERRITORY)).to_be_editable()
    assert 1_700 < shown_seconds(await board.time_left.inner_text()) <= 1_800
    panel = Facilitator(leader.page).timer
    await workshop.order(MoveDeadline(by_ms=-25 * 60_000))
    await expect(leader.page).to_have_title(re.compile("^" + re.escape("⏳ 5\u00a0min – ")))
    assert not (await louise.page.title()).startswith("⏳"), "nobody had asked for signals"
    await panel.get_by_text(say("journal.heading")).click()
    await expect(panel).to_contain_text(say("journal.locked.facilitator"))


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (768, 1024), (360, 780)])
async def test_once_the_work_is_open_its_timer_is_the_next_act_in_sight(
    people: People, workshop: Workshop, width: int, height: int
) -> None:
    """[T1] « Lancer » is in the bar of the view the work was opened from; the run leads to it."""
    leader = await people.bring(viewport={"width": width, "height": height})
    await workshop.open_phase("presentation")
    await leader.lead(workshop)
    page, lead = leader.page, Facilitator(leader.page)
    bar = page.locator("header:has(.names)")
    start = bar.get_by_role("button", name=say("timer.start"))
    run = page.get_by_role("region", name=say("run.heading"))
    await run.get_by_role("button", name=re.compile(f"^{say('run.open')}")).first.click()
    panel = lead.timer.get_by_role("button", name=say("timer.start"), exact=True)
    await expect(panel).to_be_in_viewport(ratio=1)
    await expect(start).to_have_count(0)

    await workshop.open_phase("presentation")
    await lead.look_at(say("view.presentation"))
    await lead.next_phase("travail")
    await expect(start).to_be_in_viewport(ratio=1)
    await start.click()
    await expect(bar.get_by_role("timer")).to_contain_text(re.compile(r"4[45]:\d\d"))
    await expect(start).to_have_count(0)


async def test_back_leads_to_the_view_before(people: People, workshop: Workshop) -> None:
    """A view is taken for a page: « Back » goes out of the page from the first one alone, also
    after a reload, after another page, and where a territory has gone meanwhile."""
    await workshop.open_phase("travail")
    leader = await people.bring()
    page, lead = leader.page, Facilitator(leader.page)
    await page.goto(leader.origin)
    await leader.lead(workshop)
    views = page.get_by_role("navigation", name=say("lead.views"))
    here = views.locator("[aria-pressed=true]")
    await expect(here).to_have_text(say("lead.tab"))
    for view in (say("view.presentation"), "Marseille", "Briançon", say("view.pooling")):
        await lead.look_at(view)
        await lead.look_at(view)  # once more is no other view
    await page.go_back()
    await expect(here).to_have_text("Briançon")
    await page.reload()
    await expect(here).to_have_text("Briançon")
    await page.go_forward()
    await expect(here).to_have_text(say("view.pooling"))
    await page.locator("a.skip").press("Enter")  # an entry of the history that is no view
    await page.go_back()
    await expect(here).to_have_text(say("view.pooling"))
    await workshop.order(RemoveTerritory(board=workshop.boards["Briançon"]))
    await page.go_back()
    await expect(here).to_have_text(say("lead.tab"))
    await page.go_back()
    await expect(here).to_have_text("Marseille")
    await page.goto(leader.origin)
    await page.go_back()
    await page.wait_for_url("**/animer")
    await expect(here).to_have_text("Marseille")
    for view in (say("view.presentation"), say("lead.tab")):
        await page.go_back()
        await expect(here).to_have_text(view)
    await page.go_back()
    await page.wait_for_url(leader.origin + "/")


@pytest.mark.long
async def test_back_leads_to_the_look_before(people: People, workshop: Workshop) -> None:
    """A look of the pooling that is chosen is a page too, up to the one of the screens, which
    changes with them. The arrows pass by looks: « Back » leads to none that is in between."""
    await workshop.open_phase("mise-en-commun")
    leader = await people.bring()
    await leader.lead(workshop)
    page = leader.page
    await Facilitator(page).look_at(say("view.pooling"))
    here = page.get_by_role("tab", selected=True)

    async def at(look: str) -> None:
        await expect(here).to_have_text(say(f"pooling.look.{look}"))
        await expect(page.locator(f"[data-look='{look}'][role=tabpanel]")).to_be_visible()

    async def press(look: str) -> None:
        await page.get_by_role("tab", name=say(f"pooling.look.{look}"), exact=True).click()
        await at(look)

    await workshop.order(SetScreen(look="card"))
    await at("card")
    await press("common")
    await press("columns")
    for look in ("card", "common", "ladder"):
        await here.press("ArrowRight")
        await at(look)
    await page.go_back()
    await at("columns")
    await page.reload()
    await at("columns")
    await page.go_forward()
    await at("ladder")
    await Facilitator(page).look_at(say("lead.tab"))
    await page.go_back()
    await at("ladder")
    for look in ("columns", "common", "card"):
        await page.go_back()
        await at(look)
    await workshop.order(SetScreen(look="kinds"))
    await at("kinds")
    await page.go_forward()
    await at("common")
    seen = Facilitator(page).guiding.get_by_role("button", name=say("lead.see_shown"))
    await seen.click()
    await at("kinds")
    await page.go_back()
    await at("common")
    await page.go_back()
    await page.go_back()
    views = page.get_by_role("navigation", name=say("lead.views"))
    await expect(views.locator("[aria-pressed=true]")).to_have_text(say("lead.tab"))


async def test_two_who_lead_see_the_same_and_each_looks_where_they_like(
    people: People, workshop: Workshop
) -> None:
    """[Q4] [A13] What is the room's follows at once; views do not, nor does a question that was
    asked of another phase."""
    first, second = [await people.bring() for _ in range(2)]
    for leader in (first, second):
        await leader.lead(workshop)
    one, other = Facilitator(first.page), Facilitator(second.page)
    views = second.page.get_by_role("navigation", name=say("lead.views"))
    here = views.locator("[aria-pressed=true]")
    see = other.guiding.get_by_role("button", name=say("lead.see_shown"))
    onwards = re.escape(say("lead.next", phase="").split()[0])
    following = second.page.get_by_role("button", name=re.compile(f"^{onwards}"))

    await one.next_phase("presentation")
    await expect(other.guiding).to_contain_text(say("guide.led"))
    await expect(here).to_have_text(say("lead.tab"))
    await see.click()
    await expect(here).to_have_text(say("view.presentation"))
    await expect(see).to_have_count(0)

    await other.look_at("Briançon")
    await one.next_phase("travail")
    await expect(following).to_contain_text(say("phase.mise-en-commun"))
    await expect(here).to_have_text("Briançon")
    await workshop.order(RemoveTerritory(board=workshop.boards["Briançon"]))
    await expect(here).to_have_text(say("lead.tab"))

    question = second.page.get_by_role("dialog")
    await following.click()
    await expect(question).to_be_visible()
    await one.next_phase("mise-en-commun", leaving_work=True)
    await expect(question).to_have_count(0)
    await expect(following).to_contain_text(say("phase.prochaine-session"))

    await one.guiding.get_by_label(say("guide.look")).select_option("columns")
    await expect(other.guiding.get_by_label(say("guide.look"))).to_have_value("columns")
    await see.click()
    looks = second.page.get_by_role("tab", selected=True)
    await expect(looks).to_have_text(say("pooling.look.columns"))
    await second.page.get_by_role("tab", name=say("pooling.look.discussion")).click()
    await one.guiding.get_by_label(say("guide.look")).select_option("matrix")
    await expect(other.guiding.get_by_label(say("guide.look"))).to_have_value("matrix")
    await expect(looks).to_have_text(say("pooling.look.discussion"))
    await see.click()
    await expect(looks).to_have_text(say("pooling.look.matrix"))


IN_ORDER = """() => [...document.querySelectorAll("main .grid h2[id]")].map((each) => [each.id,
  each.getBoundingClientRect().top + scrollY])"""
"""Where each panel of the page begins."""


async def test_on_a_tablet_the_run_is_above_and_what_erases_comes_last(
    people: People, workshop: Workshop
) -> None:
    """The acts of the bar stay there, as pictures that have their names; the keyboard goes as the
    eye does."""
    leader = await people.bring(viewport={"width": 1024, "height": 768})
    await workshop.open_phase("presentation")
    await leader.lead(workshop)
    page = leader.page
    await expect(page.get_by_role("heading", name=say("erase.heading"))).to_be_attached()
    tops = dict(await page.evaluate(IN_ORDER))
    assert tops["run"] < 768, tops
    assert tops["run"] <= tops["pairs"] < tops["erase"]
    assert tops["erase"] == max(top for of, top in tops.items() if of != "settings")
    bar = page.locator("header:has(.names)")
    screen = bar.get_by_role("link", name=say("lead.screen"))
    await expect(screen).to_be_in_viewport(ratio=1)
    visited = await visited_by_keys(page)
    assert visited.index("run") < visited.index("pairs") < visited.index("messages")
    message = bar.get_by_role("button", name=say("messages.write_all"))
    await page.set_viewport_size({"width": 820, "height": 1180})
    await page.evaluate("scrollTo(0, 0)")
    await expect(screen).to_be_in_viewport(ratio=1)
    await message.click()
    await expect(page.get_by_role("dialog")).to_contain_text(say("messages.to"))
    await page.keyboard.press("Escape")
    phases: tuple[PhaseKind, ...] = ("presentation", "travail")
    for number, phase in enumerate(phases, start=1):
        await workshop.open_phase(phase, timer=phase == "travail")
        await expect(page.locator("[aria-current=step]")).to_contain_text(f"{number}. ")
        await page.get_by_role("link", name=say("page.skip")).focus()
        visited = await visited_by_keys(page)
        tops = dict(await page.evaluate(IN_ORDER))
        assert visited == sorted(visited, key=lambda each: tops[each]), phase


async def visited_by_keys(page: Page) -> list[str]:
    """The panels that Tab leads through, each when it is first reached, until the last."""
    visited: list[str] = []
    for _ in range(200):
        await page.keyboard.press("Tab")
        at = await page.evaluate(
            "document.activeElement?.closest('main .grid section')?.getAttribute('aria-labelledby')"
        )
        if at and at not in visited:
            visited.append(at)
        if at == "erase":
            return visited
    raise AssertionError(f"the last panel is not reached: {visited}")


COVERED = """() => {
  const told = document.querySelector(".toast").getBoundingClientRect();
  return ["nav .tabs", ".guide", "header .names", "header .end", "[data-composer]"].filter((each) =>
    [...document.querySelectorAll(each)].some((at) => {
      const box = at.getBoundingClientRect();
      return box.left < told.right && told.left < box.right
        && box.top < told.bottom && told.top < box.bottom;
    }));
}"""
"""What of the page lies below what is told for a while."""
MORE = """(list) => getComputedStyle(list, "::after").content !== "none" &&
  list.scrollHeight - list.scrollTop - list.clientHeight > 20"""


@pytest.mark.long
@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1024, 768)])
async def test_over_a_territory_what_is_told_leaves_the_tabs_the_bar_and_the_hands(
    people: People, workshop: Workshop, width: int, height: int
) -> None:
    """A column that goes on below its foot says so, until its end is in sight."""
    await workshop.open_phase("travail")
    placed = await furnish(workshop, beneficiaries=2, notes_each=7)
    louise = await people.bring()
    await louise.sit(workshop, "Marseille", "Louise")
    await louise.page.get_by_role("button", name=re.compile(say("hands.raise"))).click()
    leader = await people.bring(viewport={"width": width, "height": height})
    await leader.lead(workshop)
    page, lead = leader.page, Facilitator(leader.page)
    await page.get_by_role("button", name=re.compile(f"^{say('locks.close')}")).first.click()
    await expect(page.locator(".toast")).to_be_visible()
    await lead.look_at("Marseille")
    await expect(page.locator("[data-composer]").first).to_be_visible()
    await expect(page.locator(".toast")).to_be_in_viewport(ratio=1)
    assert await page.evaluate(COVERED) == []
    column = page.locator(f'[data-column="{placed.beneficiaries["Marseille"][0]}"] .list')
    await expect(column).to_have_attribute("data-more", "")
    assert await column.evaluate(MORE)
    await column.evaluate("(list) => { list.scrollTop = list.scrollHeight; }")
    await expect(column).not_to_have_attribute("data-more", "")
    assert not await column.evaluate(MORE)
