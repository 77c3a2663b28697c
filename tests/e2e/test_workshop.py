"""[c] A workshop as people live it: made, joined, written, locked, pooled, exported."""

import asyncio
from datetime import timedelta
from urllib.parse import urlsplit

from playwright.async_api import expect

from e2e.gestures import Note, counted
from e2e.pages import THE_TERRITORY, Board, Facilitator, Home, Join, Pooling, Screen
from e2e.people import People, Person, Workshop
from e2e.words import say
from tablee.workshop import limits
from tablee.workshop.commands import CloseBoard, MoveDeadline, ReopenBoards, StartTimer

DECK_MS = int(timedelta(minutes=45) / timedelta(milliseconds=1))
LOCKED_WITHIN_MS = 30_000


async def test_a_workshop_is_made_joined_and_written_on_and_each_territory_reads_its_own(
    people: People,
) -> None:
    """[c] From the home page to a note that its mate reads, and nobody else before pooling."""
    leader = await people.bring()
    await leader.page.goto(leader.origin)
    home = Home(leader.page)
    links = await home.create("Effets utiles, essai", "Marseille", "Briançon")
    await home.go()
    facilitator = Facilitator(leader.page)

    louise, jonathan, ines = [await people.bring() for _ in range(3)]
    screen = await people.bring()
    for person, name, territory in (
        (louise, "Louise", "Marseille"),
        (jonathan, "Jonathan", "Marseille"),
        (ines, "Inès", "Briançon"),
    ):
        await person.page.goto(links.join)
        await Join(person.page).enter(name, territory)
    await screen.page.goto(links.screen)
    # Where to type the code, which anybody can; not the whole address, which nobody can.
    way_in = screen.page.get_by_role("main")
    await expect(way_in).to_contain_text(links.code)
    await expect(way_in).to_contain_text(urlsplit(links.join).netloc)
    await expect(way_in).not_to_contain_text(urlsplit(links.join).path)

    await facilitator.next_phase("presentation")
    await facilitator.next_phase("travail")
    corner = screen.page.get_by_role("banner")
    await expect(corner).to_contain_text(urlsplit(links.join).netloc)
    await expect(corner).to_contain_text(links.code)
    await facilitator.start_timer()
    mine, mate, elsewhere = (Board(each.page) for each in (louise, jonathan, ines))
    await mine.add_beneficiary("Les cyclistes du col")
    await mine.write("Les cyclistes du col", "Un été « plus frais » <b>en ville</b>")
    await expect(mate.notes("Les cyclistes du col")).to_have_text(
        "Un été « plus frais » <b>en ville</b>"
    )
    await expect(elsewhere.others).to_contain_text(say("count.notes.one", count=1))
    projected = Screen(screen.page)
    await expect(projected.count("Marseille")).to_have_text("1")
    await expect(projected.count("Briançon")).to_have_text("0")
    for person in (ines, screen):
        assert person.heard, "a page without a line would prove nothing"
        assert not [frame for frame in person.heard if "plus frais" in frame]
        assert not [frame for frame in person.heard if "cyclistes" in frame]
        assert "plus frais" not in await person.page.content()


async def at_work(people: People, workshop: Workshop, *territories: str) -> list[Person]:
    """One person per territory, on boards that may be written on."""
    await workshop.open_phase("travail")

    async def seated(territory: str) -> Person:
        person = await people.bring()
        await person.sit(workshop, territory)
        return person

    return await asyncio.gather(*map(seated, territories))


