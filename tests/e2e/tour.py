"""A walk through every screen that a person can meet, stopping at each: the tests look there.

Each part of the walk is a workshop of its own, prepared by commands, so that it takes seconds.
Whoever walks says the language; whoever looks may change the window and its colours, and puts
nothing else out of place. A screen that is not on this walk is looked at by nobody: add it.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Final, Literal, get_args

from playwright.async_api import Locator, ViewportSize, expect

from e2e.furnished import ENDLESS, Furniture, furnish, unite_first
from e2e.people import DESK, People, Person, Workshop
from e2e.pooled_corpus import pool_to_truth, rehearsed
from e2e.words import say
from tablee.workshop.commands import (
    CloseBoard,
    EndTimer,
    LeaveRemark,
    Present,
    SetScreen,
    StartTimer,
)
from tablee.workshop.vocabulary import Language, PoolingLook

Look = Callable[[str, Person], Awaitable[None]]
"""What is done at each stop, which has a name; the page is at rest."""

TERRITORIES: Final = ("Port-Levant", "Garonnelle", "Clapas-Neuf", "Val-Fontaine")
FEW: Final = {"beneficiaries": 2, "notes_each": 2}
Colours = Literal["light", "dark"]
LOCALES: Final = {"fr": "fr-FR", "en": "en-GB"}


class Walk:
    """One person's way through the screens, in one language."""

    def __init__(
        self,
        people: People,
        server: str,
        look: Look,
        language: Language,
        viewport: ViewportSize = DESK,
        *,
        colours: Colours = "light",
        full: bool = False,
        far: bool = True,
        endless: bool = False,
    ) -> None:
        """`full`: boards as they are at the end of an evening, not the few notes that show all, and
        each look of the pooling as everybody sees it, not as one or the other does. `far`: the
        looks on the projector too, which nobody reads large. `endless`: words without an end in
        whatever people write, the title and a territory's name too."""
        self._people = people
        self._server = server
        self._look = look
        self._language = language
        self._viewport = viewport
        self._colours: Colours = colours
        self._full = full
        self._far = far
        self._endless = endless
        self._territories = (ENDLESS, *TERRITORIES[1:]) if endless else TERRITORIES
        self._amount = {"beneficiaries": 5, "notes_each": 4} if full else dict(FEW)

    async def doors(self) -> None:
        """What is met outside a room: the first page, the links, the errors, the statement."""
        person = await self._bring()
        page = person.page
        await page.goto(self._server)
        await self._stop("home", person)
        await self._page_menu(person).click()
        await self._stop("home-settings", person, self._dialog(person))
        await page.keyboard.press("Escape")
        for number, name in enumerate(TERRITORIES[:2], start=1):
            await page.get_by_label(self._say("home.territory", number=number), exact=True).fill(
                name
            )
        await page.get_by_role("button", name=self._say("home.create_do")).click()
        join = page.get_by_label(self._say("links.join"), exact=True)
        await expect(join).to_be_visible()
        link = await join.input_value()
        await self._stop("created", person)
        await page.goto(link)
        await self._stop("join", person)
        await page.goto(self._server + "/accessibility")
        await self._stop("statement", person)
        await page.goto(self._server + "/offline")
        await self._stop("offline", person)
        await page.goto(self._server + "/f")
        await expect(page.get_by_role("alert")).to_be_visible()
        await self._stop("enter-refused", person)
        await page.goto(self._server + "/j/nowhere")
        await self._stop("error", person)
        person.forgive("status of 404")

    async def before(self) -> None:
        """The welcome and the presentation, as the three kinds of people see them."""
        async with await self._workshop() as workshop:
            seated, leader, screen = await self._company(workshop)
            for phase in ("accueil", "presentation"):
                if phase == "presentation":
                    await workshop.open_phase("presentation")
                    for person in (seated, screen):
                        await expect(person.page.locator("#intentions")).to_be_visible()
                await self._stop(f"{phase}-participant", seated)
                await self._stop(f"{phase}-screen", screen)
            await self._tab(leader, self._say("view.presentation"))
            await self._stop("presentation-facilitator", leader)
            await self._shown(workshop, seated, screen)

    async def at_work(self) -> None:
        """The board: empty, full, each dialog, locked; the facilitator's page and the projector."""
        async with await self._workshop() as workshop:
            await workshop.open_phase("travail")
            seated, leader, screen = await self._company(workshop)
            await self._stop("board-empty", seated)
            placed = await furnish(workshop, **self._amount, endless=self._endless)
            await workshop.order(StartTimer())
            first = self._territories[0]
            await self._turn_to(0, seated)
            # Whichever is drawn last: a long column draws what is near its end, where it is read.
            note = seated.page.locator("[data-column]").first.locator("[data-note]").last
            await expect(note).to_be_visible()
            await self._stop("board", seated)
            await self._sheets(seated, note, placed.beneficiaries[first][1])
            await self._stop("lead", leader)
            place = self._say("place.label", names="Louise")
            await leader.page.get_by_role("button", name=place).click()
            await self._stop("lead-place", leader, self._dialog(leader))
            await leader.page.keyboard.press("Escape")
            await leader.page.get_by_role(
                "button", name=self._say("lead.next", phase=self._say("phase.mise-en-commun"))
            ).click()
            await self._stop("lead-leave-work", leader, self._dialog(leader))
            await leader.page.keyboard.press("Escape")
            await self._tab(leader, first)
            await self._stop("lead-board", leader)
            await self._stop("screen", screen)
            await workshop.order(SetScreen(way_in=True))
            await expect(screen.page.locator(".code")).to_be_visible()
            await self._stop("screen-code", screen)
            await workshop.order(CloseBoard(board=workshop.boards[TERRITORIES[1]]))
            await workshop.order(EndTimer())
            await expect(seated.page.locator("[data-composer]").first).not_to_be_editable()
            await self._stop("board-locked", seated)

    async def pooled(self) -> None:
        """The pooling in each of its views, and what comes after it."""
        async with self._pooling() as (workshop, placed, seated, leader, screen):
            people = ((seated, "participant"), (leader, "facilitator"))
            for place, look in enumerate(get_args(PoolingLook)):
                # In every run each look is seen by one of them; the long tests see both.
                for person, who in people if self._full else people[place % 2 :][:1]:
                    await self._look_at(look, person)
                    await self._stop(f"pooling-{look}-{who}", person)
            for person, _ in people:
                await self._look_at("matrix", person)
            opener = seated.page.get_by_role("button", name=self._say("pooling.filter_open"))
            if await opener.is_visible():
                await opener.click()
                await self._stop("pooling-filter", seated, self._dialog(seated))
                await seated.page.keyboard.press("Escape")
            actor = leader.page.locator("[data-actor]").first
            for act in ("pooling.unite_with", "pooling.rename"):
                await actor.locator("[aria-haspopup]").click()
                await leader.page.get_by_role("menuitem", name=self._say(act)).click()
                await self._stop(f"{act.replace('.', '-')}", leader, self._dialog(leader))
                await leader.page.keyboard.press("Escape")
            await leader.page.locator(".handle").first.press("Enter")
            await self._stop("pooling-effect", leader, self._dialog(leader))
            await leader.page.keyboard.press("Escape")
            for look in get_args(PoolingLook) if self._far else ():
                await workshop.order(SetScreen(look=look))
                await expect(screen.page.locator(f".shown[data-look={look}]")).to_be_visible()
                await self._stop(f"pooling-{look}-screen", screen)
            note = placed.notes[self._territories[0]][0]
            for shown in (
                Present(kind="actor", target=placed.beneficiaries[self._territories[0]][0]),
                Present(kind="note", target=note),
            ):
                await workshop.order(shown)
                for person, who in ((seated, "participant"), (screen, "screen")):
                    await expect(person.page.locator("[data-spot]")).to_be_visible()
                    await self._stop(f"shown-{shown.kind}-{who}", person)
            await self._stop("report", await self._report(workshop))
            await workshop.open_phase("prochaine-session")
            await expect(seated.page.locator("dl")).to_be_visible()
            await self._stop("next-participant", seated)
            await self._stop("next-screen", screen)
            await seated.page.goto(self._server)
            await self._stop("home-places", seated)

    async def corpus(self) -> None:
        """Each look of the pooling with the boards of a whole evening in it, as they end up."""
        async with await rehearsed(self._server, self._language) as workshop:
            await pool_to_truth(workshop)
            seated, leader, screen = await self._company(workshop)
            await self._tab(leader, self._say("view.pooling"))
            for look in get_args(PoolingLook):
                await workshop.order(SetScreen(look=look))
                await expect(screen.page.locator(f".shown[data-look={look}]")).to_be_visible()
                for person, who in (
                    (seated, "participant"),
                    (leader, "facilitator"),
                    (screen, "screen"),
                ):
                    if who != "screen":
                        await self._look_at(look, person)
                    await self._stop(f"corpus-{look}-{who}", person)

    async def _shown(self, workshop: Workshop, seated: Person, screen: Person) -> None:
        """A part of the worked example on all screens, with a remark, and somebody elsewhere."""
        remark = LeaveRemark(
            remark="r1", part="beneficiary", target="ugess", text="Et les autres ?"
        )
        await workshop.order(remark)
        await workshop.order(Present(kind="example-beneficiary", target="ugess"))
        await expect(seated.page.locator("[data-shown].on")).to_be_visible()
        await self._stop("shown-example-participant", seated)
        await expect(screen.page.locator("[data-spot]")).to_be_visible()
        await self._stop("shown-example-screen", screen)
        bar = seated.page.get_by_role("region", name=self._say("guide.heading"))
        await bar.get_by_role("button").click()
        await expect(bar).to_contain_text(self._say("guide.elsewhere"))
        await self._stop("shown-example-elsewhere", seated)
        count = self._say("remarks.count.one", count=1)
        await seated.page.get_by_role("button", name=count).click()
        await self._stop("remarks", seated, self._dialog(seated))
        await seated.page.keyboard.press("Escape")

    async def _sheets(self, person: Person, note: Locator, beneficiary: str) -> None:
        page, say = person.page, self._say
        column = page.locator(f'[data-column="{beneficiary}"]')
        acts: tuple[tuple[str, Locator, str], ...] = (
            ("move", note, "note.move"),
            ("via", note, "note.via_action"),
            ("points", note, "points.action"),
            ("split", note, "note.split"),
            ("beneficiary", column.locator("header"), "beneficiary.edit"),
            ("delete-beneficiary", column.locator("header"), "beneficiary.delete"),
        )
        for name, holder, act in acts:
            await self._turn_to(0 if holder is note else 1, person)
            await holder.locator("[aria-haspopup]").click()
            if name == "move":
                await self._stop("board-menu", person, page.get_by_role("menu"))
            await page.get_by_role("menuitem", name=say(act)).click()
            await self._stop(f"board-{name}", person, self._dialog(person))
            await page.keyboard.press("Escape")
        await self._turn_to(-1, person)
        for name, opener in (
            ("interested", page.get_by_role("button", name=say("interested.add"))),
            ("settings", self._page_menu(person)),
        ):
            await opener.click()
            await self._stop(f"board-{name}", person, self._dialog(person))
            await page.keyboard.press("Escape")
        await self._page_menu(person).click()
        await page.get_by_role("button", name=say("leave.open")).click()
        await self._stop("board-leaving", person, self._dialog(person))
        await page.keyboard.press("Escape")
        for key, name in (("b", "add-beneficiary"), ("?", "shortcuts")):
            await page.keyboard.press(key)
            await self._stop(f"board-{name}", person, self._dialog(person))
            await page.keyboard.press("Escape")
        await self._turn_to(0, person)
        await note.locator("[aria-haspopup]").click()
        await page.get_by_role("menuitem", name=say("note.edit")).click()
        await self._stop("board-editing", person, note.get_by_role("textbox"))
        await page.keyboard.press("Escape")

    async def _report(self, workshop: Workshop) -> Person:
        """The document as it is handed in, which has a policy and styles of its own."""
        person = await self._bring()
        await person.page.set_content((await workshop.export("html")).decode())
        return person

    @asynccontextmanager
    async def _pooling(self) -> AsyncIterator[tuple[Workshop, Furniture, Person, Person, Person]]:
        """Boards that have just become one, with one merge; who sits, who leads, the projector."""
        async with await self._workshop() as workshop:
            await workshop.open_phase("travail")
            placed = await furnish(workshop, **self._amount, endless=self._endless)
            await workshop.open_phase("mise-en-commun")
            await unite_first(workshop, placed)
            seated, leader, screen = await self._company(workshop)
            await self._tab(leader, self._say("view.pooling"))
            yield workshop, placed, seated, leader, screen

    async def _workshop(self) -> Workshop:
        """In the language of the walk, which is the projector's."""
        title = ENDLESS if self._endless else "Essai"
        return await Workshop.create(
            self._server, *self._territories, title=title, language=self._language
        )

    async def _company(self, workshop: Workshop) -> tuple[Person, Person, Person]:
        seated, leader, screen = [await self._bring() for _ in range(3)]
        await seated.sit(workshop, next(iter(workshop.boards)), "Louise", language=self._language)
        await leader.lead(workshop)
        await screen.project(workshop)
        for person in (seated, leader, screen):
            await expect(person.page.get_by_role("heading").first).to_be_visible()
        return seated, leader, screen

    async def _bring(self) -> Person:
        locale = LOCALES[self._language]
        person = await self._people.bring(viewport=self._viewport, locale=locale)
        await person.page.emulate_media(color_scheme=self._colours, reduced_motion="reduce")
        return person

    async def _tab(self, leader: Person, name: str) -> None:
        views = leader.page.get_by_role("navigation", name=self._say("lead.views"))
        await views.get_by_role("button", name=name, exact=True).click()

    async def _look_at(self, look: PoolingLook, person: Person) -> None:
        """Turn to a look of the pooling: by its tab, or where there are none from the list."""
        tab = person.page.locator(f"[role=tab][data-look={look}]")
        if await tab.is_visible():
            await tab.click()
        else:
            looks = person.page.get_by_role("combobox", name=self._say("pooling.looks"))
            await looks.select_option(look)
        await expect(person.page.locator(f".shown[data-look={look}]")).to_be_visible()

    async def _turn_to(self, rank: int, person: Person) -> None:
        """Choose a column where there is room for one; elsewhere bring it into sight.

        On a phone the last one is that of the interested actors.
        """
        columns = person.page.get_by_role("navigation", name=self._say("board.columns"))
        if await columns.is_visible():
            await columns.get_by_role("button").nth(rank).click()
        else:
            await person.page.locator("[data-column]").nth(rank).scroll_into_view_if_needed()

    async def _stop(self, name: str, person: Person, shown: Locator | None = None) -> None:
        here = shown or person.page.get_by_role("heading").first
        await expect(here).to_be_visible()
        await self._look(name, person)

    def _page_menu(self, person: Person) -> Locator:
        return person.page.get_by_role("button", name=self._say("page.menu"))

    def _dialog(self, person: Person) -> Locator:
        return person.page.get_by_role("dialog")

    def _say(self, key: str, **params: object) -> str:
        return say(key, self._language, **params)
