"""[e] A line that is lost: what is written meanwhile arrives once, in order, or waits in the tray.

The line is cut in two ways: the browser's own « offline », under which an open websocket falls
silent without closing, and a server that is killed.
"""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import WebSocketRoute, expect

from e2e.pages import THE_TERRITORY, Board, Facilitator
from e2e.people import DESK, People, Person, Workshop
from e2e.words import say
from support.running_server import RunningServer
from tablee.workshop import commands as c
from tablee.workshop.commands import EndTimer, ReopenBoards, StartTimer

SAID_WITHIN_MS = 30_000
BACK_WITHIN_MS = 40_000


@asynccontextmanager
async def outage(server: RunningServer) -> AsyncIterator[None]:
    """Meanwhile the server is dead; it comes back on the same address and the same data."""
    server.kill()
    try:
        yield
    finally:
        await asyncio.to_thread(server.start)


class SlowLine:
    """What a person's pages command waits here while `holds`: the line itself is not lost."""

    def __init__(self) -> None:
        self.holds = False
        self._held: list[tuple[WebSocketRoute, str | bytes]] = []

    @classmethod
    async def of(cls, person: Person) -> "SlowLine":
        """Between the pages that this person opens from now on and the server."""
        slow = cls()

        def between(line: WebSocketRoute) -> None:
            server = line.connect_to_server()

            def pass_on(frame: str | bytes) -> None:
                if slow.holds and '"type":"Do"' in str(frame):
                    slow._held.append((server, frame))
                else:
                    server.send(frame)

            line.on_message(pass_on)

        await person.context.route_web_socket(re.compile("^ws"), between)
        return slow

    def release(self) -> None:
        """Let through what has waited, of which there must be something."""
        self.holds = False
        assert self._held
        for server, frame in self._held:
            server.send(frame)


async def test_twenty_notes_written_offline_arrive_once_and_in_order(
    people: People, workshop: Workshop
) -> None:
    """[e] The light says within 10 s that the line is gone, and then that all is saved."""
    await workshop.open_phase("travail")
    away, mate = await people.bring(line_is_cut=True), await people.bring()
    await away.sit(workshop, "Marseille", "Louise")
    await mate.sit(workshop, "Marseille", "Jonathan")
    board, other = Board(away.page), Board(mate.page)
    await board.write(THE_TERRITORY, "avant")
    await expect(other.notes(THE_TERRITORY)).to_have_text(["avant"])

    await away.context.set_offline(True)
    texts = [f"hors ligne {number}" for number in range(1, 21)]
    await board.write(THE_TERRITORY, *texts)
    await expect(board.light).to_contain_class("offline", timeout=SAID_WITHIN_MS)
    await expect(other.notes(THE_TERRITORY)).to_have_text(["avant"])

    await away.context.set_offline(False)
    await expect(other.notes(THE_TERRITORY)).to_have_text(["avant", *texts], timeout=BACK_WITHIN_MS)
    await expect(board.notes(THE_TERRITORY)).to_have_text(["avant", *texts])
    await expect(board.light).to_contain_class("saved")
    assert await workshop.texts() == ["avant", *texts]


async def test_notes_that_wait_survive_a_reload_while_the_server_is_down(
    people: People, workshop: Workshop, server: RunningServer
) -> None:
    """[e] The device keeps them, and says so where the page cannot be loaded: it opens again by
    itself and sends them, once."""
    await workshop.open_phase("travail")
    author = await people.bring(line_is_cut=True)
    await author.sit(workshop, "Marseille", "Louise")
    board = Board(author.page)
    await board.write_and_save(THE_TERRITORY, "avant")
    await author.page.evaluate("navigator.serviceWorker.ready.then(() => true)")

    texts = ["pendant 1", "pendant 2", "pendant 3"]
    async with outage(server):
        await expect(board.light).to_contain_class("offline")
        await board.write(THE_TERRITORY, *texts)
        await expect(board.light).to_contain_text(say("light.waiting.other", count=3))
        await expect(board.light).to_contain_class("offline")
        await author.page.reload()
        await expect(author.page).to_have_title(say("offline.title"))
        await expect(author.page.get_by_role("status")).to_have_text(say("offline.again"))
        look = "getComputedStyle(document.querySelector('main')).maxWidth"
        assert await author.page.evaluate(look) != "none"

    await expect(board.notes(THE_TERRITORY)).to_have_text(["avant", *texts], timeout=BACK_WITHIN_MS)
    await expect(board.light).to_contain_class("saved")
    assert await workshop.texts() == ["avant", *texts]


