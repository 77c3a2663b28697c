"""The pages as people use them: found by role and by the words of the catalogue.

A page object says what somebody does or sees there; it never waits for a fixed time.
"""

import re

from msgspec import convert
from playwright.async_api import Locator, Page, expect

from e2e.gestures import Hand
from e2e.words import say
from tablee.client.workshops import NewWorkshop

THE_TERRITORY = "Le territoire"
A_BENEFICIARY = "bénéficiaire"
"""The template's own word, on the button that adds one, which a phone has as « + » alone."""


class _Spoken:
    """A page in the language of whoever sits before it."""

    def __init__(self, page: Page, language: str = "fr") -> None:
        self.page = page
        self._language = language

    def say(self, key: str, **params: object) -> str:
        return say(key, self._language, **params)


class Home(_Spoken):
    """The first page, where a workshop is made."""

    async def create(self, title: str, *territories: str) -> NewWorkshop:
        """Make a workshop, and read the links that are shown this once."""
        await self.page.get_by_label(self.say("home.title"), exact=True).fill(title)
        for number, territory in enumerate(territories, start=1):
            field = self.page.get_by_label(self.say("home.territory", number=number), exact=True)
            await field.fill(territory)
        creating = self.page.expect_response("**/api/workshops")
        async with creating as answered:
            await self.page.get_by_role("button", name=self.say("home.create_do")).click()
        links = convert(await (await answered.value).json(), NewWorkshop)
        for label, link in (
            ("created.facilitator", links.facilitator),
            ("links.join", links.join),
            ("links.screen", links.screen),
        ):
            await expect(self.page.get_by_label(self.say(label), exact=True)).to_have_value(link)
        await expect(self.page.get_by_role("main")).to_contain_text(links.code)
        return links

    async def go(self) -> None:
        """Follow the facilitator's own link, as the page proposes."""
        await self.page.get_by_role("link", name=self.say("created.go")).click()
        await self.page.wait_for_url("**/animer")


class Join(_Spoken):
    """The page behind the link that participants are given."""

    async def enter(self, name: str, territory: str) -> None:
        """Give a first name, choose a territory, take the pair that is proposed."""
        await self.page.get_by_label(re.compile("^" + re.escape(self.say("join.name")))).fill(name)
        await self.page.get_by_text(territory, exact=True).click()
        await self.page.get_by_role("button", name=self.say("join.enter")).click()
        await self.page.wait_for_url("**/plateau")


class Facilitator(_Spoken):
    """The page that runs the session."""

    @property
    def timer(self) -> Locator:
        return self.page.get_by_role("region", name=self.say("timer.heading"))

    @property
    def tray(self) -> Locator:
        """« Reçues après la fin »."""
        return self.page.get_by_role("region", name=re.compile(re.escape(self.say("late.heading"))))

    async def next_phase(self, phase: str, *, leaving_work: bool = False) -> None:
        """Go to the phase that the template has next; out of the work after a second question."""
        name = self.say("lead.next", phase=self.say(f"phase.{phase}"))
        await self.page.get_by_role("button", name=name).click()
        if leaving_work:
            dialog = self.page.get_by_role("dialog")
            await dialog.get_by_role("button", name=self.say("lead.leave_do")).click()

    async def start_timer(self) -> None:
        await self.timer.get_by_role("button", name=self.say("timer.start"), exact=True).click()
        await expect(self.timer.get_by_role("button", name=self.say("timer.pause"))).to_be_visible()

    async def end_timer(self) -> None:
        """End now, after a second question."""
        await self.timer.get_by_role("button", name=self.say("timer.end"), exact=True).click()
        await self.timer.get_by_role("button", name=self.say("timer.end_yes"), exact=True).click()

    @property
    def guiding(self) -> Locator:
        """Who follows, what is shown, and the buttons that change it."""
        return self.page.get_by_role("region", name=self.say("guide.heading"))

    async def guide(self, act: str) -> None:
        """« Guider », « Laisser libre », « Rassembler »… by the key of the button's words."""
        await self.guiding.get_by_role("button", name=self.say(act), exact=True).click()

    async def show(self, what: str) -> None:
        """« Montrer à tous », beside the thing on the page."""
        name = self.say("guide.show_this", what=what)
        await self.page.get_by_role("button", name=name, exact=True).click()

    async def look_at(self, view: str) -> None:
        """Turn to a territory's board, or to another view by its name; a count may follow it."""
        views = self.page.get_by_role("navigation", name=self.say("lead.views"))
        named = re.compile(f"^{re.escape(view)}( · .*)?$")
        await views.get_by_role("button", name=named).click()

    async def download(self, file_format: str) -> str:
        """The text of an export, as it lands on the disk."""
        async with self.page.expect_download() as downloading:
            await self.page.get_by_role("link", name=self.say(f"exports.{file_format}")).click()
        path = await (await downloading.value).path()
        return path.read_text(encoding="utf-8")


