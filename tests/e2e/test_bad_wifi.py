"""[a] A whole session through bad wifi, from its creation to the pooling, as people live it.

Everybody reaches the server through the chaos proxy with the weather of a full hall. Who meets a
page that did not come reloads it, as anybody does; nothing else is done for them. In the end every
note is there once, in its author's order, and no console has told an uncaught error.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Error, Locator, Route, ViewportSize, expect

from e2e.pages import THE_TERRITORY, Board, Facilitator, Home, Join, Pooling, Screen
from e2e.people import DESK, PATIENCE_MS, PHONE, People, Person, Workshop
from e2e.words import say
from support.chaos_proxy import ChaosProxy
from support.running_server import RunningServer, free_port
from support.weather import CLEAR, OFFICE, VENUE
from tablee.client.workshops import NewWorkshop
from tablee.workshop.commands import EndTimer

PROJECTOR = ViewportSize(width=1920, height=1080)
COMES_IN_MS = 40_000
"""A page that has not come by then is loaded again."""
ARRIVES_IN_MS = 60_000
"""What was done on a line that may be cut is there by then."""
TRIES = 5


@pytest.fixture(scope="module")
def port() -> int:
    """Where the proxy listens: an origin that the server has to know from its start."""
    return free_port()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, port: int) -> Iterator[RunningServer]:
    folder = tmp_path_factory.mktemp("server")
    with RunningServer(folder, origins=[f"http://127.0.0.1:{port}"]) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def proxy(server: RunningServer, port: int) -> AsyncIterator[ChaosProxy]:
    async with ChaosProxy(server.port, seed=2, port=port) as between:
        yield between


@pytest_asyncio.fixture(loop_scope="session")
async def people(browser: Browser, proxy: ChaosProxy) -> AsyncIterator[People]:
    """People on the far side of the proxy."""
    all_of_them = People(browser, proxy.address)
    expect.set_options(timeout=ARRIVES_IN_MS)
    yield all_of_them
    expect.set_options(timeout=PATIENCE_MS)
    proxy.thaw()
    proxy.weather = CLEAR
    await all_of_them.leave()


async def patiently(act: Callable[[], Awaitable[object]]) -> None:
    """Do something whose page may not come; who meets an empty page loads it again."""
    for _ in range(TRIES - 1):
        try:
            await act()
        except (Error, AssertionError):
            continue
        return
    await act()


async def reach(person: Person, address: str, sight: Locator) -> None:
    async def go() -> None:
        await person.page.goto(address, timeout=COMES_IN_MS)
        await expect(sight).to_be_visible(timeout=COMES_IN_MS)

    await patiently(go)


@dataclass
class Author:
    """A participant, and what they write."""

    person: Person
    name: str
    territory: str
    texts: list[str]

    @property
    def beneficiary(self) -> str:
        return f"Les voisins de {self.name}"

    async def come_in(self, links: NewWorkshop) -> None:
        page = self.person.page

        async def enter() -> None:
            await page.goto(links.join, timeout=COMES_IN_MS)
            if page.url == links.join:
                await Join(page).enter(self.name, self.territory)

        await patiently(enter)

    async def write(self) -> None:
        """A beneficiary of one's own, and notes for it, as fast as the page takes them."""
        board = Board(self.person.page)
        await expect(board.composer(THE_TERRITORY)).to_be_visible()
        await board.add_beneficiary(self.beneficiary)
        await board.write_and_save(self.beneficiary, *self.texts)