async def test_what_comes_back_after_the_end_waits_in_the_tray(
    people: People, workshop: Workshop, server: RunningServer
) -> None:
    """[e] The end passes during an outage; the facilitator admits one, then the others."""
    await workshop.open_phase("travail")
    author = await people.bring(line_is_cut=True)
    await author.sit(workshop, "Marseille", "Louise")
    board = Board(author.page)
    await workshop.order(StartTimer(duration_ms=4_000))
    await expect(board.time_left).to_be_visible()
    texts = ["tard 1", "tard 2", "tard 3"]
    # What tells of the line is fetched once the page is drawn.
    await expect(author.page.locator(".band")).to_be_attached()
    async with outage(server):
        await board.write(THE_TERRITORY, *texts)
        away = author.page.get_by_role("status").filter(has_text=say("link.offline"))
        await expect(away).to_contain_text(say("link.go_on"))
        await expect(board.time_left).to_contain_text(re.compile(r"\b0:00\b"))
        # The box is open, and what is put into it now is said to come after the end.
        await expect(away).to_contain_text(say("link.over"))
        await expect(away).not_to_contain_text(say("link.go_on"))
    # Do not sit out the patience that an outage teaches the page: the network says that it is back.
    await author.page.evaluate("dispatchEvent(new Event('online'))")
    told = author.page.get_by_role("status").filter(has_text="tard ")
    await expect(told).to_contain_text(
        say("late_told.waits", text=texts[0]), timeout=BACK_WITHIN_MS
    )
    await expect(board.notes(THE_TERRITORY)).to_have_count(0)
    assert await workshop.texts() == []
    closed = author.page.get_by_role("status").filter(has_text=say("board.closed"))
    await expect(closed).to_contain_text(say("board.closed_aside"))
    await expect(closed).not_to_contain_text(say("board.closed_all"))

    leader = await people.bring()
    await leader.lead(workshop)
    tray = Facilitator(leader.page).tray
    waiting = tray.get_by_role("listitem")
    await expect(waiting).to_have_count(3)
    # [T10] Where the panels stand in one column, the count leads to it from every view.
    for width, height in ((768, 1024), (360, 780)):
        await leader.page.set_viewport_size({"width": width, "height": height})
        for view in (say("view.presentation"), say("lead.tab")):
            await Facilitator(leader.page).look_at(view)
            await leader.page.evaluate("scrollTo(0, 0)")
            count = leader.page.get_by_role("button", name=say("late.chip.other", count=3))
            await expect(count.last).to_be_in_viewport(ratio=1)
            await count.last.click()
            await expect(tray.get_by_role("heading")).to_be_in_viewport(ratio=1)
            await expect(waiting.first).to_be_in_viewport(ratio=1)
    await leader.page.set_viewport_size(DESK)
    # Set aside, and brought back: nothing of it is lost, nor on the board.
    last = waiting.filter(has_text=texts[2])
    await last.get_by_role("button", name=say("late.set_aside"), exact=True).click()
    await expect(waiting).to_have_count(2)
    aside = leader.page.get_by_role("group").filter(has_text=say("late.aside.one", count=1))
    await aside.get_by_text(say("late.aside.one", count=1)).click()
    await expect(aside.get_by_role("listitem")).to_contain_text(texts[2])
    assert await workshop.texts() == []
    # Its author is told, and is where they were once they have read it.
    await expect(told).to_contain_text(say("late_told.left_out", text=texts[2]))
    menu = author.page.get_by_role("button", name=say("page.menu"))
    await menu.focus()
    await told.get_by_role("button", name=say("kept.dismiss")).focus()
    await author.page.keyboard.press("Enter")
    await expect(told).to_have_count(0)
    await expect(menu).to_be_focused()
    await aside.get_by_role("button", name=say("late.bring_back")).click()
    await expect(waiting).to_have_count(3)
    await expect(aside).to_have_count(0)
    admit = say("late.admit")
    first = waiting.filter(has_text=texts[0]).get_by_role("button", name=admit, exact=True)
    await first.dblclick()  # one act, and no refusal
    await expect(board.notes(THE_TERRITORY)).to_have_text(texts[:1])
    await expect(waiting).to_have_count(2)
    await expect(leader.page.get_by_role("alert")).to_have_count(0)
    # Taken back, it is nobody's loss: who leads reads it, and shows it again.
    acts = leader.page.get_by_role("region", name=say("acts.heading")).get_by_role("listitem")
    admitted = acts.filter(has_text=say("acts.admitted", text=texts[0]))
    await admitted.get_by_role("button").click()
    await expect(board.notes(THE_TERRITORY)).to_have_count(0)
    await expect(admitted).to_contain_text(say("acts.is_undone_hidden"))
    hidden = leader.page.get_by_role("region", name=say("hidden.heading"))
    await expect(hidden).to_contain_text(texts[0])
    await hidden.get_by_role("button", name=say("note.show")).click()
    await expect(board.notes(THE_TERRITORY)).to_have_text(texts[:1])
    await tray.get_by_role("button", name=say("late.admit_all.other", count=2)).click()
    await expect(tray).to_have_count(0)
    await expect(board.notes(THE_TERRITORY)).to_have_text(texts)
    for text in texts:
        added = say("late_told.added", text=text)
        await expect(author.page.get_by_role("status").filter(has_text=added)).to_have_count(1)
    assert await workshop.texts() == texts