class Board(_Spoken):
    """A participant's page, on a wide screen."""

    @property
    def light(self) -> Locator:
        return self.page.locator("p.light")

    @property
    def time_left(self) -> Locator:
        return self.page.get_by_role("timer")

    @property
    def others(self) -> Locator:
        """The other territories, as chits and counts."""
        return self.page.get_by_role("region", name=self.say("others.heading"))

    def column(self, label: str) -> Locator:
        return self.page.get_by_role("region", name=label, exact=True)

    def composer(self, label: str) -> Locator:
        return self.column(label).locator("[data-composer]")

    def notes(self, label: str) -> Locator:
        return self.column(label).locator("[data-note] .text")

    async def add_beneficiary(self, label: str) -> None:
        add = re.compile(rf"(\+|:) {A_BENEFICIARY}")
        # On a phone a board that has none yet offers it among its notes too.
        await self.page.get_by_role("button", name=add).first.click()
        dialog = self.page.get_by_role("dialog")
        await dialog.get_by_label(self.say("beneficiary.label"), exact=True).fill(label)
        await dialog.get_by_role("button", name=self.say("beneficiary.add"), exact=True).click()
        await expect(self.column(label)).to_be_visible()

    async def write(self, label: str, *texts: str) -> None:
        """Post notes, one after the other, as fast as the page takes them."""
        for text in texts:
            await self.composer(label).fill(text)
            await self.composer(label).press("Enter")

    async def write_and_save(self, label: str, *texts: str) -> None:
        """Post notes, and wait until the server has them all.

        The light is read once the notes are drawn: until then it tells what was before.
        """
        before = await self.notes(label).count()
        await self.write(label, *texts)
        await expect(self.notes(label)).to_have_count(before + len(texts))
        await expect(self.light).to_contain_class("saved")

    async def expect_locked(self, label: str, timeout_ms: float) -> None:
        await expect(self.composer(label)).not_to_be_editable(timeout=timeout_ms)


class Follower(_Spoken):
    """What a participant's page shows of what the facilitator shows."""

    @property
    def bar(self) -> Locator:
        """Which of the two one is in, and the way across."""
        return self.page.get_by_role("region", name=self.say("guide.heading"))

    @property
    def marked(self) -> Locator:
        """The part of the worked example that is shown."""
        return self.page.locator("[data-shown].on")

    @property
    def spot(self) -> Locator:
        """The one thing that is shown, large."""
        return self.page.locator("[data-spot]")

    async def press(self, act: str) -> None:
        await self.bar.get_by_role("button", name=self.say(act), exact=True).click()


class Screen(_Spoken):
    """The projector's page."""

    def count(self, territory: str) -> Locator:
        """How many notes a territory has written."""
        return self.page.get_by_role("listitem").filter(has_text=territory).locator("b").first