async def live_through(
    people: People, proxy: ChaosProxy, *, desks: int, phones: int, projector: bool, notes: int
) -> None:
    """Create, join, present, write, pool, unite, and look at what the server has."""
    proxy.weather = VENUE
    leader = await people.bring(locale="en-GB", line_is_cut=True)
    authors = [
        Author(
            await people.bring(
                viewport=PHONE if place < phones else DESK, touch=place < phones, line_is_cut=True
            ),
            name,
            ("Marseille", "Briançon")[place % 2],
            [f"Effet {number} selon {name}" for number in range(1, notes + 1)],
        )
        for place, name in enumerate(NAMES[: desks + phones])
    ]
    screen = await people.bring(viewport=PROJECTOR, line_is_cut=True) if projector else None
    everybody = [leader, *(author.person for author in authors), *([screen] if screen else [])]
    for person in everybody:
        person.page.set_default_timeout(ARRIVES_IN_MS)

    home = Home(leader.page, "en")
    made: list[NewWorkshop] = []

    async def create() -> None:
        await leader.page.goto(leader.origin, timeout=COMES_IN_MS)
        made.append(await home.create("Un soir de grand vent", "Marseille", "Briançon"))

    await patiently(create)
    links = made[-1]
    await reach(leader, links.facilitator, leader.page.get_by_role("navigation").first)
    arriving = [author.come_in(links) for author in authors]
    if screen is not None:
        code = screen.page.get_by_text(links.code).last
        arriving.append(reach(screen, links.screen, code))
    await asyncio.gather(*arriving)

    facilitator = Facilitator(leader.page, "en")
    await facilitator.next_phase("presentation")
    await facilitator.next_phase("travail")
    await facilitator.start_timer()
    await asyncio.gather(*(author.write() for author in authors))
    if screen is not None:
        for territory in ("Marseille", "Briançon"):
            count = sum(len(each.texts) for each in authors if each.territory == territory)
            await expect(Screen(screen.page).count(territory)).to_have_text(str(count))

    await facilitator.next_phase("mise-en-commun", leaving_work=True)
    await facilitator.look_at(say("view.pooling", "en"))
    poolings = [Pooling(leader.page, "en"), *(Pooling(each.person.page) for each in authors)]
    everything = sorted(text for author in authors for text in author.texts)
    for pooling in poolings:
        await expect(pooling.actors.first).to_be_visible()
        await pooling.draw_all()
        await expect(pooling.notes).to_have_count(len(everything))
        assert sorted(await pooling.notes.all_text_contents()) == everything
    one, other = authors[0].beneficiary, authors[1].beneficiary
    before = await poolings[0].actors.count()
    await poolings[0].unite(one, other)
    for pooling in poolings:
        await expect(pooling.actors).to_have_count(before - 1)
        row = pooling.row_with(one).locator("[data-pooled] .text")
        united = sorted([*authors[0].texts, *authors[1].texts])
        assert sorted(await row.all_text_contents()) == united

    proxy.weather = CLEAR
    async with await Workshop.of(links) as workshop:
        written = await workshop.texts()
    for author in authors:
        assert [text for text in written if text in author.texts] == author.texts
    assert sorted(written) == everything


NAMES = ("Louise", "Jonathan", "Inès", "Marc", "Ana", "Zoé", "Paul", "Léa", "Noé", "Ada")


async def test_a_session_of_four_browsers_in_a_full_hall(people: People, proxy: ChaosProxy) -> None:
    """[a] A facilitator in English, a phone, a desk and the projector."""
    await live_through(people, proxy, desks=1, phones=1, projector=True, notes=2)


@pytest.mark.long
async def test_a_session_of_twelve_browsers_in_a_full_hall(
    people: People, proxy: ChaosProxy
) -> None:
    """[a] Three of them phones, one the projector, the facilitator in English."""
    await live_through(people, proxy, desks=7, phones=3, projector=True, notes=6)
    assert proxy.cuts, "no line was cut: this was no bad weather"


# --- single troubles ------------------------------------------------------------------------------


async def at_work(workshop: Workshop, person: Person, name: str) -> Board:
    await workshop.open_phase("travail")
    await person.sit(workshop, "Marseille", name)
    board = Board(person.page)
    await expect(board.composer(THE_TERRITORY)).to_be_visible()
    return board


async def test_two_tabs_of_one_person_work_where_no_websocket_passes(
    people: People, proxy: ChaosProxy, workshop: Workshop
) -> None:
    """[W12, K1] over HTTP, each under its own outbox, through cuts; once each and in order."""
    proxy.weather = OFFICE
    person = await people.bring(line_is_cut=True)
    one = await at_work(workshop, person, "Louise")
    await one.write_and_save(THE_TERRITORY, "un 1")
    second = await person.context.new_page()
    await second.goto(person.page.url)
    other = Board(second)
    await expect(other.notes(THE_TERRITORY)).to_have_text(["un 1"])
    proxy.cut("reset")
    await one.write(THE_TERRITORY, "un 2", "un 3")
    await other.write(THE_TERRITORY, "deux 1", "deux 2")
    proxy.cut("mid-frame")
    for board in (one, other):
        await expect(board.notes(THE_TERRITORY)).to_have_count(5)
        await expect(board.light).to_contain_class("saved")
    assert not person.heard, "a websocket came through"
    texts = await workshop.texts()
    assert sorted(texts) == ["deux 1", "deux 2", "un 1", "un 2", "un 3"]
    assert [text for text in texts if text.startswith("un")] == ["un 1", "un 2", "un 3"]
    await second.close()