async def test_what_a_slow_line_brings_after_the_end_stays_with_its_author(
    people: People, workshop: Workshop
) -> None:
    """[T9] The line is never lost, so nothing waits in the tray: the text is kept in its box, over
    a reload, and leaves by one key once the board is open again."""
    language = "en"
    await workshop.open_phase("travail")
    author = await people.bring(locale="en-GB")
    slow = await SlowLine.of(author)
    await author.sit(workshop, "Marseille", "Louise", language=language)
    board = Board(author.page, language)
    await workshop.order(StartTimer())
    await expect(board.time_left).to_be_visible()
    slow.holds = True
    await board.write("The territory", "juste avant")
    await workshop.order(EndTimer())
    await board.expect_locked("The territory", SAID_WITHIN_MS)
    slow.release()

    # Back in the box where it was written, as the box says; the tray has none of it.
    box = board.composer("The territory")
    await expect(box).to_have_value("juste avant")
    await expect(author.page.get_by_text(say("composer.left", language))).to_be_visible()
    assert b"juste avant" not in await workshop.export("json")
    await author.page.reload()
    await expect(box).to_have_value("juste avant")
    await workshop.order(ReopenBoards())
    await expect(box).to_be_editable()
    await box.press("Enter")
    await expect(board.notes("The territory")).to_have_text("juste avant")


@pytest.mark.long
async def test_what_a_lost_line_brings_after_the_end_waits_in_the_tray(
    people: People, workshop: Workshop
) -> None:
    """[e, T9] The wifi falls silent: the browser holds the notes, and brings them too late."""
    await workshop.open_phase("travail")
    author = await people.bring(line_is_cut=True)
    await author.sit(workshop, "Marseille", "Louise")
    board = Board(author.page)
    await workshop.order(StartTimer())
    await expect(board.time_left).to_be_visible()
    await author.context.set_offline(True)
    texts = ["retenue 1", "retenue 2"]
    await board.write(THE_TERRITORY, *texts)
    await workshop.order(EndTimer())
    await expect(board.light).to_contain_class("offline", timeout=SAID_WITHIN_MS)
    await author.context.set_offline(False)
    told = author.page.get_by_role("status").filter(has_text=texts[0])
    await expect(told).to_contain_text(
        say("late_told.waits", text=texts[0]), timeout=BACK_WITHIN_MS
    )
    await expect(board.notes(THE_TERRITORY)).to_have_count(0)

    leader = await people.bring()
    await leader.lead(workshop)
    waiting = Facilitator(leader.page).tray.get_by_role("listitem")
    await expect(waiting).to_contain_text(texts)
    await told.get_by_role("button").click()
    await expect(told).to_have_count(0)
    await author.page.reload()
    await expect(board.light).to_contain_class("saved")
    await expect(told).to_have_count(0)