async def test_at_zero_all_boards_lock_and_what_was_half_typed_is_kept(
    people: People, workshop: Workshop
) -> None:
    """[c] The timer is shortened while somebody writes; nothing that was typed is lost."""
    author, mate, other = await at_work(people, workshop, "Marseille", "Marseille", "Briançon")
    boards = [Board(each.page) for each in (author, mate, other)]
    await workshop.order(StartTimer())
    await boards[0].composer(THE_TERRITORY).fill("à moitié écr")
    await workshop.order(MoveDeadline(by_ms=8_000 - DECK_MS))
    for board in boards:
        await board.expect_locked(THE_TERRITORY, LOCKED_WITHIN_MS)
    for board in boards[:2]:
        await expect(board.notes(THE_TERRITORY)).to_have_text("à moitié écr")
    assert await workshop.texts() == ["à moitié écr"]
    # There is nothing left to be done with.
    ready = [each.page.get_by_role("button", name=say("ready.say")) for each in (author, other)]
    for each in ready:
        await expect(each).to_have_count(0)

    # Who does not see the boxes come back hears of it, on that board alone.
    await workshop.order(ReopenBoards(board=workshop.boards["Marseille"]))
    said = [
        each.page.get_by_role("status").filter(has_text=say("board.reopened"))
        for each in (author, mate, other)
    ]
    for each in said[:2]:
        await expect(each).to_be_visible()
    await boards[1].write_and_save(THE_TERRITORY, "encore")
    await expect(ready[0]).to_be_visible()
    await expect(said[2]).to_have_count(0)
    # Wherever one looks, how long it is for is said too; the room reads it from the projector.
    screen = await people.bring()
    await screen.project(workshop)
    steps = other.page.get_by_role("list", name=say("steps.label"))
    await steps.get_by_role("button").first.click()
    await expect(boards[2].composer(THE_TERRITORY)).to_have_count(0)
    await workshop.order(CloseBoard(board=workshop.boards["Marseille"]))
    await workshop.order(ReopenBoards(for_ms=300_000))
    lasting = say("board.reopened_for", time=say("common.minutes.other", count=5))
    for person in (author, mate, other):
        await expect(person.page.get_by_role("status").filter(has_text=lasting)).to_be_visible()
    await expect(screen.page.get_by_text(say("screen.reopened"))).to_be_visible()


async def test_a_text_that_cannot_be_sent_in_time_stays_in_its_box(
    people: People, workshop: Workshop
) -> None:
    """[c] The facilitator ends at once: there is no last second, and the text stays, readable."""
    (author,) = await at_work(people, workshop, "Marseille")
    await workshop.order(StartTimer())
    board = Board(author.page)
    await board.composer(THE_TERRITORY).fill("à moitié écr")
    leader = await people.bring()
    await leader.lead(workshop)
    await Facilitator(leader.page).end_timer()
    await board.expect_locked(THE_TERRITORY, LOCKED_WITHIN_MS)
    await expect(board.composer(THE_TERRITORY)).to_have_value("à moitié écr")
    await expect(board.column(THE_TERRITORY)).to_contain_text(say("composer.left"))
    banner = author.page.get_by_role("status").filter(has_text=say("board.closed"))
    await expect(banner).to_contain_text(say("board.closed_begun"))
    await expect(banner).not_to_contain_text(say("board.closed_all"))
    await author.context.grant_permissions(["clipboard-read", "clipboard-write"])
    await board.column(THE_TERRITORY).get_by_role("button", name=say("common.copy")).click()
    await expect(author.page.get_by_text(say("common.copied"))).to_be_visible()
    assert await author.page.evaluate("navigator.clipboard.readText()") == "à moitié écr"
    await author.page.reload()
    await expect(board.composer(THE_TERRITORY)).to_have_value("à moitié écr")
    assert await workshop.texts() == []

    # Why a text was refused is not said of a board that was closed and opened again since.
    await workshop.order(ReopenBoards())
    await expect(board.composer(THE_TERRITORY)).to_be_editable()
    await expect(board.composer(THE_TERRITORY)).to_have_value("à moitié écr")
    await board.composer(THE_TERRITORY).fill("x" * (limits.TEXT + 1))
    await board.composer(THE_TERRITORY).press("Enter")
    refused = board.column(THE_TERRITORY).get_by_role("alert")
    await expect(refused).to_be_visible()
    await workshop.order(CloseBoard(board=workshop.boards["Marseille"]))
    await board.expect_locked(THE_TERRITORY, LOCKED_WITHIN_MS)
    await workshop.order(ReopenBoards(board=workshop.boards["Marseille"]))
    await expect(board.composer(THE_TERRITORY)).to_be_editable()
    await expect(refused).to_be_hidden()