async def test_what_a_line_held_up_beyond_the_end_waits_for_the_facilitator(
    people: People, proxy: ChaosProxy, workshop: Workshop
) -> None:
    """[T9] a few seconds of silence, too short for the page to notice, over the end of the time."""
    person = await people.bring(line_is_cut=True)
    await workshop.open_phase("travail", timer=True)
    await person.sit(workshop, "Marseille", "Louise")
    board = Board(person.page)
    await board.write_and_save(THE_TERRITORY, "à temps")
    proxy.freeze()
    await board.write(THE_TERRITORY, "pendant le silence")
    await workshop.order(EndTimer())
    await asyncio.sleep(2.5)
    proxy.thaw()
    told = say("late_told.waits", text="pendant le silence")
    await expect(person.page.get_by_text(told)).to_be_visible()
    assert await workshop.texts() == ["à temps"]


@pytest.mark.long
async def test_a_browser_that_keeps_nothing_says_what_closing_would_lose(
    people: People, proxy: ChaosProxy, workshop: Workshop
) -> None:
    """[R55] private browsing without IndexedDB: « in this tab » while the line is away, and the
    browser asks before it closes."""
    without = "Object.defineProperty(window, 'indexedDB', { value: undefined });"
    person = await people.bring(script=without, line_is_cut=True)
    board = await at_work(workshop, person, "Louise")
    await board.write_and_save(THE_TERRITORY, "avant")
    person.forgive("tablee: the store")
    proxy.freeze()
    await board.write(THE_TERRITORY, "pendant")
    await expect(board.light).to_contain_class("memory")
    await expect(board.light).to_have_attribute("title", say("light.memory.title"))
    await expect(board.light).to_contain_text(say("light.memory"))
    async with person.page.expect_event("dialog") as asking:
        await person.page.close(run_before_unload=True)
    question = await asking.value
    assert question.type == "beforeunload"
    await question.dismiss()
    proxy.thaw()
    await expect(board.light).to_contain_class("saved")
    assert await workshop.texts() == ["avant", "pendant"]


@pytest.mark.long
async def test_another_network_is_taken_at_once(
    people: People, proxy: ChaosProxy, workshop: Workshop
) -> None:
    """[R55] the old one swallows everything; the page does not sit out its patience with it."""
    person = await people.bring(line_is_cut=True)
    board = await at_work(workshop, person, "Louise")
    await board.write_and_save(THE_TERRITORY, "avant")
    proxy.cut("half-open")
    await proxy.refuse()
    await board.write(THE_TERRITORY, "pendant")
    await expect(board.light).to_contain_class("offline")
    await proxy.accept()
    await person.page.evaluate("dispatchEvent(new Event('online'))")
    await expect(board.light).to_contain_class("saved", timeout=5_000)
    assert await workshop.texts() == ["avant", "pendant"]


async def lose_once(person: Person, addresses: str) -> list[str]:
    """Every address of that form is lost the first time that it is asked for; which they were."""
    lost: list[str] = []

    async def handle(route: Route) -> None:
        if route.request.url in lost:
            await route.continue_()
        else:
            lost.append(route.request.url)
            await route.abort("connectionreset")

    await person.context.route(addresses, handle)
    return lost


@pytest.mark.long
async def test_a_page_whose_files_are_lost_comes_by_itself(
    people: People, workshop: Workshop
) -> None:
    """[R55] each of its scripts once, those that are fetched later as well, and what it asks."""
    leader = await people.bring(line_is_cut=True)
    asked = await lose_once(leader, "**/api/session")
    await leader.page.goto(leader.origin + "/f#" + workshop.links.facilitator.partition("#")[2])
    await leader.page.wait_for_url("**/animer")
    assert asked

    person = await people.bring(line_is_cut=True)
    lost = await lose_once(person, "**/static/assets/*.js")
    board = await at_work(workshop, person, "Louise")
    await board.add_beneficiary("Les cyclistes")
    assert {"board", "Sheets"} <= {file.rpartition("/")[2].partition("-")[0] for file in lost}