class Pooling(_Spoken):
    """The pooling, wherever it is shown; what is done there is done by `hand`, which counts."""

    def __init__(self, page: Page, language: str = "fr") -> None:
        super().__init__(page, language)
        self.hand = Hand(page)

    @property
    def notes(self) -> Locator:
        return self.page.locator("[data-pooled] .text")

    async def draw_all(self) -> None:
        """As for paper: else what is far from the sight of a small screen is not drawn."""
        await self.page.evaluate("() => { dispatchEvent(new Event('beforeprint')) }")

    async def draw_what_is_near(self) -> None:
        """As after a print."""
        await self.page.evaluate("() => { dispatchEvent(new Event('afterprint')) }")

    @property
    def actors(self) -> Locator:
        return self.page.locator("[data-actor] .name")

    def row(self, label: str) -> Locator:
        """The line of an actor in the matrix."""
        name = self.page.locator("[data-actor] .name").get_by_text(label, exact=True)
        return self.page.get_by_role("row").filter(has=name)

    def row_with(self, wording: str) -> Locator:
        """The line of the actor that is called so, or also so."""
        name = self.page.get_by_role("rowheader").filter(has_text=wording)
        return self.page.get_by_role("row").filter(has=name)

    async def unite(self, label: str, other: str) -> None:
        """« Réunir avec… », by the actor's menu."""
        menu = self.say("pooling.actions", label=label)
        await self.hand.tap(self.page.get_by_role("button", name=menu, exact=True))
        uniting = self.page.get_by_role("menuitem", name=self.say("pooling.unite_with"))
        await self.hand.tap(uniting)
        dialog = self.page.get_by_role("dialog")
        choice = self.page.get_by_role("radio", name=other)
        await self.hand.tap(dialog.locator("label").filter(has=choice))
        await expect(choice).to_be_checked()
        await self._confirm()

    async def drag(self, label: str, onto: str) -> None:
        """Carry an actor onto another by the mouse, and confirm what the page says of it."""
        await self.carry(label, onto)
        await self._confirm()

    async def carry(self, label: str, onto: str) -> Locator:
        """Carry an actor onto another by the mouse: the dialog that names both."""
        names = self.page.locator("[data-actor] .name")
        await names.get_by_text(label, exact=True).hover()
        await self.page.mouse.down()
        there = await names.get_by_text(onto, exact=True).bounding_box()
        assert there is not None
        middle = there["x"] + there["width"] / 2, there["y"] + there["height"] / 2
        await self.page.mouse.move(*middle, steps=4)
        await self.page.mouse.up()
        self.hand.gestures += 1
        title = self.say("pooling.unite_title_both", label=label, other=onto)
        dialog = self.page.get_by_role("dialog", name=title)
        await expect(dialog).to_be_visible()
        return dialog

    async def _confirm(self) -> None:
        dialog = self.page.get_by_role("dialog")
        unite = dialog.get_by_role("button", name=self.say("pooling.unite"), exact=True)
        await self.hand.tap(unite)

    async def undo_last(self) -> None:
        """The way back that is offered at once, by the latest of the short messages."""
        undo = self.page.get_by_role("button", name=self.say("common.undo"), exact=True)
        await self.hand.tap(undo.last)

    async def retract_first(self) -> None:
        """The way back that the list of decisions keeps."""
        decisions = self.page.get_by_role("complementary", name=self.say("pooling.aside"))
        ask = decisions.get_by_role("button", name=self.say("pooling.retract_ask"))
        await self.hand.tap(ask.first)
        retract = decisions.get_by_role("button", name=self.say("pooling.retract"), exact=True)
        await self.hand.tap(retract)


def shown_seconds(figure: str) -> int:
    """`27:54` or `1:02:03`, as a timer shows it, in seconds."""
    found = re.search(r"(?:(\d+):)?(\d+):(\d\d)", figure)
    assert found is not None, figure
    hours, minutes, seconds = (int(each or 0) for each in found.groups())
    return hours * 3600 + minutes * 60 + seconds