async def test_pooling_shows_every_note_once_and_a_merge_can_be_undone(
    people: People, workshop: Workshop, record_property: Note
) -> None:
    """[c] [R37] Two territories name one actor differently; by menu or by hand, uniting is taken
    back, in a few gestures."""
    south, north = await at_work(people, workshop, "Marseille", "Briançon")
    for person, label, texts in (
        (south, "Les habitants", ["De l'ombre", "Du calme"]),
        (north, "Les riverains", ["Moins de crues"]),
    ):
        board = Board(person.page)
        await board.add_beneficiary(label)
        await board.write(label, *texts)
        await board.write_and_save(THE_TERRITORY, f"Vu de {label}")
    leader = await people.bring()
    await leader.lead(workshop)
    await Facilitator(leader.page).next_phase("mise-en-commun", leaving_work=True)
    await Facilitator(leader.page).look_at(say("view.pooling"))

    everything = ["De l'ombre", "Du calme", "Moins de crues"]
    everything += ["Vu de Les habitants", "Vu de Les riverains"]
    lead, read = Pooling(leader.page), Pooling(north.page)
    for pooling in (lead, read):
        await expect(pooling.notes).to_have_count(5)
        assert sorted(await pooling.notes.all_text_contents()) == everything
        await expect(pooling.actors).to_have_count(3)

    apart = ["Moins de crues"]
    united = ["De l'ombre", "Du calme", "Moins de crues"]
    by_menu = ((lead.unite, "uniting, by the menu", 4), (lead.undo_last, "taking it apart", 1))
    by_hand = (
        (lead.drag, "uniting, by the mouse", 2),
        (lead.retract_first, "taking it apart, by the list", 2),
    )
    for (unite, uniting, most), (undo, undoing, most_back) in (by_menu, by_hand):
        await expect(read.row("Les riverains").locator("[data-pooled] .text")).to_have_text(apart)
        await unite("Les habitants", "Les riverains")
        counted(record_property, uniting, lead.hand, most)
        for pooling in (lead, read):
            await expect(pooling.actors).to_have_count(2)
            await expect(pooling.notes).to_have_count(5)
            row = pooling.row_with("Les habitants").locator("[data-pooled] .text")
            assert sorted(await row.all_text_contents()) == united
        await undo()
        counted(record_property, undoing, lead.hand, most_back)
        await expect(lead.actors).to_have_count(3)
    await expect(lead.notes).to_have_count(5)
    assert sorted(await lead.notes.all_text_contents()) == everything


async def test_the_exports_download_with_the_notes_inside(
    people: People, workshop: Workshop
) -> None:
    """[c] JSON, CSV, Markdown and HTML, by the links of the facilitator's page."""
    (author,) = await at_work(people, workshop, "Marseille")
    board = Board(author.page)
    await board.write_and_save(THE_TERRITORY, "Moins de crues", "Du calme")
    leader = await people.bring()
    await leader.lead(workshop)
    # Once the session is over, from another view, the page leads to them.
    await Facilitator(leader.page).look_at(say("view.pooling"))
    await workshop.open_phase("prochaine-session")
    await leader.page.get_by_role("button", name=say("lead.exports")).click()
    first = leader.page.get_by_role("link", name=say("exports.html"))
    await expect(first).to_be_focused()
    for file_format in ("json", "csv", "md", "html"):
        text = await Facilitator(leader.page).download(file_format)
        assert "Moins de crues" in text, file_format
        assert "Du calme" in text, file_format
