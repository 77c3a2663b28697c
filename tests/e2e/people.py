"""People in front of real browsers, each in a context of their own, and what no page may do.

A person's page is watched from its first byte: an uncaught error, an error on the console, a
breach of the content security policy or a request to another origin fails the test at its end.
Only a test that cuts the line says so, and then the browser's own words about that are let pass.
"""

import re
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import urlsplit

import msgspec
from playwright.async_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    ViewportSize,
    WebSocket,
)

from tablee.client import workshops
from tablee.client.http import Session
from tablee.client.links import facilitator_link
from tablee.client.participant import Entered
from tablee.workshop.commands import Command, OpenPhase
from tablee.workshop.vocabulary import Language, PhaseKind

DESK = ViewportSize(width=1440, height=900)
PHONE = ViewportSize(width=360, height=780)
PATIENCE_MS = 20_000
"""However busy the machine: what a page shows or lets one do is there by then."""
TELL_BREACHES = """document.addEventListener("securitypolicyviolation", (event) =>
  console.error("policy:", event.violatedDirective, event.blockedURI, event.sourceFile));"""
LOST = re.compile(
    r"net::ERR_|WebSocket connection to .* failed|error occurred when fetching the script"
)


@dataclass
class Person:
    """A browser context with a page, and the troubles that the page has had."""

    origin: str
    context: BrowserContext
    page: Page
    troubles: list[str] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)
    """Every frame that the server has sent to this person."""
    line_is_cut: bool = False
    """The test cuts the line: the browser may complain about that."""

    async def sit(
        self, workshop: "Workshop", territory: str, name: str = "", *, language: str = "fr"
    ) -> None:
        """Take a place in a new pair of a territory, and open the board."""
        body = {
            "secret": workshop.links.join.rpartition("/")[2],
            "name": name,
            "board": workshop.boards[territory],
            "pair": None,
            "language": language,
        }
        await self._enter("/api/join", body)

    async def project(self, workshop: "Workshop") -> None:
        """Open the projector's page."""
        token = workshop.links.screen.partition("#")[2]
        await self._enter("/api/session", {"token": token, "role": "screen"})

    async def lead(self, workshop: "Workshop") -> None:
        """Open the facilitator's page."""
        token = workshop.links.facilitator.partition("#")[2]
        await self._enter("/api/session", {"token": token, "role": "facilitator"})

    async def _enter(self, path: str, body: object) -> None:
        answer = await self.context.request.post(
            self.origin + path, data=body, headers={"Origin": self.origin}
        )
        assert answer.ok, await answer.text()
        await self.page.goto(self.origin + (await answer.json())["url"])

    def hear_console(self, message: ConsoleMessage) -> None:
        """Note an error that the page has told."""
        if message.type == "error" and not (self.line_is_cut and LOST.search(message.text)):
            self.troubles.append(f"console: {message.text} ({message.location['url']})")

    def forgive(self, trouble: str) -> None:
        """Let pass what the test has provoked: the browser complains of a refused page."""
        self.troubles = [each for each in self.troubles if trouble not in each]

    def watch(self) -> None:
        """From now on, note what the page hears and whatever it must not do."""
        self.page.on("websocket", self._hear)
        self.context.on("console", self.hear_console)
        self.context.on("weberror", lambda error: self.troubles.append(f"uncaught: {error.error}"))
        self.context.on("request", lambda request: self._check_origin(request.url))

    def _hear(self, line: WebSocket) -> None:
        self._check_origin(line.url)
        line.on("framereceived", lambda frame: self.heard.append(str(frame)))

    def _check_origin(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in ("data", "blob", "about", "chrome-error"):
            return
        if parts.netloc != urlsplit(self.origin).netloc:
            self.troubles.append(f"a request to another origin: {url}")


class People:
    """Brings people to one server, and at the end asks whether any of their pages had trouble."""

    def __init__(self, browser: Browser, origin: str) -> None:
        self._browser = browser
        self._origin = origin
        self._all: list[Person] = []

    async def bring(
        self,
        *,
        viewport: ViewportSize = DESK,
        locale: str = "fr-FR",
        script: str = "",
        line_is_cut: bool = False,
        touch: bool = False,
    ) -> Person:
        """A person with an empty page; `script` runs in each page before anything else."""
        context = await self._browser.new_context(
            viewport=viewport,
            locale=locale,
            color_scheme="light",
            reduced_motion="reduce",
            accept_downloads=True,
            has_touch=touch,
            is_mobile=touch,
        )
        await context.add_init_script(TELL_BREACHES + script)
        page = await context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        person = Person(self._origin, context, page, line_is_cut=line_is_cut)
        person.watch()
        self._all.append(person)
        return person

    async def leave(self) -> None:
        """Close everything. Raises AssertionError with the troubles of all pages."""
        for person in self._all:
            await person.context.close()
        troubles = [trouble for person in self._all for trouble in person.troubles]
        assert not troubles, "\n".join(troubles)


class _Board(msgspec.Struct):
    id: str
    name: str


class _Invitation(msgspec.Struct):
    boards: tuple[_Board, ...]


class _JoinBoot(msgspec.Struct):
    invitation: _Invitation


class Workshop:
    """A workshop and its facilitator's hands without a page: what a test needs but does not show.

    Use as `async with`.
    """

    def __init__(self, links: workshops.NewWorkshop, session: Session) -> None:
        self.links = links
        self.boards: dict[str, str] = {}
        """The id of a territory's board by its name."""
        self._session = session

    @classmethod
    async def create(
        cls, server: str, *territories: str, title: str = "Essai", language: Language = "fr"
    ) -> Self:
        """A new workshop of the « Effets utiles » template."""
        made = await workshops.create(
            server,
            template="effets-utiles",
            title=title,
            territories=territories,
            language=language,
            key=None,
        )
        return await cls.of(made)

    @classmethod
    async def of(cls, links: workshops.NewWorkshop) -> Self:
        """The workshop that these links lead to."""
        link = facilitator_link(links.facilitator)
        found = cls(links, Session(link.server, "fr"))
        body = {"token": link.secret, "role": "facilitator"}
        await found._session.post("/api/session", body, Entered)
        boot = await found._session.boot(urlsplit(links.join).path, _JoinBoot)
        found.boards = {board.name: board.id for board in boot.invitation.boards}
        return found

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._session.close()

    async def order(self, command: Command) -> None:
        """Have the room do something, as its facilitator."""
        path = f"/api/rooms/{self.links.id}/commands"
        await self._session.post(path, {"command": command}, dict[str, int])

    async def open_phase(self, phase: PhaseKind, *, timer: bool = False) -> None:
        await self.order(OpenPhase(phase=phase, start_timer=timer))

    async def export(self, file_format: str) -> bytes:
        return await self._session.download(
            f"/api/rooms/{self.links.id}/export?format={file_format}"
        )

    async def archive(self) -> dict[str, Any]:
        """What the room holds, as its own archive tells it."""
        archive: dict[str, Any] = msgspec.json.decode(await self.export("json"))
        return archive

    async def texts(self) -> list[str]:
        """The texts of the notes, in the order in which the journal has them."""
        return [note["text"] for note in (await self.archive())["notes"]]