async def test_a_refused_text_is_sent_again_posted_elsewhere_or_given_up_with_a_way_back(
    people: People, workshop: Workshop
) -> None:
    """[K2] An edit of a note that is gone goes where its author puts it; of a board that was closed
    and is open again, it is said so; nothing is let go of by one press."""
    await workshop.open_phase("travail")
    here = workshop.boards["Marseille"]
    added = c.AddBeneficiary(board=here, beneficiary="cyclists", label="Les cyclistes")
    await workshop.order(added)
    beside = c.AddNote(note="n", beneficiary="cyclists", text="Du calme", kind="externalité")
    await workshop.order(beside)
    await workshop.order(c.AddBeneficiary(board=here, beneficiary="skiers", label="Les skieurs"))
    author = await people.bring(line_is_cut=True)
    slow = await SlowLine.of(author)
    await author.sit(workshop, "Marseille", "Louise")
    page, board = author.page, Board(author.page)
    kept = page.get_by_role("region", name=say("kept.heading"))
    await page.get_by_role("button", name=say("note.actions", text="Du calme")).click()
    await page.get_by_role("menuitem", name=say("note.edit")).click()
    await page.get_by_label(say("note.edit_label")).fill("Du grand calme")
    slow.holds = True
    await page.keyboard.press("Enter")
    await workshop.order(c.DeleteNote(note="n"))
    await expect(board.notes("Les cyclistes")).to_have_count(0)
    slow.release()
    await expect(kept).to_contain_text(say("rejection.unknown_note"))
    await kept.get_by_role("button", name=say("kept.post")).click()
    await expect(board.notes("Les cyclistes")).to_have_text(["Du grand calme"])
    await expect(kept).to_have_count(0)
    # What was said of it goes with it, and so does what was said of a new one.
    await board.composer("Les skieurs").fill("De la neige")
    skiers = page.locator("[data-column=skiers] form")
    await skiers.get_by_role("button", name="externalité", exact=True).click()
    slow.holds = True
    await board.composer("Les skieurs").press("Enter")
    await workshop.order(c.DeleteBeneficiary(beneficiary="skiers"))
    await expect(skiers).to_have_count(0)
    slow.release()
    await kept.get_by_role("combobox").select_option("cyclists")
    await kept.get_by_role("button", name=say("kept.post")).click()
    await expect(kept).to_have_count(0)
    await expect(board.notes("Les cyclistes")).to_have_count(2)
    await expect(board.light).to_contain_class("saved")
    kinds = {each["text"]: each["kind"] for each in (await workshop.archive())["notes"]}
    assert kinds == {"Du grand calme": "externalité", "De la neige": "externalité"}

    await page.get_by_role("button", name=say("beneficiary.add_key")).click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label(say("beneficiary.label")).fill("Les voisins")
    slow.holds = True
    await page.keyboard.press("Enter")
    await workshop.order(c.CloseBoard(board=here))
    await board.expect_locked("Les cyclistes", SAID_WITHIN_MS)
    slow.release()
    await expect(kept).to_contain_text(say("rejection.board_closed"))
    await workshop.order(c.ReopenBoards(board=here))
    await expect(kept).to_contain_text(say("kept.open_again"))
    await kept.get_by_role("button", name=say("kept.drop")).click()
    await expect(kept).to_have_count(0)
    await page.get_by_role("button", name=say("common.undo"), exact=True).click()
    # It was still kept all the while, for whoever loads the page again.
    await page.reload()
    await kept.get_by_role("button", name=say("kept.send")).click()
    await expect(page.get_by_role("heading", name="Les voisins")).to_be_visible()
    await expect(kept).to_have_count(0)
    await expect(board.light).to_contain_class("saved")
    assert sorted(await workshop.texts()) == ["De la neige", "Du grand calme"]

    # Who has the dialog open when the board closes keeps what they typed, and cannot send it.
    await page.get_by_role("button", name=say("beneficiary.add_key")).click()
    await dialog.get_by_label(say("beneficiary.label")).fill("Les passants")
    await workshop.order(c.CloseBoard(board=here))
    await expect(dialog.get_by_text(say("composer.kept"))).to_be_visible()
    await expect(dialog.get_by_role("button", name=say("beneficiary.add"))).to_be_disabled()


async def test_a_deletion_from_a_lost_line_spares_what_was_written_since_and_asks_again(
    people: People, workshop: Workshop
) -> None:
    """[N14] It says what the effect has become; pressed again, that is deleted, with a way back."""
    await workshop.open_phase("travail")
    here = workshop.boards["Marseille"]
    added = c.AddBeneficiary(board=here, beneficiary="cyclists", label="Les cyclistes")
    await workshop.order(added)
    for note, text in (("n", "Du calme"), ("m", "De l'air")):
        await workshop.order(c.AddNote(note=note, beneficiary="cyclists", text=text))
    away = await people.bring(line_is_cut=True)
    await away.sit(workshop, "Marseille", "Louise")
    page, board = away.page, Board(away.page)
    asked = page.get_by_role("alert").filter(has=page.get_by_text(say("undeleted.leave")))
    await expect(board.notes("Les cyclistes")).to_have_text(["Du calme", "De l'air"])
    await expect(page.locator(".band")).to_be_attached()

    await away.context.set_offline(True)
    for text in ("Du calme", "De l'air"):
        await page.get_by_role("button", name=say("note.actions", text=text)).click()
        await page.get_by_role("menuitem", name=say("common.delete")).click()
    await expect(board.notes("Les cyclistes")).to_have_count(0)
    await workshop.order(c.EditNote(note="n", base=0, text="Du calme + MODIF"))
    await away.context.set_offline(False)

    await expect(asked).to_have_count(1, timeout=BACK_WITHIN_MS)
    await expect(asked).to_contain_text(say("undeleted.changed", text="Du calme + MODIF"))
    await expect(board.notes("Les cyclistes")).to_have_text(["Du calme + MODIF"])
    assert await workshop.texts() == ["Du calme + MODIF"]

    # It stays until it is decided, and says what stands by then.
    await page.reload()
    await workshop.order(c.EditNote(note="n", base=1, text="Du grand calme"))
    await expect(asked).to_contain_text(say("undeleted.changed", text="Du grand calme"))
    await asked.get_by_role("button", name=say("undeleted.delete")).click()
    await expect(board.notes("Les cyclistes")).to_have_count(0)
    await expect(asked).to_have_count(0)
    await page.get_by_role("button", name=say("common.undo"), exact=True).click()
    await expect(board.notes("Les cyclistes")).to_have_text(["Du grand calme"])


async def test_a_text_of_who_leads_that_was_refused_is_read_and_given_up_with_a_way_back(
    people: People, workshop: Workshop
) -> None:
    """[K5] It was written on a page that is gone, and is nowhere else than where it is refused."""
    await workshop.open_phase("travail")
    leader = await people.bring()
    slow = await SlowLine.of(leader)
    await leader.lead(workshop)
    page, facilitator = leader.page, Facilitator(leader.page)
    await facilitator.look_at("Marseille")
    slow.holds = True
    board = Board(page)
    await board.write(THE_TERRITORY, "Une place à l'ombre")
    await expect(board.notes(THE_TERRITORY)).to_have_text(["Une place à l'ombre"])
    await workshop.open_phase("prochaine-session")
    slow.holds = False
    await page.reload()

    await facilitator.look_at(say("lead.tab"))
    kept = page.get_by_role("region", name=say("kept.heading"))
    text = kept.get_by_label(say("kept.text"))
    await expect(text).to_have_value("Une place à l'ombre")
    await expect(kept.get_by_role("button", name=say("common.copy"))).to_be_visible()
    await kept.get_by_role("button", name=say("kept.drop")).click()
    await expect(kept).to_have_count(0)
    await page.get_by_role("button", name=say("common.undo"), exact=True).click()
    await expect(text).to_have_value("Une place à l'ombre")
    await page.reload()
    await expect(text).to_have_value("Une place à l'ombre")
